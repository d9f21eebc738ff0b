"""Words of survey tools and of those who ask: headers, questions, and answers that are none."""

from __future__ import annotations

import re

EXPORTS = frozenset(
    (
        "respondent id", "response id", "collector id", "unique response number", "submission id",
        "completion time", "last modified time", "recorded date", "date submitted", "userno",
        "user no", "tracking id", "fertigstellungszeit", "uhrzeit der letzten anderung",
        "heure de fin", "heure de la derniere modification", "hora de finalizacion",
        "hora de la ultima modificacion", "ora di completamento", "response type",
        "submit date (utc)", "submitted at", "distribution channel", "response number",
        "respondent", "completed date", "date completed", "external reference",
    )
)  # fmt: skip
"""Headers that survey tools write and nobody else: two of the metadata with one of these."""
STAMPS = frozenset(
    ("timestamp", "zeitstempel", "horodateur", "marca temporal", "informazioni cronologiche")
)
METADATA = EXPORTS | STAMPS | frozenset(
    (
        "id", "#", "no", "number", "start time", "end time", "start date", "end date", "started",
        "ended", "submitted", "completed", "finished", "status", "progress", "date created",
        "date modified", "start date (utc)", "date started", "response started", "time taken",
        "response submitted", "submission date", "duration (in seconds)", "duration", "last page",
        "start language", "seed", "user language", "language", "recipient last name",
        "recipient first name", "recipient email", "location latitude", "location longitude",
        "ip address", "ip", "email", "e-mail", "email address", "e-mail address", "mail", "name",
        "first name", "last name", "surname", "forename", "full name", "your name", "username",
        "user name", "user id", "userid", "unique id", "device", "browser", "operating system",
        "user agent", "network id", "total points", "quiz feedback", "grade posted time", "score",
        "source", "referrer", "tags", "startzeit", "e-mail-adresse", "nachname", "vorname",
        "heure de debut", "adresse de messagerie", "nom", "hora de inicio", "correo electronico",
        "nombre", "ora di inizio", "posta elettronica", "nome", "phone", "telephone", "token",
        "ruolo utente", "consent", "postcode", "invite", "panel id", "link id",
    )
)  # fmt: skip
PERSONAL = re.compile(
    r"\b(?:e-?mail|phone|telephone|ip address|postcode|(?:your|full|first|last|sur) ?name)\b"
)
ROLE = re.compile(
    r"(?:your |current |main |primary |job |professional |work )*"
    r"(?:role|job|job title|title|profession|occupation|position|rolle|beruf|rol)"
    r"(?: or profession| or job title| title| in school| \(.*\))?"
    r"|(?:what|which|please (?:state|select|choose|tell us|indicate))\b(?!.*\b(?:how|help|about|"
    r"challenges?|changes?)\b).{0,40}\b(?:role|job title|profession|occupation|position|job)\b"
    r".{0,30}"
)
WORKPLACE = re.compile(
    r"\b(?:school|setting|organi[sz]ation|authority|council|employer|address|department|trust"
    r"|borough|county)\b"
)
SAID_OPEN = re.compile(
    r"\bopen-ended response\b|\btext$|\bfree text\b|please (?:specify|explain|describe|comment"
    r"|tell us more|say more|give (?:details|reasons|an example))|\bcomments?\b|\bwhy\b"
    r"|anything else|in your own words"
)
ASKED_AS = re.compile(r"^(?:q(?:uestion)?\s?)?\d{1,3}(?:\.?[a-z]?\d{0,2})?\s?[.:)]\s+")
NUMBERED = re.compile(r"(?:q|question|frage)\s?\d.*")
ASKS = re.compile(
    r"(?:(?:what|which|how|why)\b(?! (?:they|he|she|it|there|people|children|families)\b) \w+ \w"
    r"|(?:is|are) there |(?:do|did|have|can|could|would) you |to what extent|in (?:what|which) )"
)
TOLD_TO = re.compile(
    r"(?:please |kindly )?(?:tell us|describe|explain|list|outline|specify|state|provide|comment"
    r"|elaborate|write|share (?:any|your|with)|say (?:what|how|why|more)|name (?:one|two|three)"
    r"|add (?:any|further)|give (?:us )?(?:an? |any |one |some |details|examples|reasons))\b"
    r"|thinking (?:about|of|back)\b"
)
OWN = re.compile(r"\b(?:i|i'(?:m|ve|d|ll)|we|we'(?:re|ve|d|ll)|my|our)\b")
WHY = re.compile(r"\bwhy\b")
NO_ANSWER = frozenset(
    ("n/a", "na", "n.a", "n/a.", "none", "nil", "no answer", "not applicable", "no comment",
     "no comments", "no further comments", "-", "--", "–", "—", ".", "..", "...", "…", "?", "x",
     "null", "nan", "nothing to add", "no response", "s/o", "keine angabe", "k.a", "nichts")
)  # fmt: skip
