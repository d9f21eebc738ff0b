"""The redacted study goes out for other programs: an internal release, checked like the report."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from fgtools import __version__
from fgtools.errors import Found, Misused
from fgtools.exchange.build import Content, Noted, build
from fgtools.exchange.guids import made
from fgtools.exchange.places import PLACE, place_in, place_key
from fgtools.exchange.records import Project
from fgtools.exchange.write_project import archive
from fgtools.nouns import Code, Codebook, Coding, Span
from fgtools.study import edited, leaks, stage_codes
from fgtools.study.decisions import wording
from fgtools.study.files import put_all, told
from fgtools.study.folder import Folder
from fgtools.study.manifest import leak_check
from fgtools.study.pins import pins
from fgtools.study.private import digest
from fgtools.study.store import KeptMemo

MARK = "Internal: not for publication."
CODE, COLOR = "code", "color"
SUFFIXES = (".qdpx", ".xlsx")
OWN = ("transcripts", "codebooks", "report", "models")
LISTS = ("include", "exclude", "examples", "cues")


@dataclass(frozen=True, slots=True)
class Exported:
    """What went out: the file, and how much of what is in it; `stood_in`: replaced characters."""

    path: Path
    manifest: Path
    sources: int
    codes: int
    codings: int
    cases: int
    stood_in: int


def qdpx(folder: Folder, to: Path | None, attributes: Sequence[str], times: bool) -> Exported:
    """Write the study as a REFI-QDA project, if no name is left in it.

    `attributes` are those of sessions and participants that go with the cases beside role, session
    and wave. Raise Found, and write nothing, if a name or identifier is left.
    """
    project = project_of(folder, attributes, times)
    target = to or folder.outputs / f"{folder.root.resolve().name}.qdpx"
    counts = {
        "sources": len(project.sources), "codes": len(project.codes),
        "codings": sum(1 for _ in project.codings()), "cases": len(project.cases),
    }  # fmt: skip
    manifest = release(folder, target, lambda path: path.write_bytes(archive(project)), counts)
    stood_in = sum(ord(c) > 0xFFFF for turn in folder.store.turns() for c in turn.text)
    return Exported(target, manifest, stood_in=stood_in, **counts)


def project_of(folder: Folder, attributes: Sequence[str] = (), times: bool = True) -> Project:
    """Return the study as a project; guids that are new are kept, so that a second one merges."""
    guids = _Guids(folder)
    book = _without_secrets(folder, folder.codebook())
    project = build(content_of(folder, book, attributes, times), guids)
    guids.keep()
    return project


def content_of(
    folder: Folder, book: Codebook, attributes: Sequence[str] = (), times: bool = True
) -> Content:
    """Return what of the study goes out, with a codebook that may go out."""
    store, settings = folder.store, folder.settings
    speakers = store.participants()
    keys = {code.key for code in book.codes}
    return Content(
        title=settings.title,
        origin=f"fgtools {__version__}",
        at=_last(folder),
        codebook=book,
        sessions=[settings.session(read.name) for read in store.sessions()],
        turns=store.turns(),
        speakers=speakers,
        labels={role: settings.role_label(role) for role in {p.role for p in speakers.values()}},
        codings=[coding for coding in codings(folder) if coding.code in keys],
        variables=_variables(folder, attributes),
        colors=_colors(folder),
        memos=[_noted(folder, memo) for memo in store.memos()],
        times=times,
    )


def codings(folder: Folder) -> Iterator[Coding]:
    """Yield the codings as they stand after decisions, then those of each coder's layer."""
    shown, _ = stage_codes.shown(folder)
    yield from (coding for coding in shown if coding.assigned)
    turns = {turn.id: turn for turn in folder.store.turns()}
    for row in folder.store.coded():
        turn = turns.get(row.turn)
        if turn is None:
            continue
        same = row.wording == wording(turn.text)
        parts = [(code, Span(s, e)) for code, s, e in row.places if same and e <= len(turn.text)]
        whole = Span(0, len(turn.text))
        parts += [(code, whole) for code in row.codes if code not in {c for c, _ in parts}]
        for code, span in parts:
            yield Coding(turn.id, span, code, "none", row.coder, 1.0, "", True)


def release(
    folder: Folder, target: Path, write: Callable[[Path], object], counts: Mapping[str, int]
) -> Path:
    """Write a file and its manifest, and only after the leak check put both where they belong.

    An earlier one that was edited since is kept beside them.
    """
    beside = target.with_name(f"{target.name}.manifest.json")
    _may_be_written(folder, target, beside)
    with told(target.name), folder.private.staging() as staging:
        path = staging / target.name
        write(path)
        about = staging / beside.name
        about.write_text(_manifest(folder, path, counts), "utf-8", newline="\n")
        findings = leaks.going_out(folder, [path, about])
        if findings:
            raise Found(
                    f"nothing was written: {len(findings)} places could identify somebody",
                    findings, target.name,
                    "Settle them (fgtools names review --words WORDS), then type the same again.",
                )  # fmt: skip
        new = {target.name: digest(path.read_bytes())}
        kept = edited.edits(target.parent, [target.name], new, edited.listed(beside))
        put_all(target.parent, {**kept, target.name: path, beside.name: about})
    for name in kept:
        folder.say(
            f"{target.name} was edited since it was written: it is kept as {name}. To take what is "
            f"in it: fgtools codes import {target.with_name(name)} --coder INITIALS; then delete it"
        )
    return beside


