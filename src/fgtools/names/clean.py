"""Redacted texts in which a look found nothing: other secrets ask for a look at few of them.

What a look finds begins with a word that the secrets tell something of, with letters that are spelt
out, or with a form, whatever the secrets. So a text that was clean stays clean under other secrets
as long as they tell nothing new of any of its words.
"""

from __future__ import annotations

from collections.abc import Iterable

from fgtools.names.check import LETTERS, NUMBERED, Seen, places, sounds_known, without_own
from fgtools.names.glued import bare, hides
from fgtools.names.secrets import Secrets, fronts_of
from fgtools.names.words import WORD, Word, talk
from fgtools.nouns import Find

Place = tuple[str, str]
"""A session, and a redacted turn's text there."""


class Clean:
    """The texts that are clean, and the secrets under which they are."""

    def __init__(self, secrets: Secrets, texts: Iterable[Place] = ()) -> None:
        self.secrets = secrets
        self._texts = set(texts)
        self._earlier: set[Place] = set()
        self._news: News | None = None
        self._forms: Seen = {}

    def under(self, secrets: Secrets) -> None:
        """Look for other secrets from now on."""
        self._earlier, self._texts = self._texts, set()
        self._news = None
        if secrets != self.secrets:  # those that are the same know the words that they met
            self._news = News(self.secrets, secrets)
            self.secrets = secrets

    def look(self, session: str, text: str) -> tuple[Find, ...]:
        """Return where something is left in a redacted turn of a session (`check.places`)."""
        at = session, text
        clean = at in self._texts or (at in self._earlier and not self._is_news(session, text))
        found = () if clean else places(text, self.secrets, session, self._forms)
        if not found:
            self._texts.add(at)
        return found

    def _is_news(self, session: str, text: str) -> bool:
        return self._news is not None and self._news.of(session, text)


class News:
    """What secrets tell of words that earlier ones did not."""

    def __init__(self, before: Secrets, now: Secrets) -> None:
        self._told: dict[str, tuple[str, bool]] = {}
        self._before, self._now = before, now
        self._same_rules = (before.allow, before.labels) == (now.allow, now.labels)
        self._heard = {words[0] for words in before.heard ^ now.heard}
        self._fronts = fronts_of(now.joined - before.joined)

    def of(self, session: str, text: str) -> bool:
        """Tell whether a text of a session must be looked at again."""
        before, now = (one.settled.get(session) for one in (self._before, self._now))
        if not self._same_rules or before != now:
            return True
        words = without_own(text)
        if NUMBERED.search(words) or LETTERS.search(words):
            return True
        front = ""
        for letters, tells in map(self._known, WORD.findall(words)):
            if tells or (front and front + letters in self._fronts):
                return True
            front = letters if letters in self._fronts else ""
        return False

    def _known(self, written: str) -> tuple[str, bool]:
        """Return a word's letters, and whether more is told of it by itself than before."""
        known = self._told.get(written)
        if known is None:
            (word,) = talk("", written).words
            known = self._told[written] = bare(word.low), self._tells_more(word)
        return known

    def _tells_more(self, word: Word) -> bool:
        before, now = self._before, self._now
        return (
            now.by_first.get(word.low) != before.by_first.get(word.low)
            or word.low in self._heard
            or (hides(word, now) and not hides(word, before))
            or (sounds_known(word, now) and not sounds_known(word, before))
        )
