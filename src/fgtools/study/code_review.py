"""Codings are confirmed and rejected: what a person is asked, what they answer, what it brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fgtools.nouns import Code, SafeTurn, Span
from fgtools.study import stage_codes
from fgtools.study.decisions import (
    ACCEPT,
    CODE,
    OPEN,
    REJECT,
    Turns,
    as_value,
    place_in,
    place_of,
)
from fgtools.study.folder import Folder, now
from fgtools.study.lessons import learns_from, lessons
from fgtools.study.taking import Held, counting, held_by

Pair = tuple[str, str]
"""A turn's id and a code's key."""


@dataclass(frozen=True, slots=True)
class Question:
    """A coding to confirm or reject, with the redacted words that a person needs for it.

    `before` are the words of the turn before; `proposed` tells whether the machine gives the code;
    `kind` is what the question is asked for (see `codes.asking`), `reason` the same in words.
    """

    turn: SafeTurn
    before: str
    span: Span
    code: Code
    score: float
    why: str
    proposed: bool
    kind: str
    reason: str

    @property
    def pair(self) -> Pair:
        """Return the turn and the code."""
        return self.turn.id, self.code.key


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says of a code on a stretch of a turn, and what the machine had said."""

    turn: SafeTurn
    span: Span
    code: str
    applies: bool
    stance: str
    who: str
    proposed: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far people came with a code: confirmed, rejected, and of those asked, how many right.

    The machine was right where it gave a code that applies, or did not give one that does not.
    """

    code: str
    confirmed: int
    rejected: int
    right: int
    asked: int


@dataclass(frozen=True, slots=True)
class Gain:
    """What the codebook gained: by code asked, in all, and on other turns and codes.

    `sure` of `of_sure` codings that the machine was sure of, and that were drawn blindly, applied.
    """

    codes: tuple[Progress, ...]
    confirmed: int
    rejected: int
    added: int
    taken_away: int
    sure: int
    of_sure: int


def questions(
    folder: Folder, number: int, code: str = "", already: Sequence[Pair] = ()
) -> tuple[Question, ...]:
    """Return what to ask about, in order: at most `number` codings, of one code if it is given.

    What was asked `already` is not asked, nor what is much like it.
    """
    from fgtools.codes.asking import ask, reason  # numpy waits until it is needed
    from fgtools.middles import middles
    from fgtools.topics.smalltalk import small_talk

    book, encoder = folder.codebook(), stage_codes.encoder(folder)
    turns = {turn.id: turn for turn in folder.store.turns()}
    examples = Counter(key for (_, key), given in lessons(folder).said.items() if given)
    idle = {turn.id for turn in turns.values() if small_talk(turn.text)}
    scored = [c for c in stage_codes.every_shown(folder) if c.turn not in idle]
    asked = ask(
        book, scored, turns,
        lambda turn: middles([turns[turn].text], encoder)[0],
        settled=_settled(folder), examples=examples, number=number, already=already,
        only=code,
    )  # fmt: skip
    codes = {one.key: one for one in book.codes}
    said = {(t.session, t.ordinal): t.text for t in turns.values()}
    found: list[Question] = []
    for one in asked:
        coding, turn, about = one.coding, turns[one.coding.turn], codes[one.coding.code]
        why = reason(one.kind, about.label, examples[about.key])
        before = said.get((turn.session, turn.ordinal - 1), "")
        found.append(
            Question(turn, before, coding.span, about, coding.score, coding.why, coding.assigned,
                     one.kind, why)
        )  # fmt: skip
    return tuple(found)


def decided(folder: Folder) -> dict[Pair, Held]:
    """Return what people decided, as it holds under the codebook; what was taken back is gone."""
    known, _ = counting(folder.store.decisions(CODE), folder.codebook())
    turns = Turns(folder.store.turns(), folder.store.carried())
    return {pair: held for pair, held in held_by(known, turns).items() if held.verdict != OPEN}


def held_on(folder: Folder, turn: str, code: str) -> Held | None:
    """Return the decision that holds on a turn and a code, None where nobody has decided."""
    session = turn.rpartition("/")[0]
    near = folder.store.decisions_near(session)
    made = [one for one in near if (one.what, one.subject) == (CODE, code)]
    if not made:
        return None  # as nearly always: nothing else needs to be read
    known, _ = counting(made, folder.codebook())
    turns = Turns(folder.store.turns(session), folder.store.carried())
    held = held_by(known, turns).get((turn, code))
    return held if held and held.verdict != OPEN else None


def take_back(folder: Folder, held: Held, who: str) -> None:
    """Keep that one decision is taken back, and no other; it stays in the database."""
    whole = place_of(held.turn, Span(0, len(held.turn.text)))
    value = as_value(whole, verdict=OPEN, undoes=str(held.decision.id))
    with folder.store.writing():
        folder.store.decide(CODE, held.decision.subject, value, who, now())


def _settled(folder: Folder) -> frozenset[Pair]:
    """Return the pairs that nobody needs to be asked about: decided, or read by a trusted coder."""
    every = tuple(code.key for code in folder.codebook().codes)
    trusted = learns_from(folder)
    rows = [row for row in folder.store.coded() if row.coder in trusted]
    read = {(row.turn, key) for row in rows for key in row.keys or every}
    return frozenset(decided(folder)) | read


def keep(folder: Folder, answers: Iterable[Answer]) -> None:
    """Keep answers, all or none; each is a decision that stays through every rerun.

    A code applies to the stretch that was shown; one that does not, does not to the whole turn.
    """
    at = now()
    with folder.store.writing():
        for one in answers:
            span = one.span if one.applies else Span(0, len(one.turn.text))
            value = as_value(
                place_of(one.turn, span), verdict=ACCEPT if one.applies else REJECT,
                stance=one.stance, asked=one.kind, proposed="yes" if one.proposed else "no",
            )  # fmt: skip
            folder.store.decide(CODE, one.code, value, one.who, at)


def keep_one(folder: Folder, answer: Answer) -> int:
    """Keep an answer; return the number of the decision."""
    keep(folder, [answer])
    return folder.store.decisions_near(answer.turn.session)[-1].id


def snapshot(folder: Folder) -> frozenset[Pair]:
    """Return the turns and codes that are shown as they are now."""
    codings, _ = stage_codes.shown(folder)
    return frozenset((c.turn, c.code) for c in codings)


def gain(folder: Folder, before: frozenset[Pair], answered: Iterable[Pair]) -> Gain:
    """Return what came of some answers, against what was shown before; the stage must have run."""
    mine = {*answered}
    after, held = snapshot(folder), decided(folder)
    codes = [c.key for c in folder.codebook().codes if any(c.key == code for _, code in mine)]
    sure = [one for one in held.values() if _said(one).get("asked") == "sure"]
    verdicts = Counter(one.verdict for one in held.values())
    return Gain(
        tuple(_progress(code, held) for code in codes),
        confirmed=verdicts[ACCEPT], rejected=verdicts[REJECT],
        added=len(after - before - mine), taken_away=len(before - after - mine),
        sure=sum(one.verdict == ACCEPT for one in sure), of_sure=len(sure),
    )  # fmt: skip


def _progress(code: str, held: Mapping[Pair, Held]) -> Progress:
    own = [one for (_, key), one in held.items() if key == code]
    asked = [(one, said) for one in own if "proposed" in (said := _said(one))]
    right = sum((said["proposed"] == "yes") == (one.verdict == ACCEPT) for one, said in asked)
    verdicts = Counter(one.verdict for one in own)
    return Progress(code, verdicts[ACCEPT], verdicts[REJECT], right, len(asked))


def _said(held: Held) -> dict[str, str]:
    return place_in(held.decision.value)[1]
