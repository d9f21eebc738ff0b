"""Class statements: what is said of every member of a group is said of each of them."""

from __future__ import annotations

import re

from fgtools.later import later
from fgtools.quotes.staff import BODY, OWN, SITES, STAFF, WHO

WORD = r"(?: [\w'’-]+)"
EVERY = (
    r"(?:all|every(?: (?:single|last))?|each(?: and every)?|none|not (?:one|a single one)|"
    r"not a single|no|both|the whole lot|the lot|any)"
)
MIND = (
    r"(?:say|says|said|told|tells|tell|think|thinks|thought|feel|feels|felt|want|wants|wanted|hate|"
    r"hates|hated|love|loves|loved|agree|agrees|agreed|disagree\w*|complain\w*|admit\w*|report(?:s|"
    r"ed)?|vote[sd]?|signed|refuse[sd]?|object(?:s|ed)|resign(?:ed|s)?|applied|look(?:ed|ing) for|"
    r"(?:are|were|is|was)(?: all)? (?:leaving|looking|planning|thinking|off sick|burnt out|burned "
    r"out|exhausted|unhappy|miserable|stressed|scared|afraid|frightened|depressed|demoralised|on "
    r"(?:antidepressants|medication|sick leave)|agency|unqualified|paid)|"
    r"(?:has|have|had)(?: all| each)? (?:said|told|left|resigned|applied|handed|considered|thought|"
    r"cried|been (?:off|signed)|gone off|lost|asked|raised|complained|looked|written|put in|had|"
    r"got|failed|missed|breached|falsified|broken|refused)|"
    r"cries|cried|cry|struggles?|struggled|dreads?|fakes?|cheats?|skips?|ignores?|breaks?|lies|"
    r"lied|believes?|believed|supports?|supported|opposes?|opposed|raised|mentioned|asked|reckons?|"
    r"takes? (?:work home|antidepressants|medication)|works? (?:evenings|weekends|nights|unpaid))"
)
HERE = (
    rf"(?:(?:in|at|from|across|on|within|throughout) (?:\[(?:{SITES})\b|{OWN} (?:[\w'’-]+ "
    rf")?{BODY}\b"
    r"(?<!the school)(?<!that school)(?<!their school)(?<!the hospital)(?<!the college)(?<!the "
    r"unit)(?<!the nursery)"
    r"(?<!the building)(?<!the town)(?<!the city)(?<!the district)(?<!the country))|"
    r"(?:round|around|over) here\b|here\b|(?:in|from) (?:the|this) (?:group|room)\b|"
    r"I (?:know|work with|worked with|manage|supervise)\b|(?:we|they)(?:['’]ve)? (?:have|got|"
    r"employ)\b)"
)
NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|\d{1,3})"
FIELD = r"(?:casework|SEND|therap(?:y|ies)|psychology|assessment|admissions|transport|management)"

