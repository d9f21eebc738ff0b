"""Figures as Markdown tables: medians over the repeats, and ratios to the version `now`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Any

from parts import ASSEMBLED, BUT_ONE, LAST

Rows = list[dict[str, Any]]
STAGES = ("names", "codes", "topics", "roles", "quotes", "report")
PEERS = {"names": "presidio, spaCy", "vectors": "sentence-transformers", "topics": "BERTopic"}


def every(figures: dict[str, Any]) -> str:
    """Return all tables for which there are figures."""
    blocks = [f"Machine: {figures.get('machine', '')}. Medians; CPU is of all processes."]
    for part, tables in (
        ("whole", (jobs, stages, peers, growth)),
        ("names", (names,)),
        ("startup", (startup,)),
        ("rerun", (rerun,)),
    ):
        if part in figures:
            blocks += ["\n".join(table(figures)) for table in tables]
    return "\n\n".join(block for block in blocks if block)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; none where it has no rows."""
    if rows:
        yield from (line(header), "|---" * len(header) + "|", *map(line, rows))


def line(cells: Sequence[str]) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(cells)} |"


def middle(rows: Rows, key: str) -> float:
    """Return the median of a figure over repeats."""
    return float(median(row[key] for row in rows))


def shown(value: float) -> str:
    """Return a number in three digits or so."""
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def times(value: float, of: float) -> str:
    """Return how many times one is the other."""
    return shown(value / of) if of else ""


def jobs(figures: dict[str, Any]) -> Iterator[str]:
    """Yield the table of whole jobs."""
    rows = []
    for size, programs in figures["whole"].items():
        now = programs.get("now")
        for name, runs in programs.items():
            broken = any(run["broken"] for run in runs)
            ratio = times(middle(runs, "wall"), middle(now, "wall")) if now and not broken else ""
            used = times(middle(runs, "cpu"), middle(now, "cpu")) if now and not broken else ""
            cells = [shown(middle(runs, key)) for key in ("wall", "cpu", "mib")]
            turns = str(runs[0].get("turns", ""))
            note = " (ended before it was done)" if broken else ""
            note += " (its report was refused)" if any(run.get("found") for run in runs) else ""
            rows.append((size, f"{name}{note}", turns, *cells, ratio, used))
    header = ("size", "program", "turns", "wall s", "CPU s", "MiB", "wall, times now", "CPU, times")
    yield from table(header, rows)


def of_stage(runs: Rows, stage: str, key: str) -> float | None:
    """Return the median of a stage's figure; None where no run got to its end."""
    found = [row[key] for run in runs for row in run["stages"] if row["stage"] == stage]
    return median(found) if found else None


def outside(runs: Rows, key: str) -> float | None:
    """Return what a job took outside its stages: starting, reading in, showing."""
    if not runs or any(run["broken"] for run in runs):
        return None
    return float(median(run[key] - sum(row[key] for row in run["stages"]) for run in runs))


def stages(figures: dict[str, Any]) -> Iterator[str]:
    """Yield the table of the time of each stage."""
    rows = []
    names = list(dict.fromkeys(n for p in figures["whole"].values() for n in p if n != ASSEMBLED))
    for size, programs in figures["whole"].items():
        own = [programs.get(name, []) for name in names]
        for stage in STAGES:
            walls, cpus = ([of_stage(runs, stage, key) for runs in own] for key in ("wall", "cpu"))
            peaks = (of_stage(runs, stage, "mib") for runs in own)
            cells = [
                " / ".join(map(maybe, three)) for three in zip(walls, cpus, peaks, strict=True)
            ]
            rows.append((size, stage, *cells, *ratios(walls, cpus)))
        walls, cpus = ([outside(runs, key) for runs in own] for key in ("wall", "cpu"))
        cells = [" / ".join(map(maybe, two)) for two in zip(walls, cpus, strict=True)]
        rows.append((size, "all else", *cells, *ratios(walls, cpus)))
    more = [f"{name}, times now: wall / CPU" for name in names[1:]]
    header = ("size", "stage", *(f"{name}: wall s / CPU s / peak MiB" for name in names), *more)
    yield from table(header, rows)


def maybe(value: float | None) -> str:
    """Return a number, or a dash where there is none."""
    return "–" if value is None else shown(value)


