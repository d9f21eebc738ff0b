"""`fgtools names`: find names, settle the doubtful ones, look again.

No raw words are shown by any of these but `review` (`names_review`).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from fgtools.cli.later import Later
from fgtools.cli.output import SIGN, as_json, document, next_step, say, study, table
from fgtools.errors import Found
from fgtools.nouns import Finding
from fgtools.study import leaks, releases
from fgtools.study.loose_files import FileFinds, find_in_files
from fgtools.study.stages import bring_up

LATER = {"review": "names_review:review_"}
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(cls=Later, later=LATER)
def names() -> None:
    """Find names, settle the doubtful ones, look again."""


@names.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option(
    "--model", metavar="MODEL", default="shipped",
    help="For FILES: shipped, none (faster, finds fewer names), a folder, an installed pipeline.",
)  # fmt: skip
@as_json
def find(files: tuple[Path, ...], model: str, as_json: bool) -> None:
    """Find names and other identifiers: in the study, or in FILES that stand alone.

    What is doubtful in FILES is listed under review, not among the finds. In a study the model is
    set in study.toml: [names] model = "shipped", "none", a folder or an installed spaCy pipeline.

    \b
    Examples:
      fgtools names find
      fgtools names find meeting.vtt --json
    """
    if files:
        found = list(find_in_files(files, model))
        if as_json:
            document({"files": [_as_document(one) for one in found]})
            return
        for one in found:
            kinds = Counter(r.kind for r in one.finds)
            click.echo(f"{one.file}: {_counts(kinds)}; {len(one.doubts)} doubtful")
        return
    with study() as folder:
        bring_up(folder, "names")
        kinds = Counter(r.kind for r in folder.store.redactions())
        doubts = folder.store.doubts()
    if as_json:
        document({"kinds": dict(sorted(kinds.items())), "doubts": len(doubts)})
        return
    table(("kind", "written over"), sorted(kinds.items()))
    click.echo(f"{len(doubts)} of them are doubtful.")
    next_step("fgtools names review" if doubts else "fgtools codes apply")


def _counts(kinds: Counter[str]) -> str:
    return ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items())) or "nothing"


def _as_document(one: FileFinds) -> dict[str, object]:
    turns: dict[str, list[dict[str, object]]] = {turn: [] for turn in one.turns}
    several = len({_session(turn) for turn in one.turns}) > 1  # a table of several sessions
    for r in one.finds:
        turns[r.turn].append(
            {"start": r.span.start, "end": r.span.end, "kind": r.kind, "surrogate": r.surrogate,
             "rule": r.rule, "score": round(r.score, 4)}
        )  # fmt: skip

    def where(turn: str) -> dict[str, object]:
        session: dict[str, object] = {"session": _session(turn)} if several else {}
        return {**session, "ordinal": _ordinal(turn)}

    return {
        "file": one.file,
        "turns": [{**where(turn), "finds": finds} for turn, finds in turns.items()],
        "review": [
            {**where(d.turn), "start": d.span.start, "end": d.span.end,
             "kind": d.kind, "reason": d.reason}
            for d in one.doubts
        ],
    }  # fmt: skip


def _session(turn: str) -> str:
    return turn.rpartition("/")[0]


def _ordinal(turn: str) -> int:
    return int(turn.rpartition("/")[2])


@names.command()
@as_json
def check(as_json: bool) -> None:
    """Look again at all that was written, independently of what found the names.

    The exit code is 3 where something is left. What only the name model takes for a person is
    shown as advice (not with --json) and changes nothing.

    \b
    Example:
      fgtools names check
    """
    with study() as folder:
        findings = leaks.everywhere(folder)
        advice = () if as_json else leaks.second_opinion(folder)
        to_sign, seal = releases.unsigned(folder), folder.private.seal
    if as_json:
        document({"findings": [as_finding(f) for f in findings]})
        if findings:
            raise click.exceptions.Exit(3)
        return
    for one in advice:
        click.echo(f"  {one.where}: {one.what}")
    for hint in dict.fromkeys(one.hint for one in advice):
        click.echo(f"  {hint}")
    if findings:
        raise Found(f"{len(findings)} places to put right", findings, hint="Then: fgtools run")
    what = "No identifier" if seal else "No name and no identifier"
    click.echo(f"{what} was found in anything that was written.")
    if seal:
        say("The study is sealed: without its key names cannot be looked for, only forms.")
    next_step(SIGN if to_sign else "fgtools report write")


def as_finding(finding: Finding) -> dict[str, str]:
    """Return a finding as machines read it."""
    return {"rule": finding.rule, "where": finding.where, "what": finding.what}
