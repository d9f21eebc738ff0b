"""Reports made by a generator: sound ones give no finding, one planted fault gives its finding."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.report.draft import reading_text
from fgtools.report.draft.check import check

LABELS = ("Workload", "Salary", "Travel", "Bullying", "Retirement", "Illness", "Boredom")
SMALLEST = 12


@dataclass(frozen=True)
class Made:
    """A survey question with its answers, as a report prints it."""

    labels: tuple[str, ...]
    counts: tuple[int, ...]
    shares: tuple[str, ...]
    total: int
    base: int
    said: str
    hidden: int = -1
    ordered: bool = False

    @property
    def text(self) -> str:
        """Return the report in Markdown."""
        rows = "\n".join(
            f"| {label} | {'' if at == self.hidden else share} | "
            f"{'fewer than 10' if at == self.hidden else count} |"
            for at, (label, share, count) in enumerate(
                zip(self.labels, self.shares, self.counts, strict=True)
            )
        )
        rank = "The most common reasons, in order" if self.ordered else "Why did you leave?"
        return (
            "# Leaving the service\n\n"
            f"The survey was completed by {self.base} colleagues. All percentages are of these "
            f"{self.base} people.\n\n## Summary\n\n{self.said}\n\n## Reasons\n\n{rank}\n\n"
            f"| Answer | % | n |\n|---|---|---|\n{rows}\n| Answered | | {self.total} |\n"
        )


def share(count: int, base: int) -> str:
    return f"{100 * count / base:.1f}"


@st.composite
def sound(draw: st.DrawFn) -> Made:
    size = draw(st.integers(3, len(LABELS)))
    counts = tuple(sorted(draw(st.lists(st.integers(SMALLEST, 90), min_size=size, max_size=size))))[
        ::-1
    ]
    base = sum(counts)
    if base < 200:
        counts = (counts[0] + 200 - base, *counts[1:])
        base = 200
    labels = tuple(draw(st.permutations(LABELS)))[:size]
    shares = tuple(share(count, base) for count in counts)
    said = f"{labels[0]} was the reason of {shares[0]}%, and {labels[1]} of {shares[1]}%."
    return Made(labels, counts, shares, base, base, said)


def rules(made: Made, threshold: int = 10) -> set[str]:
    draft = reading_text.read("made.md", made.text)
    return {finding.rule for finding in check(draft, threshold=threshold)}


@given(sound())
def test_a_sound_report_gives_no_finding(made: Made) -> None:
    assert rules(made) == set()
    assert rules(replace(made, ordered=True)) == set()


@given(sound(), st.floats(2, 30), st.booleans())
def test_a_share_in_the_text_that_is_not_the_tables_is_found(
    made: Made, off: float, over: bool
) -> None:
    told = float(made.shares[0]) + (off if over else -off)
    said = f"{made.labels[0]} was the reason of {max(told, 0.1):.1f}%."
    assert "contradiction" in rules(replace(made, said=said))


@given(sound(), st.sampled_from(("nearly", "about", "over", "just under", "up to")))
def test_a_word_such_as_nearly_covers_what_it_says_and_no_more(made: Made, word: str) -> None:
    reach = {"nearly": 2, "about": 2, "over": -3, "just under": 1, "up to": 2}
    true = float(made.shares[0])
    near = f"{made.labels[0]} was the reason of {word} {round(true) + reach[word]}%."
    off = 25 if true < 70 else -25
    far = f"{made.labels[0]} was the reason of {word} {round(true) + off}%."
    assert rules(replace(made, said=near)) == set()
    assert "contradiction" in rules(replace(made, said=far))


@given(sound(), st.data(), st.integers(4, 40))
def test_a_percentage_that_its_count_does_not_give_is_found(
    made: Made, data: st.DataObject, off: int
) -> None:
    at = data.draw(st.integers(0, len(made.counts) - 1))
    wrong = f"{float(made.shares[at]) + off / 10:.1f}"
    shares = (*made.shares[:at], wrong, *made.shares[at + 1 :])
    assert "base-misfit" in rules(replace(made, shares=shares, said="Many left."))


@given(sound(), st.integers(1, 9))
def test_rows_that_do_not_add_up_to_what_the_table_says_are_found(made: Made, more: int) -> None:
    wrong = replace(made, total=made.total + more, base=made.base + more, said="Many left.")
    assert "wrong-sum" in rules(wrong)


@given(sound(), st.data())
def test_a_list_in_another_order_than_it_says_is_found(made: Made, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(made.counts) - 2))
    if made.shares[at] == made.shares[at + 1]:
        return

    def swapped(values: tuple[str, ...]) -> tuple[str, ...]:
        return (*values[:at], values[at + 1], values[at], *values[at + 2 :])

    counts = tuple(int(c) for c in swapped(tuple(map(str, made.counts))))
    turned = replace(made, labels=swapped(made.labels), shares=swapped(made.shares), counts=counts)
    assert rules(replace(turned, ordered=True)) == {"out-of-order"}
    assert rules(turned) == set()


@given(sound(), st.data(), st.integers(1, 9))
def test_a_hidden_count_that_the_total_gives_back_is_found(
    made: Made, data: st.DataObject, few: int
) -> None:
    at = data.draw(st.integers(2, len(made.counts) - 1))
    counts = (*made.counts[:at], few, *made.counts[at + 1 :])
    base = sum(counts)
    shares = tuple(share(count, base) for count in counts)
    hidden = replace(
        made, counts=counts, shares=shares, total=base, base=base, hidden=at, said="Many left."
    )
    assert "solvable-cell" in rules(hidden)
    assert "solvable-cell" not in rules(hidden, threshold=0)
    shown = replace(hidden, hidden=-1)
    assert "small-cell" in rules(shown)
    assert rules(shown, threshold=0) <= {"too-precise"}


@given(st.integers(201, 400), st.integers(1, 9))
def test_a_percentage_that_stands_for_a_few_people_is_found(base: int, few: int) -> None:
    text = f"Of the {base} respondents, {100 * few / base:.1f}% work nights."
    found = check(reading_text.read("made.md", text), threshold=10)
    assert [f.rule for f in found] == ["solvable-cell"]
    assert f" is {few}, " in found[0].what or f"{few} or" in found[0].what or "or" in found[0].what
    assert not check(reading_text.read("made.md", text), threshold=0)


@given(st.integers(3, 19), st.integers(1, 99))
def test_a_percentage_that_no_number_of_people_gives_is_found(base: int, tenths: int) -> None:
    value = tenths + 0.3
    possible = {f"{100 * k / base:.1f}" for k in range(base + 1)}
    text = f"Of the {base} respondents, {value:.1f}% work nights."
    found = {f.rule for f in check(reading_text.read("made.md", text), threshold=0)}
    assert ("base-misfit" in found) == (f"{value:.1f}" not in possible and base >= 5)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Of 300 people who replied, 45 (31%) agree.", "base-misfit"),
        ("45 of the 300 respondents (31%) agree.", "base-misfit"),
        ("Pay rose by 7%, and an increase of 3% is planned.", ""),
        ("The interviews took 60% of the time; 33% of words were theirs.", ""),
        ("Saturation: 0% of codes were new after four sessions, 5% is allowed.", ""),
        ("62% agree.", "silent-base"),
        ("Nearly two thirds (48%) of the 300 respondents agree.", "contradiction"),
        ("Just under half (49%) of the 300 respondents agree.", ""),
        ("One participant said that it was too much.", ""),
        ("Three participants left.", "small-cell"),
        ("Sessions lasted 90 minutes and had three facilitators.", ""),
        ("All EPs told us that they were tired.", "class-statement"),
        ("Not all EPs told us that they were tired.", ""),
        ("Most of the 12 nurses work alone.", "few-people"),
        ("Most of the 12 nurses work alone; this is a small number.", ""),
        ("14 of 17 nurses work alone.", ""),
        (
            "Sessions in brackets: casework 10 of 25 (2 of 2); therapies 11 of 17 (1 of 2).",
            "",
        ),
        ("65 participants took part.\n\nIn all 67 participants took part.", "contradiction"),
        ("65 participants took part.\n\nIn 2023, 67 participants took part.", ""),
    ],
)
def test_what_one_line_says(text: str, rule: str) -> None:
    found = {f.rule for f in check(reading_text.read("made.md", text), threshold=10)}
    assert found == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("40% of EPs want supervision.", "70% of OTs want supervision."),
        ("40% want supervision.", "70% do not want supervision."),
        ("In 2023, 40% wanted supervision.", "70% want supervision."),
        ("40% have supervision every week.", "70% have supervision every month."),
        ("40% want supervision in Marram.", "70% want supervision in Thorley."),
        ("40% feel safe at work.", "8% feel very safe at work."),
        ("40% of managers want supervision.", "70% want supervision."),
        ("Supervision is wanted by about 40%.", "43% want supervision."),
    ],
)
def test_shares_of_different_things_do_not_contradict_each_other(one: str, other: str) -> None:
    text = f"# A\n\nAll percentages are of 300 people.\n\n{one}\n\n# B\n\n{other}"
    assert not check(reading_text.read("made.md", text), threshold=10)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("40% want regular supervision.", "70% of respondents want regular supervision."),
        ("Nearly half have a mentor.", "A mentor was given to 71% of respondents."),
        ("Permanent contracts are held by 88%.", "70% are in permanent positions."),
        ("29.6% are caseworkers.", "31% describe themselves as case workers."),
        ("Two thirds of EPs want supervision.", "Supervision is wanted by 45% of EPs."),
    ],
)
def test_shares_of_the_same_thing_contradict_each_other(one: str, other: str) -> None:
    text = f"# A\n\nAll percentages are of 300 people.\n\n{one}\n\n# B\n\n{other}"
    found = {f.rule for f in check(reading_text.read("made.md", text), threshold=10)}
    assert found == {"contradiction"}


def test_sections_of_one_shape_speak_each_of_its_own_heading() -> None:
    parts = [
        f"## {theme}\n\n### Casework\n\nMost participants raised this ({count} of 25 who spoke), "
        f"in both sessions.\n\n### Therapies\n\nRaised by {count - 5} of 23 participants.\n"
        for theme, count in (("Caseload", 21), ("Pay and grades", 18), ("Joint working", 24))
    ]
    text = "# Themes\n\n" + "\n".join(parts)
    assert not check(reading_text.read("made.md", text), threshold=10)
    wrong = text + "\n## Summary\n\nPay and grades were raised by 24 of 25 caseworkers.\n"
    found = check(reading_text.read("made.md", wrong), threshold=10)
    assert [f.rule for f in found] == ["contradiction"]
