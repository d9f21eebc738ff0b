"""Memos of a colleague's project: redacted before they are kept, with what they hang on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from fgtools.exchange.places import PLACE, place_key
from fgtools.exchange.records import Project
from fgtools.study.folder import Folder
from fgtools.study.safe_wording import redacted
from fgtools.study.store import KeptMemo
from fgtools.study.text_places import Places


def keep(
    folder: Folder, project: Project, keys: Mapping[str, str], texts: Mapping[str, Places]
) -> int:
    """Keep all memos of a project, names written over; return how many.

    `keys` are the codes that are known, by guid. A memo that came before is replaced by its guid;
    one that hangs on nothing that is known is kept all the same.
    """
    if not project.memos:
        return 0
    on: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for memo, at in _hung(project, keys, texts):
        on[memo].append(at)
    said = [words for memo in project.memos for words in (memo.name, memo.text)]
    wording = redacted(folder, "memo", said)
    kept = [
        KeptMemo(one.guid, wording[one.name], wording[one.text], "",
                 tuple(dict.fromkeys(on[one.guid])))
        for one in project.memos
    ]  # fmt: skip
    with folder.store.writing():
        folder.store.set_memos(kept)
    return len(kept)


def _hung(
    project: Project, keys: Mapping[str, str], texts: Mapping[str, Places]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield a memo's guid with what it hangs on: a code, a session, a place in a turn."""
    for code in project.codes:
        if code.guid in keys:
            yield from ((note, ("code", keys[code.guid])) for note in code.notes)
    for source in project.sources:
        text = texts.get(source.guid)
        if text is None:
            continue
        yield from ((note, ("session", text.session)) for note in source.notes)
        for one in source.selections:
            notes = (*one.notes, *(note for given in one.given for note in given.notes))
            for turn, span in text.turns(one.span) if notes else ():
                yield from ((note, (PLACE, place_key(turn, span))) for note in notes)
    yield from ((note, ("project", "")) for note in project.notes)
