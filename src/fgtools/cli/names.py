"""`fgtools names`: find names, settle the doubtful ones, look again.

Raw words are shown by `review` alone, and what it writes goes to the private zone.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from fgtools.cli.output import as_json, document, next_step, say, study, table
from fgtools.errors import Found, Misused
from fgtools.nouns import Finding
from fgtools.study import leaks, review
from fgtools.study.folder import Folder
from fgtools.study.loose_files import FileFinds, find_in_file
from fgtools.study.stages import bring_up

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def names() -> None:
    """Find names, settle the doubtful ones, look again."""


@names.command()
@click.argument("files", nargs=-1, type=FILE)
@as_json
def find(files: tuple[Path, ...], as_json: bool) -> None:
    """Find names and other identifiers: in the study, or in FILES that stand alone.

    \b
    Examples:
      fgtools names find
      fgtools names find meeting.vtt --json
    """
    if files:
        found = [find_in_file(path) for path in files]
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
    turns: dict[int, list[dict[str, object]]] = {ordinal: [] for ordinal in one.ordinals}
    for r in one.finds:
        turns[_ordinal(r.turn)].append(
            {"start": r.span.start, "end": r.span.end, "kind": r.kind, "surrogate": r.surrogate,
             "rule": r.rule, "score": round(r.score, 4)}
        )  # fmt: skip
    return {
        "file": one.file,
        "turns": [{"ordinal": ordinal, "finds": finds} for ordinal, finds in turns.items()],
        "review": [
            {"ordinal": _ordinal(d.turn), "start": d.span.start, "end": d.span.end,
             "kind": d.kind, "reason": d.reason}
            for d in one.doubts
        ],
    }  # fmt: skip


def _ordinal(turn: str) -> int:
    return int(turn.rpartition("/")[2])


@names.command("review")
@click.option("--yes", is_flag=True, help="Take every doubtful word for a name.")
@click.option("--words", default="", help="Settle these words, without being asked.")
@click.option("--is-name/--no-name", default=True, help="What --words are.")
@click.option("--session", default="", help="Settle --words in this session only.")
def review_(yes: bool, words: str, is_name: bool, session: str) -> None:
    """Go through the doubtful words, one key each: n name, o ordinary word, s skip, u undo, q quit.

    Capital N or O settles the same words everywhere in the study. What is not settled stays
    written over. Answers are kept at once.

    \b
    Examples:
      fgtools names review
      fgtools names review --words "Makaton" --no-name
    """
    with study() as folder:
        if words:
            times = review.said(folder, words, session)
            review.decide(folder, words, is_name=is_name, session=session)
            what = "a name, written over" if is_name else "no name"
            click.echo(f"Kept: {what}. The words are said {times} times.")
            next_step("fgtools run")
            return
        bring_up(folder, "names")
        questions = review.questions(folder)
        if not questions:
            click.echo("There is nothing to settle.")
            return
        if yes:
            for question in questions:
                review.decide(folder, question.words, is_name=True, session=question.session)
        elif sys.stdin.isatty():
            _ask(folder, questions)
        else:
            raise Misused("nobody is there to ask", hint="Add --yes, or --words WORDS --no-name.")
    next_step("fgtools run")


def _ask(folder: Folder, questions: tuple[review.Question, ...]) -> None:
    say("n name   o ordinary word   (N, O: everywhere)   s skip   u undo   q quit")
    answered: list[int] = []
    at = 0
    while at < len(questions):
        question = questions[at]
        click.echo(f"\n[{at + 1} of {len(questions)}] {question.session}: {question.reason}")
        click.echo(f"  ...{question.before}", nl=False)
        click.secho(question.words, bold=True, nl=False)
        click.echo(f"{question.after}...")
        key = click.getchar(echo=False)
        if key == "q":
            break
        if key == "u" and answered:
            at = answered.pop()
            review.undo(folder)
            continue
        if key in "nNoO":
            session = "" if key.isupper() else question.session
            review.decide(folder, question.words, is_name=key in "nN", session=session)
            answered.append(at)
            at += 1
        elif key == "s":
            at += 1
    click.echo(f"{len(answered)} settled.")


@names.command()
@as_json
def check(as_json: bool) -> None:
    """Look again at all that was written, independently of what found the names.

    The exit code is 3 where something is left.

    \b
    Example:
      fgtools names check
    """
    with study() as folder:
        findings = leaks.everywhere(folder)
    if as_json:
        document({"findings": [as_finding(f) for f in findings]})
        if findings:
            raise click.exceptions.Exit(3)
        return
    if findings:
        raise Found(f"{len(findings)} places to put right", findings, hint="Then: fgtools run")
    click.echo("No name and no identifier was found in anything that was written.")


def as_finding(finding: Finding) -> dict[str, str]:
    """Return a finding as machines read it."""
    return {"rule": finding.rule, "where": finding.where, "what": finding.what}
