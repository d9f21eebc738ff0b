"""Guard quotes against disclosure: could somebody outside the room tell who spoke, or of whom?

Rules on a quote's words are in `wording`; here are those that look at people and at other quotes.
Findings name the rule and the quote, never the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from fgtools.errors import Misused
from fgtools.nouns import Finding, Participant, Quote
from fgtools.quotes.wording import (
    class_statement,
    health,
    rare_combination,
    residual_pattern,
    too_long,
    unique_post,
)

LEVELS = ("internal", "regional", "central", "public")
DROP = "Type: fgtools quotes pick {id} --drop"


def small_role(
    role: str, speakers: Mapping[str, Participant], populations: Mapping[str, int], threshold: int
) -> str:
    """Find a role label that fewer people than the threshold could hold.

    Rationale: what counts is who could have said it: all who hold the role, or, where that is not
    known, those of the role who took part.
    """
    held = populations.get(role, 0) or sum(p.role == role and p.counts for p in speakers.values())
    return (
        "carries a role label that too few people could hold" if role and held < threshold else ""
    )


def too_many_of_one(quotes: Sequence[Quote], per_person: int) -> tuple[Quote, ...]:
    """Return the quotes of each participant beyond the first `per_person`.

    Rationale: quotes that are known to be of one person, by their manner of speech, add up.
    """
    seen: Counter[str] = Counter()
    surplus = []
    for quote in quotes:
        seen[quote.participant] += 1
        if seen[quote.participant] > per_person:
            surplus.append(quote)
    return tuple(surplus)


ALWAYS: tuple[tuple[str, Callable[[Quote], str]], ...] = (
    ("unique-post", lambda q: unique_post(q.text)),
    ("residual-pattern", lambda q: residual_pattern(q.text)),
    ("health", lambda q: health(q.text)),
    ("too-long", lambda q: too_long(q.text)),
)
RELEASED: tuple[tuple[str, Callable[[Quote], str]], ...] = (
    ("class-statement", lambda q: class_statement(q.text)),
    ("rare-combination", rare_combination),
)
"""Rules for every level but internal."""


def guard(
    quotes: Sequence[Quote],
    speakers: Mapping[str, Participant],
    *,
    populations: Mapping[str, int],
    threshold: int,
    level: str,
    per_person: int = 2,
) -> tuple[Finding, ...]:
    """Return what stands against printing these quotes at a release level, in their order.

    `populations` gives for a role how many people could hold it, 0 or nothing if unknown;
    `threshold` is the least count of people that the level shows. Raises Misused for a level that
    is not one of `LEVELS`.
    """
    if level not in LEVELS:
        raise Misused(f"no release level {level!r}", hint=f"Choose one of: {', '.join(LEVELS)}.")
    rules = ALWAYS if level == "internal" else ALWAYS + RELEASED
    surplus = too_many_of_one(quotes, per_person)
    findings = []
    for quote in quotes:
        found = [(rule, check(quote)) for rule, check in rules]
        found.append(("small-role", small_role(quote.role, speakers, populations, threshold)))
        if quote in surplus:
            found.append(
                ("too-many-of-one", f"is one of more than {per_person} of one participant")
            )
        findings += [
            Finding(rule, quote.id, what, DROP.format(id=quote.id)) for rule, what in found if what
        ]
    return tuple(findings)
