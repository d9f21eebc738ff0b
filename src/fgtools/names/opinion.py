"""A second opinion on redacted turns: what another setting of a name model still takes for people.

Advice, not proof: a model marks "I wouldn't know him from Adam" too. Only words that lists know as
names, and no dictionary as words, are reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from fgtools.names.lexicon import name_flags
from fgtools.names.plain import plain
from fgtools.names.secrets import Secrets
from fgtools.names.surrogates import MARK
from fgtools.names.words import Word, is_ordinary, talk
from fgtools.nouns import Find, Finding, SafeTurn

Mark = Callable[[Sequence[str]], Sequence[tuple[Find, ...]]]
"""What a name model does: the finds of each text, in order."""
RULE = "model-left"
WHAT = "perhaps a name: a name model marks it when it reads the redacted turn"


def model_left(
    turns: Iterable[SafeTurn], mark: Mark, secrets: Secrets, *, lower: bool
) -> tuple[Finding, ...]:
    """Return the turns in which a model marks a person; it reads lower-case text if `lower`.

    Words that people settled as no names are not reported.
    """
    turns = tuple(turns)
    texts = {turn.text: _as_read(turn.text, lower=lower) for turn in turns}
    marked = dict(zip(texts, mark(list(texts.values())), strict=True))
    return tuple(
        Finding(RULE, turn.id, WHAT)
        for turn in turns
        if _has_name(turn.session, texts[turn.text], marked[turn.text], secrets)
    )


def _as_read(text: str, *, lower: bool) -> str:
    words = MARK.sub(lambda mark: "•" * len(mark.group()), plain(text).text)
    return words.lower() if lower else words


def _has_name(session: str, text: str, finds: Sequence[Find], secrets: Secrets) -> bool:
    people = [find.span for find in finds if find.kind == "person"]
    if not people:
        return False
    said = talk("", text)
    spared = secrets.settled.get(session, frozenset())
    idioms = secrets.allow.spans(said)
    return any(
        span.start <= word.start and word.end <= span.end and (word.low,) not in spared
        for word in said.words
        if not any(idiom.start <= word.start < idiom.end for idiom in idioms)
        and _is_known_name(word, secrets)
        for span in people
    )


def _is_known_name(word: Word, secrets: Secrets) -> bool:
    return word.low in name_flags() and not is_ordinary(word.low) and not secrets.allow(word.low)
