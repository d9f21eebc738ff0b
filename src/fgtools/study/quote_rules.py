"""Rules on quotes that need the study: what others said, its surveys, its names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from fgtools.names import posts
from fgtools.names.lexicon import everyday
from fgtools.names.unlisted import unlisted
from fgtools.nouns import SURVEY, Participant, Quote
from fgtools.quotes.guard import Rule
from fgtools.study import quote_levels
from fgtools.study.folder import Folder

SURE = 0.85
"""Score from which a post is held by one person, as the name finders see it."""
SEARCHED = ("central", "public")
"""Levels of which the reader may have what people answered, and can look words up in it."""
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class QuoteRules:
    """The study's own rules; `texts` are its turns by id, `said_by` the words of each voice."""

    folder: Folder
    texts: Mapping[str, str]
    said_by: Mapping[str, str]

    @cached_property
    def voices(self) -> Mapping[str, Participant]:
        """Return every voice as quotes take it, read once."""
        return quote_levels.voices(self.folder)

    def at(self, level: str) -> tuple[tuple[str, Rule], ...]:
        """Return the study's own rules at a release level."""
        found: list[tuple[str, Rule]] = [("unique-post", unique_post)]
        if level != "internal":
            found.append(("proper-noun", self.proper_noun))
        if level in SEARCHED:
            found.append(("searchable", self.searchable))
        return tuple(found)

    def proper_noun(self, quote: Quote) -> str:
        """Find a word with a capital that is in no dictionary and no list of the study.

        Rationale: the name of a system, a scheme or a street names the authority that has it.
        """
        left = unlisted(quote.text, self._known, self.folder.private.allowed())
        return "holds a proper noun that is in no list of words or names" if left else ""

    def searchable(self, quote: Quote) -> str:
        """Find a survey's answer that is printed whole.

        Rationale: whoever has the answers, with what else each respondent said, can look the words
        up; part of an answer is found less easily, and tells less.
        """
        session = self.folder.settings.sessions.get(quote.session)
        whole = len(self.texts.get(quote.turn, "").strip()) <= quote.span.end - quote.span.start
        if session and session.mode == SURVEY and whole and "[...]" not in quote.text:
            return "is a survey's answer from its first word to its last, which can be looked up"
        return ""

    def usual(self, said: str, participant: str) -> bool:
        """Tell whether a word or phrase ties nobody to it: everyday, or said by somebody else."""
        if " " not in said and (said in everyday() or said in self._known):
            return True
        return any(f" {said} " in text for who, text in self.said_by.items() if who != participant)

    @cached_property
    def _known(self) -> frozenset[str]:
        settings, book = self.folder.settings, self.folder.codebook()
        told = [settings.title, *(c.label for c in book.codes), *(c.definition for c in book.codes)]
        told += [word for role in settings.synonyms.values() for word in role]
        return frozenset(m.group().lower() for text in told for m in WORD.finditer(text))


def unique_post(quote: Quote) -> str:
    """Find a post that the name finders take for one person's.

    Rationale: a second look at the final words, by other patterns than those of the quotes.
    """
    sure = any(find.score >= SURE for find in posts.find(quote.text))
    return "names a post that only one person may hold" if sure else ""


def of(folder: Folder) -> QuoteRules:
    """Return the rules of a study; what everybody said is read once."""
    turns = folder.store.turns()
    said: dict[str, list[str]] = {}
    for turn in turns:
        words = WORD.findall(turn.text.lower().replace("’", "'"))
        said.setdefault(turn.participant, []).append(f" {' '.join(words)} ")
    return QuoteRules(
        folder, {turn.id: turn.text for turn in turns},
        {who: "\n".join(texts) for who, texts in said.items()},
    )  # fmt: skip
