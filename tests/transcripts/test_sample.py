"""The shipped sample study is what its sources say."""

from __future__ import annotations

import importlib.util
import io
import json
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from fgtools.nouns import Turn
from fgtools.transcripts.read import read

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", ROOT / "evals/sample/make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make"] = module
    spec.loader.exec_module(module)
    return module


def test_the_files_are_those_that_the_sources_make(make: ModuleType) -> None:
    for name, data in make.files(make.read_sources()).items():
        written = (ROOT / name).read_bytes()
        if name.endswith(".docx"):  # packed bytes differ between versions of zlib
            written, data = document(written), document(data)
        assert written.replace(b"\r\n", b"\n") == data.replace(b"\r\n", b"\n"), name


def document(package: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as members:
        return members.read("word/document.xml")


def test_every_transcript_reads_back_as_its_source(make: ModuleType) -> None:
    assert [d for group in make.read_sources() for d in make.differences(group, ROOT)] == []


def test_no_sentence_frame_is_repeated(make: ModuleType) -> None:
    assert make.repeated_frames(make.read_sources()) == []


def test_the_gold_stands_at_its_words() -> None:
    turns: dict[tuple[str, int], Turn] = {}
    for path in sorted((ROOT / "transcripts/raw").glob("*.*")):
        if path.suffix in (".vtt", ".docx"):
            (recording,) = read(path)
            turns |= {(path.stem, turn.ordinal): turn for turn in recording.turns}
    gold = (ROOT / "evals/sample/identifiers.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in gold]
    assert len(rows) > 400
    for row in rows:
        text = turns[row["session"], row["ordinal"]].text
        assert text[row["start"] : row["end"]] == row["text"]


def test_at_least_three_hundred_turns_are_coded() -> None:
    gold = (ROOT / "evals/sample/codes.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum(bool(json.loads(line)["codes"]) for line in gold) >= 300
