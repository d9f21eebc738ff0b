"""What stands beside the talk of groups: survey questions, survey words, notes, change of waves."""

from __future__ import annotations

from dataclasses import dataclass

from fgtools.report.parts import Cell


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """An answer to a survey question and how many gave it; `count` is None where hidden."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """A survey question with its answers in the order shown.

    `theme` is the key of the top-level code it is about ("" if none), `code` that code's own label.
    `base`: who answered, of which percentages are; `asked`: who was asked; None where hidden.
    """

    survey: str
    wave: str
    id: str
    text: str
    kind: str
    theme: str
    code: str
    base: int | None
    asked: int | None
    answers: tuple[AnswerPart, ...]
    note: str = ""

    @property
    def key(self) -> str:
        """Return what the question is called among all surveys."""
        return f"{self.survey}:{self.id}"


@dataclass(frozen=True, slots=True)
class SourcePart:
    """What a source without speakers holds of a theme.

    `kind` is "survey" or "notes"; `count` of `of` respondents wrote of it (None where hidden, and
    of notes, which are nobody's); `passages` is None where it would tell a hidden count.
    """

    kind: str
    theme: str
    passages: int | None
    count: int | None
    of: int | None


@dataclass(frozen=True, slots=True)
class WaveRow:
    """A theme in each wave: `cells` in the order of the waves, then what may be said of a change.

    `since` says how the theme stands to the codebook of the first wave ("" where that is the same
    one): same, renamed, new, split, merged.
    """

    theme: str
    label: str
    cells: tuple[Cell, ...]
    since: str
    said: str

    @property
    def comparable(self) -> bool:
        """Tell whether the theme means the same in all waves."""
        return self.since not in ("new", "split", "related")


@dataclass(frozen=True, slots=True)
class Shift:
    """An answer of a question asked in two waves: points of percentage, with a 95 % interval."""

    label: str
    before: tuple[int, int]
    after: tuple[int, int]
    points: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AskedTwice:
    """A survey question that was asked in two waves in the same words."""

    text: str
    waves: tuple[str, str]
    bases: tuple[int, int]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class WavesPart:
    """Change between waves, the earliest first; `sessions` held in each."""

    waves: tuple[str, ...]
    sessions: tuple[int, ...]
    rows: tuple[WaveRow, ...]
    dropped: tuple[str, ...] = ()
    asked: tuple[AskedTwice, ...] = ()
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class RegionsPart:
    """Regions that have people enough to be printed: sessions and participants of each.

    `rows`: key and label of a theme, and its cells in the order of the regions.
    """

    names: tuple[str, ...]
    sessions: tuple[int, ...]
    people: tuple[int, ...]
    rows: tuple[tuple[str, str, tuple[Cell, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure of the workforce that nobody said in a group: two dates, a unit, whence it comes."""

    label: str
    unit: str
    before: tuple[str, float]
    after: tuple[str, float]
    base: str
    source: str
