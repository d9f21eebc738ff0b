"""`fgtools codes review`: confirm or reject codings, where it teaches most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from fgtools.cli.output import (
    as_json,
    by,
    count,
    document,
    next_step,
    pressed,
    say,
    somebody_there,
    study,
    table,
)
from fgtools.errors import Misused
from fgtools.study import by_hand, code_review, code_review_sheet
from fgtools.study.code_review import Answer, Gain, Question
from fgtools.study.decisions import REJECT
from fgtools.study.folder import Folder
from fgtools.study.stages import bring_up
from fgtools.study.taking import Held

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHEET = "transcripts/codes-review.xlsx"
BATCH = 10
"""Questions after which the codes stage runs again with the answers."""
SHOWN = 300
"""Characters shown of the turn before: the end of it is what is answered."""
APPLIES = {"y": "", "b": "barrier", "e": "enabler", "r": "request"}
"""Keys that say that a code applies, and the stance they give it."""
KEYS = "y applies (b, e, r: as barrier, enabler, request)   n does not   s skip   u undo   q quit"


@click.command()
@click.option("--code", default="", help="Ask about this code only (its key).")
@click.option(
    "--number", type=click.IntRange(min=1), default=20, show_default=True,
    help="How many codings to ask about.",
)  # fmt: skip
@click.option("--sheet", is_flag=True, help=f"Write the questions to {SHEET}.")
@click.option("--take", type=FILE, help="Take the answers of a sheet (.xlsx or .csv).")
@by
@as_json
def review(
    code: str, number: int, sheet: bool, take: Path | None, who: str, as_json: bool
) -> None:  # fmt: skip
    """Confirm or reject codings, one key each, those first from which most is learnt.

    y applies, n does not, s skip, u undo, q quit; b, e and r: applies, as barrier, enabler or
    request. Answers are kept at once; start again to go on. After every ten, and at the end, turns
    are coded again with what was confirmed. --json lists what would be asked, and why.

    \b
    Examples:
      fgtools codes review
      fgtools codes review --code supervision --number 20 --by HK
      fgtools codes review --sheet
      fgtools codes review --take transcripts/codes-review.xlsx
    """
    if sum((sheet, take is not None, as_json)) > 1:
        raise Misused("choose one of --sheet, --take and --json")
    with study() as folder:
        bring_up(folder, "codes")
        if code:
            by_hand.known_code(folder, code)
        if take:
            _take(folder, take, who)
        elif as_json:
            asked = code_review.questions(folder, number, code)
            document({"questions": [_as_document(q) for q in asked]})
        elif sheet:
            asked = code_review.questions(folder, number, code)
            code_review_sheet.write(folder, asked, who)
            click.echo(f"{SHEET}: {count(len(asked), 'question')}. Keep it in that folder.")
            next_step(f"fgtools codes review --take {SHEET}")
        elif somebody_there():
            by_hand.refuse_names(folder, "by", who)
            _Sitting(folder, number, code, who, code_review.snapshot(folder)).hold()
            next_step("fgtools run")
        else:
            raise Misused("nobody is there to ask", hint="Add --sheet, or --json.")


def _as_document(q: Question) -> dict[str, object]:
    return {
        "turn": q.turn.id, "session": q.turn.session, "ordinal": q.turn.ordinal,
        "start": q.span.start, "end": q.span.end, "code": q.code.key,
        "score": round(q.score, 4), "why": q.why, "reason": q.reason,
    }  # fmt: skip


def _take(folder: Folder, path: Path, who: str) -> None:
    before = code_review.snapshot(folder)
    taken = code_review_sheet.take(folder, path, who)
    known = len(taken.pairs) - taken.new
    again = f" ({known} of them were before)" if known else ""
    click.echo(f"{len(taken.pairs)} settled{again}, {taken.left} left open.")
    click.echo("The sheet holds words of the talk: delete copies outside transcripts/.")
    bring_up(folder, "codes")
    _print_gain(code_review.gain(folder, before, taken.pairs))
    next_step("fgtools run")


@dataclass
class _Sitting:
    """One person at a terminal: what was asked so far, and which of it is answered.

    `answered` are places in `asked`, with the decision kept; `kept` those not taken back.
    """

    folder: Folder
    number: int
    code: str
    who: str
    before: frozenset[code_review.Pair]
    asked: list[Question] = field(default_factory=list)
    answered: list[tuple[int, int]] = field(default_factory=list)
    kept: set[int] = field(default_factory=set)
    touched: set[code_review.Pair] = field(default_factory=set)
    total: int = 0
    learnt: bool = True

    def hold(self) -> None:
        """Ask until there is nothing left to ask, or nobody to answer."""
        say(KEYS)
        at = 0
        while at < len(self.asked) or self._more():
            one = self.asked[at]
            if held := code_review.held_on(self.folder, *one.pair):
                if held.decision.id not in self.kept:
                    click.echo(f"\n{one.turn.id}: {_meanwhile(held)} That stays.")
                at += 1
                continue
            _show(one, f"{at + 1} of {self.total}")
            key = pressed(self.folder).lower()
            if key == "q":
                break
            if key not in (*APPLIES, "n", "s", "u"):
                say(KEYS)
                continue
            at = self._heard(key, at)
        if not self.asked:
            click.echo("There is nothing to ask.")
            return
        self._learn()
        click.echo(f"{len(self.kept)} answered.")

    def _more(self) -> bool:
        """Go on with the next ten, chosen in the light of the answers."""
        self._learn()
        left = self.number - len(self.asked)
        pairs = [q.pair for q in self.asked]
        found = code_review.questions(self.folder, left, self.code, pairs) if left else ()
        self.total = len(self.asked) + len(found)
        self.asked += found[:BATCH]
        return bool(found)

    def _heard(self, key: str, at: int) -> int:
        """Do what a key says; return the place of the question to go on with."""
        one = self.asked[at]
        if key == "u" and self.answered:
            return self._undo(at)
        if key == "n" or key in APPLIES:
            if code_review.held_on(self.folder, *one.pair):
                click.echo("Your answer was not kept.")
                return at  # where what was decided meanwhile is told
            self._keep(key, at)
        return at + (key in (*APPLIES, "n", "s"))

    def _keep(self, key: str, at: int) -> None:
        """Keep an answer."""
        one = self.asked[at]
        answer = Answer(
            one.turn, one.span, one.code.key, key in APPLIES, APPLIES.get(key, ""), self.who,
            one.proposed, one.kind,
        )  # fmt: skip
        number = code_review.keep_one(self.folder, answer)
        self.answered.append((at, number))
        self.kept.add(number)
        self.touched.add(one.pair)
        self.learnt = False

    def _undo(self, at: int) -> int:
        """Take the last answer back, unless somebody decided on its turn and code after it."""
        before, number = self.answered.pop()
        one = self.asked[before]
        held = code_review.held_on(self.folder, *one.pair)
        if held is None or held.decision.id != number:
            told = _meanwhile(held) if held else "Somebody took it back already."
            click.echo(f"Nothing was taken back: {one.code.key} on {one.turn.id}. {told}")
            self.kept.discard(number)
            return at
        code_review.take_back(self.folder, held, self.who)
        self.kept.remove(number)
        self.learnt = False
        click.echo(f"Taken back: {one.code.key} on {one.turn.id}.")
        return before

    def _learn(self) -> None:
        """Code again with the answers, and say what it brought."""
        if self.learnt:
            return
        bring_up(self.folder, "codes")
        _print_gain(code_review.gain(self.folder, self.before, self.touched))
        self.learnt = True


def _meanwhile(held: Held) -> str:
    """Say what somebody else decided since the question was asked."""
    verdict = "does not apply" if held.verdict == REJECT else "applies"
    code, who = held.decision.subject, held.decision.who
    return f"{who} settled it meanwhile: {code} {verdict}."


def _show(q: Question, place: str) -> None:
    click.echo(f"\n[{place}] {q.turn.id} ({q.turn.participant}): {q.reason}")
    if q.before:
        cut = "..." if len(q.before) > SHOWN else ""
        click.echo(f"  before: {cut}{q.before[-SHOWN:]}")
    start, end = q.span
    click.echo(f"\n  {q.turn.text[:start]}", nl=False)
    click.secho(q.turn.text[start:end], bold=True, nl=False)
    click.echo(q.turn.text[end:])
    given = "given" if q.proposed else "not given"
    click.echo(f"\n  {q.code.label}, {given} ({q.score:.2f}: {q.why})")
    for name, texts in (("what it is", (q.code.definition,)), ("what is out", q.code.exclude)):
        _line(name, texts)


def _line(name: str, texts: Iterable[str]) -> None:
    if told := "; ".join(text for text in texts if text):
        click.echo(f"  {name}: {told}")


def _print_gain(gain: Gain) -> None:
    rows: Sequence[Sequence[object]] = [
        (p.code, p.confirmed, p.rejected, f"{p.right} of {p.asked}") for p in gain.codes
    ]
    click.echo()
    if rows:
        table(("code", "confirmed", "rejected", "machine right of those asked"), rows)
    click.echo(f"In all {gain.confirmed} confirmed, {gain.rejected} rejected.")
    click.echo(
        f"Elsewhere this added {count(gain.added, 'coding')} and took away {gain.taken_away}."
    )
    if gain.of_sure:
        click.echo(f"Of the sure ones, {gain.sure} of {gain.of_sure} were right.")
