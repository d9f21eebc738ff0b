"""`fgtools codes`: apply the codebook, set codes by hand."""

from __future__ import annotations

from collections import Counter

import click

from fgtools.cli.later import Later
from fgtools.cli.output import as_json, by, count, document, next_step, study, table
from fgtools.codebook.read import find, read
from fgtools.errors import Misused
from fgtools.nouns import Coding
from fgtools.study import by_hand, shipped, stage_codes
from fgtools.study.config import set_value
from fgtools.study.files import put_text, told
from fgtools.study.folder import CODEBOOKS, Folder
from fgtools.study.lessons import lessons, unknown_teachers
from fgtools.study.stages import bring_up

LATER = {
    "sheet": "codes_agreement:sheet",
    "import": "codes_agreement:import_",
    "agreement": "codes_agreement:agreement",
    "review": "codes_review:review",
    "suggest": "codes_suggest:suggest",
}


@click.group(cls=Later, later=LATER)
def codes() -> None:
    """Apply the codebook, set codes by hand, see how far coders agree."""


@codes.command()
@click.option("--codebook", default="", help="Use this codebook (a name or a file) from now on.")
@click.option("--all", "every", is_flag=True, help="Also list what was scored and not assigned.")
@as_json
def apply(codebook: str, every: bool, as_json: bool) -> None:
    """Code every turn with the study's codebook.

    \b
    Example:
      fgtools codes apply --codebook send-workforce
    """
    if codebook:
        use(codebook)
    with study() as folder:
        before = {(c.turn, c.code) for c in folder.store.codings()}
        bring_up(folder, "codes")
        book = folder.codebook()
        shown, waiting = stage_codes.shown(folder)
        if as_json:
            found = stage_codes.every_shown(folder) if every else shown
            document({"codebook": book.name, "version": book.version,
                      "codings": [as_document(c) for c in found]})  # fmt: skip
            return
        turns = Counter(c.code for c in shown)
        table(("code", "turns"), [(c.key, turns[c.key]) for c in book.codes])
        click.echo(f"{len(shown)} codings on {len({c.turn for c in shown})} turns.")
        _print_learning(folder, before)
        if waiting:
            click.echo(f"{len(waiting)} decisions wait: their words or codes are gone.")
        next_step("fgtools codes review", "fgtools topics find")


def _print_learning(folder: Folder, before: set[tuple[str, str]]) -> None:
    """Say what was learnt, and what the machine proposes otherwise than before."""
    learnt = lessons(folder)
    if learnt.said:
        denied = len(learnt.said) - learnt.given
        click.echo(f"Learnt from {count(learnt.given, 'coding')} given and {denied} denied.")
    for name in unknown_teachers(folder):
        click.echo(f"codes.learn_from: nobody called {name} has coded here; nothing was learnt.")
    now = {(c.turn, c.code) for c in folder.store.codings()}
    if before and now != before:
        more, fewer = len(now - before), len(before - now)
        click.echo(f"Since the last time: {count(more, 'coding')} more, {fewer} taken away.")


def use(name: str) -> None:
    """Make a codebook the study's own; a file from elsewhere is copied into codebooks/."""
    with study() as folder:
        use_in(folder, name)


def use_in(folder: Folder, name: str) -> None:
    """Make a codebook that of an open study."""
    own = folder.root / CODEBOOKS
    path = find(name, (own, shipped.folder("codebooks")))
    read(path)
    if path.resolve().parent not in (own.resolve(), shipped.folder("codebooks").resolve()):
        with told(CODEBOOKS):
            own.mkdir(exist_ok=True)
        put_text(own / path.name, path.read_text("utf-8-sig"))
    set_value(folder.root, "codebook", path.stem)


def as_document(coding: Coding) -> dict[str, object]:
    """Return a coding as machines read it."""
    session, _, ordinal = coding.turn.rpartition("/")
    return {
        "turn": coding.turn, "session": session, "ordinal": int(ordinal),
        "start": coding.span.start, "end": coding.span.end, "code": coding.code,
        "stance": coding.stance, "coder": coding.coder, "score": round(coding.score, 4),
        "why": coding.why, "assigned": coding.assigned,
    }  # fmt: skip


@codes.command("set")
@click.argument("turn")
@click.option("--code", required=True, help="The code's key.")
@click.option("--reject", is_flag=True, help="Say that the code does not apply.")
@click.option("--undo", is_flag=True, help="Take back what was decided, as if nobody had.")
@click.option(
    "--stance", type=click.Choice(["barrier", "enabler", "request", "none"]), default=None
)
@click.option("--why", default="", help="A word on why; it is checked for names.")
@by
def set_(
    turn: str, code: str, reject: bool, undo: bool, stance: str | None, why: str, who: str
) -> None:
    """Set a code on TURN by hand (or take it off): it stays through every rerun.

    TURN is session and number, as in the evidence: therapies-1/12.

    \b
    Examples:
      fgtools codes set therapies-1/12 --code supervision
      fgtools codes set therapies-1/12 --code pay --reject --by HK
      fgtools codes set therapies-1/12 --code pay --undo
    """
    if undo and (reject or stance):
        raise Misused("--undo goes with neither --reject nor --stance")
    with study() as folder:
        bring_up(folder, "names")
        if undo:
            by_hand.undo_code(folder, turn, code, who=who, why=why)
            click.echo(f"Taken back: {code} on {turn} is as if nobody had decided.")
            next_step("fgtools run")
            return
        by_hand.set_code(folder, turn, code, reject=reject, stance=stance or "", who=who, why=why)
    click.echo(f"Kept: {code} {'does not apply to' if reject else 'applies to'} {turn}.")
    next_step("fgtools run")


@codes.command("show")
@click.argument("turn")
def show(turn: str) -> None:
    """Show the redacted words of TURN, its codes and why they were given.

    \b
    Example:
      fgtools codes show therapies-1/12
    """
    with study() as folder:
        bring_up(folder, "codes")
        _show(folder, turn)


def _show(folder: Folder, turn: str) -> None:
    found = by_hand.turn_of(folder, turn)
    shown, _ = stage_codes.shown(folder)
    click.echo(f"{found.id} ({found.participant})\n{found.text}\n")
    table(
        ("code", "score", "stance", "coder", "why"),
        [(c.code, f"{c.score:.2f}", c.stance, c.coder, c.why) for c in shown if c.turn == found.id],
    )
