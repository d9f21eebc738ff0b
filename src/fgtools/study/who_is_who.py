"""What people decide about speaker labels: kept in the private zone, before any proposal."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from fgtools.errors import Misused
from fgtools.study.folder import Folder
from fgtools.study.private import ROSTER, SPEAKERS
from fgtools.study.reading import Heard, hear
from fgtools.study.role_words import check_role
from fgtools.transcripts.people import SAME, likeness, person_name
from fgtools.transcripts.same_person import APART
from fgtools.transcripts.speakers import Speaker
from fgtools.transcripts.voices import is_number, not_one_person

TABLE = "speakers.csv"
Row = dict[str, str]


def settle_speaker(folder: Folder, session: str, label: str, name: str, role: str) -> None:
    """Keep who is behind a speaker label, and in what role.

    Without a name the label stays whose it was: a shared room stays not one known person. Without a
    role the person keeps the one decided before. Raise Misused if nobody has the label, or if a
    person is named where a role should be.
    """
    heard = hear(folder.private, folder.settings, session)
    speaker = _of_label(heard, label)
    _check(folder, heard, name, role)
    name = _as_known(name, heard) or _name_of(speaker)
    _write(folder, [_row(folder, session, speaker.label, name, role)])


def set_apart(folder: Folder, session: str, label: str, name: str, role: str) -> None:
    """Keep that a speaker label is a person of its own, whoever else has a name like it.

    Whoever else has the same name gets a number behind it, by which the two stay apart; the name
    without a number stays with the label that says it. A name and a role that people decided on
    before are kept. Raise Misused as `settle_speaker` does.
    """
    heard = hear(folder.private, folder.settings, session)
    speaker = _of_label(heard, label)
    _check(folder, heard, name, role)
    label = speaker.label
    others = [s for s in heard.speakers if s.label != label]
    before = _before(folder, session, label).get("name", "")
    name = _as_known(name, heard) or _own_name(speaker, before, others)
    taken = {s.name.casefold() for s in others}
    same = [s for s in others if s.name.casefold() == name.casefold()]
    numbered = _numbered(name, taken)
    if same and _says(label, name) and not any(_says(s.label, name) for s in same):
        rows = [_row(folder, session, label, name, role)]
        rows += [_row(folder, session, s.label, numbered, "") for s in same]
    else:
        rows = [_row(folder, session, label, numbered, role)]
    _write(folder, rows)


def take_back(folder: Folder, session: str, label: str) -> None:
    """Take a decision about a speaker label back: what the program tells holds again.

    Raise Misused if nobody has the label, or nobody decided about it.
    """
    label = _of_label(hear(folder.private, folder.settings, session), label).label
    rows = _decided(folder)
    kept = [r for r in rows if (r["session"], r["label"]) != (session, label)]
    if kept == rows:
        raise Misused("nothing was decided about this speaker label", session, _shown_by(session))
    folder.private.write_rows(TABLE, SPEAKERS, kept)


def confirm(folder: Folder, session: str) -> int:
    """Keep all of a session's proposals as decided; return how many labels that settles.

    A proposed role is kept with the person, a role of the session or the roster goes on following
    these. The label that others were proposed for is decided with them.
    """
    speakers = hear(folder.private, folder.settings, session).speakers
    proposed = [s for s in speakers if s.proposed]
    names = {s.name.casefold() for s in proposed if s.name}
    decided = {r["label"] for r in _decided(folder) if r["session"] == session}
    rows = [
        _row(folder, session, s.label, _name_of(s), s.role if s.guessed_role else "")
        for s in speakers
        if s.proposed or (s.name.casefold() in names and s.label not in decided)
    ]
    if rows:
        _write(folder, rows)
    return len(proposed)


def _of_label(heard: Heard, label: str) -> Speaker:
    """Return the speaker of a label, also if it was typed in other letters or with other blanks."""
    exact = [s for s in heard.speakers if s.label == label]
    alike = exact or [s for s in heard.speakers if _folded(s.label) == _folded(label)]
    if len(alike) == 1:
        return alike[0]
    what = "several speaker labels are written like that" if alike else "no such speaker label"
    raise Misused(what, heard.session.name, _shown_by(heard.session.name))


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _shown_by(session: str) -> str:
    return f"Type the label as it is shown by: fgtools transcripts speakers --session {session}"


def _check(folder: Folder, heard: Heard, name: str, role: str) -> None:
    """Raise Misused if a role's words name anybody who is heard here or known to the study."""
    if role:
        rows = [*folder.private.rows("roster.csv", ROSTER), *_decided(folder)]
        here = (one for speaker in heard.speakers for one in speaker.names)
        known = {name, *here, *(p.name for p in heard.people), *(r["name"] for r in rows)}
        check_role(folder, role, sorted(known - {""}))


def _name_of(speaker: Speaker) -> str:
    return speaker.name if speaker.known else ""


def _as_known(name: str, heard: Heard) -> str:
    """Return a typed name as the session has it, so that two spellings are one participant.

    A number behind a name is somebody else of that name.
    """
    if APART.search(name):
        return name
    known = [*(s.name for s in heard.speakers if s.known), *(p.name for p in heard.people)]
    return next((one for one in known if _says(name, one) and not APART.search(one)), name)


def _says(label: str, name: str) -> bool:
    """Tell whether a label is a name, in whatever order and with whatever stands beside it."""
    return likeness(person_name(label), person_name(name))[0] == SAME


def _own_name(speaker: Speaker, decided: str, others: Collection[Speaker]) -> str:
    """Return the name that a label has apart from others: the decided one, else the label's.

    Where a label names a person, a decided name that others have too is what is taken back.
    """
    decided = APART.sub("", decided).strip()
    shared = decided.casefold() in {APART.sub("", s.name).strip().casefold() for s in others}
    names_nobody = is_number(speaker.label) or bool(not_one_person(speaker.label))
    if decided and (names_nobody or not shared):
        return decided
    return person_name(speaker.label).shown or speaker.label


def _numbered(name: str, taken: Collection[str]) -> str:
    shown, number = name, 2
    while shown.casefold() in taken:
        shown, number = f"{name} ({number})", number + 1
    return shown


def _decided(folder: Folder) -> list[Row]:
    return folder.private.rows(TABLE, SPEAKERS)


def _before(folder: Folder, session: str, label: str) -> Row:
    rows = (r for r in _decided(folder) if (r["session"], r["label"]) == (session, label))
    return next(rows, {})


def _row(folder: Folder, session: str, label: str, name: str, role: str) -> Row:
    """Return a decision; without a role, the one decided before is kept."""
    role = role or _before(folder, session, label).get("role", "")
    return {"session": session, "label": label, "name": name, "role": role}


def _write(folder: Folder, new: Iterable[Row]) -> None:
    new = list(new)
    settled = {(r["session"], r["label"]) for r in new}
    rows = [r for r in _decided(folder) if (r["session"], r["label"]) not in settled]
    folder.private.write_rows(TABLE, SPEAKERS, [*rows, *new])
