"""`fgtools codebook`: check, show and compare codebooks; go on with a new version."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from fgtools.cli import codebook_tables
from fgtools.cli.codes import use
from fgtools.cli.names import as_finding
from fgtools.cli.output import as_json, by, document, next_step, study, table
from fgtools.codebook import crosswalk as walks
from fgtools.codebook.check import check as problems
from fgtools.codebook.diff import Change
from fgtools.codebook.diff import diff as changes_of
from fgtools.codebook.proposal import propose
from fgtools.codebook.read import find, read
from fgtools.codebook.schema import to_json
from fgtools.codebook.versions import versions
from fgtools.codebook.write import crosswalk_to_yaml
from fgtools.errors import FgtoolsError, Found, Misused
from fgtools.nouns import Codebook
from fgtools.study import shipped, taking
from fgtools.study.files import put_text
from fgtools.study.stages import bring_up

SHOWN = 40
"""Decisions listed at most; --json lists all."""


@click.group()
def codebook() -> None:
    """Check, show and compare codebooks; go on with a new version.

    \b
    A new version of the study's codebook:
      cp codebooks/mine.yaml codebooks/mine-v2.yaml     (edit it, version: "2")
      fgtools codebook check mine-v2
      fgtools codebook diff mine mine-v2 --crosswalk mine-v2.crosswalk.yaml
      fgtools codebook take mine-v2.crosswalk.yaml      (when you have read and edited it)
    """


codebook.add_command(codebook_tables.export)
codebook.add_command(codebook_tables.import_)


@codebook.command()
@click.argument("file")
@as_json
def check(file: str, as_json: bool) -> None:
    """Check the codebook FILE, or the shipped one of that name. Works outside any study.

    \b
    Example:
      fgtools codebook check codebooks/send-workforce.yaml
    """
    path = _find(file)
    findings = problems(read(path))
    if as_json:
        document({"findings": [as_finding(f) for f in findings]})
        if findings:
            raise click.exceptions.Exit(3)
        return
    if findings:
        raise Found(f"{len(findings)} things to put right", findings, path.name)
    click.echo(f"{path.name}: nothing to put right.")
    next_step(f"fgtools codes apply --codebook {file}")


@codebook.command()
@click.argument("file", default="")
def show(file: str) -> None:
    """Show the study's codebook, or the codebook FILE, and which versions of it there are.

    \b
    Example:
      fgtools codebook show
    """
    folders, mine = _folders(), None
    if file:
        path = find(file, folders)
    else:
        with study(reads=True) as folder:
            path = mine = folder.codebook_path()
            folders = (folder.root / "codebooks", shipped.folder("codebooks"))
    book = read(path)
    click.echo(f"{book.name}, version {book.version}: {len(book.codes)} codes")
    for code in book.codes:
        depth = "  " if code.parent else ""
        click.echo(f"{depth}{code.key}: {code.label}\n{depth}  {code.definition}")
    there = versions(book.name, folders)
    if len(there) > 1:
        click.echo("\nVersions of it:")
        table(
            ("file", "version", ""),
            [(p.stem, v, "the study's" if p == mine else "") for p, v in there],
        )
    next_step("fgtools codes apply")


@codebook.command()
def schema() -> None:
    """Print the JSON Schema of codebooks, by which editors complete and check as you type.

    \b
    Example:
      fgtools codebook schema > codebooks/codebook.schema.json
    """
    click.echo(to_json(), nl=False)


@codebook.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--crosswalk", type=click.Path(path_type=Path),
    help="Write what became of each code to this file, for you to edit.",
)  # fmt: skip
@as_json
def diff(old: str, new: str, crosswalk: Path | None, as_json: bool) -> None:
    """Show what changed from the codebook OLD to NEW: files or names. Works outside any study.

    Codes are known again by their key, then by their words; likeness is 0 to 1. A crosswalk says
    what became of each code: read and edit it, then `fgtools codebook take` carries people's
    decisions along it.

    \b
    Examples:
      fgtools codebook diff send-workforce send-workforce-v2
      fgtools codebook diff mine mine-v2 --crosswalk codebooks/mine-v2.crosswalk.yaml
    """
    before, after = _find(old), _find(new)
    one, other = read(before), read(after)
    changes = changes_of(one, other)
    if crosswalk:
        walk = propose(one, other, changes, source=before.stem, target=after.stem)
        _write_new(crosswalk, crosswalk_to_yaml(walk))
    if as_json:
        document({"changes": [_as_document(c) for c in changes]})
        return
    _show_changes(one, other, changes)
    if crosswalk:
        next_step(f"fgtools codebook take {crosswalk}   (when you have read and edited it)")
    elif changes:
        next_step(f"fgtools codebook diff {old} {new} --crosswalk FILE.crosswalk.yaml")


@codebook.command()
@click.argument("file", type=click.Path(path_type=Path))
@by
@as_json
def take(file: Path, who: str, as_json: bool) -> None:
    """Go on with the codebook that the crosswalk FILE leads to, and take decisions along.

    A code that people set or rejected goes over where the crosswalk says that the code is the
    same; one that was set also where the code is narrower (merged into another). All others are
    listed for you: settle them with `fgtools codes set`. The old decisions stay as they are, and
    `fgtools codes apply --codebook OLD` goes back to them.

    \b
    Example:
      fgtools codebook take codebooks/mine-v2.crosswalk.yaml --by HK
    """
    walk = walks.read(file)
    with study() as folder:
        folders = (folder.root / "codebooks", shipped.folder("codebooks"))
        old = _book(walk.source, walk.source_version, folders)
        new = _book(walk.target, walk.target_version, folders)
        unknown = [f for f in walks.check(walk, old, new) if f.rule == "unknown-code"]
        if unknown:
            raise Found(f"{len(unknown)} keys to put right", unknown, file.name)
        bring_up(folder, "names")
        plan = taking.take(folder, walk, old, new, who)
    use(walk.target)
    if as_json:
        document({
            "codebook": new.name, "version": new.version, "taken": len(plan.going),
            "stay": plan.stay,
            "open": [
                {"turn": o.turn, "code": o.code, "verdict": o.verdict,
                 "candidates": list(o.candidates), "why": o.why}
                for o in plan.open
            ],
        })  # fmt: skip
        return
    _show_plan(new, plan)
    todo = ("fgtools codes set TURN --code KEY",) if plan.open else ()
    next_step(*todo, "fgtools run")


def _folders() -> tuple[Path, Path]:
    return Path("codebooks"), shipped.folder("codebooks")


def _find(name: str) -> Path:
    return find(name, _folders())


def _book(name: str, version: str, folders: Sequence[Path]) -> Codebook:
    """Return a codebook that a crosswalk names; it must be of the version that it says."""
    path = find(name, folders)
    book = read(path)
    if book.version != version:
        raise Misused(
            f"the crosswalk is about version {version}, the codebook is version {book.version}",
            path.name, "Make it anew with: fgtools codebook diff OLD NEW --crosswalk FILE",
        )  # fmt: skip
    return book


def _write_new(path: Path, text: str) -> None:
    if path.exists():
        raise Misused(
            "this file is there already, and may be edited", str(path), "Give another name."
        )
    if not path.parent.is_dir():
        raise FgtoolsError("there is no such folder", str(path.parent))
    put_text(path, text)


def _as_document(change: Change) -> dict[str, object]:
    return {
        "change": change.change, "from": list(change.sources), "to": list(change.targets),
        "likeness": change.likeness, "why": change.why,
    }  # fmt: skip


def _show_changes(old: Codebook, new: Codebook, changes: tuple[Change, ...]) -> None:
    click.echo(f"{old.name}, version {old.version}, to {new.name}, version {new.version}:")
    if not changes:
        click.echo("Nothing changed.")
        return
    rows = [
        (c.change, ", ".join(c.sources) or "-", ", ".join(c.targets) or "-",
         f"{c.likeness:.2f}", c.why)
        for c in changes
    ]  # fmt: skip
    table(("change", "from", "to", "likeness", "why"), rows)


def _show_plan(new: Codebook, plan: taking.Plan) -> None:
    click.echo(f"The study goes on with {new.name}, version {new.version}.")
    click.echo(f"{len(plan.going)} decisions were taken over, {plan.stay} hold as they are.")
    if plan.open:
        click.echo(f"{len(plan.open)} wait for you:")
        rows = [
            (o.turn, o.code, o.verdict, ", ".join(o.candidates) or "-", o.why)
            for o in plan.open[:SHOWN]
        ]
        table(("turn", "code", "decided", "may be now", "why"), rows)
    if len(plan.open) > SHOWN:
        click.echo(f"... and {len(plan.open) - SHOWN} more (--json lists all)")
