"""Editors and the reader know the same fields and refuse the same slips."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT

from fgtools.codebook import schema
from fgtools.codebook.read import BOOK, CODE, KEY, files, read
from fgtools.errors import FgtoolsError

YAML = """\
name: Allotments
version: 2
codes:
  - key: water
    label: Water and hoses
    include: [taps, 4]
    exclude:
    cues: [hose*, no, true]
    codes:
      - {key: leaks, label: Leaks}
"""


def fits(document: object) -> bool:
    return bool(jsonschema.Draft7Validator(schema.schema()).is_valid(document))


def test_the_schema_in_the_folder_of_codebooks_is_the_readers() -> None:
    jsonschema.Draft7Validator.check_schema(schema.schema())
    written = (ROOT / "codebooks" / schema.FILE).read_text("utf-8")
    assert json.loads(written) == schema.schema()
    assert written == schema.to_json()


@pytest.mark.parametrize("path", files(ROOT / "codebooks"), ids=lambda path: path.stem)
def test_every_shipped_codebook_fits_and_names_the_schema(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith(f"# yaml-language-server: $schema={schema.FILE}\n")
    assert fits(yaml.safe_load(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("name: Allotments\n", ""),
        ("name: Allotments", "name: ''"),
        ("version: 2\n", ""),
        ("label: Leaks", "lable: Leaks"),
        (", label: Leaks", ""),
        ("key: leaks", "key: the leaks"),
        ("key: leaks", "key: _leaks"),
        ("key: leaks", "key: a.b-c_d"),
        ("key: leaks", "key: [leaks]"),
        ("key: leaks, ", ""),
        ("[taps, 4]", "taps"),
        ("[taps, 4]", "[taps, '']"),
        ("[taps, 4]", "[{taps: 1}]"),
        ("[taps, 4]", ""),
        ("    label: Water and hoses\n", "    label:\n"),
        ("      - {key: leaks, label: Leaks}", "      - leaks"),
    ],
)
def test_an_editor_refuses_what_the_reader_refuses(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "allotments.yaml"
    path.write_text(YAML.replace(old, new), "utf-8")
    try:
        read(path)
        taken = True
    except FgtoolsError:
        taken = False
    assert fits(yaml.safe_load(path.read_text("utf-8"))) == taken


@given(st.text(st.characters(max_codepoint=0x17F), min_size=1, max_size=90))
def test_a_key_that_the_reader_takes_is_never_underlined(key: str) -> None:
    document: dict[str, Any] = {"name": "x", "codes": [{"key": key, "label": "X"}]}
    if KEY.fullmatch(key):
        assert fits(document)
    elif key.isascii() and key.isprintable():
        assert not fits(document)


def test_every_field_is_explained() -> None:
    assert schema.TOLD.keys() == {*BOOK, *CODE}
    assert all(re.search(r"[.*]$", told) for told in schema.TOLD.values())
