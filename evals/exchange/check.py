"""Look at an exported project with nothing of fgtools: zipfile, lxml and the study's database.

Every coding of the machine must be found, its words at its positions, counted in code points and
counted in UTF-16 units; the project must be valid against the schema.
"""

from __future__ import annotations

import argparse
import sqlite3
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree

SPACE = {"q": "urn:QDA-XML:project:1.0"}
SCHEMA = Path(__file__).parents[2] / "tests" / "cases" / "refi" / "Project.xsd"
STAND_IN = "\ufffd"


def main() -> None:
    """Print what was found, and how many codings read otherwise than in the database."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("project", type=Path)
    told.add_argument("database", type=Path)
    given = told.parse_args()
    expected = in_database(given.database)
    with zipfile.ZipFile(given.project) as packed:
        root = etree.fromstring(packed.read("project.qde"))
        valid = etree.XMLSchema(etree.parse(str(SCHEMA))).validate(root)
        points, units = in_project(root, packed)
    cases = root.findall(".//q:Case", SPACE)
    print(f"valid against the schema: {valid}")
    print(f"sources {len(root.findall('.//q:TextSource', SPACE))}, cases {len(cases)}")
    print(f"codings in the database {sum(expected.values())}")
    print(f"read alike, code points {sum((points & expected).values())}")
    print(f"read alike, UTF-16 units {sum((units & expected).values())}")


def in_database(path: Path) -> Counter[tuple[str, str]]:
    """Return code and words of the machine's codings, as they may go out."""
    with sqlite3.connect(path) as db:
        rows = db.execute(
            'SELECT code, substr(text, start + 1, coding."end" - start) FROM coding '
            "JOIN turn ON turn.id = coding.turn WHERE assigned"
        ).fetchall()
    flat = ("".join(STAND_IN if ord(c) > 0xFFFF else c for c in words) for _, words in rows)
    return Counter(zip((code for code, _ in rows), flat, strict=True))


def in_project(
    root: etree._Element, packed: zipfile.ZipFile
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Return code and words of the codings as either way of counting finds them."""
    keys = {
        code.get("guid"): (code.findtext("q:Description", "", SPACE)).rpartition("Key: ")[2]
        for code in root.iterfind(".//q:Code", SPACE)
    }
    points: Counter[tuple[str, str]] = Counter()
    units: Counter[tuple[str, str]] = Counter()
    for source in root.iterfind(".//q:TextSource", SPACE):
        name = source.get("plainTextPath").removeprefix("internal://")
        data = packed.read(f"sources/{name}")
        text, wide = data.decode("utf-8"), data.decode("utf-8").encode("utf-16-le")
        for one in source.iterfind("q:PlainTextSelection", SPACE):
            start, end = int(one.get("startPosition")), int(one.get("endPosition"))
            for ref in one.iterfind("q:Coding/q:CodeRef", SPACE):
                key = keys[ref.get("targetGUID")]
                points[key, text[start:end]] += 1
                units[key, wide[2 * start : 2 * end].decode("utf-16-le")] += 1
    return points, units


if __name__ == "__main__":
    main()
