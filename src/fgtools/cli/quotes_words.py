"""`fgtools quotes show` and `trim`: a quote as printed and as spoken, and words cut out of it."""

from __future__ import annotations

import shutil

import click

from fgtools.cli.output import as_json, by, document, next_step, say, study
from fgtools.errors import Misused
from fgtools.nouns import Finding
from fgtools.report.evidence import place
from fgtools.study import quotes_by_hand, quotes_shown
from fgtools.study.folder import Folder
from fgtools.study.quotes_shown import Shown
from fgtools.study.stages import bring_up

MARKS = (">>", "<<")
"""What stands around the quote in its turn."""


@click.command()
@click.argument("quote")
@as_json
def show(quote: str, as_json: bool) -> None:
    """Show QUOTE as printed and as spoken, what was done to it, and what the guard says.

    QUOTE is an id that `fgtools quotes pick` or `fgtools quotes find` printed.

    \b
    Example:
      fgtools quotes show q-3fa9c110
    """
    with study() as folder:
        bring_up(folder, "quotes")
        found = quotes_shown.shown(folder, quote)
        level = folder.settings.level
    if as_json:
        document(_as_document(found))
        return
    _print_shown(found, level)
    next_step(*_following(found))


def _as_document(found: Shown) -> dict[str, object]:
    quote, pick = found.quote, found.pick
    return {
        "id": quote.id, "text": found.printed.text, "turn": quote.turn, "session": quote.session,
        "ordinal": found.turn.ordinal, "begin": quote.begin, "role": quote.role,
        "theme": quote.theme, "path": [code.key for code in found.path], "stance": quote.stance,
        "why": quote.why, "in_report": found.in_report, "verdict": pick.verdict if pick else "",
        "as_spoken": found.turn.text, "start": quote.span.start, "end": quote.span.end,
        "edits": list(found.edits), "cut": found.is_cut,
        "cut_waits": bool(pick and pick.waits),
        "guard": {
            level: [{"rule": f.rule, "what": f.what} for f in findings]
            for level, findings in found.guard.items()
        },
        "same_participant": list(found.others), "next": list(_following(found)),
    }  # fmt: skip


def _print_shown(found: Shown, level: str) -> None:
    quote, turn = found.quote, found.turn
    (start, end), text = quote.span, turn.text
    marked = f"{text[:start]}{MARKS[0]}{text[start:end]}{MARKS[1]}{text[end:]}"
    path = " > ".join(code.label for code in found.path) or "no theme"
    stance = f", {quote.stance}" if quote.stance != "none" else ""
    click.echo(f"{quote.id}  {path}{stance}")
    where = place(quote.session, turn, quote.begin)
    click.echo(f"{found.printed.role_label}, {where}\n")
    click.echo(f"As printed ({level}):\n{wrapped(f'“{found.printed.text}”', 2)}\n")
    click.echo(f"As spoken, the quote between {MARKS[0]} and {MARKS[1]}:\n{wrapped(marked, 2)}\n")
    _row("edits", ", ".join((*found.edits, *_cuts(found))) or "none")
    _row("chosen", _chosen(found))
    if found.others:
        _row("same person", f"{', '.join(found.others)} in this report")
    for name, findings in found.guard.items():
        _row(name, "; ".join(f"{f.rule} ({f.what})" for f in findings) or "nothing against it")


def _row(name: str, told: str) -> None:
    click.echo(wrapped(told, 13, f"{name:<13}"))


def _cuts(found: Shown) -> tuple[str, ...]:
    if found.pick is None or found.pick.trim is None:
        return ()
    if found.pick.waits:
        return (f"not cut as {found.pick.cut_by} cut it, because its words changed since",)
    lost = ', a "not" among them' if found.lost_negation else ""
    return (f"words cut by {found.pick.cut_by}{lost}",)


def _chosen(found: Shown) -> str:
    if not found.in_report:
        dropped = found.pick is not None and found.pick.verdict and not found.pick.kept
        return "left out by people" if dropped else "not in the report"
    return found.quote.why


def _following(found: Shown) -> tuple[str, ...]:
    key = found.quote.id
    if not found.in_report:
        theme = "" if found.quote.theme else " --theme KEY"
        return (f"fgtools quotes pick {key} --keep{theme}",)
    undo = (f"fgtools quotes trim {key} --undo",) if found.pick and found.pick.trim else ()
    keep = () if found.pick and found.pick.kept else (f"fgtools quotes pick {key} --keep",)
    return (
        f'fgtools quotes trim {key} "first words [...] last words"', *undo, *keep,
        f"fgtools quotes pick {key} --drop",
    )  # fmt: skip


@click.command()
@click.argument("quote")
@click.argument("words", default="")
@click.option("--undo", is_flag=True, help="Print QUOTE whole again.")
@by
def trim(quote: str, words: str, undo: bool, who: str) -> None:
    """Cut words out of QUOTE: paste it with [...] in place of the words that are to go.

    Words can only be cut, never changed or added. Case, punctuation and fillers need not match. At
    either end leave words off, or put [...]: nothing is printed there. Whoever cuts a quote keeps
    it. A "not" that stands beside kept words cannot be cut.

    \b
    Examples:
      fgtools quotes trim q-3fa9c110 "We hold two hundred cases [...] and the list gets longer."
      fgtools quotes trim q-3fa9c110 --undo
    """
    if undo == bool(words):
        raise Misused(
            "say what is to stay, or --undo", quote,
            f'Type: fgtools quotes trim {quote} "first words [...] last words"',
        )  # fmt: skip
    with study() as folder:
        bring_up(folder, "quotes")
        if undo:
            quotes_by_hand.undo_trim(folder, quote, who)
        else:
            quotes_by_hand.trim_quote(folder, quote, words, who)
        found = quotes_shown.shown(folder, quote)
        click.echo(wrapped(f"“{found.printed.text}”", 2, "  "))
        if found.lost_negation:
            say('Read it again: a "not" (or no, never, nobody) is among the words that you cut.')
        say_guard(folder, found.quote.id, found.guard[folder.settings.level])
    next_step(f"fgtools quotes show {quote}", "fgtools run")


def say_guard(folder: Folder, quote: str, findings: tuple[Finding, ...]) -> None:
    """Say what the guard has against a quote that a person wants, at the study's level."""
    for finding in findings:
        say(f"{quote}, at level {folder.settings.level}: {finding.rule}: {finding.what}.")
    if findings:
        say("The report is not written as long as this stands: drop the quote, or cut the words.")


def wrapped(text: str, indent: int, lead: str = "") -> str:
    """Wrap a text for the terminal, every line but the first led by `indent` spaces."""
    width = min(shutil.get_terminal_size().columns, 100)
    lead = lead or " " * indent
    return click.wrap_text(text, width, initial_indent=lead, subsequent_indent=" " * indent)
