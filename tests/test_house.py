"""The plan of the house: imports go down only, and heavy libraries live in one room."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import fgtools

PACKAGE = Path(fgtools.__file__).parent
FLOOR_1 = {
    "transcripts", "names", "codebook", "codes", "topics", "roles", "quotes", "surveys", "report",
    "models",
}  # fmt: skip
FLOORS = dict.fromkeys(FLOOR_1, 1) | {"study": 2, "cli": 3, "__main__": 4}
RUN_WHEN_READ = {"pickle", "cPickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"}
RUN = {"eval", "exec", "extractall", "unpack_archive", "unsafe_load", "full_load"}
XML_WRITTEN = {
    f"xml.etree.ElementTree.{name}"
    for name in ("Element", "ParseError", "SubElement", "indent", "tostring")
} | {"xml.sax.saxutils.escape"}
"""What writes XML, and the types of what defusedxml read."""
HEAVY = {"torch", "spacy", "sentence_transformers", "transformers", "bertopic", "umap", "hdbscan"}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(parts: tuple[str, ...]) -> str:
    return parts[0].removesuffix(".py") if parts else "__init__"


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_go_down_only(path: Path) -> None:
    here = room(path.relative_to(PACKAGE).parts)
    for name in imports(path):
        if not name.startswith("fgtools."):
            continue
        there = room(tuple(name.split(".")[1:]))
        above = FLOORS.get(there, 0) > FLOORS.get(here, 0)
        beside = here in FLOOR_1 and there in FLOOR_1 and here != there
        assert not above, f"{here} must not know {there}: it is on a higher floor"
        assert not beside, f"{here} must not know {there}: the study hands it what it needs"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_heavy_libraries_are_imported_in_models_only(path: Path) -> None:
    if room(path.relative_to(PACKAGE).parts) != "models":
        assert not {name.split(".")[0] for name in imports(path)} & HEAVY


def test_only_the_command_line_knows_click() -> None:
    for path in MODULES:
        if room(path.relative_to(PACKAGE).parts) not in ("cli", "__main__"):
            assert "click" not in {name.split(".")[0] for name in imports(path)}, path.name


def test_only_the_store_knows_sql() -> None:
    for path in MODULES:
        if path.name != "store.py":
            assert "sqlite3" not in {name.split(".")[0] for name in imports(path)}, path.name


def test_safe_text_is_made_in_one_place() -> None:
    for path in MODULES:
        if path.name != "safe.py":
            calls = {
                node.func.id
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            assert "SafeText" not in calls, path.name


def test_nothing_is_read_that_could_run_code() -> None:
    """Pickles, code in strings, YAML with objects, XML with entities, zips unpacked blindly."""
    for path in MODULES:
        names = {*imports(path)}
        assert not {name.split(".")[0] for name in names} & RUN_WHEN_READ, path.name
        assert {n for n in names if n.startswith("xml.")} <= XML_WRITTEN, path.name
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called.rpartition(".")[2] not in RUN, f"{path.name}: {called}"
                asked = {word.arg: ast.unparse(word.value) for word in node.keywords}
                assert asked.get("allow_pickle", "False") == "False", path.name
                assert asked.get("trust_remote_code", "False") == "False", path.name
                assert asked.get("shell", "False") == "False", path.name
                if called == "yaml.load":
                    assert "Safe" in ast.unparse(node), path.name
                assert called not in {"torch.load", "np.load", "numpy.load", "os.system"}, path.name


def test_help_answers_without_loading_anything_heavy() -> None:
    heavy = sorted(HEAVY | {"pandas", "sklearn", "scipy", "numpy"})
    script = (
        "import sys; sys.argv = ['fgtools', '--help']\n"
        "from fgtools.cli.main import cli\n"
        "try: cli()\n"
        "except SystemExit: pass\n"
        f"print('LOADED', [m for m in sys.modules if m in {heavy}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().endswith("LOADED []")
    assert "transcripts" in done.stdout


def test_a_look_at_a_study_loads_nothing_that_reads_or_writes_reports(tmp_path: Path) -> None:
    slow = sorted(HEAVY | {"pandas", "sklearn", "scipy", "matplotlib", "docx"})
    ours = [f"fgtools.{name}" for name in ("transcripts.read", "names.redact", "report.describe")]
    script = (
        "import os, sys\n"
        "from fgtools.cli.main import cli\n"
        "cli(['study', 'new', 'mine'], standalone_mode=False)\n"
        "os.chdir('mine')\n"
        "cli(['study', 'status'], standalone_mode=False)\n"
        f"print('LOADED', [m for m in sys.modules if m in {[*slow, *ours]}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.strip().endswith("LOADED []")