PATTERNS = tuple(
    later(pattern, re.IGNORECASE)
    for pattern in (
        # All EPs in [place A], every single caseworker here, nobody in our borough
        rf"\b(?:{EVERY}|everyone|everybody|nobody|no[- ]one)(?: one)?(?: of)?"
        rf"(?: the| our| my| us| them| these)*(?:{WORD}){{0,2}}? ?(?:{WHO}|us|{STAFF}|person|soul|"
        rf"(?<=everyone)|(?<=everybody)|(?<=nobody)|(?<=no one)|(?<=no-one)|(?<= of)|(?<=one))\b,? "
        rf"{HERE}",
        # All the EPs said, none of my caseworkers has had, every therapist wants to leave
        rf"\b{EVERY}(?: of)?(?: the| our| my| these| those| their| \d+| two| three| four| five| "
        rf"six)*"
        rf"(?:{WORD}){{0,2}}? (?:{WHO}|{STAFF})(?: (?!who\b|that\b|should\b|could\b|would\b|need\b|"
        rf"needs\b"
        rf"|can\b|will\b)[\w'’-]+){{0,4}}? {MIND}\b",
        rf"\b(?:{WHO}|{STAFF})(?: (?!who|that)\w+)? (?:have |had |were |are )?(?:all|each|"
        rf"unanimously|to a "
        rf"(?:man|woman|person)) {MIND}\b",
        # There isn't an EP here who, you won't find a caseworker in this borough who
        rf"\b(?:there (?:isn['’]?t|is not|wasn['’]?t|['’]s not)|you (?:won['’]t|will not|can['’]?t|"
        rf"cannot|"
        rf"don['’]t|couldn['’]t) find|show me) (?:an?|one|a single)(?:{WORD}){{0,2}}? (?:{WHO}|"
        rf"person|one of us)"
        rf"(?<!s),? {HERE}{WORD}{{0,3}}? (?:who|that)\b",
        # All the EPs, none of my team, both our nurses: a group that is pointed at
        rf"\b(?:all|every (?:single |last )?one|each(?: one)?|none|not one|not a single one|both) "
        rf"(?:of )?"
        rf"(?:our|my)(?: {NUMBER})?(?:{WORD}){{0,2}}? (?:{WHO}|{STAFF})\b",
        rf"\b{WHO}(?:,| have| are| were| had)? ?(?:every (?:single |last )?one|all|each|both|none) "
        rf"of (?:them|us)\b",
        # All twelve of us, the three of us, the lot of us
        rf"\b(?:all|the|every one|each|both|none)(?: of the)? (?:{NUMBER} )of us\b|\b(?:the|whole) "
        rf"lot of us (?:all |just )?(?:are|were|is|was|have|had|went|\w+ed)\b|"
        rf"\ball {NUMBER} of (?:them|the {WHO}|our)\b|\bwe all,? every\b",
        # Everyone in casework, the whole of casework, not a single person in the service
        rf"\b(?:everyone|everybody|nobody|no[- ]one|not a (?:single )?(?:person|soul)|no (?:person|"
        rf"member))"
        rf"(?: else)? (?:in|on|at|from|across|within) (?:(?:the|our|my|this) )?(?:[\w-]+ )?"
        rf"(?:{FIELD}|{STAFF}|our place|our end|our patch)\b",
        rf"\b(?:the )?(?:whole|entirety|rest) of (?:the |our |my |this )?(?:{FIELD}|{STAFF})\b",
        rf"\b(?:don['’]?t|do not|didn['’]?t|couldn['’]?t|can['’]?t|cannot|never) (?:know|find|"
        rf"think of|name|met|meet) "
        rf"(?:of )?(?:a single|one|any|an?|anyone|anybody)(?:{WORD}){{0,2}}? ?(?:{WHO}|person|"
        rf"colleague|(?<=anyone)|"
        rf"(?<=anybody))(?:{WORD}){{0,4}}? (?:who|that)\b",
        r"\b(?:(?:a|one) hundred per ?cent|100 ?(?:%|per ?cent)) of (?:us|them|"
        rf"(?:the|our|my|those)(?:{WORD}){{0,2}}? (?:{WHO}|{STAFF}))\b",
        r"\b(?:we,? )?as a (?:whole )?(?:team|service|department|group|staff),? (?:we|"
        r"they)?(?:['’](?:ve|re))? ?(?:have "
        r"|had )?(?:all|never|stopped|agreed|decided|refuse\w*|don['’]?t|do not|lie[sd]?|"
        r"backdate\w*|fudge\w*|ignore\w*|"
        r"feel|felt|voted|want|think|hate)\b",
        # In our service everybody; my colleagues are all; not one of us; all of them
        rf"\b(?:in|across|on|at|within|throughout) (?:our|my|this|the)(?: [\w-]+)? (?:{BODY}|"
        rf"{STAFF}|{FIELD})\b,? "
        rf"(?:(?:everyone|everybody|nobody|no[- ]one)\b(?! (?:else|knows|told|tells))|(?:all|none|"
        rf"each|every one|not one) of (?:us|them))",
        rf"\b(?:our|my|these|the)(?: [\w'’-]+){{0,2}}? (?:{WHO}|colleagues|staff|team)(?: are| "
        rf"were| have| had|['’](?:re|ve)) all "
        rf"(?!(?:the|of|over|day|right|about|this|that|it|in|on|at|under|very|different|too)\b)",
        rf"\bnot (?:a single )?one of us\b|\b(?:{WHO}|{STAFF}),? (?:every (?:single |last )?one|"
        rf"all|each|both|none) of (?:them|us)\b",
        rf"\b(?:find|get|see|meet|name) (?:one|a single)(?:{WORD}){{0,2}}? (?:{WHO}|person|"
        rf"colleague)(?<!s) (?:in|on|here|at|who|that)\b",
        r"\b(?:every|each|no|not one) (?:single )?(?:person|member|soul|colleague) (?:in|on|at|"
        r"from|of) (?:my|our|this)\b|"
        r"\b(?:none|all|each) of the (?:others?|rest)(?: of us)? (?:in|on|at|from) (?:my|our|this|"
        r"the)\b",
        # Each of us has, all five caseworkers, my whole team lied, we are all agency here
        r"\beach (?:one )?of us (?:has|have|had|is|was|does|did|got|\w+ed)\b",
        rf"\ball {NUMBER} (?:of )?(?:the |our |my )?(?:[\w'’-]+ ){{0,2}}?(?:{WHO}|{STAFF})\b",
        rf"\b(?:our|my) (?:whole|entire) (?:[\w-]+ )?{STAFF} "
        r"(?!(?:in|of|for|to|on|at|by|with|meeting|day|approach|thing|that|who|and|or|about|a|"
        r"the)\b)\w+",
        rf"\bthe {WHO}(?: here| there| in (?:our|this|my) \w+)? (?:are|were|have|had) all "
        r"(?!(?:the|of|over|day|right|about|this|that|it|in|on|at|under|very|different|too)\b)",
        rf"\bwe(?:['’](?:re|ve)| are| were| have| had) all\b[^.!?]{{0,30}}?\b(?:here|(?:on|in|at) "
        rf"(?:this|our|my) "
        rf"(?:{STAFF}|{BODY}))\b",
        # To a person, unanimously, without exception
        rf"(?:^|[,.;] |\b(?:us|them|team|staff|they|agreed|voted|all|{WHO}),? )to a (?:man|woman|"
        rf"person)\b|"
        r"\bunanimous(?:ly)?\b|\bevery last (?:one )?of (?:us|them)\b|"
        r"\b(?:us|them|team|staff|colleagues), without exception\b|"
        r"\bwithout exception,? (?:we|they|all|every)\b",
        # The whole team, the entire service
        rf"\b(?:the|our|my|this|that|their) (?:whole|entire|full) (?:[\w-]+ )?{STAFF}\b,? "
        rf"(?:(?:has|have|had|is|are|was|were|just|all|now|really|simply|said|feels?|felt|wants?|"
        rf"thinks?|thought|agree[sd]?|hates?)\b)(?! (?:in one|as one|there))",
        # None of us, all of us, we all: with what is felt, said or done
        rf"\b(?:none|all|each|every(?: single)? one|both|any|not one|not a single one) of us\b"
        rf"(?:{WORD}){{0,5}}? {MIND}\b",
        rf"\bwe(?:['’](?:re|ve))?(?: are| were| have| had)? (?:all|each|both) (?:of us "
        rf")?{MIND}\b(?! what\b)",
    )
)
NOT_EVERY = later(
    r"\b(?:not|nearly|almost|virtually|hardly|if|when|should|above|for|that|unless|after|before)"
    r"(?: quite| just)? $|n['’]t $",
    re.IGNORECASE,
)


def class_statement(text: str) -> str:
    """Find a statement about every member of a group: "all EPs here said", "to a person".

    Rationale: what is said of all of them is known of each of them, without any of them quoted
    (attribute disclosure: Hundepool et al. 2012, Statistical Disclosure Control).
    """
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            if not NOT_EVERY.search(text[: match.start()]):
                return "says something of every member of a group"
    return ""