def ratios(walls: Sequence[float | None], cpus: Sequence[float | None]) -> Iterator[str]:
    """Yield how many times the first version's time each other version takes."""
    for wall, used in zip(walls[1:], cpus[1:], strict=True):
        pairs = ((wall, walls[0]), (used, cpus[0]))
        yield " / ".join(times(a, b) if a is not None and b else "–" for a, b in pairs)


def peers(figures: dict[str, Any]) -> Iterator[str]:
    """Yield the table of the alternative's parts."""
    rows = []
    for size, programs in figures["whole"].items():
        for part, peer in PEERS.items():
            done = [run["parts"][part] for run in programs.get(ASSEMBLED, ()) if run["parts"]]
            if done:
                cells = [shown(middle(done, key)) for key in ("load", "load_cpu", "wall", "cpu")]
                rows.append((size, f"{part}: {peer}", *cells))
    header = ("size", "the alternative's part", "loading s", "its CPU s", "then s", "CPU s")
    yield from table(header, rows)


def growth(figures: dict[str, Any]) -> Iterator[str]:
    """Yield the table of seconds for 1,000 turns, wall / CPU, and the memory."""
    sizes = {size: programs for size, programs in figures["whole"].items() if size != "sample"}
    rows = []
    for name in dict.fromkeys(n for p in sizes.values() for n in p if n != ASSEMBLED):
        for size, programs in sizes.items():
            runs = programs.get(name, [])
            turns = next((run["turns"] for run in runs if run.get("turns")), 0)
            if turns:
                cells = [
                    " / ".join(
                        maybe(f and f / turns * 1000)
                        for f in (of_stage(runs, stage, key) for key in ("wall", "cpu"))
                    )
                    for stage in STAGES
                ]
                rows.append((name, size, f"{turns:,}", *cells, shown(middle(runs, "mib"))))
    yield from table(("wall / CPU s in 1,000 turns", "size", "turns", *STAGES, "MiB"), rows)


def names(figures: dict[str, Any]) -> Iterator[str]:
    """Yield the table of words a second that names are looked for in."""
    peer = figures["names"].get("presidio", {}).get(ASSEMBLED)
    rows = []
    for what, programs in figures["names"].items():
        for name, runs in programs.items():
            speed = median(run["words"] / run["cpu"] for run in runs)
            ratio = times(speed, median(p["words"] / p["cpu"] for p in peer)) if peer else ""
            load = shown(middle(runs, "load_cpu")) if "load_cpu" in runs[0] else "within"
            rows.append((what, name, f"{speed:,.0f}", load, ratio))
    header = (
        "names on one core",
        "program",
        "words in a CPU second",
        "loading CPU s",
        "presidio is 1",
    )
    yield from table(header, rows)


def starts(of: Callable[[Rows], str], programs: dict[str, Rows]) -> list[str]:
    """Return a cell for each version."""
    return [of(runs) for runs in programs.values()]


def startup(figures: dict[str, Any]) -> Iterator[str]:
    """Yield the table of starting."""
    found = figures["startup"]

    def cell(runs: Rows) -> str:
        return f"{shown(middle(runs, 'wall'))} / {shown(middle(runs, 'cpu'))}"

    rows = [(what, *starts(cell, programs)) for what, programs in found.items()]
    names = next(iter(found.values()))
    yield from table(("start", *(f"{name}: wall s / CPU s" for name in names)), rows)


def rerun(figures: dict[str, Any]) -> Iterator[str]:
    """Yield the table of running again with one session more, beside the whole job.

    Where that was not run, it stands beside the job on all the other sessions.
    """
    rows = []
    for size, ran in figures["rerun"].items():
        whole = figures.get("whole", {}).get(size, {})
        for name, again in ran.get(LAST, {}).items():
            full, beside = whole.get(name), "all"
            if not full:
                full, beside = ran[BUT_ONE][name], BUT_ONE
            cells = [shown(middle(again, key)) for key in ("wall", "cpu")]
            of = [f"{middle(again, k) / middle(full, k):.0%}" for k in ("wall", "cpu")]
            rows.append((size, name, *cells, beside, *of))
    header = ("one more: add, run", "program", "wall s", "CPU s", "of the job on", "wall", "CPU")
    yield from table(header, rows)
