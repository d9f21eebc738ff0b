"""A small study of invented talk, and the commands that are killed on it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from killed import type_, warm

BOOK = """name: Garden
version: "1"
codes:
  - key: slugs
    label: Slugs
    definition: Slugs and what they eat.
    cues: [slugs, lettuces]
  - key: tools
    label: Tools
    definition: Spades, forks, barrows and who may borrow them.
    cues: [spade, barrow]
"""
FILLING = "It is the same every week, and we do what we can with what we have got. " * 25
"""So much talk that four questions about doubtful words may be asked."""
SAID = {
    "plots": f"""Lead One: What is it like on the plots this year?
Hannah Obiora: The slugs had every lettuce by Tuesday, so it went to Quarvle and back.
Bea Lindgren: It never came back from Zomplix, and Quarvle was no better, nor was the spade.
Hannah Obiora: So we rang Frendle twice a week until Drossel picked it up. {FILLING}
""",
    "sheds": """Lead One: And what about the sheds?
Edda Quill: I paint mine every spring, blue this year, and Tamsel holds the ladder.
Farid Nane: Nobody brings the spade back, or the barrow, and the slugs are in the sheds too.
""",
    "paths": """Lead One: And the paths between the plots?
Gerda Pole: The barrow sinks in as soon as it rains, and Perrin laid the gravel by himself.
Henk Osier: We asked for a skip in March and nobody came, so we took it all to the tip.
""",
}


@dataclass(frozen=True)
class Job:
    """A command to be killed on a study as it lies in `start`.

    `says` is what it prints once what was decided is kept, `keys` what somebody at a terminal
    presses, `again` the codes with which it may end when it is typed again, `share` how many of
    the kills it gets beside the others.
    """

    name: str
    start: Path
    words: tuple[str, ...]
    share: int = 1
    says: str = ""
    keys: str = ""
    again: tuple[int, ...] = (0,)


def make_studies(work: Path) -> tuple[Path, Path]:
    """Make a study with two sessions that was never run, and the same after it was run."""
    _typed(work, "study", "new", "fresh")
    fresh = work / "fresh"
    (fresh / "codebooks" / "garden.yaml").write_text(BOOK, "utf-8")
    settings = fresh / "study.toml"
    text = settings.read_text("utf-8").replace('"send-workforce"', '"garden"')
    settings.write_text(f'{text}\n[names]\nmodel = "none"\n', "utf-8")
    for name, said in SAID.items():
        (work / f"{name}.txt").write_text(said, "utf-8")
    for name in ("plots", "sheds"):
        _typed(fresh, "transcripts", "add", str(work / f"{name}.txt"), "--role", "grower", "--yes")
    done = work / "done"
    shutil.copytree(fresh, done)
    warm(done, "run")
    _typed(done, "run")
    _typed(done, "names", "review", "--sheet")
    _typed(done, "codes", "review", "--sheet")
    _fill(done / "transcripts" / "review.xlsx", "answer", ("name", "no name"))
    _fill(done / "transcripts" / "codes-review.xlsx", "answer", ("yes", "no"))
    return fresh, done


def _typed(folder: Path, *words: str) -> None:
    done = type_(folder, words)
    assert done.code == 0, done.out


def _fill(path: Path, column: str, answers: tuple[str, ...]) -> None:
    """Answer every question of a sheet, in turn."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    titles = [cell.value for cell in page[1]]
    at = titles.index(column) + 1
    for row in range(2, page.max_row + 1):
        page.cell(row, at, answers[row % len(answers)])
    book.save(path)


def jobs(fresh: Path, done: Path) -> tuple[Job, ...]:
    """Return the commands that are killed."""
    sheet, coded = "transcripts/review.xlsx", "transcripts/codes-review.xlsx"
    out = done.parent / "out"
    out.mkdir(exist_ok=True)
    paths = str(done.parent / "paths.txt")
    return (
        Job("run", fresh, ("run",), 5),
        Job("names review --words", done,
            ("names", "review", "--words", "slugs", "--no-name"), 2, "Kept:"),
        Job("names review --take", done, ("names", "review", "--take", sheet), 2, " settled, "),
        Job("names review", done, ("names", "review"), 3, keys="nonono"),
        Job("codes set", done, ("codes", "set", "plots/1", "--code", "slugs"), 2, "Kept"),
        Job("codes review --take", done, ("codes", "review", "--take", coded), 2, " settled"),
        Job("codes review", done, ("codes", "review"), 2, keys="yn"),
        Job("export qdpx", done, ("export", "qdpx"), 2),
        Job("export xlsx", done, ("export", "xlsx"), 2),
        Job("codebook export", done, ("codebook", "export", "--to", "garden.xlsx")),
        Job("report write", fresh, ("report", "write"), 2),
        Job("report sign", done, ("report", "sign", "--by", "HK"), 2, "Signed"),
        Job("transcripts add", done,
            ("transcripts", "add", paths, "--role", "grower", "--yes"), 2, again=(0, 1)),
    )  # fmt: skip
