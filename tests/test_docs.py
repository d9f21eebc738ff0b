"""Every shell block in the docs is run, on a copy of the sample study."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import ROOT, typed

BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def lines_of(page: Path) -> Iterator[str]:
    for block in BLOCK.findall(page.read_text("utf-8")):
        yield from (line for line in block.splitlines() if line.strip())


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_line_of_every_shell_block_works(page: Path, study: Path) -> None:
    folder = study
    for line in lines_of(page):
        if line.startswith("make "):
            subprocess.run(
                ["make", "-n", *line.split()[1:]], cwd=ROOT, check=True, capture_output=True
            )
        elif line.startswith("cd "):
            folder = folder / line[3:]
        elif line.startswith("fgtools "):
            done = typed(folder, *shlex.split(line)[1:])
            assert done.code == 0, f"{line}\n{done.err}"
        else:
            subprocess.run(["sh", "-c", line], cwd=folder, check=True)


def test_every_command_named_in_the_docs_exists(tmp_path: Path) -> None:
    for page in PAGES:
        for noun, verb in re.findall(r"`fgtools ([a-z]+)(?: ([a-z]+))?", page.read_text("utf-8")):
            shown = typed(tmp_path, *(w for w in (noun, verb) if w), "--help")
            assert shown.code == 0, f"{page.name}: fgtools {noun} {verb}"


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*PAGES, ROOT / "ARCHITECTURE.md"]:
        written = BLOCK.sub("", page.read_text("utf-8"))
        for target in re.findall(r"\]\(([^)#:]+)\)", written):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
