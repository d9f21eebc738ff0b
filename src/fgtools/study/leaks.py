"""The leak check: a second look at everything that was, or is about to be, written.

A finding says where and what to type; the words that give somebody away are never repeated, in
the name of a file or a sheet neither.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from fgtools.errors import FgtoolsError
from fgtools.models import ner
from fgtools.names.check import Secrets, Words, drawn_from, looked, places, residuals
from fgtools.names.forms import Forms, Left
from fgtools.names.opinion import model_left
from fgtools.nouns import Finding
from fgtools.report.read_back import texts_of
from fgtools.study import pseudonyms, shipped, to_settle
from fgtools.study.decisions import typed_in
from fgtools.study.folder import OWN_TEXT, Folder
from fgtools.study.private import FOLDER, TO_SETTLE
from fgtools.study.progress import counted
from fgtools.study.to_settle import Place

OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".gitignore", ".gitkeep"})
SETTLE = (
    "In the study's own turns: fgtools names review --words WORDS (as they stand there), then: "
    "fgtools run. In your own text, or a file that you changed: take them out."
)
REWRITE = (
    f"{FOLDER}/{TO_SETTLE}, in the private zone, has the words. A name: "
    "fgtools names review --words WORDS. No name: the same with --no-name. What you wrote yourself "
    "(your own text, a code, a label): take it out there"
)
EDIT = "Take the words out of that line, then: fgtools run"
HIDDEN = "Take it out of your own text, or of what you changed"
ADVICE = (
    "Read these turns. A name: fgtools names review --words WORDS. No name: the same with --no-name"
)
CELL = re.compile(r"[A-Z]{1,3}\d{1,7}")


class _Written(NamedTuple):
    """A text that was written: the session whose own it is (empty: of all, or unknown), where."""

    session: str
    where: str
    text: str


def in_files(folder: Folder, paths: Iterable[Path]) -> tuple[Finding, ...]:
    """Return what identifies somebody in some files, whoever wrote them."""
    unread: list[Finding] = []
    texts = _in_files(((path.name, path) for path in paths), unread)
    return _told(_found(folder, texts), unread, "")


def going_out(
    folder: Folder, paths: Iterable[Path], forms: Forms | None = None
) -> tuple[Finding, ...]:
    """Return what identifies somebody in files that are to be put into place.

    The words are kept in the private zone, where whoever has to settle them finds them. `forms` are
    those of texts met before.
    """
    unread: list[Finding] = []
    texts = _in_files(((path.name, path) for path in paths), unread)
    read = counted(folder.say, "report: looking into what is written, text by text", texts)
    found = list(_found(folder, read, forms))
    to_settle.note(folder, (place for place, _ in found))
    return _told(found, unread, HIDDEN if folder.private.seal else REWRITE)


def in_own_text(folder: Folder) -> tuple[Finding, ...]:
    """Return what identifies somebody in the writer's own text, by file and line."""
    own = (folder.root / OWN_TEXT).glob("*.md")
    unread: list[Finding] = []
    texts = _in_files(((f"{OWN_TEXT}/{path.name}", path) for path in sorted(own)), unread)
    return _told(_found(folder, texts), unread, EDIT)


def everywhere(folder: Folder) -> tuple[Finding, ...]:
    """Return what identifies somebody in the database, the outputs and the writer's own text."""
    unread: list[Finding] = []
    own = ((f"{OWN_TEXT}/{name}", path) for name, path in _beneath(folder.root / OWN_TEXT))
    files = _in_files(chain(_beneath(folder.outputs), own), unread)
    return _told(_found(folder, chain(_database(folder), files)), unread, SETTLE)


def second_opinion(folder: Folder) -> tuple[Finding, ...]:
    """Return the redacted turns in which another setting of the name model marks a person: advice.

    The shipped model reads where the study uses another one; where it is the study's own, it reads
    the turns in lower case, which shows it other names.
    """
    own = folder.settings.names.model in ("", "shipped")
    finder = ner.load(shipped.folder("models") / "names")
    turns, secrets = folder.store.turns(), pseudonyms.secrets(folder)
    found = model_left(turns, finder.find, secrets, lower=own)
    return tuple(replace(finding, hint=ADVICE) for finding in found)


def in_text(folder: Folder, where: str, text: str) -> tuple[Finding, ...]:
    """Return what identifies somebody in a text that a person typed."""
    return residuals([(where, text)], pseudonyms.secrets(folder))


def in_texts(folder: Folder, texts: Iterable[tuple[str, str]]) -> tuple[Finding, ...]:
    """Return what identifies somebody in the (where, text) of a file that was read already."""
    found = _found(folder, (_Written("", where, text) for where, text in texts))
    return _told(found, (), "")


def _beneath(place: Path) -> list[tuple[str, Path]]:
    """Return the files of a folder and the folders in it, by name; hidden ones too."""
    files = (path for path in place.rglob("*") if path.is_file())
    return sorted(
        (path.relative_to(place).as_posix(), path)
        for path in files
        if path.name not in OF_THE_SYSTEM or _is_text(path)
    )


