"""`fgtools report sign`: somebody stands for the outputs as they lie there."""

from __future__ import annotations

from collections.abc import Sequence

import click

from fgtools.cli.output import (
    SIGN,
    as_json,
    count,
    document,
    findings_too,
    next_step,
    say,
    study,
    table,
)
from fgtools.errors import Misused
from fgtools.study import releases
from fgtools.study.folder import Folder
from fgtools.study.store import Signature

SECOND = 'fgtools report sign --by INITIALS --role "second reader"'
"""Two people look at what leaves the house (OpenSAFELY's output checking has two as well)."""


@click.command()
@click.option("--by", "who", default="", help="Who signs, by initials or role: never a name.")
@click.option("--role", default="", help='As what they sign, such as "second reader".')
@click.option("--release", default="", help="What the release is called; else its level.")
@click.option("--list", "listed", is_flag=True, help="Show what was signed so far.")
@as_json
def sign(who: str, role: str, release: str, listed: bool, as_json: bool) -> None:
    """Sign the outputs as they lie there, or list what was signed so far.

    Everything is checked once more before: the files are those that were written, from what the
    study is now, and no name and no disclosure is in them. The signature stands in manifest.json.
    It holds for these very files: whatever changes later has none until somebody signs again.

    \b
    Examples:
      fgtools report sign --by HK --role "second reader"
      fgtools report sign --list
    """
    if listed == bool(who):
        raise Misused(
            "say who signs, or --list", "--by", 'Type: fgtools report sign --by HK --role "analyst"'
        )
    with findings_too(as_json), study(reads=listed) as folder:
        if listed:
            _list(folder, as_json)
            return
        signed = releases.sign(folder, who=who, role=role, name=release)
        others, level = releases.beside(folder), folder.settings.level
        gaps = releases.unwritten(folder)
    if as_json:
        document({"level": level, "release": signed[-1].name, "manifest": signed[-1].manifest,
                  "signed": _rows(signed)})  # fmt: skip
        return
    click.echo(f"Signed at level {level}: {_told(signed)}.")
    if gaps:
        say(f"Signed as it is: {count(gaps, 'passage')} in it still to be written.")
    if others:
        say(f"Not part of what is signed: {', '.join(others)}.")
    next_step(SECOND if len(signed) < 2 else "fgtools report sign --list")


def _list(folder: Folder, as_json: bool) -> None:
    found = releases.releases(folder)
    if as_json:
        document({
            "releases": [
                {"release": r.name, "level": r.level, "manifest": r.manifest,
                 "current": r.current, "signed": _rows(r.signed)}
                for r in found
            ]
        })  # fmt: skip
        return
    if found:
        header = ("release", "level", "signed by", "first signed", "manifest", "in outputs/")
        table(header, [
            (r.name, r.level, _told(r.signed), r.signed[0].at[:10], r.manifest[:12],
             "yes" if r.current else "no")
            for r in found
        ])  # fmt: skip
    else:
        click.echo("Nothing was signed so far.")
    if not any(one.current for one in found):
        next_step(SIGN)


def _rows(signed: Sequence[Signature]) -> list[dict[str, str]]:
    return [{"by": one.who, "role": one.role, "at": one.at} for one in signed]


def _told(signed: Sequence[Signature]) -> str:
    return ", ".join(f"{s.who} ({s.role})" if s.role else s.who for s in signed)
