"""Redacted texts in which a look found nothing: other secrets ask for a look at few of them.

What a look finds begins with a word that the secrets tell something of, with letters that are spelt
out, or with a form, whatever the secrets. So a text that was clean stays clean under other secrets
as long as they tell nothing new of any of its words.
"""

from __future__ import annotations

from collections.abc import Iterable

from fgtools.names.check import LETTERS, NUMBERED, places, sounds_known, without_own
from fgtools.names.forms import Forms
from fgtools.names.glued import hides
from fgtools.names.secrets import Secrets, fronts_of
from fgtools.names.telling import Told, alone_and_seconds, telling, told_of
from fgtools.names.words import Word
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
        self._forms = Forms()

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
        self._words: dict[str, Told] = {}
        self._before, self._now = before, now
        self._same_rules = (before.allow, before.labels) == (now.allow, now.labels)
        heard = ((words, "person") for words in before.heard ^ now.heard)
        self._phrases = alone_and_seconds({*(before.phrases ^ now.phrases), *heard})
        self._fronts = fronts_of(now.joined - before.joined)

    def of(self, session: str, text: str) -> bool:
        """Tell whether a text of a session must be looked at again."""
        before, now = (one.settled.get(session) for one in (self._before, self._now))
        if not self._same_rules or before != now:
            return True
        words = without_own(text)
        if NUMBERED.search(words) or LETTERS.search(words):
            return True
        return bool(telling(words, self._told, self._fronts))

    def _told(self, written: str) -> Told:
        """Say what is told of a word that was not told before."""
        told = self._words.get(written)
        if told is None:
            told = told_of(written, self._phrases, self._fronts, self._tells_more)
            self._words[written] = told
        return told

    def _tells_more(self, word: Word) -> bool:
        before, now = self._before, self._now
        return (hides(word, now) and not hides(word, before)) or (
            sounds_known(word, now) and not sounds_known(word, before)
        )
