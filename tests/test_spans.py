"""Spans: joined, written over and carried, they always land on the same words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fgtools.nouns import Find, Redaction, Span
from fgtools.safe import write_over
from fgtools.spans import carried, carried_back, join, overlap, word_count
from fgtools.utterances import utterances

TEXT = st.text(st.sampled_from("abc é👍. ,?!\u0301ABC"), max_size=200)


@st.composite
def text_and_finds(draw: st.DrawFn) -> tuple[str, list[Find]]:
    text = draw(TEXT.filter(bool))
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    spans = draw(st.lists(edges.filter(lambda e: e[0] < e[1]), max_size=8))
    return text, [Find(Span(*edge), "person", f"rule-{at % 3}") for at, edge in enumerate(spans)]


def marks(finds: tuple[Find, ...]) -> list[Redaction]:
    return [Redaction("t", f.span, f.kind, "[person A]", f.rule) for f in finds]


@given(text_and_finds())
def test_joined_spans_cover_every_letter_that_any_finder_marked(
    case: tuple[str, list[Find]],
) -> None:
    _, finds = case
    joined = join(finds)
    covered = {at for f in joined for at in range(*f.span)}
    assert covered == {at for f in finds for at in range(*f.span)}
    assert not any(overlap(a.span, b.span) for a in joined for b in joined if a is not b)


@given(text_and_finds())
def test_joining_twice_or_in_another_order_changes_nothing(case: tuple[str, list[Find]]) -> None:
    _, finds = case
    joined = join(finds)
    assert [f.span for f in join(joined)] == [f.span for f in joined]
    assert join(reversed(finds)) == joined


@given(text_and_finds())
def test_what_is_not_marked_stays_and_what_is_marked_goes(case: tuple[str, list[Find]]) -> None:
    text, finds = case
    redactions = marks(join(finds))
    safe = write_over(text, redactions)
    kept = "".join(
        c for at, c in enumerate(text) if not any(r.span[0] <= at < r.span[1] for r in redactions)
    )
    assert safe.replace("[person A]", "") == kept


@given(text_and_finds())
def test_a_span_between_marks_lands_on_the_same_words(case: tuple[str, list[Find]]) -> None:
    text, finds = case
    redactions = marks(join(finds))
    safe = write_over(text, redactions)
    edges = [0, *(at for r in redactions for at in r.span), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        there = carried(Span(start, end), redactions)
        assert safe[there.start : there.end] == text[start:end]
        assert carried_back(there, redactions) == (start, end) or start == end


@given(TEXT)
def test_utterances_are_in_order_and_cover_every_word(text: str) -> None:
    spans = utterances(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert (
        "".join(text[s.start : s.end] for s in spans).split()
        == "".join(text[s.start : s.end] for s in spans).split()
    )
    assert sum(len(text[s.start : s.end].split()) for s in spans) == len(text.split())


def test_a_short_answer_is_read_with_what_follows() -> None:
    text = "Exactly that. We lost three people and nobody replaced them."
    assert utterances(text) == (Span(0, len(text)),)


def test_bracketed_events_are_no_words() -> None:
    assert word_count("[applause] well-kept it's (12 seconds pause) done") == 3
