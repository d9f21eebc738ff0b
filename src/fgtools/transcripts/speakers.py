"""Labels become speakers: who it is, whether it is one known person, and in what role."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fgtools.nouns import UNLED, Session, Turn
from fgtools.transcripts.facilitator import lead_of
from fgtools.transcripts.people import person_name
from fgtools.transcripts.role_names import (
    facilitates,
    is_of_the_meeting,
    match_role,
    organises,
    says_work,
)
from fgtools.transcripts.rosters import Person
from fgtools.transcripts.same_person import APART, DECIDED, Match, people_behind
from fgtools.transcripts.voices import (
    is_chair,
    is_number,
    is_one_voice,
    not_one_person,
)

FACILITATOR = "facilitator"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label, whose it is, and how that was matched, in plain words.

    Labels of one person have the same `name`. `known` is false for a shared room or a voice nobody
    has named: that is not one known person and must not be counted as one. `guessed_person` and
    `guessed_role` say what the program proposes and nobody has confirmed yet.
    """

    label: str
    name: str
    role: str
    is_facilitator: bool
    known: bool
    how: str
    guessed_person: bool = False
    guessed_role: bool = False
    parts: tuple[str, ...] = ()
    """The names that stand in the label itself."""

    @property
    def proposed(self) -> bool:
        """Tell whether anything here is a guess."""
        return self.guessed_person or self.guessed_role

    @property
    def is_named(self) -> bool:
        """Tell whether `name` is a person's own, not a number, a post or a room (`P07`)."""
        name = APART.sub("", self.name).strip()
        return bool(name) and not is_number(name) and not not_one_person(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the people's names that stand behind the label, none for numbers and rooms.

        A label spelt otherwise than the person's name is a name of its own.
        """
        if not self.is_named:
            return self.parts
        own = set(person_name(self.name).words)
        others = (part for part in self.parts if not set(person_name(part).words) <= own)
        return (self.name, *others)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of the role of one person: by people, by the roster, by the file."""

    decided: str
    roster: str
    printed: str
    label: str


def match(
    labels: Sequence[str],
    *,
    session: Session,
    people: Sequence[Person],
    roles: Mapping[str, tuple[str, ...]],
    decided: Mapping[str, Person] | None = None,
    printed: Mapping[str, str] | None = None,
    talk: Sequence[Turn] = (),
) -> tuple[Speaker, ...]:
    """Match labels to people: one speaker for each label, in order.

    What people decided goes first, then the roster of the session. Roles come from the person,
    else from the file (`printed`), else from the session. `roles` gives each role its synonyms.
    Where nobody is known to facilitate, the `talk` may tell; a survey or notes have no facilitator,
    and where the file gives roles, one of them would be.
    """
    here = [one for one in people if one.session in ("", session.name)]
    decided, printed = decided or {}, printed or {}
    found = people_behind(labels, here, decided)
    told = _told(labels, found, decided, printed)
    speakers = tuple(
        _speaker(label, found[label], told[_key(label, found[label])], session.role, roles)
        for label in labels
    )
    led = any(speaker.is_facilitator for speaker in speakers)
    if led or session.mode in UNLED or any(map(says_work, printed.values())):
        return speakers
    has_role = {
        label for label in labels
        if found[label].tells_work or _is_told(told[_key(label, found[label])])
        or _in_brackets(label, roles)
    }  # fmt: skip
    return _led(speakers, talk, has_role)


def _key(label: str, match: Match) -> str:
    """Return what labels of one person share."""
    return match.person.name.casefold() if match.person and match.person.name else f"?{label}"


def _told(
    labels: Sequence[str],
    found: Mapping[str, Match],
    decided: Mapping[str, Person],
    printed: Mapping[str, str],
) -> dict[str, _Told]:
    """Gather what all labels of one person tell of its role; that it leads goes first."""
    texts: dict[str, tuple[list[str], list[str], list[str], list[str]]] = {}
    for label in labels:
        match = found[label]
        by_hand, roster, file, shown = texts.setdefault(_key(label, match), ([], [], [], []))
        if label in decided and decided[label].role:
            by_hand.append(decided[label].role)
        elif match.person and match.person.role:
            roster.append(match.person.role)
        file.append(printed.get(label, ""))
        shown.append(label if is_chair(label) else "")
    return {key: _Told(*map(_foremost, told)) for key, told in texts.items()}


def _is_told(told: _Told) -> bool:
    """Tell whether somebody's work is known, of which the session's own role says nothing."""
    return bool(told.decided) or says_work(told.roster) or says_work(told.printed)


def _foremost(texts: Sequence[str]) -> str:
    return min(filter(None, texts), key=lambda text: not facilitates(text), default="")


def _speaker(
    label: str,
    match: Match,
    told: _Told,
    session_role: str,
    roles: Mapping[str, tuple[str, ...]],
) -> Speaker:
    name = match.person.name if match.person else ""
    chairs, guessed = _chairs(told)
    if chairs:
        decided = match.how == chairs == DECIDED
        how = DECIDED if decided else f"{match.how}; facilitator: {chairs}"
        return Speaker(
            label, name or label, FACILITATOR, True, True, how, match.proposed, guessed, match.parts
        )  # fmt: skip
    role, whence, guessed = _role(told, label, session_role, roles)
    how = match.how if match.how == DECIDED and told.decided else f"{match.how}; {whence}"
    return Speaker(label, name, role, False, bool(name), how, match.proposed, guessed, match.parts)


def _chairs(told: _Told) -> tuple[str, bool]:
    """Return why somebody facilitates, "" if nothing says so, and whether that is a guess.

    People's decision goes first; that somebody set the meeting up only suggests it.
    """
    if told.decided:
        return (DECIDED if facilitates(told.decided) else ""), False
    said = [text for text in (told.roster, told.printed) if facilitates(text)]
    for text in said:
        if not organises(text):
            return f"role {text.casefold()}", False
    if told.label:
        return "the label says so", False
    return (f"role {said[0].casefold()}", True) if said else ("", False)


def _role(
    told: _Told, label: str, session_role: str, roles: Mapping[str, tuple[str, ...]]
) -> tuple[str, str, bool]:
    """Return a role, whence it comes, and whether it is a guess."""
    if told.decided:
        role, score = match_role(told.decided, roles)
        return (role if score == 1 else told.decided), "role decided by a person", False
    said = [(t.strip(), w) for t, w in ((told.roster, "the roster"), (told.printed, "the file"))
            if t.strip()]  # fmt: skip
    for text, whence in said:
        if is_of_the_meeting(text) and text not in roles:
            continue
        role, score = match_role(text, roles)
        if role and score < 1:
            return role, f"role from {whence}, read as {role} ({score:.2f})", True
        return role or text, f"role from {whence}", False
    if role := _in_brackets(label, roles):
        return role, "role from the label", False
    if session_role or not said:
        return session_role, "role of the session" if session_role else "no role found", False
    return said[0][0], f"role from {said[0][1]}", False


def _in_brackets(label: str, roles: Mapping[str, tuple[str, ...]]) -> str:
    """Return the role that stands in brackets in a label, "" if none does."""
    for aside in re.findall(r"[(\[]([^()\[\]]+)[)\]]", label):
        role, score = match_role(aside, roles)
        if score == 1:
            return role
    return ""


def _led(
    speakers: tuple[Speaker, ...], talk: Sequence[Turn], has_role: set[str]
) -> tuple[Speaker, ...]:
    """Propose as facilitator who leads the talk: all labels of one person, or one unnamed voice.

    Whoever has a role is not it, nor is a label of several voices.
    """
    named = {s.label: s.name or s.label for s in speakers}
    several = {s.label for s in speakers if not (s.known or is_one_voice(s.label))}
    voiced = [replace(turn, speaker=named.get(turn.speaker, "")) for turn in talk]
    out = {named[label] for label in (has_role | several) & named.keys()}
    lead = lead_of(voiced, out)
    if lead is None:
        return speakers
    return tuple(
        replace(
            s, role=FACILITATOR, is_facilitator=True, guessed_role=True,
            how=f"{s.how.partition(';')[0]}; facilitator: {lead.why}",
        )
        if named[s.label] == lead.label
        else s
        for s in speakers
    )  # fmt: skip