def _may_be_written(folder: Folder, target: Path, beside: Path) -> None:
    """Raise Misused for a place where an export could take somebody's work away."""
    if not target.parent.is_dir():
        raise Misused("there is no such folder", str(target.parent), "Make it first.")
    if target.suffix.lower() not in SUFFIXES:
        raise Misused("an export is called .qdpx or .xlsx", target.name, "Give it such a name.")
    root = folder.root.resolve()
    if any(target.resolve().is_relative_to(root / own) for own in OWN):
        raise Misused(
            "this folder is the study's own", str(target.parent), "Write it elsewhere: --to FILE"
        )
    if target.exists() and not beside.exists():
        raise Misused(
            "this file is there already, and no export wrote it", target.name,
            "Give another name, or take it away first.",
        )  # fmt: skip


def _manifest(folder: Folder, path: Path, counts: Mapping[str, int]) -> str:
    book = folder.codebook()
    content = {
        "fgtools": __version__,
        "release": MARK,
        "level": "internal",
        "codebook": {
            "name": book.name,
            "version": book.version,
            "digest": folder.codebook_digest(),
        },
        "models": dict(pins(folder)),
        "sessions": {read.name: read.digest for read in folder.store.sessions()},
        "counts": dict(counts),
        **leak_check(folder),
        "outputs": {path.name: digest(path.read_bytes())},
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


class _Guids:
    """Guids of this study: made of its first session's digest, kept when they were used."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._known = dict(folder.store.outside())
        self._new: dict[tuple[str, str], str] = {}
        read = folder.store.sessions()
        self._study = read[0].digest if read else folder.settings.title
        self._book = folder.codebook().name

    def __call__(self, kind: str, key: str) -> str:
        if kind == CODE:
            key = code_key(self._book, key)
        at = (kind, key)
        if at not in self._known:
            self._known[at] = self._new[at] = made(self._study, kind, key)
        return self._known[at]

    def keep(self) -> None:
        with self._folder.store.writing():
            self._folder.store.add_outside(self._new)


def _without_secrets(folder: Folder, book: Codebook) -> Codebook:
    """Return the codebook without the cues and examples that are words of the key.

    Rationale: what a code is about may be what somebody in the talk is called; the codebook at
    home keeps them.
    """
    texts = sorted({t for code in book.codes for name in LISTS for t in getattr(code, name)})
    found = leaks.in_texts(folder, [(str(at), text) for at, text in enumerate(texts)])
    told = {int(finding.where) for finding in found}
    kept = {text for at, text in enumerate(texts) if at not in told}
    if len(kept) < len(texts):
        folder.say(
            f"{len(texts) - len(kept)} cues or examples of the codebook are words that stand for "
            "somebody or some place in the talk: they do not go out"
        )
    return replace(book, codes=tuple(_kept(code, kept) for code in book.codes))


def _kept(code: Code, kept: Container[str]) -> Code:
    lists: dict[str, Any] = {
        name: tuple(text for text in getattr(code, name) if text in kept) for name in LISTS
    }
    return replace(code, **lists)


def code_key(book: str, code: str) -> str:
    """Return under which key the guid and colour of a codebook's code are kept."""
    return f"{book}:{code}"


def _colors(folder: Folder) -> dict[str, str]:
    """Return the colours that codes of the codebook came in with."""
    lead = code_key(folder.codebook().name, "")
    return {
        key.removeprefix(lead): value
        for (kind, key), value in folder.store.outside().items()
        if kind == COLOR and key.startswith(lead)
    }


def _last(folder: Folder) -> str:
    """Return when the last decision was made: no clock stands in an output."""
    decisions = folder.store.decisions()
    if not decisions:
        return ""
    try:
        at = datetime.fromisoformat(decisions[-1].at)
    except ValueError:
        return ""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _variables(folder: Folder, attributes: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the values of each participant: role, session, wave, and what was asked for."""
    settings = folder.settings
    wanted = {name.casefold() for name in attributes}
    found: dict[str, dict[str, str]] = {}
    known: set[str] = set()
    for key, person in folder.store.participants().items():
        session = settings.session(person.session)
        row = {
            "Role": settings.role_label(person.role) if person.role else "",
            "Session": session.name, "Wave": session.wave,
        }  # fmt: skip
        for one in (*session.attributes, *person.attributes):
            known.add(one.name)
            if one.name.casefold() in wanted:
                row[one.name] = one.value
        found[key] = row
    missing = [name for name in attributes if name.casefold() not in {k.casefold() for k in known}]
    if missing:
        raise Misused(
            f"no attribute of that name: {', '.join(missing)}", "--with",
            f"There are: {', '.join(sorted(known)) or 'none'}.",
        )  # fmt: skip
    return found


def _noted(folder: Folder, memo: KeptMemo) -> Noted:
    """Return a memo with its places as they are now: of a turn that is gone, its session."""
    lengths = {turn.id: len(turn.text) for turn in folder.store.turns()}
    on = []
    for kind, key in memo.on:
        if kind == PLACE:
            turn, span = place_in(key)
            if turn not in lengths:
                kind, key = "session", turn.rpartition("/")[0]
            elif span.end > lengths[turn]:
                key = place_key(turn, Span(0, lengths[turn]))
        on.append((kind, key))
    return Noted(memo.guid, memo.name, memo.text, memo.coder, tuple(on))
