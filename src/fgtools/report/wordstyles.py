"""The look of the Word document, and the pieces of its format that python-docx has no words for."""

from __future__ import annotations

from typing import Any, NamedTuple

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from fgtools.report.zips import printable

FACE = "Arial"
INK = RGBColor(0x1F, 0x2A, 0x37)
BLUE = RGBColor(0x1D, 0x4E, 0x89)
QUIET = RGBColor(0x4B, 0x55, 0x63)
AMBER = RGBColor(0x8A, 0x4B, 0x08)


class Look(NamedTuple):
    """A style: what it is built on, points, points above and below, colour and face."""

    name: str
    base: str
    points: float
    before: float
    after: float
    colour: RGBColor
    bold: bool
    italic: bool


LOOKS = (
    Look("Normal", "", 10.5, 0, 6, INK, False, False),
    Look("Body Text", "Normal", 10.5, 0, 6, INK, False, False),
    Look("Title", "Normal", 26, 30, 6, BLUE, True, False),
    Look("Subtitle", "Normal", 12, 0, 24, QUIET, False, False),
    Look("Heading 1", "Normal", 17, 22, 8, BLUE, True, False),
    Look("Heading 2", "Normal", 13, 14, 5, BLUE, True, False),
    Look("Heading 3", "Normal", 11, 10, 3, INK, True, False),
    Look("TOC Heading", "Normal", 13, 6, 6, BLUE, True, False),
    Look("TOC 1", "Normal", 10, 0, 1, INK, False, False),
    Look("Lead", "Body Text", 11.5, 0, 6, INK, True, False),
    Look("Note", "Body Text", 9, 3, 6, QUIET, False, False),
    Look("Quote", "Normal", 10.5, 6, 1, INK, False, True),
    Look("Attribution", "Normal", 8.5, 0, 8, QUIET, False, False),
    Look("To be written", "Body Text", 10.5, 4, 8, AMBER, True, False),
    Look("Caption", "Normal", 9, 8, 4, QUIET, True, False),
    Look("Figure", "Normal", 10, 6, 0, INK, False, False),
    Look("Table text", "Normal", 9, 2, 2, INK, False, False),
    Look("Table header", "Table text", 9, 2, 2, INK, True, False),
    Look("After table", "Normal", 4, 0, 2, INK, False, False),
    Look("List Bullet", "Normal", 10.5, 0, 4, INK, False, False),
    Look("List Number", "Normal", 10.5, 0, 4, INK, False, False),
    Look("Header", "Normal", 8.5, 0, 0, QUIET, False, False),
    Look("Footer", "Normal", 8.5, 0, 0, QUIET, False, False),
)


def styles(paper: Any) -> None:
    """Give the document its styles; those that are missing are added."""
    known = {style.name for style in paper.styles}
    for look in LOOKS:
        if look.name not in known:
            paper.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
        _style(paper.styles[look.name], paper.styles, look)
    for name in ("Heading 1", "Heading 2", "Heading 3", "TOC Heading", "Figure", "Table header"):
        paper.styles[name].paragraph_format.keep_with_next = True
    for name in ("Quote", "Attribution"):
        shape = paper.styles[name].paragraph_format
        shape.left_indent, shape.right_indent = Cm(0.8), Cm(0.8)
        _bar(paper.styles[name])
    paper.styles["Quote"].paragraph_format.keep_together = True
    contents = paper.styles["TOC 1"].paragraph_format
    contents.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    contents.right_indent = Cm(1)


def _style(style: Any, known: Any, look: Look) -> None:
    if look.base:
        style.base_style = known[look.base]
    font = style.font
    font.size, font.color.rgb = Pt(look.points), look.colour
    font.bold, font.italic = look.bold, look.italic
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FACE)
    _language(style.element.get_or_add_rPr())
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing = 1.15
    for border in style.element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)
    style.hidden, style.quick_style = False, True


def _language(properties: Any) -> None:
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    properties.append(language)


def _bar(style: Any) -> None:
    """Draw a bar at the left, so that quotes stand out in greyscale too."""
    border, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", "5B8DB8")):
        left.set(qn(f"w:{name}"), value)
    border.append(left)
    properties = style.element.get_or_add_pPr()
    after = properties.xpath("./w:spacing | ./w:ind")
    if after:
        after[0].addprevious(border)
    else:
        properties.append(border)


def page(paper: Any, title: str, level: str) -> None:
    """Set an A4 page with the title above, release level and page number below."""
    sheet = paper.sections[0]
    sheet.page_width, sheet.page_height = Cm(21), Cm(29.7)
    sheet.left_margin = sheet.right_margin = Cm(2.5)
    sheet.top_margin = sheet.bottom_margin = Cm(2.3)
    sheet.different_first_page_header_footer = True
    sheet.header.paragraphs[0].text = printable(title)
    for foot in (sheet.footer, sheet.first_page_footer):
        line = foot.paragraphs[0]
        line.style = paper.styles["Footer"]
        line.style.paragraph_format.tab_stops.clear_all()
        line.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"{level}\tPage ")
        field_run(line, "PAGE", "whole", "1")
        line.add_run(" of ")
        field_run(line, "NUMPAGES", "whole", "1")


def field_run(line: Any, code: str, part: str, shown: str = "", *, stale: bool = False) -> None:
    """Add a field ("whole"), or open ("begin") or close ("end") one around what follows."""
    if part in ("begin", "whole"):
        _char(line, "begin", stale=stale)
        instruction = OxmlElement("w:instrText")
        instruction.set(qn("xml:space"), "preserve")
        instruction.text = f" {code} "
        line.add_run()._r.append(instruction)
        _char(line, "separate")
    if part == "whole":
        line.add_run(shown)
    if part in ("end", "whole"):
        _char(line, "end")


def _char(line: Any, kind: str, *, stale: bool = False) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if stale:
        mark.set(qn("w:dirty"), "true")
    line.add_run()._r.append(mark)


def bookmark(line: Any, name: str, number: int) -> None:
    """Put a bookmark around a paragraph's words."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    first = line._p.find(qn("w:r"))
    first.addprevious(start)
    line._p.append(end)


def link(line: Any, name: str, text: str) -> None:
    """Add words that lead to a bookmark."""
    anchor = OxmlElement("w:hyperlink")
    anchor.set(qn("w:anchor"), name)
    anchor.set(qn("w:history"), "1")
    anchor.append(line.add_run(text)._r)
    line._p.append(anchor)


def light_borders(table: Any) -> None:
    """Rule a table with thin grey lines between rows, none between columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        rule = OxmlElement(f"w:{side}")
        upright = side in ("left", "right", "insideV")
        rule.set(qn("w:val"), "nil" if upright else "single")
        if not upright:
            for name, value in (("sz", "4"), ("space", "0"), ("color", "9CA3AF")):
                rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    properties = table._tbl.tblPr
    following = properties.xpath("./w:shd | ./w:tblLayout | ./w:tblCellMar | ./w:tblLook")
    following[0].addprevious(borders) if following else properties.append(borders)


def keep_row(row: Any, *, head: bool) -> None:
    """Keep a row on one page; repeat a header row on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def cell_shade(cell: Any, colour: str) -> None:
    """Shade a table cell."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
