"""Office packages that are damaged, locked or meant to harm."""

from __future__ import annotations

import io
import stat
import zipfile

from tests.cases.case import bad, good
from tests.cases.packages import (
    HEAD,
    OFFICE,
    ROWS,
    TALK,
    WORD,
    document,
    packed,
    paragraph,
    relations,
    sheet,
    types,
    word,
    workbook,
)

MEGABYTE = 1024 * 1024
DAMAGED = "damaged"
UNSAFE = "unsafe"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTER = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE x SYSTEM "http://mail.invalid/x.dtd">'
HIDDEN = f"<!--{'.' * 200_000}-->{BOMB}"
"""Stands behind more comment than anybody reads ahead."""
SAID_BAD = document(paragraph("Ana Li   0:04|&l9;"), BOMB)


def cell(at: str, text: str) -> str:
    """Return a cell of a sheet."""
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def link() -> zipfile.ZipInfo:
    """Return the entry of a symbolic link."""
    entry = zipfile.ZipInfo("word/link.xml")
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def wrong_crc() -> bytes:
    """Return a Word file, one byte of whose page was changed."""
    data = bytearray(word())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        at = package.getinfo("word/document.xml").header_offset
    data[at + 14] ^= 0xFF
    where = bytes(data).find(b"PK\x01\x02")
    while where >= 0:
        if bytes(data[where + 46 : where + 63]) == b"word/document.xml":
            data[where + 16] ^= 0xFF
        where = bytes(data).find(b"PK\x01\x02", where + 4)
    return bytes(data)


def locked() -> bytes:
    """Return a Word file whose members say that they are encrypted."""
    data = bytearray(word())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        where = bytes(data).find(mark)
        while where >= 0:
            data[where + at] |= 1
            where = bytes(data).find(mark, where + 4)
    return bytes(data)


MACRO = types("word/document.xml", "x").replace(f"{OFFICE}.x", "application/vnd.ms-word.document."
                                                "macroEnabled.main+xml")  # fmt: skip

