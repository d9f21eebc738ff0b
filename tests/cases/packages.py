"""Small Office packages and archives, made by hand so that they can be made wrongly."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
Members = Mapping[str, bytes | str]


def packed(members: Members | Iterable[tuple[str | zipfile.ZipInfo, bytes | str]]) -> bytes:
    """Return a ZIP of the members, in order; a name may come twice."""
    out = io.BytesIO()
    rows = members.items() if isinstance(members, Mapping) else members
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in rows:
            made.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def relations(*targets: tuple[str, str, str]) -> str:
    """Return a part of relations: type, target and mode of each."""
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for n, (kind, target, mode) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def types(main: str, kind: str, more: str = "") -> str:
    """Return the part that says what each part is."""
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{OFFICE}.{kind}"/>{more}</Types>'
    )


def paragraph(text: str) -> str:
    """Return a paragraph of Word, `|` as a line break."""
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(text.split("|"))
    return f'<w:p><w:r><w:t xml:space="preserve">{lines}</w:t></w:r></w:p>'


TALK = paragraph("Ana Li   0:04|We wait for plans.") + paragraph("Bo Ek   0:09|So do we.")


def document(body: str = TALK, before: str = "") -> str:
    """Return the page of a Word file."""
    return (
        f'{HEAD}{before}<w:document xmlns:w="{WORD}"><w:body>{body}'
        "<w:sectPr/></w:body></w:document>"
    )


def word(page: bytes | str = "", more: Members | None = None) -> bytes:
    """Return a Word file with a page, a small talk by default, and further members."""
    members: Members = {
        "[Content_Types].xml": types("word/document.xml", "wordprocessingml.document.main+xml"),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": page or document(),
    }
    return packed({**members, **(more or {})})


ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>speaker</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>text</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Ana Li</t></is></c>'
    '<c r="B2" t="inlineStr"><is><t>We wait for plans.</t></is></c></row>'
    '<row r="3"><c r="A3" t="inlineStr"><is><t>Bo Ek</t></is></c>'
    '<c r="B3" t="inlineStr"><is><t>So do we.</t></is></c></row>'
)


def sheet(rows: str = ROWS, before: str = "", dimension: str = "A1:B3") -> str:
    """Return a sheet of a workbook."""
    return (
        f'{HEAD}{before}<worksheet xmlns="{SHEET}"><dimension ref="{dimension}"/>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def workbook(page: bytes | str = "", more: Members | None = None) -> bytes:
    """Return a workbook with one sheet, a small table of talk by default."""
    members: Members = {
        "[Content_Types].xml": types(
            "xl/workbook.xml",
            "spreadsheetml.sheet.main+xml",
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{OFFICE}.'
            'spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" '
            f'ContentType="{OFFICE}.spreadsheetml.sharedStrings+xml"/>'
            '<Override PartName="/xl/styles.xml" '
            f'ContentType="{OFFICE}.spreadsheetml.styles+xml"/>',
        ),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", "")),
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="Talk" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml", ""),
            ("sharedStrings", "sharedStrings.xml", ""),
            ("styles", "styles.xml", ""),
        ),
        "xl/styles.xml": (
            f'{HEAD}<styleSheet xmlns="{SHEET}"><fonts count="1"><font/></fonts><fills count="1">'
            '<fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
            '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
            '<cellXfs count="1"><xf/></cellXfs>'
            "</styleSheet>"
        ),
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{SHEET}"><si><t>x</t></si></sst>',
        "xl/worksheets/sheet1.xml": page or sheet(),
    }
    return packed({**members, **(more or {})})
