"""Sixty ways to give somebody away, of ten kinds, each planted in a study that is clean without it.

Written as an intruder would think of them: everybody and every place in them is invented.
"""

from __future__ import annotations

from dataclasses import dataclass

PEOPLE = (
    ("Siobhan Kelleher", "educational-psychology"),
    ("Babatunde Oyelaran", "educational-psychology"),
    ("Gwendolen Ashby", "therapies"),
    ("Priyanka Devanathan", "casework-and-assessment"),
)
"""Those whom the text that is typed by hand gives away."""


@dataclass(frozen=True)
class Typed:
    """A line that a report writer types into the text of the report."""

    kind: str
    line: str


@dataclass(frozen=True)
class Said:
    """Something that a participant of a role says and a report writer keeps as a quote.

    `gives`: words that give the speaker away as long as all of them are printed.
    """

    kind: str
    role: str
    text: str
    gives: tuple[str, ...]


EP, TH, CW = "educational-psychology", "therapies", "casework-and-assessment"

TYPED = (
    Typed("name", "As Siobhan told us, the panel takes weeks to answer anybody."),
    Typed("name", "According to Ms Ashby, reports are written in the evenings."),
    Typed("name", "The account that Oyelaran gave was echoed by many."),
    Typed("name", "Notes by priyanka devanathan were read afterwards."),
    Typed("name", "See the file of GwenAshby for the whole story."),
    Typed("name", "Babatunde's example of the lost report was typical."),
    Typed("disguised name", "One colleague, Shivaun, spoke of the panel at length."),
    Typed("disguised name", "Her name is spelt S-I-O-B-H-A-N and she would like a reply."),
    Typed("disguised name", "It was Siobhán who said that the forms never end."),
    Typed("disguised name", "Mrs Ashbey spoke for the others as well."),
    Typed("disguised name", "Ask babatunde_oyelaran about the second group."),
    Typed("disguised name", "The point was made by Pri\u00adyanka in the first group."),
    Typed("identifier", "She can be reached on 07700 900 413 after five."),
    Typed("identifier", "His number is oh double seven double oh, nine double oh, four one three."),
    Typed("identifier", "Replies went to g dot ashby at northmarsh dot gov dot uk in March."),
    Typed("identifier", "The child, NHS number 943 476 5919, waited a year."),
    Typed("identifier", "The office at KT19 8QB has no room for meetings."),
    Typed("identifier", "A car with the plate LB21 KXT was mentioned twice."),
    Typed("small count", "Two of the therapists said that they are about to leave."),
    Typed("small count", "Only 3 participants spoke of tribunals."),
    Typed("small count", "One educational psychologist has a second job."),
    Typed("small count", "All but one of the caseworkers work at weekends."),
    Typed("small count", "Just four people disagreed with this."),
    Typed("small count", "A single participant had never been offered supervision."),
    Typed("solvable count", "Of the 40 who replied, 2.5% had no supervision at all."),
    Typed("solvable count", "There were 24 in the room and 22 of them want a new system."),
    Typed("solvable count", "Of 30 participants, 90% stay, and the others are leaving."),
    Typed(
        "solvable count",
        "| Answer | Responses |\n|---|---|\n| Leaving | fewer than 5 |\n| Staying | 29 |\n"
        "| All | 31 |",
    ),
    Typed(
        "solvable count",
        "| Role | Agree | Participants |\n|---|---|---|\n| Therapies | 17 | 19 |\n"
        "| Casework | 12 | 22 |\n| All | 29 | 41 |",
    ),
    Typed("solvable count", "Of the 62 respondents 4.8% had been to a tribunal."),
)
"""What a report writer types, a line or a table each."""

