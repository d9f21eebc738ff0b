"""Headers of attendance reports and lists of people, and what stands round their tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from fgtools.transcripts.dates import readable
from fgtools.transcripts.grid import Row, columns, folded
from fgtools.transcripts.talk import SAMPLED, column, profile

NAMES: Mapping[str, tuple[str, ...]] = {
    "name": (
        "full name", "name", "name (original name)", "participant name", "display name",
        "attendee name", "user name", "staff name", "staff member", "person name",
        "transcript name", "transcript label", "name in transcript", "preferred name", "pseudonym",
        "alias", "known as", "participant", "participants", "person", "attendee", "attendees",
        "speaker", "user", "delegate", "member", "who", "nom complet", "nom", "nom d'utilisateur",
        "vollständiger name", "teilnehmer", "teilnehmername", "anzeigename", "nombre completo",
        "nombre", "nome completo", "nome", "nome e cognome", "volledige naam", "naam", "deelnemer",
        "fullständigt namn", "namn", "fulde navn", "fullt navn", "navn", "koko nimi", "nimi",
        "pełna nazwa", "imię i nazwisko", "nazwa", "celé jméno", "jméno", "tam adı", "ad soyad",
        "полное имя", "имя", "氏名", "名前", "姓名", "全名", "enw", "enw llawn",
    ),
    "given": (
        "first name", "forename", "forenames", "given name", "christian name", "firstname",
        "vorname", "prénom", "nombre de pila", "primer nombre", "voornaam", "primeiro nome",
        "förnamn", "fornavn", "enw cyntaf",
    ),
    "family": (
        "last name", "surname", "family name", "lastname", "second name", "nachname",
        "familienname", "nom de famille", "apellido", "apellidos", "cognome", "achternaam",
        "sobrenome", "apelido", "efternamn", "etternavn", "efternavn", "cyfenw",
    ),
    "role": (
        "role", "job role", "professional role", "staff role", "role in service", "current role",
        "job role / title", "rôle", "rolle", "rol", "ruolo", "função", "functie", "function",
        "fonction", "funktion", "función", "profession", "occupation", "professional group",
        "team", "roll", "rooli", "rola", "роль", "役割", "角色", "rôl", "swydd",
    ),
    "post": (
        "post", "job title", "position", "job", "title", "designation", "beruf", "cargo", "titel",
        "service",
    ),
    "session": (
        "session", "group", "focus group", "session name", "focus group session", "fg", "meeting",
        "group number", "session id", "group id",
    ),
    "joined": (
        "first join", "first join time", "join time", "joined", "time joined", "joined at",
        "meeting start time", "erster beitritt", "beitrittszeit", "erste teilnahme", "beigetreten",
        "zeitpunkt des beitritts", "beitritt", "heure d'arrivée", "première participation",
        "première connexion", "heure de participation", "heure de début", "heure d'entrée",
        "première arrivée", "primera entrada", "primera unión", "hora de unión",
        "hora de entrada", "hora a la que se unió", "primera vez que se unió", "prima entrata",
        "primo accesso", "ora di partecipazione", "ora di ingresso", "ora di accesso",
        "eerste deelname", "tijdstip van deelname", "deelnametijd", "eerste keer deelgenomen",
        "primeira entrada", "primeiro ingresso", "hora de ingresso", "första anslutning",
        "ansluten", "timestamp", "zeitstempel", "horodatage", "marca de tiempo", "tijdstempel",
        "carimbo de data/hora", "timbro data/ora",
    ),
    "left": (
        "last leave", "last leave time", "leave time", "left", "time exited", "time left",
        "left at", "letztes verlassen", "verlassen", "verlassenszeit", "zeitpunkt des verlassens",
        "austrittszeit", "heure de départ", "dernier départ", "dernière sortie", "heure de sortie",
        "heure de fin", "última salida", "hora de salida", "hora a la que salió",
        "hora de abandono", "ultima uscita", "ora di uscita", "ora di abbandono",
        "laatste vertrek", "tijdstip van vertrek", "vertrektijd", "laatst verlaten",
        "última saída", "hora de saída", "senaste utgång",
    ),
    "action": (
        "user action", "action", "action de l'utilisateur", "action utilisateur",
        "benutzeraktion", "aktion", "acción del usuario", "acción de usuario", "azione utente",
        "azione dell'utente", "gebruikersactie", "actie van gebruiker", "ação do usuário",
        "ação do utilizador",
    ),
    "duration": (
        "in-meeting duration", "duration", "attendance duration", "total duration (minutes)",
        "duration (minutes)", "time in session (minutes)", "durée", "durée de la réunion", "dauer",
        "besprechungsdauer", "duración", "duración de la reunión", "durata", "durata riunione",
        "duur", "duração", "varaktighet",
    ),
    "email": (
        "email", "e-mail", "user email", "email address", "attendee email", "mail",
        "participant id (upn)", "upn",
    ),
}  # fmt: skip
"""Headers of columns, in the languages of Teams and of people, best first."""
GIVEN_AND_FAMILY = frozenset(("nombre", "nome", "nom", "name"))
LIKE_NAME = re.compile(
    r"(?!.*\b(?:school|organi[sz]ation|team|service|group|company|file|meeting|session|event"
    r"|setting|employer|role|real|local authority|department|venue|project|document)\b)"
    r".{0,30}\bnames?\b.{0,20}"
)
LIKE_ROLE = re.compile(r".{0,25}\b(?:role|job title|profession)\b.{0,25}")
LEFT = re.compile(
    r"left|leave|verlass|quitt|parti$|parti |sorti|sali|abandon|uscit|abbandon|verlat|vertrok|saiu"
    r"|lamnade|forlod|forlot"
)
ATTENDED = re.compile(r"attend|teilnehm|particip|partecip|deelnem|asist")
SECTION = re.compile(r"\d{1,2}\s?[.)]\s?\S.*")
HEADER_WITHIN = 60
PERSON = re.compile(r"[^\W\d_][^\d@_;|/\\]{1,60}(?:\([^()]*\))?")


def headers_of(rows: Sequence[Row]) -> list[tuple[int, dict[str, int]]]:
    """Find the rows that head tables of people: in a report all, in a list that with most columns.

    Where no header is known, a report shows by its cells: names first, then two times.
    """
    found: list[tuple[int, dict[str, int]]] = []
    for number, row in enumerate(rows):
        if number >= HEADER_WITHIN and not (found and is_report(found[0][1])):
            break
        at = _named(row)
        key = next((key for key in ("name", "given", "family") if key in at), "")
        if not key or (len(_filled(row)) < 2 and number):
            continue
        below = people_rows(rows[number + 1 : number + 1 + SAMPLED], at)
        if any(PERSON.fullmatch(name.strip()) for name in column(below, at[key])):
            found.append((number, _timed(at, below)))
    reports = [one for one in found if is_report(one[1])]
    if reports:
        return reports
    told = [] if found else _told(rows)
    return told or sorted(found, key=lambda one: -len(one[1]))[:1]


def _timed(at: dict[str, int], below: Sequence[Row]) -> dict[str, int]:
    """Add the times of joining and leaving where only their cells tell them."""
    if {"joined", "left", "action"} & set(at) or not below:
        return at
    width = max(len(row) for row in below)
    dated = [n for n in range(width) if profile(column(below, n)).dates > 0.8]
    clocked = [n for n in dated if readable(column(below, n))[0]]
    return at | {"joined": clocked[0], "left": clocked[1]} if len(clocked) > 1 else at


def _named(row: Row) -> dict[str, int]:
    at = columns(row, NAMES)
    for whole, half, other in (("name", "given", "family"), ("name", "family", "given")):
        # "Name, Vorname", "Nombre, Apellidos": the plain word for a name is half of one here.
        halved = {whole, half} <= set(at) and other not in at
        if halved and folded(row[at[whole]]) in GIVEN_AND_FAMILY:
            at[other] = at.pop(whole)
    for key, shape in (("name", LIKE_NAME), ("role", LIKE_ROLE)):
        if key not in at and not (key == "name" and {"given", "family"} & set(at)):
            like = [n for n, cell in enumerate(row) if shape.fullmatch(folded(cell))]
            like = [n for n in like if n not in at.values()]
            if like:
                at[key] = like[0]
    return at


def _filled(row: Row) -> list[str]:
    return [cell for cell in row if cell.strip()]


def _told(rows: Sequence[Row]) -> list[tuple[int, dict[str, int]]]:
    """Find a report in a language that is not known: rows of a name and two times."""
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        if len(_filled(row)) < 3:
            continue
        below = _block(rows[number + 1 : number + 1 + SAMPLED])
        if not below or len(below[0]) < 3:
            continue
        if any(readable([cell])[0] for cell in row):
            continue
        places = range(len(row))
        dated = [n for n in places if profile(column(below, n)).dates > 0.8]
        named = [
            n for n in places
            if sum(PERSON.fullmatch(c.strip()) is not None for c in column(below, n)) == len(below)
        ]  # fmt: skip
        if len(dated) > 1 and named and named[0] < dated[0]:
            at = {"name": named[0], "joined": dated[0], "left": dated[1]}
            last = [n for n in named if n > dated[1] and n == len(row) - 1]
            return [(number, at | ({"role": last[0]} if last else {}))]
    return []


def _block(rows: Sequence[Row]) -> list[Row]:
    found: list[Row] = []
    for row in rows:
        if not any(cell.strip() for cell in row):
            break
        found.append(row)
    return found


def is_report(at: Mapping[str, int]) -> bool:
    """Tell a report that software wrote from a list that people wrote."""
    return "action" in at or "duration" in at or {"joined", "left"} <= set(at)


def people_rows(rows: Sequence[Row], at: Mapping[str, int]) -> list[Row]:
    """Return the rows of people below a header: in a report, up to the next section."""
    found: list[Row] = []
    for number, row in enumerate(rows):
        filled = _filled(row)
        if is_report(at):
            after = rows[number + 1] if number + 1 < len(rows) else ()
            if not filled or _opens_section(filled, after):
                if found:
                    break
                continue
        if filled:
            found.append(row)
    return found


def _opens_section(filled: Sequence[str], after: Row) -> bool:
    if len(filled) > 1:
        return False
    at = columns(after, NAMES)
    return SECTION.fullmatch(filled[0].strip()) is not None or ("name" in at and len(at) > 2)


def attended(rows: Sequence[Row]) -> int | None:
    """Return how many people a report says attended: the one number in its summary.

    A webinar's summary counts who registered as well; there the label tells.
    """
    found = {
        folded(row[0]): int(row[1].strip())
        for row in rows
        if len(_filled(row)) == 2 and len(row) > 1 and re.fullmatch(r"[0-9]{1,4}", row[1].strip())
    }
    told = {label: number for label, number in found.items() if ATTENDED.search(label)}
    one = list((told or found).values())
    return one[0] if len(one) == 1 else None


def has_left(action: str) -> bool:
    """Tell leaving from joining, in the languages of Teams."""
    return LEFT.search(folded(action)) is not None
