"""`fgtools names`: find names, settle the doubtful ones, look again.

Raw words are shown by `review` alone, and what it writes goes to the private zone.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from fgtools.cli.output import (
    SIGN,
    as_json,
    document,
    next_step,
    pressed,
    say,
    study,
    table,
    unsealed,
)
from fgtools.errors import Found, Misused
from fgtools.nouns import Finding
from fgtools.study import leaks, releases, review, review_sheet
from fgtools.study.folder import Folder
from fgtools.study.loose_files import FileFinds, find_in_files
from fgtools.study.stages import bring_up

KINDS = ("person", "school", "organisation", "place", "post", "health")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
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


@names.command("review")
@click.option("--yes", is_flag=True, help="Take every doubtful word for a name.")
@click.option("--words", default="", help="Settle these words, without being asked.")
@click.option("--is-name/--no-name", default=True, help="What --words are.")
@click.option("--session", default="", help="Settle --words in this session only.")
@click.option(
    "--kind", type=click.Choice(KINDS), default="person", help="What kind of name --words are."
)
@click.option("--sheet", is_flag=True, help="Write the questions to transcripts/review.xlsx.")
@click.option("--take", type=FILE, help="Take the answers of a sheet (.xlsx or .csv).")
@as_json
def review_(
    yes: bool, words: str, is_name: bool, session: str, kind: str, sheet: bool,
    take: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Go through the doubtful words, one key each: n name, o ordinary word, s skip, u undo, q quit.

    Capital N or O settles the same words everywhere in the study. What is not settled stays
    written over. Answers are kept at once; start again to go on. At most 10 questions are asked
    for 1,000 words of talk. --json lists the open questions without words.

    \b
    Examples:
      fgtools names review
      fgtools names review --words "Makaton" --no-name
      fgtools names review --words "The Larches" --kind school
      fgtools names review --sheet
      fgtools names review --take transcripts/review.xlsx
    """
    if sum((yes, bool(words), sheet, take is not None, as_json)) > 1:
        raise Misused("choose one of --yes, --words, --sheet, --take and --json")
    with unsealed() as folder:
        if words:
            _settle(folder, words, is_name=is_name, session=session, kind=kind)
            return
        bring_up(folder, "names")
        if take:
            _take(folder, take)
            return
        found = review.questions(folder)
        asked = review.affordable(folder, found)
        if as_json:
            left = len(found) - len(asked)
            document({"questions": [_question(q) for q in asked], "not_asked": left})
        elif not found:
            click.echo("There is nothing to settle.")
        elif yes:
            review.all_names(folder, found)
            next_step("fgtools run")
        else:
            _by_hand(folder, asked, sheet=sheet)
            if len(found) > len(asked):
                left = len(found) - len(asked)
                click.echo(f"{left} less harmful ones are not asked and stay written over.")


def _settle(folder: Folder, words: str, *, is_name: bool, session: str, kind: str) -> None:
    times = review.said(folder, words, session)
    review.decide(folder, words, is_name=is_name, session=session, kind=kind if is_name else "")
    what = "a name, written over" if is_name else "no name"
    click.echo(f"Kept: {what}. The words are said {times} times.")
    if not is_name:
        click.echo("Where the talk plainly names somebody in the room, they stay written over.")
    next_step("fgtools run")


def _question(question: review.Question) -> dict[str, object]:
    """Return an open question as machines read it: its place, never its words."""
    start, end = question.span
    return {"session": question.session, "ordinal": question.ordinal, "start": start, "end": end,
            "kind": question.kind, "reason": question.reason}  # fmt: skip


def _take(folder: Folder, path: Path) -> None:
    settled, left = review_sheet.take(folder, path)
    click.echo(f"{settled} settled, {left} left open.")
    click.echo("The sheet holds words of the talk: delete copies outside transcripts/.")
    next_step("fgtools run")


def _by_hand(folder: Folder, asked: Sequence[review.Question], *, sheet: bool) -> None:
    if sheet:
        review_sheet.write(folder, asked)
        click.echo(f"transcripts/review.xlsx: {len(asked)} questions. Keep it in that folder.")
        next_step("fgtools names review --take transcripts/review.xlsx")
    elif sys.stdin.isatty():
        _ask(folder, asked)
        next_step("fgtools run")
    else:
        hint = "Add --sheet, --yes, or --words WORDS --no-name."
        raise Misused("nobody is there to ask", hint=hint)


def _ask(folder: Folder, questions: Sequence[review.Question]) -> None:
    say("n name   o ordinary word   (N, O: everywhere)   s skip   u undo   q quit")
    answered: list[tuple[int, review.Answer]] = []
    at = 0
    while at < len(questions):
        question = questions[at]
        if any(not a.session and a.words == question.words.casefold() for _, a in answered):
            at += 1
            continue
        _show(question, f"{at + 1} of {len(questions)}")
        key = pressed(folder)
        if key == "q":
            break
        if key == "u" and answered:
            at, answer = answered.pop()
            review.undo(folder, answer)
            continue
        if key in tuple("nNoO"):
            session = "" if key.isupper() else question.session
            answer = review.decide(
                folder, question.words, is_name=key in "nN", session=session, kind=question.kind
            )
            answered.append((at, answer))
        at += key in tuple("nNoOs")
    click.echo(f"{len(answered)} settled.")


def _show(question: review.Question, place: str) -> None:
    often = f", {question.times} times" if question.times > 1 else ""
    click.echo(f"\n[{place}] {question.session}: {question.reason}{often}")
    click.echo(f"  ...{question.before}", nl=False)
    click.secho(question.words, bold=True, nl=False)
    click.echo(f"{question.after}...")


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