def _is_text(path: Path) -> bool:
    """Tell whether a file that the system or git keeps holds lines of text beside patterns."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return False
    return any(" " in line.strip() for line in lines)


def _in_files(files: Iterable[tuple[str, Path]], unread: list[Finding]) -> Iterator[_Written]:
    """Yield all that files hold, their names included; note in `unread` what cannot be read.

    One text after the other: a workbook of a large study has millions of cells.
    """
    for name, path in files:
        # Read as within a sentence and with capitals, so that an ordinary word is a name here.
        stem = str(Path(name).with_suffix(""))
        where = f"{name} (the file's name)"
        yield _Written("", where, f"in {stem}")
        yield _Written("", where, f"in {stem.title()}")
        try:
            for at, text in texts_of(path):
                yield _Written("", f"{name} {at}", text)
        except FgtoolsError as error:
            what = "cannot be looked into, so that nobody knows what is in it"
            unread.append(Finding("unreadable", name, what, error.hint))


def _found(
    folder: Folder, texts: Iterable[_Written], forms: Forms | None = None
) -> Iterator[tuple[Place, Finding]]:
    """Yield each thing that is left in some texts, and what is told of it."""
    secrets = pseudonyms.secrets(folder)
    drawn = _drawn(folder, secrets)
    for where, text, every in _looked_at(texts, secrets, drawn, forms or Forms()):
        shown = _without_names(where, secrets)
        for one in every:
            place = Place(one.what, where, text, one.span)
            yield place, Finding(one.rule, shown, one.what, "")


def _told(
    found: Iterable[tuple[Place, Finding]], unread: Iterable[Finding], hint: str
) -> tuple[Finding, ...]:
    """Return what is told of what was found, each once."""
    return (*dict.fromkeys(replace(finding, hint=hint) for _, finding in found), *unread)


def _without_names(where: str, secrets: Secrets) -> str:
    """Hide what identifies somebody in the name of a place, such as a file or a sheet.

    "D4541" is a cell there, and no case.
    """
    named, at, cell = where.rpartition(" cell ")
    if at and CELL.fullmatch(cell):
        return f"{_without_names(named, secrets)}{at}{cell}"
    lead = "in "
    hidden: set[int] = set()
    for text in (f"{lead}{where}", f"{lead}{where.title()}"):
        hidden |= {at for find in places(text, secrets) for at in range(*find.span)}
    shown = "".join("…" if at in hidden else c for at, c in enumerate(f"{lead}{where}"))
    return re.sub("…+", "…", shown.removeprefix(lead))


def _looked_at(
    written: Iterable[_Written], secrets: Secrets, drawn: frozenset[Words], forms: Forms
) -> Iterator[tuple[str, str, tuple[Left, ...]]]:
    """Look at texts together, but at those of sessions with words settled there by themselves."""
    groups: dict[str, list[tuple[str, str]]] = {}

    def of_all() -> Iterator[tuple[str, str]]:
        for session, where, text in written:
            if session in secrets.settled:
                groups.setdefault(session, []).append((where, text))
            else:
                yield where, text

    yield from looked(of_all(), secrets, drawn=drawn, forms=forms)
    for session in sorted(groups):
        yield from looked(groups[session], secrets, session=session)


def _drawn(folder: Folder, secrets: Secrets) -> frozenset[Words]:
    """Return how words that are no names in one session stand there: quotes repeat them so."""
    return frozenset().union(
        *(
            drawn_from((turn.text for turn in folder.store.turns(session)), settled)
            for session, settled in sorted(secrets.settled.items())
        )
    )


def _database(folder: Folder) -> Iterator[_Written]:
    store = folder.store
    for read in store.sessions():
        yield _Written("", f"session {read.name}", read.name)
    for turn in store.turns():
        yield _Written(turn.session, turn.id, turn.text)
    for voice in store.participants().values():
        said = " ".join((voice.role, *(a.value for a in voice.attributes)))
        yield _Written(voice.session, f"{voice.id} role", said)
    for session, left in store.left_out():
        yield _Written(session, f"{session} left out", f"{left.where} {left.reason}")
    for coding in store.codings(every=True):
        session = coding.turn.rpartition("/")[0]
        yield _Written(session, f"{coding.turn} coding {coding.code}", coding.why)
    for survey in store.surveys():
        for question in map(json.loads, survey.questions):
            labels = [answer["label"] for answer in question["answers"]]
            said = ". ".join((question["text"], *labels, question["note"]))
            yield _Written("", f"survey {survey.name} {question['id']}", said)
    yield from _analyses(folder)
    for number, signed in enumerate(store.signatures(), 1):
        yield _Written("", f"signature {number}", f"{signed.who}. {signed.role}. {signed.name}")


def _analyses(folder: Folder) -> Iterator[_Written]:
    store = folder.store
    for redaction in store.redactions():
        session = redaction.turn.rpartition("/")[0]
        yield _Written(session, f"{redaction.turn} redaction", redaction.surrogate)
    for doubt in store.doubts():
        yield _Written("", f"{doubt.turn} doubt", doubt.reason)
    for topic in store.topics():
        yield _Written("", f"topic {topic.id}", "; ".join((topic.label, *topic.terms)))
    for assigned in store.topic_assignments():
        yield _Written("", f"{assigned.turn} topic", assigned.why)
    for view in store.views():
        yield _Written("", f"view {view.subject}", f"{view.group}. {view.verdict}")
    for quote in store.quotes():
        yield _Written(quote.session, f"quote {quote.id}", f"{quote.text} {quote.why}")
    for memo in store.memos():
        yield _Written("", f"memo {memo.guid}", f"{memo.name}. {memo.text}")
    for coder in sorted({row.coder for row in store.coded()}):
        yield _Written("", "a coder's name", coder)
    for decision in store.decisions():
        said = f"{decision.who}. {decision.why}. {typed_in(decision)}"
        yield _Written("", f"decision {decision.id}", said)
