"""Before the private zone goes, names are found however somebody wrote them beside it."""

from __future__ import annotations

import base64
import gzip
import io
import json
import quopri
import random
import shutil
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pytest
from tests.cli.test_small_studies import study_of
from tests.conftest import Done, typed

from fgtools.study import canary, canary_text

SIAN, NIAMH = "Siân Gwenllïan", "Niamh O’Rafferty"
TALK = (
    ("Lead One", "facilitator", "What is it like to do this work at the moment?"),
    (SIAN, "nurse", "My caseload has doubled and Hannah Obiora never replaced anybody."),
    (NIAMH, "nurse", "We type everything twice in two record systems."),
    ("Hannah Obiora", "nurse", "Supervision once a month keeps me in the job."),
)
HEAD = b"Subject: notes\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
WORD = "<w:p><w:r><w:t>asked {}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{} said no</w:t></w:r>"
Files = dict[str, bytes]


def zipped(**members: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def coded(name: str, code: str) -> str:
    """Write letters that are not plain as codes."""
    return "".join(c if c.isascii() else code.format(ord(c)) for c in name)


def noted(name: str, mark: str) -> Files:
    """Return a note on somebody as text, by the file in which it might be left."""
    said = f"Then {name} left."
    composed, apart = (unicodedata.normalize(form, said) for form in ("NFC", "NFD"))
    windows = "".join(c if c.isascii() else f"\\'{c.encode('cp1252').hex()}" for c in said)
    return {
        f"{mark}-nfc.txt": composed.encode(),
        f"{mark}-nfd.txt": apart.encode(),
        f"{mark}-windows.txt": said.encode("cp1252"),
        f"{mark}-mac.csv": said.encode("mac-roman"),
        f"{mark}-utf16.csv": said.encode("utf-16"),
        f"{mark}-bare16.csv": said.encode("utf-16-be"),
        f"{mark}-utf32.csv": said.encode("utf-32"),
        f"codebooks/{mark}.yaml": f"examples: [{composed}]".encode(),
        f"{mark}.json": json.dumps({"note": said}).encode(),
        f"{mark}.html": f"<p>{coded(said, '&#{};')}</p>".encode(),
        f"{mark}.rtf": f"{{\\rtf1\\ansi {coded(said, chr(92) + 'u{}?')}}}".encode(),
        f"{mark}-windows.rtf": f"{{\\rtf1\\ansi {windows}}}".encode(),
        f"{mark}-lines.txt": said.replace(" ", "\n   ").encode(),
        f"{mark}.eml": HEAD + b"base64\n\n" + base64.encodebytes(said.encode()),
        f"{mark}-quoted.eml": HEAD + b"quoted-printable\n\n" + quopri.encodestring(said.encode()),
        f"{mark}-head.eml": b"To: =?UTF-8?B?" + base64.b64encode(name.encode()) + b"?=\n\nHello.",
        f"{mark}-packed.zip": zipped(**{"note.txt": said}),
    }


def hidden() -> Files:
    """Return files in which a name of plain letters is split, packed, or written as one."""
    word = zipped(word__document=WORD.format("Obi", "ora"))
    attached = HEAD + b"base64\n\n" + base64.encodebytes(word)
    return {
        "split.docx": word,
        "entity.docx": zipped(word__document=WORD.format("Gwenll&#x", "ef;an")),
        "named.docx": zipped(word__document=WORD.format("", SIAN)),
        "split.xlsx": zipped(xl__shared="<si><r><t>Obi</t></r><r><t>ora</t></r></si>"),
        "split.pptx": zipped(ppt__slide="<a:r><a:t>Obi</a:t></a:r><a:r><a:t>ora</a:t></a:r>"),
        "split.odt": zipped(content="<text:p><text:span>Obi</text:span>ora</text:p>"),
        "split.html": b"<p>asked Obi<b>ora</b></p>",
        "entity.html": b"<p>asked Gwenll&iuml;an</p>",
        "split.rtf": rb"{\rtf1{\rtlch\fcs1 asked Obi}{\rtlch\b ora}\par}",
        "attached.eml": attached,
        "in/a/zip.zip": zipped(inner=zipped(mail=attached)),
        "setup.exe": b"MZ\0\0" * 99 + word,
        "as-one.txt": b"see NiamhORafferty2024",
        "old.doc": b"\xd0\xcf\x11\xe0\0\1\2" + "by Gwenllïan".encode("cp1252") + b"\0\3\xff",
    }


FOUND = {**noted(SIAN, "a"), **noted("Gwenllïan", "b"), **noted(NIAMH, "c"), **hidden()}
SHUT = {
    "packed.gz": gzip.compress(b"nothing"),
    "stream.bin": zlib.compress(b"nothing"),
    "plain.pdf": b"%PDF-1.4\n(nothing) Tj",
    "locked.docx": b"\xd0\xcf\x11\xe0\0\0" + "EncryptedPackage".encode("utf-16-le"),
    "inside.zip": zipped(backup=gzip.compress(b"nothing")),
    "mailed.eml": HEAD + b"base64\n\n" + base64.encodebytes(gzip.compress(bytes(range(99)))),
}
FINE = {
    "photo.jpg": b"\xff\xd8\xff\xe0" + random.Random(1).randbytes(1_000_000),
    "mail.eml": HEAD + b"base64\n\n" + base64.encodebytes(random.Random(2).randbytes(500_000)),
    "minutes.docx": zipped(word__document=WORD.format("some", "body")),
    "café.txt": "A café, naïve résumés; it’s the O’Connor rule.".encode("cp1252"),
    "list.html": b"<ul><li>Obi</li><li>ora</li></ul>",
}


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small study in which names were found, ready to be sealed. Do not change it."""
    mine = study_of(tmp_path_factory.mktemp("canary"), TALK)
    settings = mine / "study.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace('model = "shipped"', 'model = "none"'), "utf-8")
    assert typed(mine, "names", "find").code == 0
    return mine


def with_files(ready: Path, mine: Path, files: Files) -> Path:
    shutil.copytree(ready, mine)
    for name, content in files.items():
        (mine / name).parent.mkdir(parents=True, exist_ok=True)
        (mine / name).write_bytes(content)
    return mine


@pytest.fixture(scope="module")
def refused(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """What the command says of a study with names in all these files."""
    mine = with_files(ready, tmp_path_factory.mktemp("found") / "mine", FOUND)
    done = typed(mine, "study", "forget", "--yes", "--json")
    assert done.code == 3, done.err
    assert "nothing was deleted" in done.err
    assert (mine / "transcripts" / "raw" / "one.csv").is_file()
    return done


@pytest.mark.parametrize("name", FOUND)
def test_a_name_is_found_however_it_is_written(refused: Done, name: str) -> None:
    assert f'"where": "{name}"' in refused.out
    assert canary.UNSEEN not in refused.out


def test_no_name_is_repeated_on_the_screen(refused: Done) -> None:
    said = canary_text.folded(refused.out + refused.err)
    assert not [word for word in ("gwenllian", "sian", "rafferty", "obiora") if word in said]


@pytest.mark.parametrize(
    ("path", "shown"),
    [("O’Rafferty.txt", "…"), (unicodedata.normalize("NFD", "on Siân.md"), "…"),
     ("notes/Gwenllïan/1.txt", "notes/…/1.txt"), ("notes/Hannah_Obiora/", "notes/…")],
)  # fmt: skip
def test_the_name_of_a_file_or_an_empty_folder_stops_it(
    ready: Path, tmp_path: Path, path: str, shown: str
) -> None:
    mine = with_files(ready, tmp_path / "mine", {})
    place = mine / path
    (place if path.endswith("/") else place.parent).mkdir(parents=True, exist_ok=True)
    if not path.endswith("/"):
        place.write_text("nothing", "utf-8")
    done = typed(mine, "study", "forget", "--yes")
    assert (done.code, f"{shown} (its name)" in done.err) == (3, True)
    assert (mine / "transcripts").exists()


def test_what_cannot_be_looked_into_stops_it(ready: Path, tmp_path: Path) -> None:
    for number, (name, content) in enumerate(SHUT.items()):
        mine = with_files(ready, tmp_path / str(number), {name: content})
        done = typed(mine, "study", "forget", "--yes")
        assert (done.code, canary.UNSEEN in done.err, name in done.err) == (3, True, True), name
        assert (mine / "transcripts").exists()


def test_what_cannot_be_looked_into_is_told_without_its_name(ready: Path, tmp_path: Path) -> None:
    mine = with_files(ready, tmp_path / "mine", {"old/Obiora.gz": SHUT["packed.gz"]})
    done = typed(mine, "study", "forget", "--yes")
    assert (done.code, "old/…" in done.err, "Obiora" in done.err) == (3, True, False)


def test_files_without_names_do_not_stop_it(ready: Path, tmp_path: Path) -> None:
    mine = with_files(ready, tmp_path / "mine", FINE)
    done = typed(mine, "study", "forget", "--yes")
    assert done.code == 0, done.err
    assert not (mine / "transcripts").exists()
