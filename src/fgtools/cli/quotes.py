"""`fgtools quotes`: find quotes, keep and drop them, cut them, put them in order."""

from __future__ import annotations

from itertools import groupby

import click

from fgtools.cli import quotes_words
from fgtools.cli.output import as_json, by, document, next_step, say, study
from fgtools.cli.quotes_words import say_guard, wrapped
from fgtools.errors import Misused
from fgtools.quotes.search import Hit, search
from fgtools.study import quotes_by_hand, quotes_shown, stage_codes
from fgtools.study.quotes_by_hand import Changed
from fgtools.study.quotes_shown import Listed
from fgtools.study.stages import bring_up


@click.group()
def quotes() -> None:
    """Find quotes, keep and drop them, cut them, put them in order."""


quotes.add_command(quotes_words.show)
quotes.add_command(quotes_words.trim)


@quotes.command()
@click.argument("query")
@click.option("--theme", default="", help="Only under this theme (its key).")
@click.option("--role", default="", help="Only from this role.")
@click.option("--limit", default=10, show_default=True, help="How many to show.")
@as_json
def find(query: str, theme: str, role: str, limit: int, as_json: bool) -> None:
    """Find words of participants by what they say, in redacted text.

    Say it in a few words or as a sentence: what shares words with QUERY is found, and what means
    the like. An id that it prints can be shown, and taken into the report.

    \b
    Examples:
      fgtools quotes find "waiting for panel decisions" --theme ehcna --role therapies
      fgtools quotes find "two record systems that do not talk" --limit 3
      fgtools quotes show q-3fa9c110
      fgtools quotes pick q-3fa9c110 --keep --theme digital-systems
    """
    with study() as folder:
        bring_up(folder, "codes")
        codings, _ = stage_codes.shown(folder)
        meaning = stage_codes.encoder(folder)
        hits = search(
            query, folder.store.turns(), codings, folder.store.participants(), folder.codebook(),
            meaning, reader=meaning.model, theme=theme, role=role, limit=limit,
        )  # fmt: skip
    if as_json:
        document({"quotes": [_hit(hit) for hit in hits]})
        return
    for hit in hits:
        q = hit.quote
        told = (
            q.id,
            f"{hit.score:.2f}",
            q.turn,
            q.role,
            q.theme,
            "" if _plain(q.stance) else q.stance,
        )
        click.echo("  ".join(filter(None, told)))
        click.echo(f"{wrapped(q.text, 6)}\n")
    next_step("fgtools quotes show ID", "fgtools quotes pick ID --keep --theme KEY")


def _plain(stance: str) -> bool:
    return stance in ("", "none")


def _hit(hit: Hit) -> dict[str, object]:
    q = hit.quote
    return {
        "id": q.id, "turn": q.turn, "session": q.session, "text": q.text, "role": q.role,
        "theme": q.theme, "stance": q.stance, "score": round(hit.score, 4),
    }  # fmt: skip


@quotes.command()
@click.argument("quote", default="")
@click.option("--keep", is_flag=True, help="Keep QUOTE in every report.")
@click.option("--drop", is_flag=True, help="Leave QUOTE out of every report.")
@click.option("--theme", default="", help="Keep QUOTE under this theme (its key).")
@as_json
@by
def pick(quote: str, keep: bool, drop: bool, theme: str, as_json: bool, who: str) -> None:
    """Keep or drop a quote of the report; without QUOTE, list them in the report's order.

    QUOTE may also be an id that `fgtools quotes find` printed. What you keep comes before what the
    program chose, and its quotes of the same participant give way: at most two are printed.

    \b
    Examples:
      fgtools quotes pick
      fgtools quotes pick q-3fa9c110 --drop --by HK
      fgtools quotes pick q-77b20e41 --keep --theme caseload
    """
    if (keep and drop) or (theme and (drop or not quote)) or (not quote and (keep or drop)):
        raise Misused(
            "--keep or --drop goes with one QUOTE, and --theme with one that is kept",
            hint="Type: fgtools quotes pick QUOTE --keep --theme KEY",
        )
    with study() as folder:
        bring_up(folder, "quotes")
        if not quote:
            _list(quotes_shown.listed(folder), as_json)
            return
        changed = quotes_by_hand.pick(folder, quote, keep=not drop, theme=theme, who=who)
        found = quotes_by_hand.known_quote(folder, quote)
        if as_json:
            document({"id": found.id, "verdict": "drop" if drop else "accept",
                      "came": list(changed.came), "gave_way": list(changed.gave_way)})  # fmt: skip
            return
        click.echo(f"Kept: {found.id} {'is left out' if drop else 'stays'}.")
        _say_changed(changed, found.id)
        if not drop:
            say_guard(folder, found.id, quotes_shown.against(folder, found))
    next_step("fgtools run")


def _say_changed(changed: Changed, quote: str) -> None:
    """Say which of the program's own choices gave way, and which came in."""
    for what, ids in (("Gave way", changed.gave_way), ("Came in", changed.came)):
        others = [key for key in ids if key != quote]
        if others:
            click.echo(f"{what}: {', '.join(others)}.")


def _list(rows: tuple[Listed, ...], as_json: bool) -> None:
    if as_json:
        document({"quotes": [_row(row) for row in rows]})
        return
    for label, of_theme in groupby(rows, key=lambda row: row.printed.theme_label or "No theme"):
        click.echo(label)
        for row in of_theme:
            q = row.quote
            called = row.printed.printed
            shown = q.id if called in ("", q.id) else f"{q.id} ({called})"
            told = (shown, row.printed.role_label, "" if _plain(q.stance) else q.stance, q.turn)
            click.echo(f"  {'  '.join(filter(None, (*told, *_decided(row))))}")
            click.echo(wrapped(row.printed.text, 6))
        click.echo("")
    next_step("fgtools quotes show ID", "fgtools quotes pick ID --drop")


def _decided(row: Listed) -> tuple[str, ...]:
    if row.pick is None:
        return ()
    cut = "was cut, but its words changed" if row.pick.waits else "cut" if row.pick.trim else ""
    return ("kept" if row.pick.kept else "", cut)


def _row(row: Listed) -> dict[str, object]:
    q, pick = row.quote, row.pick
    return {
        "id": q.id, "printed": row.printed.printed, "theme": q.theme,
        "label": row.printed.theme_label, "turn": q.turn,
        "session": q.session, "role": q.role, "stance": q.stance, "text": row.printed.text,
        "why": q.why, "verdict": pick.verdict if pick else "",
        "cut": bool(pick and pick.trim and not pick.waits),
    }  # fmt: skip


@quotes.command()
@click.argument("quote", nargs=-1, required=True)
@by
def order(quote: tuple[str, ...], who: str) -> None:
    """Put quotes of one theme in this order; those not named come after, in the order they had.

    \b
    Example:
      fgtools quotes order q-77b20e41 q-3fa9c110 --by HK
    """
    with study() as folder:
        bring_up(folder, "quotes")
        done = quotes_by_hand.order(folder, quote, who)
    click.echo(f"Order of {done.theme}: {', '.join(done.ids)}.")
    if done.gone:
        say(f"Not in the report, and left out of the order: {', '.join(done.gone)}.")
    next_step("fgtools quotes pick", "fgtools run")
