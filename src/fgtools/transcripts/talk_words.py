"""Headers of tables of talk, in the languages people were seen to write them in."""

from __future__ import annotations

from collections.abc import Mapping

from fgtools.transcripts.grid import folded

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "session": (
        "session", "session id", "group", "focus group", "meeting", "interview", "session name",
        "focus group id", "transcript id", "interview id", "sitzung", "gruppe", "fokusgruppe",
        "sesión", "grupo", "grupo focal", "séance", "groupe", "entretien", "grŵp", "sesiwn",
    ),
    "speaker": (
        "speaker", "speaker name", "name", "who", "participant", "speaker label", "speaker id",
        "speakers", "participant name", "participant id", "person", "spoken by", "said by", "voice",
        "actor", "initials", "interlocutor", "respondent", "sprecher", "sprecherin", "sprecher/in",
        "sprecher:in", "sprecher*in", "sprechende", "redner", "wer", "teilnehmer", "teilnehmerin",
        "teilnehmer/in", "locuteur", "locutrice", "locuteur/trice", "intervenant", "intervenante",
        "orateur", "qui", "participante", "nom", "hablante", "orador", "oradora", "interlocutora",
        "ponente", "quién", "nombre", "parlante", "relatore", "nome", "falante", "spreker",
        "deelnemer", "naam", "siaradwr", "enw", "who spoke", "who said it", "who said this",
        "who said that", "who is speaking", "who was speaking", "who is talking", "who's speaking",
        "who's talking", "who speaks", "who said what", "person speaking", "contributor",
    ),
    "role": (
        "role", "speaker role", "job role", "job title", "profession", "rolle", "funktion", "beruf",
        "rôle", "fonction", "profession", "rol", "función", "cargo", "ruolo", "functie", "rôl",
    ),
    "text": (
        "text", "sentence", "words", "utterance", "transcription", "transcript", "speech",
        "transcript text", "spoken text", "spoken words", "what was said", "said", "dialogue",
        "dialog", "talk", "content", "turn text", "verbatim", "statement", "contribution",
        "utterances", "sentences", "subtitle", "caption", "gesprochener text", "wortlaut",
        "äußerung", "aussage", "beitrag", "redebeitrag", "transkript", "transkription",
        "transkripttext", "satz", "inhalt", "gesagtes", "texte", "propos", "parole", "paroles",
        "énoncé", "contenu", "phrase", "verbatims", "texto", "transcripción", "enunciado", "frase",
        "contenido", "intervención", "testo", "trascrizione", "tekst", "transcriptie",
        "transcrição", "testun", "trawsgrifiad", "what they said", "what did they say",
        "what is said", "what was spoken", "what they say", "what people said", "spoken",
        "what s/he said", "what he/she said", "what he or she said", "their words",
    ),
    "ordinal": ("ordinal",),
    "begin": (
        "begin", "start", "start time", "timestamp", "time", "time stamp", "begin time", "time in",
        "when", "timecode", "time code", "time start", "in", "from", "tc", "tc in", "beginn",
        "anfang",
        "start zeit", "startzeit", "zeit", "zeitstempel", "zeitmarke", "von", "début", "temps",
        "horodatage", "heure", "minutage", "inicio", "tiempo", "hora", "marca de tiempo",
        "código de tiempo", "inizio", "tempo", "tijd", "starttijd", "início", "amser",
    ),
    "end": (
        "end", "end time", "stop", "time end", "time out", "out", "tc out", "stop time", "finish",
        "to", "ende", "endzeit", "bis", "fin", "final", "fine", "eind", "eindtijd", "fim",
    ),
    "duration": ("dur", "duration", "length", "dauer", "länge", "durée", "duración", "durata"),
    "number": (
        "turn", "turn number", "turn no", "turn id", "no", "nr", "number", "line", "line number",
        "row", "id", "index", "utterance id", "segment", "sequence", "cue", "zeile", "nummer",
        "ligne", "numéro", "n°", "línea", "número", "riga", "regel",
    ),
}  # fmt: skip
"""The house's columns, and what others call them; the first that a table has is taken.

Durations and the numbers of turns and lines are known so that they are not taken for words.
"""
SPEAKS = frozenset(
    ("speaker", "speaker name", "speaker label", "sprecher", "sprecherin", "locuteur", "hablante",
     "intervenant", "parlante", "falante", "spreker", "siaradwr", "who spoke", "who said it",
     "who said this", "who said that", "who is speaking", "who was speaking", "who is talking",
     "who's speaking", "who's talking", "who speaks", "person speaking", "spoken by", "said by")
)  # fmt: skip
LOOSE_TEXT: Mapping[str, tuple[str, ...]] = {
    "text": (
        "comment",
        "comments",
        "remarks",
        "contributions",
        "message",
        "response",
        "answer",
        "quote",
        "remark",
        "discussion",
        "notes",
        "kommentar",
        "antwort",
        "commentaire",
        "réponse",
        "comentario",
        "respuesta",
    )
}
"""Text beside somebody who speaks, or whose name comes again; else these head notes on people."""
KNOWN = frozenset(
    folded(name) for words in (COLUMNS, LOOSE_TEXT) for names in words.values() for name in names
)
"""Headers that may be shown: they are nobody's talk and nobody's name."""
HOUSE = frozenset({"session", "speaker", "role", "text", "ordinal", "begin", "end"})
