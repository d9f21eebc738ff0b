"""Guard quotes against disclosure: could somebody outside the room tell who spoke, or of whom?

Rules on a quote's words are in `wording`, `posts`, `classes` and `rare`, those on quotes of one
participant in `linkable`; here are those that look at people, and the table of all. Findings name
the rule and the quote, never the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from fgtools.errors import Misused
from fgtools.marks import LEVELS
from fgtools.nouns import Finding, Participant, Quote
from fgtools.quotes.classes import class_statement
from fgtools.quotes.linkable import Usual, linkable
from fgtools.quotes.posts import unique_post
from fgtools.quotes.rare import FEW, rare_combination
from fgtools.quotes.wording import health, residual_pattern, too_long

__all__ = ["LEVELS", "guard"]

DROP = "Type: fgtools quotes pick {id} --drop"
TRIM = f'{DROP}, or cut the words: fgtools quotes trim {{id}} "first words [...] last words"'
POPULATION = (
    "In study.toml, under [roles.{role}], set population to how many people could hold the role; "
    "or "
    "type: fgtools quotes pick {id} --drop"
)
Rule = Callable[[Quote], str]


def small_role(role: str, held: int, threshold: int) -> str:
    """Find a role label that fewer people than the threshold could hold.

    Rationale: what counts is who could have said it: all who hold the role, or, where that is not
    known, those of the role who took part.
    """
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


ALWAYS: tuple[tuple[str, Rule], ...] = (
    ("unique-post", lambda q: unique_post(q.text)),
    ("residual-pattern", lambda q: residual_pattern(q.text)),
    ("health", lambda q: health(q.text)),
    ("too-long", lambda q: too_long(q.text)),
)
RULES = (
    *(name for name, _ in ALWAYS), "class-statement", "rare-combination", "small-role",
    "too-many-of-one", "linkable",
)  # fmt: skip
"""The names of all rules on quotes, those apart that a study adds."""


def guard(
    quotes: Sequence[Quote],
    speakers: Mapping[str, Participant],
    *,
    populations: Mapping[str, int],
    threshold: int,
    level: str,
    per_person: int = 2,
    more: Sequence[tuple[str, Rule]] = (),
    usual: Usual = lambda _word, _who: True,
) -> tuple[Finding, ...]:
    """Return what stands against printing these quotes at a release level, in their order.

    `populations` gives for a role how many people could hold it, 0 or nothing if unknown;
    `threshold` is the least count of people that the level shows. `more` are rules of the study's
    own, `usual` tells which words tie no two quotes together. Raises Misused for a level that is
    not one of `LEVELS`.
    """
    if level not in LEVELS:
        raise Misused(f"no release level {level!r}", hint=f"Choose one of: {', '.join(LEVELS)}.")
    came = Counter(p.role for p in speakers.values() if p.counts)

    def held(role: str) -> int:
        return populations.get(role, 0) or came[role]

    rules: list[tuple[str, Rule]] = [*ALWAYS, *more]
    if level != "internal":
        rules += [
            ("class-statement", lambda q: class_statement(q.text)),
            ("rare-combination", lambda q: rare_combination(
                q.text, rare_role=bool(q.role) and held(q.role) < FEW * threshold)),
        ]  # fmt: skip
    rules.append(("small-role", lambda q: small_role(q.role, held(q.role), threshold)))
    surplus = too_many_of_one(quotes, per_person)
    tied = dict(linkable(quotes, usual)) if level != "internal" else {}
    findings: list[Finding] = []
    for quote in quotes:
        found = [(rule, check(quote)) for rule, check in rules]
        if quote in surplus:
            found.append(
                ("too-many-of-one", f"is one of more than {per_person} of one participant")
            )
        found.append(("linkable", tied.get(quote, "")))
        findings += _findings(quote, found)
    return tuple(findings)


def _findings(quote: Quote, found: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    for rule, what in found:
        if what:
            hint = {"small-role": POPULATION, "too-many-of-one": DROP}.get(rule, TRIM)
            yield Finding(rule, quote.id, what, hint.format(id=quote.id, role=quote.role))
