"""What people set by hand: codes and names of topics. Every decision is a row that stays."""

from __future__ import annotations

import json
from difflib import get_close_matches

from fgtools.errors import Found, Misused
from fgtools.nouns import SafeTurn, Span
from fgtools.study import stage_topics
from fgtools.study.decisions import (
    ACCEPT,
    CODE,
    OPEN,
    REJECT,
    TOPIC,
    Turns,
    as_value,
    place_in,
    place_of,
    taken_back,
)
from fgtools.study.folder import Folder, now
from fgtools.study.taking import counting


def turn_of(folder: Folder, turn: str) -> SafeTurn:
    """Return a redacted turn by its id; raise Misused if there is none."""
    for found in folder.store.turns(turn.rpartition("/")[0]):
        if found.id == turn:
            return found
    raise Misused("no such turn", turn, "A turn is SESSION/NUMBER, as in evidence.xlsx.")


def set_code(
    folder: Folder, turn: str, code: str, *, reject: bool, stance: str, who: str, why: str
) -> None:
    """Keep that a code applies to a turn, or that it does not."""
    known_code(folder, code)
    refuse_names(folder, "by", who)
    refuse_names(folder, "why", why)
    found = turn_of(folder, turn)
    if folder.store.participants()[found.participant].is_facilitator:
        raise Misused("this is a facilitator's turn, and these are never coded", turn)
    place = place_of(found, Span(0, len(found.text)))
    value = as_value(place, verdict=REJECT if reject else ACCEPT, stance=stance)
    with folder.store.writing():
        folder.store.decide(CODE, code, value, who, now(), why)


def undo_code(folder: Folder, turn: str, code: str, *, who: str, why: str = "") -> None:
    """Keep that whatever was decided on a turn and a code is taken back, as if nobody had.

    That is a decision too: what was decided stays in the database. Raise Misused where nothing
    that counts under the codebook was decided.
    """
    known_code(folder, code)
    refuse_names(folder, "by", who)
    refuse_names(folder, "why", why)
    found = turn_of(folder, turn)
    turns = Turns(folder.store.turns(found.session), folder.store.carried())
    made, _ = counting(folder.store.decisions(CODE), folder.codebook())
    mine = [d for d in made if d.subject == code]
    back = taken_back(mine, turns)
    ids = [
        str(d.id)
        for d in mine
        if place_in(d.value)[1]["verdict"] != OPEN
        and found.id not in back.get(d.id, ())
        and any(there.id == found.id for there, _ in turns.places(d))
    ]
    if not ids:
        raise Misused("nobody has decided on this turn and code", f"{turn}, {code}")
    place = place_of(found, Span(0, len(found.text)))
    value = as_value(place, verdict=OPEN, undoes=" ".join(ids))
    with folder.store.writing():
        folder.store.decide(CODE, code, value, who, now(), why)


def known_code(folder: Folder, code: str) -> None:
    """Raise Misused unless the codebook has a code."""
    keys = [c.key for c in folder.codebook().codes]
    if code not in keys:
        near = get_close_matches(code.casefold(), keys, 1)
        meant = f"Is {near[0]} meant? " if near else ""
        raise Misused("no such code", code, f"{meant}The codebook has: {', '.join(keys)}")


def name_topic(folder: Folder, topic: str, label: str, who: str) -> None:
    """Keep the name a person gave a topic; it follows the talk that stood for the topic."""
    found = {t.id: t for t in stage_topics.shown(folder)}
    if topic not in found:
        raise Misused("no such topic", topic, "Type: fgtools topics show")
    refuse_names(folder, "label", f"{label}. {who}")
    turns = sorted({turn for turn, _ in found[topic].exemplars})
    value = json.dumps({"label": label, "turns": turns}, ensure_ascii=False, sort_keys=True)
    with folder.store.writing():
        folder.store.decide(TOPIC, topic, value, who, now())


def refuse_names(folder: Folder, where: str, text: str) -> None:
    """Raise Found where what a person typed identifies somebody of the study.

    Of a sealed one nobody knows any more who that is, and it is said that only forms are found.
    """
    if folder.private.seal and text:
        folder.say(f"{where}: read it again: the study is sealed, so nobody can look for names")
    from fgtools.study import leaks  # finders of names take a while: they wait until needed

    findings = leaks.in_text(folder, where, text)
    if findings:
        hint = "Use initials or a role." if where == "by" else "Say it without a name."
        raise Found("what you typed identifies somebody; nothing was kept", findings, hint=hint)
