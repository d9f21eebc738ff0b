"""Make files of every format with known truth, and hold fgtools' reading against it.

    python evals/formats/made.py FOLDER --seed 7      # write all the files of a seed, to look at

A seed is a conversation of invented people; every maker writes it in its format, with its own line
ends, encodings, endings and habits, after `../shared/notes/formats.md`, not after the readers.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import made_cues
import made_data
import made_pages
import made_tables
import made_typed
from expected import Row, held
from making import Made
from talk import talk

MAKERS = (made_cues, made_pages, made_data, made_typed, made_tables)


def files(seed: int) -> Iterator[Made]:
    """Make all files of a seed."""
    conversation = talk(seed)
    for number, maker in enumerate(MAKERS):
        yield from maker.made(conversation, random.Random(1000 * seed + number))


def rows(seeds: Iterable[int], only: str = "") -> Iterator[Row]:
    """Read the made files of seeds; the file's name in a row is `kind:seed`."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            for made in files(seed):
                if only in made.kind:
                    path = Path(folder) / f"recording{made.ending}"
                    path.write_bytes(made.data)
                    yield held(replace(made.expected, file=f"{made.kind}:{seed}"), path)


def main() -> None:
    """Write the files of a seed into a folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for made in files(options.seed):
        name = made.kind.replace(" ", "-").replace(":", "") + made.ending
        (options.folder / name).write_bytes(made.data)


if __name__ == "__main__":
    main()
