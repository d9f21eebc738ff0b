"""Charts as PNG, the same bytes for the same report, readable in greyscale."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from textwrap import fill
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from fgtools.report.parts import Cell, Report, RolePart, ThemePart

INK, QUIET, PALE = "#1f2a37", "#6b7280", "#e5e7eb"
FILLS = ("#1d4e89", "#5b8db8", "#a3c4dc")
"""One hue in falling darkness: the order survives greyscale printing."""
MARKERS = ("o", "s", "D", "^", "v", "P")
STYLE: Mapping[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "svg.hashsalt": "fgtools",
    "axes.edgecolor": QUIET,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


def draw(report: Report, chart: str) -> bytes:
    """Return the chart of that name as PNG."""
    settings: dict[Any, Any] = {**matplotlib.rcParamsDefault, "backend": "Agg", **STYLE}
    with matplotlib.rc_context(settings):
        figure = CHARTS[chart](report)
        FigureCanvasAgg(figure)
        png = io.BytesIO()
        figure.savefig(png, format="png", dpi=200, metadata={"Software": None})
    return png.getvalue()


def themes_by_role(report: Report) -> Figure:
    """Draw a panel for each role: a dot for the share of participants, a line for its interval."""
    themes = report.raised
    roles = themes[0].cells if themes else ()
    figure = Figure(figsize=(7.2, 0.9 + 0.3 * len(themes)), layout="constrained")
    panels = figure.subplots(1, max(1, len(roles)), sharey=True, squeeze=False)[0]
    for at, (panel, role) in enumerate(zip(panels, roles, strict=False)):
        _panel(panel, themes, at)
        panel.set_title(fill(role.label, 14), fontsize=8.5, fontweight="bold", loc="left")
    panels[0].set_yticks(range(len(themes)), [fill(t.label, 34) for t in themes])
    panels[0].set_ylim(len(themes) - 0.5, -0.5)
    figure.get_layout_engine().set(w_pad=0.12, wspace=0.04)  # type: ignore[union-attr,call-arg]
    figure.supxlabel("Share of the participants who spoke, with interval", fontsize=8)
    return figure


def _panel(panel: Any, themes: Sequence[ThemePart], at: int) -> None:
    for y, theme in enumerate(themes):
        _dot(panel, theme.cells[at], y, MARKERS[at % len(MARKERS)])
    panel.set_xlim(-0.04, 1.04)
    panel.set_xticks([0, 0.5, 1], ["0", "½", "all"])
    panel.grid(axis="x", color=PALE, linewidth=0.8)
    panel.hlines(range(len(themes)), 0, 1, color=PALE, linewidth=0.6, zorder=0)
    panel.tick_params(length=0)
    for side in ("top", "right", "left"):
        panel.spines[side].set_visible(False)


def _dot(panel: Any, cell: Cell, y: int, marker: str) -> None:
    if cell.share is None or cell.of == 0:
        panel.text(0.02, y, cell.participants, fontsize=7, va="center", style="italic")
        return
    if cell.low is not None and cell.high is not None:
        panel.hlines(y, cell.low, cell.high, color=FILLS[1], linewidth=2, zorder=2)
    face = FILLS[0] if cell.count else "white"
    panel.plot(cell.share, y, marker, color=face, markeredgecolor=FILLS[0], zorder=3, markersize=6)


def share_of_voice(report: Report) -> Figure:
    """Draw each role's share of the participants beside its share of their words."""
    roles = [role for role in report.roles if role.share is not None]
    figure = Figure(figsize=(7.2, 0.9 + 0.62 * len(roles)), layout="constrained")
    axes = figure.subplots()
    for y, role in enumerate(roles):
        _bars(axes, role, y)
    axes.set_yticks(range(len(roles)), [fill(role.label, 30) for role in roles])
    axes.set_ylim(len(roles) - 0.45, -0.55)
    axes.set_xlim(0, 1.08)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    axes.grid(axis="x", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    return figure


def _bars(axes: Any, role: RolePart, y: int) -> None:
    pairs = ((-0.19, role.people, FILLS[2], "participants"), (0.19, role.share, FILLS[0], "words"))
    for shift, share, colour, noun in pairs:
        value = share or 0.0
        axes.barh(y + shift, value, 0.34, color=colour, edgecolor=FILLS[0], linewidth=0.8)
        axes.text(value + 0.01, y + shift, f"{value:.0%} of {noun}", va="center", fontsize=8)


CHARTS: Mapping[str, Callable[[Report], Figure]] = {
    "themes": themes_by_role,
    "voice": share_of_voice,
}
