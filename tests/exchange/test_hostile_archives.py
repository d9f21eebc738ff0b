"""Archives that mean harm get one clear line, and nothing of them is unpacked to disk."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.projects import guid, one_source, packed, qde

from fgtools.errors import FgtoolsError
from fgtools.exchange.archive import Archive
from fgtools.exchange.read_project import read


def refused(data: bytes) -> str:
    with pytest.raises(FgtoolsError) as told:
        read(data, "colleague.qdpx")
    line = str(told.value)
    assert "\n" not in line
    assert "colleague.qdpx" in line
    return line


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return whole.getvalue()


def test_a_bomb() -> None:
    assert "far larger" in refused(zipped(("project.qde", b" " * 30_000_000)))
    text = one_source("", f'plainTextPath="internal://{guid(9)}.txt"').encode()
    bomb = zipped(("project.qde", text), (f"sources/{guid(9)}.txt", b"a" * 30_000_000))
    assert "far larger" in refused(bomb)


def test_thousands_of_parts() -> None:
    assert "more parts" in refused(zipped(*((f"sources/{n}", b"") for n in range(20_001))))


@pytest.mark.parametrize("name", ["../project.qde", "/etc/passwd", "C:/x", "sources/../../x"])
def test_names_that_lead_outside(name: str) -> None:
    assert "outside" in refused(zipped(("project.qde", qde("").encode()), (name, b"x")))


def test_links() -> None:
    link = zipfile.ZipInfo("sources/link")
    link.external_attr = 0o120777 << 16
    assert "links" in refused(zipped(("project.qde", qde("").encode()), (link, b"/etc/passwd")))


def test_entities() -> None:
    laughs = '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    xml = qde("").replace("<Project", f"{laughs}<Project").replace('name="p"', 'name="&b;"')
    assert "entities" in refused(packed(xml, {}))
    outside = '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert "entities" in refused(packed(qde("&x;").replace("<Project", f"{outside}<Project"), {}))


def test_xml_that_nests_without_end() -> None:
    assert "not whole XML" in refused(packed(qde("<a>" * 5000 + "</a>" * 5000), {}))


def test_paths_into_the_computer_are_not_followed() -> None:
    for path in ("absolute:///etc/passwd", "relative:///../x.txt", "internal://../../etc/passwd"):
        xml = one_source("", f'plainTextPath="{path}"')
        left = read(packed(xml, {}), "colleague.qdpx").project.left_out
        assert [one.reason for one in left] == ["its text is not in the file"]


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x03\x04", b"%PDF-1.7", b"\x00" * 100, b"<html></html>"]
)
def test_what_is_no_project(data: bytes) -> None:
    assert refused(data)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_damage_is_one_clear_line_or_none(at: int, noise: bytes) -> None:
    whole = packed(one_source("", ""), {f"sources/{guid(9)}.txt": b"Words."})
    hurt = whole[:at] + noise + whole[at + len(noise) :]
    said = ""
    try:
        read(hurt, "colleague.qdpx")
    except FgtoolsError as told:
        said = str(told)
    assert "\n" not in said


def test_parts_are_found_whatever_their_case() -> None:
    archive = Archive(zipped(("Sources/A.TXT", b"words")), "x")
    assert archive.has("sources/a.txt")
    assert archive.read("SOURCES/a.txt") == b"words"
