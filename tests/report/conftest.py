# ruff: noqa: E501  (a quote is a line)
"""An invented study of realistic size, built into a report."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from fgtools.nouns import (
    Code,
    Codebook,
    Coding,
    LeftOut,
    Participant,
    Quote,
    SafeTurn,
    Session,
    Span,
    Topic,
    TopicAssignment,
    View,
)
from fgtools.report.card_parts import WavesPart
from fgtools.report.charts import draw_all
from fgtools.report.describe import Held, Report, Settings, describe
from fgtools.report.parts import SaturationPart, WordPart
from fgtools.report.pictures import Picture
from fgtools.report.waves import waves
from fgtools.safe import stored

ROLES = {
    "casework": "Casework and assessment",
    "educational-psychology": "Educational psychology",
    "therapies": "Therapies",
}

THEMES = """
caseload|Caseload and workload|How much work people carry at one time, and what it does to the work.
recruitment|Recruitment and vacancies|Getting people into posts: vacancies, shortages, applicants.
retention|Retention and turnover|Why people leave or stay, and what is lost or kept when they do.
supervision|Supervision and reflective space|Structured time to think about cases and practice.
wellbeing|Wellbeing and morale|How the work affects health, mood and hope, and what protects them.
pay|Pay and cost of living|Salaries, grades, allowances, and what the money covers.
career-paths|Career paths and development|Training, progression and routes into the profession.
flexible-work|Flexible and hybrid work|Choosing when and where to work.
agency-staff|Agency, locum and associate staff|Temporary workers: use, cost and what they bring.
digital-systems|Digital systems and data|The systems people record, share and look things up in.
joint-working|Joint working across services|Working with health, schools and social care.
ehcna|EHC assessments and plans|The statutory process from request to plan and review.
preparing-for-adulthood|Preparing for adulthood|The move from school to college, work and home.
racial-equity|Racial equity and cultural understanding|Fairness for staff and families.
leadership|Leadership and being valued|Managers and directors, and whether work is seen.
families|Families and trust|Relations with parents and carers, and with young people.
reform|Reform, law and national policy|What people expect of, fear from and ask of reform.
""".strip().splitlines()

QUOTES = """
caseload|casework|barrier|I'm holding two hundred and forty plans and I could not tell you what half of those children look like.
caseload|casework|barrier|When somebody goes off, their cases don't vanish. They land on whoever is still standing.
caseload|casework|request|Give us a cap. Any cap. Just a number at which somebody has to stop and say no.
caseload|therapies|barrier|I've got five special schools and four days. You do the sums.
caseload|educational-psychology|enabler|We went to ten statutory pieces a term and for the first time I finish one before I start the next.
caseload|educational-psychology|barrier|The early help work is what goes. Every time. It's the only thing that can go.
recruitment|educational-psychology|barrier|We've advertised the senior post three times and interviewed one person.
recruitment|educational-psychology|request|Fund more training places. There is no other tap to turn on.
recruitment|casework|barrier|By the time the checks came through she'd taken a job with the council next door.
recruitment|therapies|barrier|Nobody applies for the statutory post. They see the word tribunal and close the page.
retention|casework|barrier|In my team of eight there are two of us left who were here at the start of last year.
retention|casework|enabler|What has kept me is the people I sit with, nothing grander than that.
retention|therapies|barrier|You train someone for a year, they get good, and the independent sector rings them up.
retention|educational-psychology|barrier|When she retired, twenty years of knowing every school went out of the door with her.
supervision|educational-psychology|enabler|Supervision is sacred here. It's in the diary, it happens, and nobody books over it.
supervision|casework|barrier|Supervision is a list. How many overdue, how many due, any leave, off you go.
supervision|casework|request|I'd like one hour a month that isn't about the spreadsheet.
supervision|therapies|enabler|Peer supervision saved my year. Four of us, once a fortnight, cameras on.
wellbeing|casework|barrier|Sunday afternoon, about four o'clock, that's when my stomach goes.
wellbeing|therapies|barrier|I used to love the reports. Now I read my own writing and it sounds like a machine.
wellbeing|educational-psychology|enabler|We laugh a lot. Dark, but we do laugh, and that is not nothing.
pay|casework|barrier|I can't afford to live in the borough I make decisions about.
pay|casework|barrier|The supermarket pays a pound an hour less and nobody there threatens to sue you.
pay|therapies|request|Put us on the same scale as the hospital down the road, that's all.
pay|educational-psychology|none|Pay isn't why I came and it isn't why I'd go, if I'm honest.
career-paths|casework|barrier|There's officer, there's senior officer, and then there's a wall.
career-paths|casework|request|A proper qualification. Something with a name that the next employer has heard of.
career-paths|therapies|enabler|They let me split the week and train in feeding, so I stayed.
flexible-work|casework|enabler|Two days at home and I can actually write. It's quiet and the phone is mine.
flexible-work|educational-psychology|enabler|Term-time only is the reason I'm still in this profession.
flexible-work|therapies|barrier|You can't do a swallow assessment from the kitchen table, so hybrid is a word for other people.
agency-staff|casework|barrier|The agency colleague beside me earns twice what I do and asks me where things are.
agency-staff|educational-psychology|none|Half our statutory advice is written by associates, and some of it is very good.
agency-staff|casework|enabler|We kept one locum for two years and honestly she held the team together.
digital-systems|casework|barrier|I type the same date of decision into three systems. Three.
digital-systems|casework|request|One record. Let health put their advice straight in and let me see that it has come.
digital-systems|therapies|barrier|Our notes can't talk to their portal, so I print, sign, scan and send.
digital-systems|educational-psychology|enabler|The drafting tool gives me a first page. I change most of it, but I'm not staring at white.
joint-working|therapies|barrier|We are asked for advice in six weeks and told about it in week five.
joint-working|casework|barrier|I chase health every single day. I know the voicemail greeting by heart.
joint-working|casework|enabler|Since the joint panel started, somebody from health is in the room when we decide.
joint-working|educational-psychology|request|Put us in the same building one day a week. It's not complicated.
ehcna|casework|barrier|Twenty weeks is the law and thirty-one is the truth.
ehcna|educational-psychology|barrier|We have become an advice factory. I see a child once, for ninety minutes.
ehcna|therapies|barrier|They quantify my provision down to the minute because of appeals, not because of the child.
ehcna|casework|request|Let us decide some things without a full assessment. Families don't want a year of this either.
ehcna|educational-psychology|none|Some plans are lovely, and you can tell when somebody has had the time.
preparing-for-adulthood|casework|barrier|At nineteen everybody lets go at the same time.
preparing-for-adulthood|casework|enabler|Our post-sixteen officer goes to the colleges in September and sorts it face to face.
preparing-for-adulthood|therapies|barrier|Adult services have a different threshold, so the communication aid goes back in a box.
racial-equity|educational-psychology|barrier|I look at who is excluded and who is in the room deciding, and they don't match.
racial-equity|casework|barrier|An interpreter was booked for one meeting out of five. One.
leadership|casework|enabler|Our new head of service sat with us for a morning and answered phones. That went a long way.
leadership|casework|barrier|We hear about decisions from parents who heard it from a councillor.
leadership|educational-psychology|none|You do want to be told when it went well, that's only human.
families|casework|barrier|By the time they reach me they have already fought four people, and I'm the fifth.
families|therapies|enabler|If you ring before the letter goes, ninety per cent of the anger never happens.
families|educational-psychology|none|Parents ask me what I would do if it was mine. I never know what to say.
reform|casework|request|Whatever they change, tell us before it is in the newspaper.
reform|educational-psychology|barrier|Every reform arrives with a new form and nobody to fill it in.
""".strip().splitlines()

SIZES = {"casework": (11, 9), "educational-psychology": (6, 4), "therapies": (8, 7)}


def codebook() -> Codebook:
    codes = [Code(key, label, text) for key, label, text in (t.split("|") for t in THEMES)]
    codes.insert(
        1, Code("unpaid-hours", "Unpaid hours", "Work outside paid hours.", parent="caseload")
    )
    codes.append(Code("ai", "Artificial intelligence", "Use of AI.", parent="digital-systems"))
    codes.append(Code("unheard", "A theme nobody raised", "Left here to be silent."))
    return Codebook("SEND workforce", "1", tuple(codes))


def voices() -> dict[str, Participant]:
    found = {}
    for role, sizes in SIZES.items():
        for at, size in enumerate(sizes, 1):
            session = f"{role}-{at}"
            found[f"{session}-f"] = Participant(f"{session}-f", session, "", is_facilitator=True)
            for n in range(1, size + 1):
                who = f"{session}-p{n:02d}"
                found[who] = Participant(who, session, role)
    found["casework-1-room"] = Participant("casework-1-room", "casework-1", "casework", known=False)
    return found


def talk(people: dict[str, Participant]) -> tuple[list[SafeTurn], list[Coding], list[Quote]]:
    """Let people of the right role say each quote, and others agree with it."""
    dice = random.Random(7)
    turns: list[SafeTurn] = []
    codings: list[Coding] = []
    quotes: list[Quote] = []
    ordinals: dict[str, int] = {}

    def say(who: Participant, text: str, code: str, stance: str) -> SafeTurn:
        ordinal = ordinals[who.session] = ordinals.get(who.session, 0) + dice.randint(1, 4)
        turn = SafeTurn(
            f"{who.session}:{ordinal}", who.session, ordinal, who.id, stored(text), ordinal * 9.5
        )
        turns.append(turn)
        codings.append(
            Coding(
                turn.id,
                Span(0, len(text)),
                code,
                stance,
                "fgtools",
                0.6 + dice.random() / 3,
                "matches a cue",
            )
        )
        return turn

    for at, line in enumerate(QUOTES, 1):
        theme, role, stance, text = line.split("|")
        own = [p for p in people.values() if p.role == role and p.counts]
        turn = say(dice.choice(own), text, theme, stance)
        who = people[turn.participant]
        quotes.append(
            Quote(
                f"Q{at:02d}",
                turn.id,
                Span(0, len(text)),
                who.session,
                who.id,
                role,
                theme,
                stance,
                stored(text),
                "stands for what most said",
                turn.begin,
            )
        )
        for other in dice.sample(own, dice.randint(0, len(own) // 3)):
            child = {"caseload": "unpaid-hours", "digital-systems": "ai"}.get(theme, theme)
            say(
                other,
                "Yes, that is exactly how it is with us as well.",
                dice.choice((theme, child)),
                stance,
            )
    return turns, codings, quotes


def views(
    people: dict[str, Participant], turns: list[SafeTurn], codings: list[Coding], book: Codebook
) -> list[View]:
    who = {turn.id: people[turn.participant] for turn in turns}
    found = []
    for code in book.codes:
        under = {c.key for c in book.codes if c.key == code.key or c.parent == code.key}
        for role, sizes in SIZES.items():
            raised = [who[c.turn] for c in codings if c.code in under and who[c.turn].role == role]
            n, of = len({p.id for p in raised}), sum(sizes)
            share = n / of
            differs = "more" if (code.key, role) in {("pay", "casework")} else "no"
            said = (
                "raised by more participants than in the other roles" if differs == "more" else ""
            )
            found.append(
                View(
                    code.key,
                    role,
                    len({p.session for p in raised}),
                    n,
                    len(raised),
                    2,
                    of,
                    share,
                    max(0.0, share - 0.15),
                    min(1.0, share + 0.2),
                    0.1,
                    differs,
                    said,
                )
            )
    return found


def by_wave(
    people: dict[str, Participant],
    turns: list[SafeTurn],
    codings: list[Coding],
    book: Codebook,
    threshold: int,
) -> WavesPart:
    """Compare the first session of each role, in 2024, with the second, in 2026."""
    who = {turn.id: people[turn.participant] for turn in turns}
    waved = {"2024": "-1", "2026": "-2"}
    found = []
    for code in book.themes:
        under = {c.key for c in book.codes if c.key == code.key or c.parent == code.key}
        for wave, mark in waved.items():
            own = [p for p in people.values() if p.counts and p.session.endswith(mark)]
            raised = {who[c.turn].id for c in codings if c.code in under and who[c.turn] in own}
            sessions = {people[one].session for one in raised}
            share = len(raised) / len(own)
            low, high = max(0.0, share - 0.15), min(1.0, share + 0.2)
            found.append(
                View(
                    code.key, wave, len(sessions), len(raised), len(raised), 3, len(own), share,
                    low, high, 0.1, "no", "",
                )
            )  # fmt: skip
    return waves(
        found, dict.fromkeys(waved, 3), book, Settings("", threshold=threshold),
        since={}, dropped=(), only=(),
    )  # fmt: skip


def topics(turns: list[SafeTurn]) -> tuple[list[Topic], list[TopicAssignment], list[View]]:
    near = Topic(
        "T1",
        "panel, decisions, weeks",
        ("panel", "decisions", "weeks", "waiting"),
        ((turns[0].id, Span(0, len(turns[0].text))),),
        41,
        "ehcna",
        "The statutory process",
    )
    far = Topic(
        "T2",
        "parking, permits, visits",
        ("parking", "permits", "visits", "car"),
        tuple((t.id, Span(0, len(t.text))) for t in turns[5:7]),
        18,
        held=0.3,
        place=(1.0, 0.5),
    )
    rows = [
        TopicAssignment(t.id, Span(0, 5), "T2" if n % 4 == 0 else "") for n, t in enumerate(turns)
    ]
    told = [
        View(
            "T2",
            role,
            2,
            n,
            2 * n,
            2,
            sum(SIZES[role]),
            n / sum(SIZES[role]),
            0.1,
            0.4,
            0.1,
            "no",
            "",
        )
        for role, n in zip(ROLES, (6, 3, 2), strict=True)
    ]
    return [near, far], rows, told


def saturated(role: str, sessions: int) -> SaturationPart:
    names = [f"{own}-{at}" for own in ROLES for at in (1, 2) if role in ("", own)]
    new = (14, 3, 1, 0, 0, 0)[:sessions]
    curve = tuple((sum(new[: at + 1]) / sum(new)) for at in range(sessions))
    enough = sessions >= 6
    told = "Saturated after 4 sessions." if enough else "It cannot be said from two sessions."
    return SaturationPart(role, tuple(names), new, curve, 4 if enough else None, enough, told)


def invented(**settings: Any) -> Report:
    people, book = voices(), codebook()
    turns, codings, quotes = talk(people)
    found, assignments, more = topics(turns)
    own_text = settings.pop(
        "own_text",
        {
            "introduction": "These sessions were held to hear from those who do the work.\n\n"
            "- **Why now**: reform is expected.\n- For whom: directors and the programme board.\n",
            "theme-pay": "A note of the writer's own on pay.",
            "thanks": "Our thanks to everybody who *took part*.",
        },
    )
    return describe(
        Settings(
            **{
                "title": "The conversation about the SEND workforce",
                "roles": ROLES,
                "pins": (("encoder", "all-MiniLM-L6-v2 53aa51172d14"),),
                "date": "2026-11-20",
                "wave": "Autumn 2026",
                **settings,
            }
        ),
        codebook=book,
        sessions=[
            Held(Session(f"{role}-{at}", role), 5200 + 300 * at, 3480.0)
            for role in ROLES
            for at in (1, 2)
        ],
        speakers=people,
        words={p.id: 310 + 17 * (n % 9) for n, p in enumerate(people.values())},
        turns=turns,
        codings=codings,
        views=[*views(people, turns, codings, book), *more],
        quotes=quotes,
        topics=found,
        assignments=assignments,
        convergence=[("ehcna", "T1", "agreement"), ("pay", "T1", "dissonance")],
        words_of_roles=[
            WordPart("casework", "tribunal", 12, 20, 3, 25),
            WordPart("casework", "councillor", 3, 20, 0, 25),
            WordPart("therapies", "swallowing", 11, 15, 6, 30),
        ],
        agreed=["caseload"],
        change=by_wave(people, turns, codings, book, settings.get("threshold", 0)),
        saturation=[saturated("", 6), *(saturated(role, 2) for role in ROLES)],
        redactions={"person": 61, "school": 23, "place": 19, "phone": 2, "case-reference": 1},
        left_out=[
            LeftOut("casework-1, cue 4", "an event, not speech", 2),
            LeftOut("therapies-2, cue 91", "before the session began", 44),
        ],
        own_text=own_text,
    )


@pytest.fixture(scope="session")
def report() -> Report:
    return invented()


@pytest.fixture(scope="session")
def pictures(report: Report) -> dict[str, Picture]:
    return draw_all(report)


@pytest.fixture(scope="session")
def build() -> Callable[..., Report]:
    return invented
