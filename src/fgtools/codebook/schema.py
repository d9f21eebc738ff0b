"""The JSON Schema of a codebook, for editors: made from the fields that the reader knows.

Editors that know YAML find it by a codebook's first line:
`# yaml-language-server: $schema=codebook.schema.json`.
"""

from __future__ import annotations

import json
from typing import Any

from fgtools.codebook.read import BOOK, CODE, LISTS

FILE = "codebook.schema.json"
DIALECT = "http://json-schema.org/draft-07/schema#"
PUNCTUATION = r"!-,/:-@\[-^`{-~\s"
KEY = rf"^[^{PUNCTUATION}_.\-][^{PUNCTUATION}]{{0,79}}$"
r"""What `read.KEY` takes, written without \w, which means other letters in other languages."""
TOLD = {
    "name": "What the codebook is called, the same in all its versions.",
    "version": "A new one whenever codes change; versions lie side by side in codebooks/.",
    "codes": "The codes, from the first to the last; codes below a code are its children.",
    "key": "A short word that stays: it is typed in commands and stands in tables.",
    "label": "What the code is called in reports.",
    "definition": "A sentence or two: what talk has this code.",
    "include": "What is in, a line each.",
    "exclude": "What is out, a line each; (see KEY) says where it belongs.",
    "examples": "Two or more sentences as somebody would say them, never from a transcript.",
    "cues": "Words and phrases that are good evidence by themselves; a star ends a stem: recruit*; "
    "a wave stands for all forms of a word: bring~ up.",
}
BOOK_NEEDS, CODE_NEEDS = ("name", "codes"), ("key", "label")
TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""The reader takes a value as it is written: a version 1 is "1", a cue `true` is the word."""


def schema() -> dict[str, Any]:
    """Return the schema of a codebook file."""
    codes = {"type": "array", "items": {"$ref": "#/definitions/code"}}
    book = {name: _field(name, name in BOOK_NEEDS) for name in BOOK[:-1]}
    code = {name: _field(name, name in CODE_NEEDS) for name in CODE[:-1]}
    return {
        "$schema": DIALECT,
        "title": "A codebook of fgtools",
        **_mapping({**book, BOOK[-1]: {**codes, "minItems": 1}}, BOOK_NEEDS),
        "definitions": {
            "code": _mapping({**code, CODE[-1]: {**codes, "type": ["array", "null"]}}, CODE_NEEDS)
        },
    }


def to_json() -> str:
    """Return the schema as it is written to a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _mapping(fields: dict[str, dict[str, Any]], needed: tuple[str, ...]) -> dict[str, Any]:
    told = {name: {"description": TOLD[name], **field} for name, field in fields.items()}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(needed),
        "properties": told,
    }


def _field(name: str, needed: bool) -> dict[str, Any]:
    if name in LISTS:
        return {"type": ["array", "null"], "items": TEXT}
    if name == "key":
        return {**TEXT, "pattern": KEY}
    return TEXT if needed else {"type": [*TEXT["type"], "null"]}
