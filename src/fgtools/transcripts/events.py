"""Lines in which Teams says who started, stopped, joined or left, in many languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from fgtools.transcripts.labels import name_like
from fgtools.transcripts.recording import tidy_label
from fgtools.transcripts.source import Line

THING = (
    r"transcri\w+|transkri\w+|trascri\w+|trawsgri\w+|aufzeichnung|aufnahme|grabación"
    r"|enregistrement|registrazione|opname|gravação|nagrywani\w+|inspelning\w*|optagels\w+|recordio"
)
PLACE = (
    r"besprechung|sitzung|reunión|réunion|riunione|vergadering|reunião|spotkani\w+|möte\w*|møde\w*"
    r"|møte\w*|kokou\w+|chyfarfod|cyfarfod|gyfarfod"
)
BEGINS = (
    r"hat|inició|detuvo|ha|a|heeft|iniciou|interrompeu|parou|rozpoczęła?|rozpoczął|zatrzymała?"
    r"|startade|stoppade|startede|stoppede|startet|stoppet|har|aloitti|lopetti|wedi"
)
COMES = (
    r"hat|ist|wurde|nimmt|se unió|se ha unido|abandonó|salió|ha|a|s'est|est|si è|heeft|is|neemt"
    r"|entrou|ingressou|participa|saiu|deixou|dołączyła?|opuścił|opuściła|har|deltog|forlod|forlot"
    r"|ble|anslöt|lämnade|liittyi|poistui|wedi"
)
TAIL = re.compile(
    r"(?P<who>\S.{0,199}?) (?:(?:has )?(?:started|stopped|paused|resumed)(?: the)?"
    r"(?: meeting| live)? (?:transcription|recording|transcript)"
    r"|(?:has )?(?:joined|rejoined|left) the (?:meeting|call|conversation)"
    rf"|(?:{BEGINS})(?: \S+){{0,3}} \S{{0,12}}(?i:{THING})(?: \S+){{0,2}}"
    rf"|(?:{COMES})(?: \S+){{0,3}} \S{{0,12}}(?i:{PLACE})(?: \S+){{0,2}})"
)
PEOPLE = "i we you he she it they this that who everyone everybody someone somebody nobody"
PRONOUNS = frozenset(PEOPLE.split())
MOST_TAIL = 6
MOST_ALONE = 3


class Events:
    """What event lines look like in one file: its labels, and the tails that come again."""

    def __init__(self, found: Sequence[Line], known: Collection[str]) -> None:
        self.known = frozenset(known)
        tails = Counter(tail for line in found if (tail := self._tail(line)))
        self.tails = frozenset(tail for tail, count in tails.items() if count > 1)
        self.last = found[-1].where if found else ""

    def has(self, line: Line, talks: bool) -> bool:
        """Tell whether a line is an event; `talks` is false before the first turn.

        By its words in several languages, or by its shape: a paragraph of its own, a known name
        and a few words that come again, or that stand above or below all talk.
        """
        if line.text[-1] in ".?!,…:;":
            return False
        if match := TAIL.fullmatch(line.text):
            who = tidy_label(match["who"])
            shaped = name_like(who) or (line.alone and len(who.split()) <= MOST_ALONE)
            return who in self.known or (shaped and who.lower() not in PRONOUNS)
        tail = self._tail(line)
        if tail and (tail in self.tails or not talks or line.where == self.last):
            return True
        return line.alone and any(
            line.text.endswith(f" {tail}") and name_like(line.text[: -len(tail)])
            for tail in self.tails
        )

    def _tail(self, line: Line) -> str:
        """Return what follows a known name in a short paragraph; "" if it is none."""
        words = line.text.split()
        if not line.alone or line.text[-1] in ".?!,…:;" or len(words) > 2 * MOST_TAIL:
            return ""
        for count in range(min(len(words) - 1, MOST_TAIL), 1, -1):
            if " ".join(words[:-count]) in self.known:
                return " ".join(words[-count:])
        return ""
