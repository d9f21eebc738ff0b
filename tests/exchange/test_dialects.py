"""Projects as each program writes them: a file for every dialect that is known."""

from __future__ import annotations

import io

import docx
import pytest
from tests.exchange.projects import guid, one_source, packed, qde, selection

from fgtools.errors import FgtoolsError
from fgtools.exchange import qdc
from fgtools.exchange.positions import Raw, detect
from fgtools.exchange.read_project import Read, read

TALK = (
    "Our caseload \U0001f600 has doubled since spring.\r\n"
    "Nobody \U0001f680 replaced the colleagues who left.\r\n"
    "Supervision helps \U0001f44d when it happens, honestly.\r\n"
    "The record system falls over every Monday morning.\r\n"
)
SAID = ("caseload", "replaced the colleagues", "Supervision helps", "record system", "Monday")
PATH = f'plainTextPath="internal://{guid(9)}.txt"'


def places(units: bool, ends: int, bom: int, inclusive: bool) -> list[tuple[int, int, str]]:
    """Return where SAID stands in TALK as a program counts."""

    def count(text: str) -> int:
        flat = text if ends == 2 else text.replace("\r\n", "\n")
        return bom + (len(flat.encode("utf-16-le")) // 2 if units else len(flat))

    found = []
    for words in SAID:
        at = TALK.index(words)
        end = count(TALK[: at + len(words)]) - inclusive
        found.append((count(TALK[:at]), end, ""))
    return found


def words_of(done: Read) -> list[str]:
    return [
        source.text[one.span.start : one.span.end]
        for source in done.project.sources
        for one in source.selections
    ]


def project_with(
    marks: list[tuple[int, int, str]], *, bom: bool = False, folder: str = "sources", **how: str
) -> bytes:
    text = TALK.encode("utf-8-sig" if bom else "utf-8")
    xml = one_source("".join(selection(20 + n, *m) for n, m in enumerate(marks)), PATH)
    return packed(xml, {f"{folder}/{guid(9)}.txt": text}, **how)


@pytest.mark.parametrize(
    ("program", "units", "ends", "bom", "inclusive"),
    [
        ("NVivo 12", True, 2, 0, False), ("ATLAS.ti 8", False, 1, 0, False),
        ("QualCoder for MAXQDA", False, 2, 0, False), ("counts the mark", True, 2, 1, False),
        ("takes the last in", False, 2, 0, True), ("all of it", True, 1, 1, True),
    ],
)  # fmt: skip
def test_however_a_program_counts_the_words_are_found(
    program: str, units: bool, ends: int, bom: int, inclusive: bool
) -> None:
    done = read(project_with(places(units, ends, bom, inclusive), bom=bool(bom)), program)
    assert words_of(done) == list(SAID)
    assert done.counted.fits == 1
    assert "\r" not in done.project.sources[0].text


def test_names_that_repeat_the_words_tell_how_a_program_counts() -> None:
    marks = [(at, at + 5, "load ") for at in (8,)]
    told = detect([Raw("Our caseload has doubled", ((8, 12, "load"),))])
    assert marks
    assert (told.fits, told.reading.inclusive) == (1, False)


def test_selections_that_fit_no_counting_are_refused() -> None:
    marks = [(at, at + 9, "") for at in (5, 13, 26, 40, 51)]
    with pytest.raises(FgtoolsError, match="do not fit its texts"):
        read(project_with(marks), "colleague.qdpx")


def test_nvivo_writes_capitals_in_the_names_of_parts() -> None:
    data = project_with(
        places(True, 2, 0, False), folder="Sources", project="Project.qde"
    )  # fmt: skip
    assert words_of(read(data, "nvivo.qdpx")) == list(SAID)


def test_nvivo_for_mac_keeps_the_words_in_a_word_file() -> None:
    paper = docx.Document()
    paper.add_paragraph("The caseload has doubled.")
    whole = io.BytesIO()
    paper.save(whole)
    attributes = f'{PATH} richTextPath="internal://{guid(8)}.docx"'
    xml = one_source(selection(20, 4, 12), attributes)
    parts = {f"sources/{guid(9)}.txt": b" ", f"sources/{guid(8)}.docx": whole.getvalue()}
    assert words_of(read(packed(xml, parts), "mac.qdpx")) == ["caseload"]


def test_qc_writes_paths_without_a_scheme_and_sources_without_a_name() -> None:
    xml = one_source(selection(20, 4, 12), f'plainTextPath="{guid(9)}.txt"')
    xml = xml.replace("name='talk' ", "")
    done = read(packed(xml, {f"sources/{guid(9)}.txt": b"The caseload has doubled."}), "qc.qdpx")
    assert words_of(done) == ["caseload"]
    assert done.project.sources[0].name == ""


def test_texts_may_stand_in_the_project_itself() -> None:
    inner = "<PlainTextContent>The caseload has doubled.</PlainTextContent>"
    done = read(one_source(selection(20, 4, 12), "", inner).encode("utf-8"), "loose.qde")
    assert words_of(done) == ["caseload"]


def test_a_byte_order_mark_before_the_xml_and_guids_in_braces_do_no_harm() -> None:
    inner = "<PlainTextContent>The caseload has doubled.</PlainTextContent>"
    xml = one_source(selection(20, 4, 12), "", inner)
    xml = xml.replace(f'targetGUID="{guid(2)}"', f'targetGUID="{{{guid(2).upper()}}}"')
    done = read(b"\xef\xbb\xbf" + xml.encode("utf-8"), "braces.qde")
    assert [g.code for _, _, g in done.project.codings()] == [guid(2)]
    assert done.project.left_out == ()


VALUES = (
    f'<VariableValue><VariableRef targetGUID="{guid(5)}"/><TextValue>Therapist</TextValue>'
    "</VariableValue>"
)
ROLES = f'<Variables><Variable guid="{guid(5)}" name="Role" typeOfVariable="Text"/></Variables>'
TEXT = (
    f'<TextSource guid="{guid(3)}" name="talk"><PlainTextContent>Words.</PlainTextContent>'
    "{}</TextSource>"
)

BARE = f"<Sources>{TEXT.format('')}</Sources>"
REF = f'<SourceRef targetGUID="{guid(3)}"/>'


@pytest.mark.parametrize(
    ("program", "inner"),
    [
        (
            "Quirkos",
            f'{ROLES}<Cases><Case guid="{guid(6)}" name="P1">{VALUES}{REF}</Case></Cases>{BARE}',
        ),
        (
            "MAXQDA, cases without a name",
            f'{ROLES}<Cases><Case guid="{guid(6)}">{VALUES}{REF}</Case></Cases>{BARE}',
        ),
        ("MAXQDA, values in the source", f"{ROLES}<Sources>{TEXT.format(VALUES)}</Sources>"),
        (
            "ATLAS.ti, sets",
            f'<Sources>{TEXT.format("")}</Sources><Sets><Set guid="{guid(7)}" '
            f'name="Role: Therapist"><MemberSource targetGUID="{guid(3)}"/></Set></Sets>',
        ),
    ],
)
def test_roles_are_read_in_every_dialect(program: str, inner: str) -> None:
    project = read(qde(inner).encode("utf-8"), program).project
    (case,) = project.cases
    names = {variable.guid: variable.name for variable in project.variables}
    assert [(names.get(v.variable, v.variable), v.value) for v in case.values] == [
        ("Role", "Therapist")
    ]
    assert case.sources == (guid(3),)


def test_selections_of_a_transcript_stand_between_sync_points() -> None:
    inner = (
        f'<Sources><AudioSource guid="{guid(3)}" name="talk.m4a"><Transcript guid="{guid(4)}">'
        "<PlainTextContent>The caseload has doubled.</PlainTextContent>"
        f'<SyncPoint guid="{guid(11)}" timeStamp="0" position="4"/>'
        f'<SyncPoint guid="{guid(12)}" timeStamp="2000" position="12"/>'
        f'<TranscriptSelection guid="{guid(13)}" fromSyncPoint="{guid(11)}" '
        f'toSyncPoint="{guid(12)}"/></Transcript></AudioSource></Sources>'
    )
    done = read(qde(inner).encode("utf-8"), "audio.qde")
    assert words_of(done) == ["caseload"]
    assert [point.time for point in done.project.sources[0].times] == [0, 2000]


def test_what_is_not_understood_is_listed() -> None:
    coding = f'<Coding guid="{guid(15)}"><CodeRef targetGUID="{guid(99)}"/></Coding>'
    inner = (
        f'<Sources><PictureSource guid="{guid(3)}" name="photo.jpg">{coding}</PictureSource>'
        f'<TextSource guid="{guid(4)}" name="gone" plainTextPath="internal://x.txt"/>'
        f'<TextSource guid="{guid(5)}" name="talk"><PlainTextContent>Words.</PlainTextContent>'
        f'{coding}</TextSource></Sources><Links><Link guid="{guid(6)}"/></Links>'
        "<Telepathy/>"
    )
    left = {o.where: o.reason for o in read(qde(inner).encode("utf-8"), "odd.qde").project.left_out}
    assert left == {
        "source photo.jpg": "PictureSource without text: 1 codings of it",
        "source gone": "its text is not in the file",
        "links": "1 of them: not taken",
        "Telepathy": "an element that is not known",
        f"code {guid(99)}": "no such code: 1 codings of it",
    }


@pytest.mark.parametrize(
    "space",
    ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:0:4", "urn:QDA-XML:codebook:1:0", ""],
)
def test_codebooks_are_read_in_every_name_space(space: str) -> None:
    xml = (
        f'<CodeBook xmlns="{space}" origin="x"><Codes><Code guid="{guid(1)}" name="Work" '
        f'isCodable="false"><Code guid="{guid(2)}" name="Pay" isCodable="1" color="#AA0">'
        "<Description>What people earn.</Description></Code></Code></Codes>"
        f'<Sets><Set guid="{guid(3)}" name="s"/></Sets></CodeBook>'
    )
    rows, left = qdc.read(xml.encode("utf-8"), "codes.qdc")
    assert [(row.name, row.codable, row.parent) for row in rows] == [
        ("Work", False, ""), ("Pay", True, guid(1)),
    ]  # fmt: skip
    assert rows[1].description == "What people earn."
    assert [(one.where, one.reason) for one in left] == [("Sets", "1 of them: not taken")]
