"""`fgtools quotes`: find quotes, accept and drop them."""

from __future__ import annotations

import click

from fgtools.cli.output import as_json, by, document, next_step, study, table
from fgtools.quotes.search import search
from fgtools.study import by_hand, stage_codes
from fgtools.study.stages import bring_up


@click.group()
def quotes() -> None:
    """Find quotes, accept and drop them."""


@quotes.command()
@click.argument("query")
@click.option("--theme", default="", help="Only under this theme (its key).")
@click.option("--role", default="", help="Only from this role.")
@click.option("--limit", default=10, show_default=True, help="How many to show.")
@as_json
def find(query: str, theme: str, role: str, limit: int, as_json: bool) -> None:
    """Find words of participants by what they say, in redacted text.

    \b
    Example:
      fgtools quotes find "waiting for panel decisions" --theme ehcna --role therapies
    """
    with study() as folder:
        bring_up(folder, "codes")
        codings, _ = stage_codes.shown(folder)
        hits = search(
            query, folder.store.turns(), codings, folder.store.participants(), folder.codebook(),
            stage_codes.encoder(folder), theme=theme, role=role, limit=limit,
        )  # fmt: skip
    if as_json:
        rows = [
            {"id": h.quote.id, "turn": h.quote.turn, "text": h.quote.text, "role": h.quote.role,
             "theme": h.quote.theme, "score": round(h.score, 4)}
            for h in hits
        ]  # fmt: skip
        document({"quotes": rows})
        return
    for hit in hits:
        click.echo(f"{hit.score:.2f}  {hit.quote.turn}  {hit.quote.role}  {hit.quote.theme}")
        click.echo(f"      {hit.quote.text}\n")
    next_step("fgtools quotes pick")


@quotes.command()
@click.argument("quote", default="")
@click.option("--keep/--drop", default=True, help="Keep QUOTE in every report, or leave it out.")
@by
def pick(quote: str, keep: bool, who: str) -> None:
    """Keep or drop a quote of the report; without QUOTE, list them.

    \b
    Examples:
      fgtools quotes pick
      fgtools quotes pick q-3fa9c1 --drop --by HK
    """
    with study() as folder:
        bring_up(folder, "quotes")
        if quote:
            by_hand.pick_quote(folder, quote, keep=keep, who=who)
            click.echo(f"Kept: {quote} {'stays' if keep else 'is left out'}.")
            next_step("fgtools run")
            return
        table(
            ("quote", "theme", "role", "turn", "words"),
            [(q.id, q.theme, q.role, q.turn, q.text) for q in folder.store.quotes()],
        )
    next_step("fgtools quotes pick QUOTE --drop")
