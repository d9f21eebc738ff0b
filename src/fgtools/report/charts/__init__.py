"""Pictures as PNG and SVG, the same bytes for the same report, readable in greyscale."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import matplotlib

from fgtools.report.charts import convergence, saturation, themes, topics, voice, waves, words
from fgtools.report.charts.look import FONT, STYLE, Sheet
from fgtools.report.parts import Report
from fgtools.report.pictures import Kind, Picture, shown
from fgtools.report.zips import printable

CHARTS: Mapping[str, Callable[[Report], Sheet]] = {
    "themes": themes.draw,
    "words": words.draw,
    "waves": waves.draw,
    "topics": topics.draw,
    "convergence": convergence.draw,
    "saturation": saturation.draw,
    "voice": voice.by_role,
    "sessions": voice.by_session,
}
FAMILY = f"'{FONT}', Verdana, Arial, sans-serif"
"""Read where the font is not there: as wide, or narrower."""
DOTS = 200
"""Dots an inch of a PNG."""
ID = re.compile(r' id="([^"]*)"')
TAG = re.compile(r"<[^>]*>")
LONG = re.compile(r"\d+\.\d{3,}")
NO_NOTES = {"Date": None, "Creator": None, "Format": None, "Type": None}


def draw_all(report: Report) -> dict[str, Picture]:
    """Draw every picture that the report has something to show in, by name."""
    return {kind.name: draw(report, kind) for kind in shown(report)}


def draw(report: Report, kind: Kind) -> Picture:
    """Draw one picture."""
    settings: dict[Any, Any] = {**matplotlib.rcParamsDefault, "backend": "Agg", **STYLE}
    with matplotlib.rc_context(settings), warnings.catch_warnings():
        # A letter that the font lacks is a box in the PNG and itself in the SVG.
        warnings.filterwarnings("ignore", "Glyph", UserWarning)
        sheet = CHARTS[kind.name](report)
        png, svg = io.BytesIO(), io.BytesIO()
        sheet.figure.savefig(png, format="png", dpi=DOTS, metadata={"Software": None})
        sheet.figure.savefig(svg, format="svg", metadata=NO_NOTES)
    alt = kind.alt(report)
    written = _described(svg.getvalue().decode("utf-8"), kind, alt, sheet.whole)
    return Picture(kind.name, kind.caption, alt, png.getvalue(), written)


def _described(svg: str, kind: Kind, alt: str, whole: list[str]) -> str:
    """Say in an SVG what it shows, with its broken labels in one piece; its ids are its own.

    Rationale: several pictures can stand in one page, and a name that is broken into two lines
    would pass the leak check. Places are cut to a hundredth of a point, which nobody sees: more
    digits look like somebody's telephone number.
    """
    svg = _named(svg, kind.name)
    svg = TAG.sub(lambda tag: LONG.sub(_short, tag[0]), svg).replace(f"'{FONT}'", FAMILY)
    told = f"{alt} Labels: {'; '.join(dict.fromkeys(whole))}." if whole else alt
    opening = svg.index("<svg")
    end = svg.index(">", opening)
    about = (
        f' role="img">\n <title>{escape(kind.caption)}</title>\n'
        f" <desc>{escape(printable(told))}</desc>"
    )
    return f"{svg[:end]}{about}{svg[end + 1 :]}"


def _short(digits: re.Match[str]) -> str:
    return f"{float(digits[0]):.2f}".rstrip("0").rstrip(".")


def _named(svg: str, name: str) -> str:
    """Keep the ids that are referred to, and call them by the picture and a letter."""
    used = dict.fromkeys(re.findall(r'href="#([^"]+)"', svg))
    new = {old: f"{name}-mark-{topics.letter(at).lower()}" for at, old in enumerate(used)}
    svg = ID.sub(lambda found: f' id="{new[found[1]]}"' if found[1] in new else "", svg)
    return re.sub(r'href="#([^"]+)"', lambda found: f'href="#{new[found[1]]}"', svg)
