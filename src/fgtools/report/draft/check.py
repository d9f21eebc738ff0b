"""All rules on a draft's figures and counts, in the order in which a reader meets their kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from fgtools.nouns import Finding
from fgtools.report.draft import (
    rules_bases,
    rules_claims,
    rules_figures,
    rules_hidden,
    rules_order,
    rules_small,
    rules_tables,
    rules_totals,
)
from fgtools.report.draft.bases import Bases
from fgtools.report.draft.parts import Draft

Rule = Callable[[Bases], Iterator[Finding]]

NOTES = frozenset({"rounding", "too-precise", "few-people"})
"""Rules whose findings are mild: worth a look, seldom wrong to leave."""
FIGURES: tuple[Rule, ...] = (
    rules_figures.contradictions,
    rules_figures.restatements,
    rules_totals.totals,
    rules_bases.base_misfit,
    rules_tables.table_misfit,
    rules_tables.wrong_sum,
    rules_order.out_of_order,
    rules_bases.silent_base,
    rules_bases.several_bases,
    rules_bases.too_precise,
    rules_claims.few_people,
)
RELEASED: tuple[Rule, ...] = (rules_claims.class_statement, rules_claims.named_few)
"""Rules for what leaves the building."""


def check(draft: Draft, *, threshold: int, internal: bool = False) -> tuple[Finding, ...]:
    """Return what is wrong with a draft's figures, in the order of the places.

    `threshold` is the least count of people that may be shown, 0 for all. `internal` drafts may
    speak of every member of a group.
    """
    bases = Bases(draft)
    rules: list[Rule] = [
        *FIGURES,
        partial(rules_small.small_cell, threshold=threshold),
        partial(rules_small.solvable_cell, threshold=threshold),
        partial(rules_hidden.solvable_cell, threshold=threshold),
        *(() if internal else RELEASED),
    ]
    return in_order(draft, [finding for rule in rules for finding in rule(bases)])


def in_order(draft: Draft, findings: list[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of their places, each once."""
    places: dict[str, int] = {}
    for part in draft.parts:
        rows = getattr(part, "rows", ())
        own = [p.where for p in getattr(part, "places", ())] or [part.where]
        for where in (*own, *(row.where for row in rows)):
            places.setdefault(where, len(places))
    last = len(places)
    return tuple(
        sorted(dict.fromkeys(findings), key=lambda f: (places.get(f.where, last), f.rule, f.what))
    )
