"""`fgtools codebook export`, `import`: codebooks as spreadsheets."""

from __future__ import annotations

from pathlib import Path

import click

from fgtools.cli.output import as_json, document, next_step, study
from fgtools.codebook.read import find, read
from fgtools.study import codebook_tables, shipped

KINDS = ("xlsx", "csv")


@click.command()
@click.argument("file", default="")
@click.option("--as", "kind", type=click.Choice(KINDS), default="xlsx", show_default=True)
@click.option("--to", type=click.Path(path_type=Path), help="Write to this file.")
def export(file: str, kind: str, to: Path | None) -> None:
    """Write the study's codebook, or the codebook FILE, as a spreadsheet: a row a code.

    What is in, what is out, examples and cues stand on lines of one cell. Edit it, then take it
    as a codebook of its own with `fgtools codebook import`.

    \b
    Examples:
      fgtools codebook export
      fgtools codebook export send-workforce --as csv --to codes.csv
    """
    with study() as folder:
        folders = (folder.root / "codebooks", shipped.folder("codebooks"))
        path = find(file, folders) if file else folder.codebook_path()
    target = to or Path(f"{path.stem}.{kind}")
    book = read(path)
    codebook_tables.export(book, target)
    click.echo(f"{target}: {len(book.codes)} codes of {book.name}, version {book.version}")
    next_step(f"fgtools codebook import {target} --name {path.stem}-v2")


@click.command("import")
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.option("--name", default="", help="Call the file codebooks/NAME.yaml.")
@as_json
def import_(file: Path, name: str, as_json: bool) -> None:
    """Take a codebook from the spreadsheet FILE (.xlsx, .csv) into codebooks/.

    Columns: key, parent, label, definition, what is in, what is out, examples, cues, codebook,
    version. Only the label is needed; a key that is missing is made of it. Nothing is overwritten,
    and the study goes on with its own codebook until you say otherwise.

    \b
    Example:
      fgtools codebook import send-workforce.xlsx --name send-workforce-v2
    """
    with study() as folder:
        made, book = codebook_tables.take(file, folder.root / "codebooks", name)
        current = folder.codebook_path().stem
    if as_json:
        document({"codes": len(book.codes), "left_out": [], "file": made.stem})
        return
    click.echo(f"codebooks/{made.name}: {len(book.codes)} codes, version {book.version}")
    next_step(f"fgtools codebook check {made.stem}", f"fgtools codebook diff {current} {made.stem}")
