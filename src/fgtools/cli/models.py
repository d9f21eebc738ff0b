"""`fgtools models`: which models are used, and whether they are the published ones."""

from __future__ import annotations

import click

from fgtools.cli.output import as_json, document, table
from fgtools.models import encoder, ner
from fgtools.study import shipped
from fgtools.study.private import digest


@click.group()
def models() -> None:
    """See which models are used, check them."""


@models.command("list")
@as_json
def list_(as_json: bool) -> None:
    """List the models that come with the program, with their digests.

    \b
    Example:
      fgtools models list
    """
    rows = [
        ("names", "shipped spaCy pipeline", ner.digest_of(shipped.folder("models") / "names")),
        ("meaning", "all-MiniLM-L6-v2", encoder.digest_of(encoder.folder_of(""))),
        ("meaning", "shipped changes to it", digest(shipped.adapted().read_bytes())),
        ("codes", "shipped pair model", digest(shipped.pair_model().read_bytes())),
    ]
    if as_json:
        document({"models": [dict(zip(("use", "model", "sha256"), r, strict=True)) for r in rows]})
        return
    table(("use", "model", "sha256"), rows)


@models.command()
def check() -> None:
    """Check that the sentence model's weights are the published ones, and that all models load.

    \b
    Example:
      fgtools models check
    """
    encoder.check("", shipped.adapted())
    encoder.load("", shipped.adapted())
    ner.load(shipped.folder("models") / "names")
    click.echo("The models are here, unchanged, and load without a network.")