PACKAGES = (
    bad("docm", "talk.docm", word(more={"word/vbaProject.bin": b"x"}), "macros"),
    bad("macros by type", "talk.docx", word(more={"[Content_Types].xml": MACRO}), "macros"),
    bad("macros elsewhere", "talk.docx", word(more={"custom/VBAPROJECT.bin": b"x"}), "macros"),
    bad("xlsm", "talk.xlsm", workbook(more={"xl/vbaProject.bin": b"x"}), "macros"),
    bad("macro sheet", "talk.xlsx", workbook(more={"xl/macrosheets/s.xml": "<a/>"}), "macros"),
    bad("truncated zip", "talk.docx", word()[:-200], DAMAGED),
    bad("first bytes of a zip", "talk.docx", word()[:40], DAMAGED),
    bad("truncated page", "talk.docx", word(document()[:-60]), DAMAGED),
    bad("no page", "talk.docx", word(f'<w:document xmlns:w="{WORD}"/>'), DAMAGED),
    bad("page of another kind", "talk.docx", word("<html><body>Ana: hi</body></html>"), DAMAGED),
    bad("page missing", "talk.docx", packed({"word/styles.xml": "<a/>"}), DAMAGED),
    bad("page is text", "talk.docx", word("Ana: hello"), DAMAGED),
    bad("wrong CRC", "talk.docx", wrong_crc(), DAMAGED),
    bad("encrypted members", "talk.docx", locked(), DAMAGED),
    bad("empty zip", "talk.docx", packed({}), "packed file"),
    bad("billion laughs, Word", "talk.docx", word(SAID_BAD), "entities"),
    bad("laughs after comments", "talk.docx", word(document(before=HIDDEN)), "entities"),
    bad("laughs in UTF-16", "talk.docx",
        word(SAID_BAD.replace("UTF-8", "UTF-16").encode("utf-16")), "entities"),
    bad("laughs in the list of types", "talk.docx",
        word(more={"[Content_Types].xml": f"{HEAD}{BOMB}<Types>&l9;</Types>"}), "entities"),
    bad("laughs in a part of another name", "talk.docx",
        word(more={"word/page.dat": SAID_BAD}), "entities"),
    bad("external entity, Word", "talk.docx",
        word(document(paragraph("Ana   0:04|&e;"), OUTER)), "entities"),
    bad("remote DTD, Word", "talk.docx", word(document(before=REMOTE)), "entities"),
    bad("page in UTF-7", "talk.docx", word(document().replace("UTF-8", "UTF-7")), DAMAGED),
    bad("billion laughs, workbook", "talk.xlsx", workbook(sheet(before=BOMB)), "entities"),
    bad("laughs in shared strings", "talk.xlsx",
        workbook(more={"xl/sharedStrings.xml": f"{BOMB}<sst>&l9;</sst>"}), "entities"),
    bad("zip bomb", "talk.docx", word(document() + " " * 30 * MEGABYTE), "far larger"),
    bad("zip bomb beside the page", "talk.docx",
        word(more={"word/media/a.png": bytes(40 * MEGABYTE)}), "far larger"),
    bad("many small bombs", "talk.docx",
        word(more={f"word/media/{n}.png": bytes(MEGABYTE) for n in range(201)}), "far larger"),
    bad("zip in zip", "talk.docx", packed({"inner.zip": word()}), "packed file"),
    bad("6,000 members", "talk.docx",
        word(more={f"word/{n}.xml": "<a/>" for n in range(6000)}), "far larger"),
    bad("40 MB of page", "talk.docx",
        word(document(TALK + "".join(map(paragraph, map(str, range(10**9, 10**9 + 600_000)))))),
        "far larger"),
    bad("path traversal", "talk.docx", word(more={"../../.profile": "x"}), UNSAFE),
    bad("absolute member", "talk.docx", word(more={"/etc/cron.d/x": "x"}), UNSAFE),
    bad("drive letter", "talk.docx", word(more={"C:\\x.exe": "x"}), UNSAFE),
    bad("link in the package", "talk.docx",
        packed([("word/document.xml", document()), (link(), "/etc/passwd")]), UNSAFE),
    bad("two members of one name", "talk.docx",
        packed([("word/document.xml", document()), ("word/document.xml", document(""))]), UNSAFE),
    good("template from elsewhere", "talk.docx", word(more={
        "word/_rels/settings.xml.rels": relations(
            ("attachedTemplate", "http://mail.invalid/t.dotm", "External")),
        "word/_rels/document.xml.rels": relations(
            ("image", "file:////mail.invalid/a.png", "External"))})),
    good("main part named outside", "talk.docx", word(more={
        "_rels/.rels": relations(("officeDocument", "/word/../word/document.xml", ""))})),
    bad("main part is a path", "talk.docx", word(more={
        "_rels/.rels": relations(("officeDocument", "../../../etc/passwd", ""))}), DAMAGED),
    bad("500 nested tables", "talk.docx",
        word(document("<w:tbl><w:tr><w:tc>" * 500 + "</w:tc></w:tr></w:tbl>" * 500)), DAMAGED),
    good("deep page", "talk.docx",
        word(document(TALK + "<w:sdt>" * 50_000 + "</w:sdt>" * 50_000))),
    bad("no sheet", "talk.xlsx", packed({"xl/workbook.xml": "<a/>"}), DAMAGED),
    bad("truncated sheet", "talk.xlsx", workbook(sheet()[:-50]), DAMAGED),
    good("a billion rows stated", "talk.xlsx", workbook(sheet(dimension="A1:XFD1048576"))),
    good("a cell in the last column", "talk.xlsx",
        workbook(sheet(ROWS + f'<row r="4">{cell("A4", "Ana Li")}{cell("B4", "Yes.")}'
                       f'{cell("XFD4", "x")}</row>'))),
    bad("600 cells in the last column", "talk.xlsx",
        workbook(sheet(ROWS + "".join(f'<row r="{n}">{cell(f"XFD{n}", "x")}</row>'
                                      for n in range(4, 604)))), "larger"),
    bad("row two billion", "talk.xlsx",
        workbook(sheet(ROWS + f'<row r="2000000000">{cell("A2000000000", "x")}</row>')), ""),
    bad("column names that are none", "talk.xlsx",
        workbook(sheet(f'<row r="1">{cell("ZZZZZ1", "x")}</row>')), ""),
    bad("string that is not there", "talk.xlsx",
        workbook(sheet('<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>')), DAMAGED),
)  # fmt: skip