SAID = (
    Said("rare combination", EP, "I am a locum here in Northmarsh and the panel wants a report "
         "from me every week of the year.", ("locum", "Northmarsh")),
    Said("rare combination", TH, "Being part-time at the special school in Eastwick means that I "
         "write my reports at home.", ("part-time", "Eastwick")),
    Said("rare combination", CW, "I came through an agency to Hollins Borough Council and nobody "
         "showed me the case system.", ("agency", "Hollins")),
    Said("rare combination", EP, "As the trainee at Saint Oswin's School I hold cases that nobody "
         "else wants to assess.", ("trainee", "Oswin")),
    Said("rare combination", TH, "I am fifty-eight and on a fixed term, so the waiting list will "
         "outlast my contract.", ("fifty-eight", "fixed term")),
    Said("rare combination", CW, "On my job share in the youth court team the caseload is never "
         "halved, it is doubled.", ("job share", "youth court")),
    Said("unique post", EP, "I am the only psychologist for the whole of the early years so every "
         "request lands on my desk.", ("only psychologist",)),
    Said("unique post", TH, "There is just one of me covering all the feeding clinics and the "
         "waiting list grows each month.", ("just one of me",)),
    Said("unique post", CW, "As head of the tribunal service I see what the delays cost families "
         "in the end.", ("head of the tribunal",)),
    Said("unique post", EP, "Our designated clinical officer has left and nobody answers the "
         "health advice requests now.", ("designated clinical officer",)),
    Said("unique post", TH, "I am the sole hydrotherapist that the service employs and there is "
         "no cover for my leave.", ("sole hydrotherapist",)),
    Said("unique post", CW, "Nobody else in the country does my job, I broker all the "
         "out-of-area placements on my own.", ("Nobody else in the country does my job",)),
    Said("class statement", EP, "All the psychologists in our authority have told the director "
         "that they cannot meet the deadline.", ("All the psychologists",)),
    Said("class statement", CW, "Every single caseworker in my team has been signed off with "
         "stress since the new forms came.", ("Every single caseworker",)),
    Said("class statement", TH, "None of the therapists at our clinic believe the waiting list "
         "figures that are published.", ("None of the therapists",)),
    Said("class statement", CW, "Everyone in our team is looking for another job because the "
         "caseload is impossible.", ("Everyone in our team",)),
    Said("class statement", EP, "The whole of our service voted against the new assessment form "
         "and it came in anyway.", ("whole of our service",)),
    Said("class statement", TH, "To a person the speech therapists in this borough want to leave "
         "the pathway as it is now.", ("To a person",)),
    Said("small role", "orthoptist", "We see every child in special schools and nobody has told "
         "us about the new pathway.", ()),
    Said("small role", "orthoptist", "The referrals come late because nobody in the panel knows "
         "what we do for reading.", ()),
    Said("small role", "music-therapist", "Our sessions are cut first when money is short and "
         "children notice it at once.", ()),
    Said("small role", "music-therapist", "I write the same report three times because the record "
         "systems do not talk.", ()),
    Said("small role", "portage-worker", "Families tell us that the first visit is the moment "
         "when somebody listened to them.", ()),
    Said("small role", "portage-worker", "Supervision is a phone call once a term and it is not "
         "enough for home visits.", ()),
)  # fmt: skip
"""What participants say, each by a speaker of their own."""

CHAINS = (
    (TH, ("I sailed in the navy before I trained, and nothing there prepared me for the panel.",
          "In the navy we had better record systems than this service has today.")),
    (EP, ("My twin daughters have plans themselves so I know the waiting from the other side.",
          "When my twin daughters were assessed the report was lost by the service.")),
    (CW, ("I keep bees to stay calm when the tribunal bundles come in on a Friday.",
          "Without my bees I would have left this caseload years ago, honestly.")),
    (EP, ("When I worked in the prison library I learned to wait, and waiting is all we do here.",
          "The prison library had a better referral form than this service will ever have.")),
    (TH, ("The trawler my father ran taught me about shifts, and these rotas are far worse.",
          "Nobody on a trawler would accept the supervision that therapists get here.")),
    (CW, ("I won the lottery of placements, I translate for Faroese families at every review.",
          "Reviews take twice as long for my Faroese families and the caseload ignores it.")),
)  # fmt: skip
"""Two quotes each of one participant, which a detail that they share ties together."""
