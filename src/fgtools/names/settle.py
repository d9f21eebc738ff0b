"""Settle what the finders found in one turn: vetoes, decisions of people, joining."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice, pairwise, takewhile
from operator import attrgetter

from fgtools.names.allow import Allow, all_allowed
from fgtools.names.lexicon import folded, name_flags, word_names
from fgtools.names.standing import Standing, standing
from fgtools.names.words import TITLES, Talk, is_everyday, talk
from fgtools.nouns import Find, Span
from fgtools.spans import join, overlap

HELD = frozenset({
    "roster", "presented", "consistency", "named-thing", "saint", "syndrome",
})  # fmt: skip
"""Rules that only a whole phrase of the allow list overrules ("Rose Review")."""
FORMS = ("pattern", "spoken", "decision", "spelt-out", "unique-post")
"""Beginnings of the rules that the allow list does not overrule."""
NATIONAL = frozenset({
    "national", "royal", "welsh", "british", "english", "scottish", "wales", "england", "cymru",
    "scotland", "uk", "government", "minister", "ministers", "ministry", "parliament", "senedd",
    "nations", "world", "international", "european", "commons", "whitehall",
})  # fmt: skip
"""Words that make an organisation one of a whole nation."""
DOUBT = 0.5
PLAIN = 0.9
"""From here the talk itself tells that somebody in the room is named: no decision uncovers them."""
CERTAIN = 0.9
"""The name model's probability from which the allow list's "bill" is a person all the same."""
REASONS = {
    "roster": "somebody in the room is called so, but it may be the everyday word",
    "roster-sound": "sounds like the name of somebody in the room",
    "name-list": "a name by the lists, an everyday word otherwise",
    "roster-short": "perhaps a short form of the name of somebody in the room",
    "named-at": "perhaps a school or a service by half its name",
    "capital": "written with a capital, and no word that the lists know",
    "model": "the name model takes it for a name, the lists for an ordinary word",
    "second-look": "left by the finders, found when what was written over was looked at again",
    "unique-post": "a post that perhaps one person holds",
}


@dataclass(frozen=True, slots=True)
class NameDecision:
    """What a person decided about words: a name (of a kind) or none; session "" is everywhere."""

    session: str
    words: str
    is_name: bool
    kind: str = ""


@dataclass(frozen=True)
class Decided:
    """The decisions that hold in one session: the nearer one wins, then the later one."""

    verdicts: dict[tuple[str, ...], NameDecision]

    @cached_property
    def names(self) -> dict[str, list[tuple[tuple[str, ...], NameDecision]]]:
        """Return the decisions that words are a name, under the first of them."""
        table: dict[str, list[tuple[tuple[str, ...], NameDecision]]] = defaultdict(list)
        for words, decision in self.verdicts.items():
            if decision.is_name:
                table[words[0]].append((words, decision))
        return dict(table)

    def verdict(self, words: str) -> NameDecision | None:
        """Return the decision on these words, if there is one."""
        return self.verdicts.get(key_of(words))


@lru_cache(maxsize=1 << 16)
def key_of(words: str) -> tuple[str, ...]:
    """Return what decisions are compared by: the words in lower case without possessive."""
    return tuple(word.low for word in talk("", words).words) or (folded(words.strip()),)


def decided(decisions: Sequence[NameDecision], session: str) -> Decided:
    """Return the decisions for one session."""
    nearer = sorted(
        (d for d in decisions if d.session in ("", session)), key=lambda d: d.session != ""
    )
    return Decided({key_of(d.words): d for d in nearer})


def named_by_people(said: Talk, verdicts: Decided) -> list[Find]:
    """Find the words that people decided are names, whatever their case.

    An everyday word ("will") is left alone where it plainly stands as a word.
    """
    found: list[Find] = []
    if not verdicts.names or said.said.isdisjoint(verdicts.names):
        return found
    for i, low in enumerate(said.lows):
        for words, decision in verdicts.names.get(low, ()):
            if also_a_word(words) and standing(said, i, i) is Standing.WORD:
                continue
            if said.lows[i : i + len(words)] == words:
                span = said.span(i, i + len(words) - 1)
                found.append(Find(span, decision.kind or "person", "decision", 1.0))
    return found


def also_a_word(words: tuple[str, ...]) -> bool:
    """Tell whether these words (`key_of`) are one that people say all the time, name or not."""
    return len(words) == 1 and is_everyday(words[0])


def vetoed(said: Talk, finds: Iterable[Find], allow: Allow) -> list[Find]:
    """Drop finds that the allow list explains wholly."""
    finds = [find for find in finds if not _national(said, find)]
    if all(find.rule.startswith(FORMS) for find in finds):
        return finds
    phrases = allow.spans(said)
    every = tuple(sorted((*phrases, *allow.words_in(said))))
    if not every:
        return finds
    return [
        find
        for find in finds
        if find.rule.startswith(FORMS)
        or not all_allowed(
            said, find.span, phrases if find.rule in HELD or _believed(said, find) else every
        )
    ]


def _believed(said: Talk, find: Find) -> bool:
    """Tell whether the name model is nearly certain of a word that many people are called."""
    if find.rule != "model" or find.kind != "person" or find.score < CERTAIN:
        return False
    low = said.text[find.span.start : find.span.end].casefold()
    return low in word_names() or "F" in name_flags().get(low, "")


def _national(said: Talk, find: Find) -> bool:
    """Tell whether an organisation is one of the whole nation, which singles out nobody."""
    if find.kind != "organisation" and find.rule != "capital":
        return False
    words = talk("", said.text[find.span.start : find.span.end]).words
    return any(word.low in NATIONAL for word in words)


def settled(
    said: Talk, finds: Sequence[Find], verdicts: Decided, shut: Sequence[Span]
) -> tuple[Find, ...]:
    """Join finds into disjoint ones, decisions applied; nothing touches `shut` (surrogates)."""
    kept = [find for find in _whole_words(said, finds) if not _refused(said, find, verdicts)]
    open_ = [find for find in kept if not any(overlap(find.span, mark) for mark in shut)]
    joined = [_untitled(said, find) for find in _completed(said, join(open_))]
    whole = [find for find in joined if not _refused(said, find, verdicts)]
    return tuple(_named(said, find, verdicts) for find in whole)


def _whole_words(said: Talk, finds: Sequence[Find]) -> list[Find]:
    """Leave blanks at the edges outside."""
    out: list[Find] = []
    for find in finds:
        text = said.text[find.span.start : find.span.end]
        start = find.span.start + len(text) - len(text.lstrip())
        end = find.span.start + len(text.rstrip())
        if start < end:
            out.append(replace(find, span=Span(start, end)))
    return out


def _completed(said: Talk, finds: Sequence[Find]) -> list[Find]:
    """Put half a name that was misheard and the half beside it together: they are one person."""
    out: list[Find] = []
    for find in finds:
        front = out[-1] if out else None
        if front and front.kind == find.kind == "person" and _halves(said, front, find):
            rules = sorted({*front.rule.split("+"), *find.rule.split("+")})
            span, score = Span(front.span.start, find.span.end), max(front.score, find.score)
            out[-1] = replace(find, span=span, rule="+".join(rules), score=score)
        else:
            out.append(find)
    return out


def _halves(said: Talk, front: Find, find: Find) -> bool:
    heard = any(
        "roster-sound" in one.rule.split("+") and one.score >= DOUBT for one in (front, find)
    )
    return heard and said.text[front.span.end : find.span.start] == " "


def _untitled(said: Talk, find: Find) -> Find:
    """Leave "Mr" or "Auntie" in front of a person outside: the title stays readable."""
    rules = {rule.split("-")[0] for rule in find.rule.split("+")}
    halfname = find.kind == "organisation" and rules & {"presented", "context"}
    if "decision" in rules or not (find.kind == "person" or halfname):
        return find
    first = bisect_right(said.words, find.span.start, key=attrgetter("start")) - 1
    inside = takewhile(
        lambda word: word.start < find.span.end, islice(said.words, max(first, 0), None)
    )
    for word, following in pairwise(inside):
        if word.low not in TITLES or word.end <= find.span.start:
            break
        find = replace(find, span=Span(following.start, find.span.end))
    return find


def _refused(said: Talk, find: Find, verdicts: Decided) -> bool:
    if find.rule == "decision" or not verdicts.verdicts:
        return False
    if "roster" in find.rule.split("+") and find.score >= PLAIN:
        return False
    verdict = verdicts.verdict(said.text[find.span.start : find.span.end])
    return verdict is not None and not verdict.is_name


def _named(said: Talk, find: Find, verdicts: Decided) -> Find:
    verdict = verdicts.verdict(said.text[find.span.start : find.span.end])
    if verdict is None or not verdict.is_name:
        return find
    return replace(find, kind=verdict.kind or find.kind, score=1.0)


def reason_of(find: Find) -> str:
    """Say in plain words why a find is doubtful; no words of the turn."""
    return REASONS.get(find.rule.split("+")[0], "may identify somebody")
