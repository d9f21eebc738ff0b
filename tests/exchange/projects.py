"""Projects as other programs write them, and projects drawn at random."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Mapping

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from fgtools.exchange.records import (
    Case,
    CodeRow,
    Given,
    Memo,
    Project,
    Selection,
    Source,
    SyncPoint,
    User,
    Value,
    Variable,
)
from fgtools.nouns import Span

NAMESPACE = 'xmlns="urn:QDA-XML:project:1.0"'


def guid(number: int) -> str:
    return str(uuid.UUID(int=number))


def packed(qde: str, texts: Mapping[str, bytes], *, project: str = "project.qde") -> bytes:
    """Return a .qdpx of a project.qde and the texts beside it, by their paths."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(project, qde)
        for path, text in texts.items():
            archive.writestr(path, text)
    return whole.getvalue()


def qde(inner: str, *, namespace: str = NAMESPACE, name: str = "p") -> str:
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f'{head}<Project {namespace} name="{name}">{inner}</Project>'


def one_source(selections: str, attributes: str, inner: str = "") -> str:
    """Return a project of one code and one text source with selections."""
    return qde(
        f'<Users><User guid="{guid(1)}" name="HK"/></Users>'
        f'<CodeBook><Codes><Code guid="{guid(2)}" name="caseload" isCodable="true"/></Codes>'
        f"</CodeBook><Sources><TextSource guid='{guid(3)}' name='talk' {attributes}>"
        f"{inner}{selections}</TextSource></Sources>"
    )


def selection(number: int, start: int, end: int, name: str = "") -> str:
    return (
        f'<PlainTextSelection guid="{guid(number)}" name="{name}" startPosition="{start}" '
        f'endPosition="{end}"><Coding guid="{guid(number + 500)}" creatingUser="{guid(1)}">'
        f'<CodeRef targetGUID="{guid(2)}"/></Coding></PlainTextSelection>'
    )


WORDS = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")),
        st.sampled_from(["a", "e", "é", "\u0301", "\U0001f600", "'", "-", " ", " ", "\n"]),
    ),
    max_size=200,
)
"""Texts with emoji, combining marks and line feeds."""
LINES = st.one_of(WORDS, WORDS.map(lambda text: text.replace("\n", "\r\n")))
"""The same, lines ending as on Windows too."""
NAMES: SearchStrategy[str] = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z")), min_size=1, max_size=20
)


@composite
def projects(draw: DrawFn) -> Project:
    """Draw a project: nested codes, overlapping codings, sources without words, cases, memos."""
    ids = iter(range(1, 10_000))

    def new() -> str:
        return guid(next(ids))

    users = tuple(User(new(), draw(NAMES)) for _ in range(draw(st.integers(1, 3))))
    memos = tuple(Memo(new(), draw(NAMES), draw(WORDS)) for _ in range(draw(st.integers(0, 3))))
    some = st.lists(st.sampled_from(memos), max_size=2, unique=True) if memos else st.just([])

    def notes() -> tuple[str, ...]:
        return tuple(memo.guid for memo in draw(some))

    codes: list[CodeRow] = []
    for _ in range(draw(st.integers(1, 6))):
        parent = draw(st.sampled_from(["", *(code.guid for code in codes)]))
        color = draw(st.sampled_from(["", "#E69F00"]))
        about = " ".join(draw(NAMES).split())
        codes.append(
            CodeRow(new(), draw(NAMES), about, draw(st.booleans()), color, parent, notes())
        )
    codes = _depth_first(codes)

    def given() -> Given:
        return Given(new(), draw(st.sampled_from(codes)).guid, draw(st.sampled_from(users)).guid)

    def select(text: str) -> Selection:
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        coded = tuple(given() for _ in range(draw(st.integers(0, 3))))
        return Selection(new(), Span(start, end), given=coded, notes=notes())

    sources: list[Source] = []
    for _ in range(draw(st.integers(0, 3))):
        text = draw(LINES)
        many = draw(st.integers(0, 5)) if text else 0
        times = tuple(SyncPoint(new(), 1000 * n, n) for n in range(min(2, len(text))))
        sources.append(
            Source(
                new(), draw(NAMES), text, selections=tuple(select(text) for _ in range(many)),
                times=times,
            )
        )  # fmt: skip
    variables = tuple(Variable(new(), draw(NAMES)) for _ in range(draw(st.integers(0, 2))))
    cases = tuple(
        Case(
            new(), draw(NAMES), values=tuple(Value(v.guid, draw(NAMES)) for v in variables),
            sources=tuple(s.guid for s in sources[:1]),
            selections=tuple(one.guid for s in sources for one in s.selections[:1]),
        )
        for _ in range(draw(st.integers(0, 2)))
    )  # fmt: skip
    return Project(
        draw(NAMES), "fgtools 1", users=users, codes=tuple(codes), variables=variables, cases=cases,
        sources=tuple(sources), memos=memos, notes=notes(),
    )  # fmt: skip


def _depth_first(codes: list[CodeRow]) -> list[CodeRow]:
    below: dict[str, list[CodeRow]] = {}
    for code in codes:
        below.setdefault(code.parent, []).append(code)

    def walk(parent: str) -> list[CodeRow]:
        return [x for code in below.get(parent, []) for x in (code, *walk(code.guid))]

    return walk("")
