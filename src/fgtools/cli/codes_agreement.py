"""`fgtools codes sheet`, `import`, `agreement`: what each coder made of the turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fgtools.cli.output import as_json, count, document, next_step, say, study, table
from fgtools.codes.layers import Difference, Layer
from fgtools.nouns import SafeTurn
from fgtools.study import agreeing, coded_tables, coding_sheet, layers, projects_in
from fgtools.study.coded_tables import Taken
from fgtools.study.folder import Folder
from fgtools.study.stages import bring_up

if TYPE_CHECKING:
    from fgtools.codes.agreement import Comparison, Figure, Row

SHOWN = 20
"""Rows listed on a screen; all of them are in --json or in a file."""
FILE = click.Path(readable=False, path_type=Path)
POOLED, MEAN = "", "*"


@click.command()
@click.option("--coder", required=True, help="Whose sheet it is: initials or a role.")
@click.option(
    "--sample", type=click.IntRange(min=1), help="So many turns, the same for every coder."
)
def sheet(coder: str, sample: int | None) -> None:
    """Write a sheet of turns for a coder to fill, without anybody's codings in it.

    It holds redacted words, in an order drawn with the study's seed, and lies in transcripts/ for
    its owner alone. Put codes from the lists into the code columns, and an x under read where a
    turn has none; rows that stay empty count as not read. Then: fgtools codes import.

    \b
    Example:
      fgtools codes sheet --coder HK --sample 150
    """
    with study() as folder:
        bring_up(folder, "names")
        path, number = coding_sheet.write(folder, coder, sample or 0)
    click.echo(f"{number} turns to code: transcripts/{path.name} (private zone, owner only)")
    next_step(f"fgtools codes import transcripts/{path.name}")


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--coder", default="", help="Who coded, where a row does not say: initials, a role.")
@click.option("--codebook", default="", help="Use this codebook (a name or a file) from now on.")
@click.option(
    "--reviewed", is_flag=True,
    help="Of a .qdpx: the coder went through all of it; what still stands of fgtools' is theirs.",
)  # fmt: skip
@as_json
def import_(file: Path, coder: str, codebook: str, reviewed: bool, as_json: bool) -> None:
    """Take a person's codings from FILE (CSV, XLSX, QDPX), as a layer of their own.

    Columns: session, ordinal, code, coder. A row is a coding of the whole turn, its code a key or
    a label; a row without a code is a turn that was read and has none. With a column read, such
    rows count only where it is filled. Where the same coder coded a turn before, the new codes
    hold; the older ones are kept in the database, and other turns stay as they are.

    A REFI-QDA project (.qdpx) of NVivo, ATLAS.ti, MAXQDA and others is matched by the guids of
    `fgtools export qdpx`, else by the words; codings of parts of a turn stay such, and memos come
    in with names written over. All in it is the layer of --coder, else of each user of the file;
    fgtools' own codings that come back as they went out count as nobody's, unless --reviewed.

    \b
    Examples:
      fgtools codes import coded-by-hk.csv --coder HK
      fgtools codes import back-from-nvivo.qdpx --coder HK
      fgtools codes import transcripts/coding-HK.xlsx
    """
    if codebook:
        from fgtools.cli.codes import use

        use(codebook)
    with study() as folder:
        if file.suffix.lower() in projects_in.SUFFIXES:
            taken, more = _project(folder, file, coder, reviewed=reviewed)
        else:
            bring_up(folder, "names")
            taken, more = coded_tables.take(folder, file, coder), {}
    if as_json:
        document(
            {
                "coders": list(taken.coders), "codings": taken.codings, "turns": taken.turns,
                "changed": taken.changed,
                "left_out": [{"where": o.where, "reason": o.reason} for o in taken.left_out],
                **more,
            }
        )  # fmt: skip
        return
    who = ", ".join(taken.coders) or "nobody"
    click.echo(f"{taken.codings} codings on {taken.turns} turns, by {who}.")
    if taken.changed:
        click.echo(f"{taken.changed} turns were coded otherwise before: the new codes hold now.")
    if taken.left_out:
        click.echo(f"{len(taken.left_out)} left out:")
        table(("where", "reason"), [(o.where, o.reason) for o in taken.left_out[:SHOWN]])
    next_step("fgtools codes agreement")


def _project(
    folder: Folder, file: Path, coder: str, *, reviewed: bool
) -> tuple[Taken, dict[str, object]]:
    bring_up(folder, "codes")
    back = projects_in.take(folder, file, coder, reviewed=reviewed)
    say(f"Positions are counted in {back.counted}: {back.fits:.0%} of the selections fit.")
    if back.memos:
        say(f"{count(back.memos, 'memo')} came in, names written over.")
    return back.taken, {"counted": back.counted, "fits": back.fits, "memos": back.memos}


@click.command()
@click.option("--coder", "coders", multiple=True, help="Compare these people only (repeat it).")
@click.option(
    "--disagreements", is_flag=False, flag_value="", default=None, metavar="[FILE]",
    help="List where coders differ, with the redacted words; all of them in FILE.xlsx.",
)  # fmt: skip
@as_json
def agreement(coders: tuple[str, ...], disagreements: str | None, as_json: bool) -> None:
    """See how far coders agree: people with people, and beside it people with fgtools.

    Only turns that both coders read count. Kappa is Cohen's, alpha Krippendorff's, AC1 Gwet's;
    intervals are 95 %, from whole sessions drawn again and again.

    \b
    Examples:
      fgtools codes agreement
      fgtools codes agreement --coder HK --coder JM --disagreements differ.xlsx
    """
    with study() as folder:
        bring_up(folder, "codes")
        compared = layers.chosen(folder, coders)
        found = agreeing.agreement(folder, compared)
        gone, unknown = layers.waiting(folder)
        differing = layers.differing(folder, compared) if disagreements is not None else ()
        if disagreements:
            coding_sheet.write_differences(folder, differing, Path(disagreements))
        book = folder.codebook()
    if as_json:
        document(
            {
                "codebook": book.name, "version": book.version,
                "coders": [_layer(layer) for layer in compared],
                "comparisons": [_comparison(one) for one in found],
                "waiting": {"turns": gone, "codings": unknown},
                **({"disagreements": [_difference(*one) for one in differing]}
                   if disagreements is not None else {}),
            }
        )  # fmt: skip
        return
    table(
        ("coder", "turns read", "codings"), [(a.coder, len(a.read), len(a.given)) for a in compared]
    )
    _print_overall(found)
    _print_codes(found)
    _print_notes(found, gone, unknown)
    if disagreements == "":
        _print_differing(differing)
    elif disagreements:
        click.echo(f"\n{len(differing)} disagreements: {disagreements}")
    if disagreements is None:
        next_step("fgtools codes agreement --disagreements")


def _layer(layer: Layer) -> dict[str, object]:
    return {
        "coder": layer.coder, "machine": layer.machine, "turns": len(layer.read),
        "codings": len(layer.given),
    }  # fmt: skip


def _comparison(one: Comparison) -> dict[str, object]:
    rows = {row.code: row for row in one.rows}
    return {
        "kind": one.kind, "coders": list(one.coders), "with_machine": one.with_machine,
        "turns": one.turns, "sessions": one.sessions, "resampled": one.resampled or None,
        "overall": _row(rows.pop(POOLED)), "mean": _row(rows.pop(MEAN)),
        "codes": [{"code": code, **_row(row)} for code, row in rows.items()],
    }  # fmt: skip


def _row(row: Row) -> dict[str, object]:
    figures = {"agreed": row.agreed, "kappa": row.kappa, "alpha": row.alpha,
               "ac1": row.ac1, "f1": row.f1}  # fmt: skip
    return {
        "given": row.given,
        **{
            name: {"value": _rounded(f.value), "low": _rounded(f.low), "high": _rounded(f.high)}
            for name, f in figures.items()
        },
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


def _difference(turn: SafeTurn, one: Difference) -> dict[str, object]:
    return {
        "turn": one.turn, "session": turn.session, "ordinal": turn.ordinal, "text": turn.text,
        "code": one.code, "gave": list(one.gave), "did_not": list(one.did_not),
        "people": one.people,
    }  # fmt: skip


def _print_overall(found: Sequence[Comparison]) -> None:
    click.echo("\nAll codes: every pair of turn and code, and the means of the codes' own")
    table(
        ("who with whom", "turns", "kappa", "alpha", "AC1", "F1", "mean kappa", "mean alpha"),
        [
            (_who(one), one.turns, _shown(pooled.kappa), _shown(pooled.alpha),
             _shown(pooled.ac1), _shown(pooled.f1), _shown(mean.kappa), _shown(mean.alpha))
            for one in sorted(found, key=lambda c: c.with_machine)
            for pooled, mean in [one.rows[-2:]]
        ],
    )  # fmt: skip


def _who(one: Comparison) -> str:
    if one.kind == "people":
        return f"all {len(one.coders)} people"
    if one.kind == "machine":
        return f"{layers.MACHINE} with each person, mean"
    return " and ".join(one.coders)


def _print_codes(found: Sequence[Comparison]) -> None:
    """Print kappa by code: people with people, and beside it people with the machine."""
    sides = [_widest([c for c in found if c.with_machine is side]) for side in (False, True)]
    known = [one for one in sides if one]
    click.echo("\nBy code: kappa")
    table(
        ("code", *(part for one in known for part in ("given by any", _who(one)))),
        [
            (at[0].code, *(part for row in at for part in (row.given, _shown(row.kappa))))
            for at in zip(*(one.rows[:-2] for one in known), strict=True)
            if any(row.given for row in at)
        ],
    )


def _widest(some: Sequence[Comparison]) -> Comparison | None:
    return max(some, key=lambda one: (one.kind != "pair", one.turns), default=None)


def _shown(figure: Figure) -> str:
    if figure.value is None:
        return "-"
    if figure.low is None or figure.high is None:
        return _short(figure.value)
    return f"{_short(figure.value)} ({_short(figure.low)} to {_short(figure.high)})"


def _short(number: float) -> str:
    return f"{number:.2f}".replace("0.", ".", 1)


def _print_notes(found: Sequence[Comparison], gone: int, unknown: int) -> None:
    from fgtools.codes.resampling import LEAST_SESSIONS, LEAST_TURNS, ROUNDS

    of = Counter(one.resampled for one in found)
    notes = []
    if of["sessions"]:
        notes.append(f"In brackets: 95 % intervals, sessions drawn {ROUNDS:,} times.")
    if of["turns"]:
        notes.append(
            "Where coders share one session only, its turns were drawn instead: such an interval "
            "is about that session."
        )
    if of[""]:
        notes.append(
            f"An interval cannot be said from fewer than {LEAST_SESSIONS} sessions that coders "
            f"share (from one alone: {LEAST_TURNS} turns)."
        )
    notes.append("A dash: nobody gave the code, or nobody varied. No brackets: too few turns.")
    people = [one for one in found if not one.with_machine]
    if people:
        pooled = max(people, key=lambda one: one.kind != "pair").rows[-2]
        if pooled.kappa.value is not None:
            word = agreeing.called(pooled.kappa.value)
            notes.append(
                f"People's kappa of {_short(pooled.kappa.value)} is what Landis and Koch (1977) "
                f"call {word}; Krippendorff (2004) draws conclusions from an alpha of .80 up, "
                "tentative ones from .667. Both are conventions, and what is enough depends on "
                "what the codings are for."
            )
    else:
        notes.append("One person alone: how far people agree, a second coder would tell.")
    if gone:
        notes.append(f"{gone} coded turns wait: their words are not in the study now.")
    if unknown:
        notes.append(f"{unknown} codings wait: their codes are not in this codebook.")
    click.echo("\n" + "\n".join(notes))


def _print_differing(differing: Sequence[tuple[SafeTurn, Difference]]) -> None:
    click.echo(f"\n{len(differing)} disagreements; where people differ among themselves first:")
    for turn, one in differing[:SHOWN]:
        click.echo(f"\n{one.turn}  {one.code}: {', '.join(one.gave)}; not {', '.join(one.did_not)}")
        click.echo(f"  {turn.text}")
    if len(differing) > SHOWN:
        say(f"... and {len(differing) - SHOWN} more")
        next_step("fgtools codes agreement --disagreements disagreements.xlsx")
