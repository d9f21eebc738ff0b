"""A colleague's REFI-QDA project comes back: their codings as a layer, their memos redacted.

Sources and codes are known by guid, else by their words; nothing is dropped in silence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fgtools.errors import Misused
from fgtools.exchange.code_text import told
from fgtools.exchange.read_project import read_file
from fgtools.exchange.records import Project, Selection, Source
from fgtools.nouns import Codebook, LeftOut, Span
from fgtools.study import layers, leaks, memos_in
from fgtools.study.coded_tables import Taken
from fgtools.study.folder import Folder
from fgtools.study.text_places import Places, places

SUFFIXES = (".qdpx", ".qde")


@dataclass(frozen=True, slots=True)
class Back:
    """What came back: the layer, how the file counts positions and how well that fits, memos."""

    taken: Taken
    counted: str
    fits: float
    memos: int


def take(folder: Folder, path: Path, coder: str, *, reviewed: bool = False) -> Back:
    """Take the codings and memos of a project; `coder` stands for all who coded in it.

    Without it every user of the file is a coder, but the program itself. Codings of other coders
    of the study stay theirs. `reviewed`: the coder went through all of it, so that what the program
    had proposed and still stands is the coder's word too, and a turn without a code a no.

    Raise FgtoolsError if the file is no project or cannot be believed, Misused if somebody who
    coded has no name, Found if a name identifies somebody of the study.
    """
    read = read_file(path)
    project = read.project
    coders = _coders(folder, project, coder)
    keys, unknown = _keys(folder, project)
    texts = places(folder, project)
    got = _Got(_facilitators(folder))
    others = _others(folder, project, coders)
    machine = frozenset[str]() if reviewed else _machine(project)
    for source, selection, given in project.codings():
        who = coders.get(given.user, coders.get("", ""))
        if not who:
            got.lose("codings of fgtools", "as they went out, and nobody's own")
        elif given.user in others:
            got.lose("codings of other coders of the study", "they have layers of their own")
        elif key := keys.get(given.code):
            own = given.user not in machine
            found = _found(texts.get(source.guid), source, selection)
            if reason := got.add(who, key, found, own=own):
                told = reason if source.guid in texts else "its text is of no session"
                got.lose(_shown(folder, f"source {source.name}"), told)
        elif given.code in unknown:
            got.lose(unknown[given.code], "no such code in the codebook")
    if reviewed:
        for turn in _read_in(folder, texts) - got.facilitators:
            for who in set(coders.values()):
                got.coded.setdefault((who, turn), set())
    left = [
        *(LeftOut(_shown(folder, one.where), one.reason) for one in project.left_out),
        *_homeless(folder, project, texts),
        *(LeftOut(where, f"{reason}: {n} codings") for (where, reason), n in got.lost.items()),
    ]
    echoed = {at: got.echoed[at] - got.own[at] for at in got.echoed}
    changed = layers.keep(folder, got.coded, got.parts, echoed)
    memos = memos_in.keep(folder, project, keys, texts)
    made = Taken(
        coders=tuple(dict.fromkeys(who for who, _ in got.coded)),
        codings=got.taken,
        turns=len({turn for _, turn in got.coded}),
        changed=changed,
        left_out=tuple(left),
    )
    return Back(made, str(read.counted.reading), read.counted.fits, memos)


class _Got:
    """Codings on turns while a file is gone through, and how many could not be taken, and why."""

    def __init__(self, facilitators: frozenset[str]) -> None:
        self.facilitators = facilitators
        self.taken = 0
        self.coded: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.parts: dict[tuple[str, str], set[tuple[str, int, int]]] = defaultdict(set)
        self.own: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.echoed: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.lost: Counter[tuple[str, str]] = Counter()

    def add(self, who: str, key: str, found: Sequence[tuple[str, Span]], *, own: bool) -> str:
        """Add a coding where it stands; return why it cannot be taken, or ""."""
        said = [(turn, span) for turn, span in found if turn not in self.facilitators]
        if not said:
            return "a facilitator's turn, never coded" if found else "no words of a turn"
        self.taken += 1
        for turn, span in said:
            self.coded[who, turn].add(key)
            self.parts[who, turn].add((key, *span))
            (self.own if own else self.echoed)[who, turn].add(key)
        return ""

    def lose(self, where: str, reason: str) -> None:
        """Count a coding that cannot be taken."""
        self.lost[where, reason] += 1


def _others(folder: Folder, project: Project, coders: Mapping[str, str]) -> frozenset[str]:
    """Return the users of a file who are coders of this study, where one coder stands for all."""
    if "" not in coders:
        return frozenset()
    known = {row.coder for row in folder.store.coded()} - {coders[""]}
    return frozenset(user.guid for user in project.users if user.name in known)


def _read_in(folder: Folder, texts: Mapping[str, Places]) -> frozenset[str]:
    """Return the turns of the sessions whose texts a file has."""
    heard = {text.session for text in texts.values()}
    return frozenset(turn.id for turn in folder.store.turns() if turn.session in heard)


def _machine(project: Project) -> frozenset[str]:
    """Return the guids under which this program is a user of the project."""
    return frozenset(user.guid for user in project.users if user.name == layers.MACHINE)


def _shown(folder: Folder, where: str) -> str:
    """Return the name of a place in a file, unless it identifies somebody."""
    return "a place whose name identifies somebody" if leaks.in_text(folder, "", where) else where


def _coders(folder: Folder, project: Project, coder: str) -> dict[str, str]:
    """Return who codes by the guid of a user; "" stands for all."""
    if coder:
        return {"": layers.coder_named(folder, coder)}
    names = {user.guid: user.name for user in project.users}
    users = {given.user for _, _, given in project.codings()} - _machine(project)
    if not all(names.get(user) for user in users):
        raise Misused("somebody who coded in this file has no name", "", "Type: --coder INITIALS")
    return {user: layers.coder_named(folder, names[user]) for user in sorted(users)}


def _keys(folder: Folder, project: Project) -> tuple[dict[str, str], dict[str, str]]:
    """Return keys by guid for the codes that the codebook has, and names of those it has not."""
    book = folder.codebook()
    by_guid = {
        guid: key.partition(":")[2]
        for (kind, key), guid in folder.store.outside().items()
        if kind == "code" and key.partition(":")[0] == book.name
    }
    by_name = _names(book)
    known = {code.key for code in book.codes}
    keys: dict[str, str] = {}
    unknown: dict[str, str] = {}
    for row in project.codes:
        own = told(row.description).key
        key = by_guid.get(row.guid) or (own if own in known else "")
        key = key if key in known else by_name.get(_folded(row.name), "")
        if key:
            keys[row.guid] = key
        else:
            unknown[row.guid] = _shown(folder, f"code {row.name}")
    return keys, unknown


def _names(book: Codebook) -> dict[str, str]:
    """Return keys by what a code may be called: key, label, or the path of labels to it."""
    labels = {code.key: code.label for code in book.codes}
    found: dict[str, str] = {}
    for code in book.codes:
        for name in (code.label, code.key):
            found.setdefault(_folded(name), code.key)
        for between in ("::", "/", " > "):
            if code.parent:
                found.setdefault(_folded(f"{labels[code.parent]}{between}{code.label}"), code.key)
    return found


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _facilitators(folder: Folder) -> frozenset[str]:
    codable = {turn.id for turn in layers.codable(folder)}
    return frozenset(turn.id for turn in folder.store.turns() if turn.id not in codable)


def _homeless(folder: Folder, project: Project, texts: Mapping[str, Places]) -> Iterator[LeftOut]:
    for source in project.sources:
        if source.guid not in texts:
            count = len(source.given) + sum(len(one.given) for one in source.selections)
            where = _shown(folder, f"source {source.name}")
            yield LeftOut(where, f"its words are those of no session, and {count} codings of it")


def _found(
    text: Places | None, source: Source, selection: Selection | None
) -> tuple[tuple[str, Span], ...]:
    if text is None:
        return ()
    return text.turns(selection.span if selection else Span(0, len(source.text)))
