"""`fgtools codebook export`, `import`: codebooks for and from other programs."""

from __future__ import annotations

from pathlib import Path

import click

from fgtools.cli.output import as_json, document, next_step, say, study
from fgtools.codebook.read import find, read
from fgtools.study import codebook_tables, codebooks_out, shipped

KINDS = ("xlsx", "csv", "qdc")


@click.command()
@click.argument("file", default="")
@click.option("--as", "kind", type=click.Choice(KINDS), default="xlsx", show_default=True)
@click.option("--to", type=click.Path(path_type=Path), help="Write to this file.")
def export(file: str, kind: str, to: Path | None) -> None:
    """Write the study's codebook, or the codebook FILE, as a spreadsheet or REFI-QDA codebook.

    In a spreadsheet a row is a code; what is in, what is out, examples and cues stand on lines of
    one cell. A .qdc is read by NVivo, ATLAS.ti, MAXQDA and others; all that the codebook says of a
    code is its description there. Edit it, then take it as a codebook of its own with
    `fgtools codebook import`.

    \b
    Examples:
      fgtools codebook export
      fgtools codebook export --as qdc --to for-nvivo.qdc
      fgtools codebook export send-workforce --as csv --to codes.csv
    """
    keeps_guids = (to.suffix if to else f".{kind}").lower() == ".qdc"
    with study(reads=not keeps_guids) as folder:
        folders = (folder.root / "codebooks", shipped.folder("codebooks"))
        path = find(file, folders) if file else folder.codebook_path()
        book = read(path)
        target = to or Path(f"{path.stem}.{kind}")
        if keeps_guids:
            kept = codebooks_out.write(folder, book, target)
        else:
            kept = codebook_tables.export(book, target)
    click.echo(f"{target}: {len(book.codes)} codes of {book.name}, version {book.version}")
    if kept:
        say(
            f"Another {target.name} was there, perhaps edited: it is kept as {kept}. To take it: "
            f"fgtools codebook import {target.with_name(kept)} --name {path.stem}-v2"
        )
    next_step(f"fgtools codebook import {target} --name {path.stem}-v2")


@click.command("import")
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.option("--name", default="", help="Call the file codebooks/NAME.yaml.")
@click.option(
    "--split", metavar="SEPARATOR", default="",
    help="Take names such as A::B apart at SEPARATOR: B below A.",
)  # fmt: skip
@as_json
def import_(file: Path, name: str, split: str, as_json: bool) -> None:
    """Take a codebook from FILE into codebooks/: .qdc, .qdpx, Taguette's .csv, or a spreadsheet.

    Columns of a spreadsheet (.xlsx, .csv): key, parent, label, definition, what is in, what is
    out, examples, cues, codebook, version. Only the label is needed; a key that is missing is made
    of it. Nothing is overwritten, and the study goes on with its own codebook until you say
    otherwise.

    \b
    Examples:
      fgtools codebook import send-workforce.xlsx --name send-workforce-v2
      fgtools codebook import from-atlas.qdc --split ::
    """
    with study() as folder:
        came = codebooks_out.read(file, split)
        rows, keys = codebooks_out.cells(came.rows) if came else ([], {})
        made, book = codebook_tables.take(file, folder.root / "codebooks", name, rows)
        if came:
            codebooks_out.keep(folder, book, came.rows, keys)
        current = folder.codebook_path().stem
    left = [{"where": one.where, "reason": one.reason} for one in came.left_out] if came else []
    offered = came.offered if came and not split else ""
    if as_json:
        document(
            {"codes": len(book.codes), "left_out": left, "file": made.stem, "separator": offered}
        )
        return
    click.echo(f"codebooks/{made.name}: {len(book.codes)} codes, version {book.version}")
    for one in left:
        click.echo(f"not taken: {one['where']}: {one['reason']}")
    if offered:
        say(f"Names hold {offered!r}, as if they were paths. To take them as a hierarchy:")
        next_step(f"fgtools codebook import {file} --name {made.stem}-tree --split '{offered}'")
    next_step(f"fgtools codebook check {made.stem}", f"fgtools codebook diff {current} {made.stem}")
