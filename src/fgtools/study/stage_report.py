"""The stage `report`: describe, pass the gate, write beside, look again, put into outputs/."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fgtools import __version__
from fgtools.errors import Found
from fgtools.nouns import Finding
from fgtools.study import edited, stage_quotes, stage_topics, waves
from fgtools.study.files import put_all, put_text, told
from fgtools.study.folder import MANIFEST as MANIFEST
from fgtools.study.folder import OUTPUTS, OWN_TEXT, Folder
from fgtools.study.keys import key_of
from fgtools.study.pins import pins
from fgtools.study.private import digest
from fgtools.study.signatures import SIGNED

if TYPE_CHECKING:  # what writes a report takes a while: it waits until one is written
    from fgtools.report.parts import Report
    from fgtools.report.pictures import Picture

    Writer = Callable[[Report, Path, Mapping[str, Picture]], None]

STAGE = "report"
VERSION = "4"
WORKBOOK = "evidence.xlsx"
SHOWN = ("report.docx", "report.html", "report.md")
"""Files that show pictures."""
WRITTEN = (*SHOWN, WORKBOOK, MANIFEST)
CAPTIONS = "captions.md"
FORMATS = ("png", "svg")
UNKNOWN = (
    "the study is sealed, and without its key nobody can look for names in your own text: read "
    f"what you wrote in {OWN_TEXT}/ before the report leaves"
)


def key(folder: Folder) -> str:
    """Return what the report depends on."""
    store = folder.store
    labels = [(t.id, t.label) for t in stage_topics.shown(folder)]
    settings = folder.settings.model_dump(mode="json")
    counted = [store.sessions(), store.left_out(), len(store.doubts()), store.words()]
    beside = [store.surveys(), waves.pin(folder)]
    return key_of(
        STAGE, VERSION, __version__, stage_quotes.key(folder), labels, settings, counted,
        beside, folder.own_text(), pins(folder), [s.figures for s in store.signatures()],
    )  # fmt: skip


def whole(folder: Folder) -> bool:
    """Tell whether every output, pictures included, is there as it was written."""
    made = folder.store.facts(STAGE)
    there = all(made[name] == _digest(folder.outputs / name) for name in made)
    return there and made.keys() >= set(WRITTEN)


def _digest(path: Path) -> str:
    return digest(path.read_bytes()) if path.is_file() else "missing"


def run(folder: Folder) -> None:
    """Write the report; raise Found, and write nothing, unless every check passes."""
    from fgtools.report import recommendations
    from fgtools.study import checked, drawing, gate, leaks
    from fgtools.study.described import describe_study

    folder.say("report: writing, and looking for names once more")
    if folder.private.seal and folder.own_text():
        folder.say(f"report: {UNKNOWN}")
    with drawing.begun() as draws:
        report = describe_study(folder)
        _tell_of_cells(folder)
        gate.check(folder, report)
        for one in recommendations.findings(report):
            folder.say(f"report: {one.where}: {one.what}. {one.hint}")
        drawn = draws(report)
        with told(OUTPUTS), folder.private.staging() as beside:
            forms = checked.forms(folder)
            _gate(leaks.going_out(folder, _written(folder, report, beside, drawn), forms))
            checked.remember(folder, forms)
            signed = json.loads((beside / MANIFEST).read_text("utf-8"))[SIGNED]
            _replace_outputs(folder, beside)
    if folder.store.signatures() and not signed:
        folder.say("report: nobody has signed what is written now; earlier signatures do not hold")


def _tell_of_cells(folder: Folder) -> None:
    from fgtools.report import own

    for name, text in folder.own_text().items():
        for line in own.too_wide(text):
            folder.say(
                f"report: {OWN_TEXT}/{name}.md line {line}: the row has more cells than the head "
                "of its table: Word and the page leave them out. A bar that parts no cells is \\|."
            )


def _written(
    folder: Folder, report: Report, beside: Path, drawn: Callable[[], Mapping[str, Picture]]
) -> Iterator[Path]:
    """Write the files and yield each as soon as it is there: none goes out that nobody looked into.

    The workbook comes first, while another process draws.
    """
    seen: set[Path] = set()
    for _ in _steps(folder, report, beside, drawn):
        new = [path for path in _files(beside) if path not in seen]
        yield from new
        seen.update(new)


def _steps(
    folder: Folder, report: Report, beside: Path, drawn: Callable[[], Mapping[str, Picture]]
) -> Iterator[None]:
    from fgtools.report import excel, html, markdown, word
    from fgtools.report.pictures import PLACE
    from fgtools.study import manifest, signatures

    excel.write(report, beside / WORKBOOK)
    yield
    pictures = drawn()
    writers: tuple[Writer, ...] = (word.write, html.write, markdown.write)
    for name, write in zip(SHOWN, writers, strict=True):
        write(report, beside / name, pictures)
    _put_pictures(pictures, beside / PLACE, FORMATS)
    yield
    content = manifest.content(folder, report, _digests(beside))
    text = signatures.written(content, signatures.of(folder, content))
    (beside / MANIFEST).write_text(text, "utf-8", newline="\n")
    yield


def _replace_outputs(folder: Folder, beside: Path) -> None:
    """Put a checked report into outputs/; keep beside it what people edited there, and say so."""
    from fgtools.report.pictures import NAMES, PLACE

    made = _digests(beside)
    # Of what a killed run put in place the database knows, of the rest the manifest; so it does
    # after a withdrawal, when the database has forgotten all.
    known = (made, folder.store.facts(STAGE), edited.listed(folder.outputs / MANIFEST))
    kept = edited.edits(folder.outputs, (name for name in WRITTEN if name != MANIFEST), *known)
    with folder.store.writing():
        folder.store.set_facts(STAGE, made)
    ours = {f"{PLACE}/{name}.{kind}" for name in NAMES for kind in FORMATS}
    gone = ours - made.keys()  # pictures that may no longer be shown
    _into_place(beside, folder.outputs, kept=kept, gone=gone)
    if kept:
        folder.say(
            f"report: edited by hand, so kept beside what is written anew: {', '.join(kept)}. Move "
            f"what is yours into {OWN_TEXT}/, where it lasts, then delete these: nothing is ever "
            "taken out of them, not even the words of who withdraws"
        )


def keep_signed(folder: Folder, content: dict[str, Any]) -> str:
    """Keep that the manifest has the signatures that there are now; return its text."""
    from fgtools.study import signatures

    text = signatures.written(content, signatures.of(folder, content))
    made = {**folder.store.facts(STAGE), MANIFEST: digest(text.encode("utf-8"))}
    folder.store.set_facts(STAGE, made)
    return text


def write_manifest(folder: Folder, text: str) -> None:
    """Write the manifest that lies in outputs/ anew."""
    put_text(folder.outputs / MANIFEST, text, where=f"{OUTPUTS}/{MANIFEST}")


def write_pictures(folder: Folder, to: Path, names: Sequence[str], formats: Sequence[str]) -> None:
    """Write pictures with their captions into a folder, after the same check as the report.

    Raise Found, and write nothing, if a name or identifier is left in them.
    """
    from fgtools.study import drawing, gate, leaks
    from fgtools.study.described import describe_study

    report = describe_study(folder)
    gate.check(folder, report)
    drawn = {name: picture for name, picture in drawing.draw(report).items() if name in names}
    with told(to.name), folder.private.staging() as beside:
        _put_pictures(drawn, beside, FORMATS)  # the words of a PNG are read in its SVG
        _gate(leaks.going_out(folder, _files(beside)))
        for kind in set(FORMATS) - set(formats):
            for path in beside.glob(f"*.{kind}"):
                path.unlink()
        _into_place(beside, to)


def _put_pictures(drawn: Mapping[str, Picture], place: Path, formats: Sequence[str]) -> None:
    place.mkdir(exist_ok=True)
    told = []
    for name, picture in drawn.items():
        if "png" in formats:
            (place / f"{name}.png").write_bytes(picture.png)
        if "svg" in formats:
            (place / f"{name}.svg").write_text(picture.svg, "utf-8", newline="\n")
        told.append(f"## {name}\n\nCaption: {picture.caption}.\n\nIn words: {picture.alt}\n")
    (place / CAPTIONS).write_text("\n".join(told), "utf-8", newline="\n")


def _files(place: Path) -> list[Path]:
    return sorted(path for path in place.rglob("*") if path.is_file())


def _digests(place: Path) -> dict[str, str]:
    return {_name(path, place): _digest(path) for path in _files(place)}


def _name(path: Path, place: Path) -> str:
    return path.relative_to(place).as_posix()


def _into_place(
    beside: Path,
    place: Path,
    *,
    kept: Mapping[str, Path] | None = None,
    gone: Collection[str] = (),
) -> None:
    """Put checked files where people find them; the manifest last, for it tells of all others."""
    checked = sorted(_files(beside), key=lambda file: file.name == MANIFEST)
    made = {**(kept or {}), **{_name(path, beside): path for path in checked}}
    put_all(place, made, gone=gone, where=place.name)


def _gate(findings: Sequence[Finding]) -> None:
    if findings:
        raise Found(
            f"nothing was written: {len(findings)} places could identify somebody", findings,
            OUTPUTS, "Settle them, then: fgtools run",
        )  # fmt: skip
