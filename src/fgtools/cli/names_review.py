"""`fgtools names review`: doubtful words are settled by people who may see them.

Raw words are shown here alone, and what is written goes to the private zone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from fgtools.cli.output import (
    as_json,
    document,
    next_step,
    pressed,
    say,
    somebody_there,
    unsealed,
)
from fgtools.errors import Misused
from fgtools.names.redact import NameDecision
from fgtools.names.settle import also_a_word, key_of
from fgtools.study import review, review_sheet
from fgtools.study.folder import Folder
from fgtools.study.stages import bring_up

KINDS = ("person", "school", "organisation", "place", "post", "health")
KEYS = "n name   o ordinary word   (N, O: everywhere)   s skip   u undo   q quit"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("review")
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
    if words and not words.strip():
        raise Misused("no words", hint='Type: fgtools names review --words "WORDS" --no-name')
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
    word = is_name and also_a_word(key_of(words))
    what = ("a name" if word else "a name, written over") if is_name else "no name"
    click.echo(f"Kept: {what}. The words are said {times} {'time' if times == 1 else 'times'}.")
    if not is_name:
        click.echo("Where the talk plainly names somebody in the room, they stay written over.")
    elif word:
        click.echo("It is written over, but for where it plainly stands as an everyday word.")
        click.echo('To write it over there as well, name it with its neighbours: "the WORD".')
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
    elif somebody_there():
        _Sitting(asked, review.Sitting(folder)).hold(folder)
        next_step("fgtools run")
    else:
        hint = "Add --sheet, --yes, or --words WORDS --no-name."
        raise Misused("nobody is there to ask", hint=hint)


@dataclass
class _Sitting:
    """One person at a terminal: what is asked, and what of it they settled."""

    asked: Sequence[review.Question]
    kept: review.Sitting
    answered: list[tuple[int, review.Answer]] = field(default_factory=list)
    settled: int = 0

    def hold(self, folder: Folder) -> None:
        """Ask until there is nothing left to ask, or nobody to answer."""
        say(KEYS)
        at = 0
        while at < len(self.asked):
            question = self.asked[at]
            if news := self.kept.others(question.words, question.session):
                click.echo(
                    f"\n{question.session}, {question.words}: {_meanwhile(news)} That stays."
                )
            elif not self.kept.everywhere(question.words):
                _show(question, f"{at + 1} of {len(self.asked)}")
                key = pressed(folder)
                if key == "q":
                    break
                at = self._heard(key, at)
                continue
            at += 1
        click.echo(f"{self.settled} settled.")

    def _heard(self, key: str, at: int) -> int:
        """Do what a key says; return the place of the question to go on with."""
        if key == "u" and self.answered:
            return self._undo(at)
        if key in tuple("nNoO"):
            self._answer(key, at)
        return at + (key in tuple("nNoOs"))

    def _answer(self, key: str, at: int) -> None:
        """Keep an answer, unless somebody decided on the words since they were shown."""
        question = self.asked[at]
        session = "" if key.isupper() else question.session
        if news := self.kept.others(question.words, session):
            click.echo(f"Your answer was not kept: {_meanwhile(news)} That stays.")
            return
        answer = self.kept.decide(
            question.words, is_name=key in "nN", session=session, kind=question.kind
        )
        self.answered.append((at, answer))
        self.settled += 1

    def _undo(self, at: int) -> int:
        """Take the last answer back, unless somebody decided on the words after it."""
        before, answer = self.answered.pop()
        news = self.kept.others(answer.words, answer.session)
        if news or not self.kept.alone():
            why = _meanwhile(news) if news else "somebody else has settled words meanwhile."
            click.echo(f"Nothing was taken back: {why}")
            say('To settle the words anew: fgtools names review --words "WORDS"')
            return at
        self.kept.undo(answer)
        self.settled -= 1
        return before


def _meanwhile(news: Sequence[NameDecision]) -> str:
    """Say what somebody else decided, without the words, which are on the screen."""
    one = news[-1]
    kind = f" ({one.kind})" if one.kind else ""
    verdict = f"a name{kind}" if one.is_name else "no name"
    where = f"in {one.session}" if one.session else "everywhere"
    return f"somebody settled these words meanwhile: {verdict}, {where}."


def _show(question: review.Question, place: str) -> None:
    often = f", {question.times} times" if question.times > 1 else ""
    click.echo(f"\n[{place}] {question.session}: {question.reason}{often}")
    click.echo(f"  ...{question.before}", nl=False)
    click.secho(question.words, bold=True, nl=False)
    click.echo(f"{question.after}...")
