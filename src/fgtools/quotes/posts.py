"""Unique posts: words that claim what one person or one team of a place does."""

from __future__ import annotations

import re

from fgtools.later import later
from fgtools.quotes.staff import BODY, RARE, WHO

SURROGATE = later(r"\[[^\[\]\n]+\]")
MOD = r"(?:[\w'’-]+ )"
AM = r"\b(?:I['’]?m|I am|I was|I['’]?ve been|I used to be|being|as|me as|myself as)"
HEAD = (
    r"(?:head|director|chair(?:man|woman|person)?|chief(?: executive)?|commissioner|principal|"
    r"founder|lead(?:er)?|manager|deputy|clerk|champion|ombudsman|governor)"
)
ABOUT = (
    r"(?:DCO|DMO|DSCO|DECLO|LADO|DCS|PEP|PSW|VSH|"
    r"designated (?:clinical|medical|social care|education\w*)(?: \w+)? (?:officer|lead)|"
    r"designated (?:doctor|nurse)|principal (?:educational )?psychologist|principal EP|"
    r"principal social worker|virtual (?:school )?head(?:teacher)?|lead member|portfolio holder|"
    r"(?:strategic|clinical|professional|borough|county|regional) (?:lead|director|manager)|"
    r"(?:assistant )?director of [\w-]+|(?:deputy )?head of (?!year|department\b|house|the\b|my\b|"
    r"your\b|"
    r"steam|us\b)[\w'’]+)"
)
TEAM_NOUN = (
    r"(?:team|service|unit|department|panel|clinic|forum|board|network|hub|helpdesk|desk|scheme|"
    r"group)"
)

ME = (
    r"(?:(?:it|that|this|there|he|she)(?:['’]s| is| was)(?: just| only)? me\b|\b(?:is|was) me\b|"
    r"\bme or nobody\b|\byours truly\b|\btalking to (?:her|him|me|them)\b|\byou['’]re looking at "
    r"(?:her|him|me|"
    r"it)\b)"
)
"""How somebody points to themselves at the end of what they say of a post."""
NONE = r"(?:no|nobody|no[- ]one|not|none|isn['’]?t|aren['’]?t|wasn['’]?t|without)"

PATTERNS = tuple(
    later(pattern, re.IGNORECASE)
    for pattern in (
        # the only EP in, the sole physio, our one and only
        rf"\bthe only (?!(?:ways?|things?|times?|reasons?|places?|points?|options?|people|bits?)\b)"
        rf"{MOD}{{0,4}}?{WHO}\b(?! (?:thing|bit|part|way|role|job))",
        rf"\b(?:the|our|their|its|a|one|my|your|as) (?:very )?(?:sole|lone|solitary|one and only|"
        rf"single[- ]handed|one single) {MOD}{{0,3}}?(?:{WHO}|one)\b|\bone and only\b(?! (?:thing|"
        rf"reason|way|time))",
        rf"\b(?:I['’]?m|I am|I was|being|as|me,|that makes me) (?:literally |actually |effectively "
        rf"|basically |"
        rf"still |now )?(?:the|their|our) only (?:one|person|man|woman|black|asian|male|female|"
        rf"deaf|full[- ]time|qualified|permanent|{WHO})",
        rf"\bthe only (?!other\b){MOD}{{0,2}}?(?:person|man|woman|one|member) (?:in|on|at|for|"
        rf"across|of|left) "
        rf"(?:the|our|this|my|here|it|\[|…)",
        r"\bthe (?:only|one) (?:person|one|man|woman) (?:here |there |in \w+ \w+ )?(?:who|"
        r"that)(?:['’]s)? "
        r"(?:does|do|works?|covers?|is trained|trained|speaks?|signs?|holds?|can|knows how|"
        r"qualified|"
        r"runs?|writes?|assesses|sees|has)\b",
        # one of me, only me, nobody else does my job
        r"\b(?:just|only)(?: the)? one of me\b|\bone of me\b|\bthere['’]?s? ?(?:is|was)? (?:just|"
        r"only) me\b|"
        r"\bit['’]?s? ?(?:is|was)? (?:just|only) me (?:that|who|doing|for|in|on|covering|and "
        r"nobody|and no one|"
        r"here|left|now)\b|\bit['’]?s only me\b|\b(?:team|service|department|panel) of one\b|"
        r"\bone-(?:man|woman|person) (?:band|team|show|service)\b|"
        r"\bI (?:am|['’]m|was) (?:basically |literally |effectively )?(?:the|our|their) (?:whole |"
        r"entire )?"
        r"(?:team|service|department|provision|offer)\b|\b(?:team|service|department) (?:is|was) "
        r"(?:just |only )?me\b",
        r"\b(?:nobody|no[- ]one|not anyone|there isn['’]?t anyone|there['’]?s no ?(?:body|one)) "
        r"else"
        r"(?: \w+){0,5}? (?:does|do|did|doing|has|holds?|holding|covers?|with|in) (?:my|the same|"
        r"this|that|"
        r"what I|our) ?(?:exact |kind of |sort of )?(?:job|role|post|work|title|remit|position|"
        r"do\b|cover\b)",
        r"\b(?:not|won['’]t|can['’]?t|cannot|don['’]t|never|nor)(?: \w+){0,2} (?:find|meet|get|"
        r"see)(?: \w+){0,3}? "
        r"(?:another|a second|anyone|anybody|someone|somebody)(?: else| person| one)?(?: "
        r"\w+){0,4}? "
        r"(?:my|this|the same|that|like me)(?: \w+)? ?(?:job|role|post|title|work)?\b",
        rf"\b(?:there (?:isn['’]?t|is not|wasn['’]?t) another|there['’]s no other|no other|not "
        rf"another) "
        rf"{MOD}{{0,3}}?{WHO}(?<!s) (?:in|at|on|for|across|here|like me|within|anywhere)\b",
        r"\bmy (?:job|role|post|position|job title|title) is (?:unique|a one[- ]off|the only one)|"
        r"\b(?:a|the) (?:unique|one[- ]off) (?:post|role|job|position|job title)\b|"
        r"\bonly (?:post|role|job) (?:of its kind|like it|like mine)\b",
        rf"\b(?:only|just|a single) (?:one|1|have one|got one|a single|the one) "
        rf"{MOD}{{0,3}}?{WHO}(?<!s)\b"
        rf"(?! (?:at a time|per|each|who (?:said|could)))|"
        rf"\bonly (?:have|has|had|got|['’]ve got|employ|fund) (?:one|1|a single) "
        rf"{MOD}{{0,3}}?{WHO}(?<!s)\b|"
        rf"\bone {MOD}{{0,2}}?{WHO}(?<!s) (?:for|across|covering) (?:the |our |all |this |a )*"
        rf"(?:whole|entire|borough|county|authority|island|city|town|district|region|\w+ boroughs|"
        rf"\w+ schools)\b",
        # one for the whole borough, and it's me; nobody but me; when I am off there is no
        rf"\b(?:only|just|single|sole|one|entire|whole|no other|nobody|no[- "
        rf"]one)\b[^.!?]{{0,80}}?{ME}",
        rf"\b{NONE}\b[^.!?]{{0,50}}?\b(?:but|apart from|except|besides|other than|bar) me\b|"
        rf"\b(?:apart from|except for|besides|other than|bar) me\b[^.!?]{{0,30}}\b{NONE}\b",
        r"\b(?:when|if|while|whenever|unless) I(?:['’]m| am| go| leave| take| "
        r"was)?[^.!?]{0,25}\b(?:off|leave|"
        r"leaving|sick|away|ill|retire)\b[^.!?]{0,15}\b(?:there(?:['’]s| is| was) (?:no|nobody)|"
        r"nobody "
        r"(?:does|covers|picks)|no[- ]one (?:does|covers|picks)|it (?:all )?stops)\b",
        rf"\bno other {MOD}{{0,3}}?{WHO}(?!['’])\b(?= (?:in|on|at|for|here|like|but|doing|who|"
        rf"than)\b|,)",
        rf"\bone (?:in|for|per|to) (?:each|every|an|any|a whole|the whole) (?:\w+ )?{BODY}\b|"
        rf"\bonly ever (?:\w+ )?(?:one|a single)\b",
        rf"\b(?:have|has|had|got|with|employs?) (?:just |only )?(?:a single|one) "
        rf"{MOD}{{0,3}}?{WHO}(?<!s) "
        rf"(?:in|for|across|covering|and) (?:the |our |this |all |it |you)*(?:whole|entire|{BODY}|"
        rf"talking)?",
        rf"\bthe only (?:(?:two|three) )?(?:people|person|one|ones|post|role|job|pair|{WHO})(?: "
        rf"\w+){{0,2}}? "
        rf"(?:left|who have ever|who['’]?ve ever|in the (?:country|county|borough|region)|still "
        rf"here)\b",
        r"\bI(?:['’]m| am| was) the one (?:here )?(?:who|that) (?:set up|started|runs?|ran|built|"
        r"founded|wrote|"
        r"does|did|covers|leads?|signs?)\b|\bit was me (?:who|that) (?:set up|started|built|"
        r"founded|wrote)\b",
        rf"\bI(?:['’]m| am| was) (?:\w+ )?(?:the|our|their) (?:whole |entire "
        rf")?{MOD}{{0,3}}?(?:team|service|department|"
        rf"function|provision|offer|unit)\b(?! (?:\w+ )?(?:manager|lead|leader|head|director|"
        rf"officer|clerk|assistant))",
        rf"\b(?:title|role|job|post|position)(?: here| now)? (?:is|was|of|as|being) (?:the "
        rf")?(?:\w+ )?{HEAD} (?:of|for)\b",
        # the one physio they have got, the entire team, three of us EPs left
        rf"{AM} the one {MOD}{{0,2}}?{WHO}(?<!s)\b",
        r"\bI(?:['’]m|['’]ve been| am| was| have been| had been) "
        r"(?:basically |literally |effectively "
        rf")?(?:the|our|their) (?:whole |entire )?(?:{MOD}{{1,3}}?)?"
        r"(?:team|service|department|provision)\b(?! (?:\w+ )?(?:manager|lead|leader|head|director|"
        r"officer|clerk|assistant|meeting|plan))",
        rf"\b(?:one|two|three|four) of us (?:{MOD}{{0,2}}?{WHO} "
        rf")?(?:\w+ly )?(?:left|remaining|still "
        rf"here)\b",
        # nobody else is trained, exists nowhere else, that leaves me, down to our last
        r"\b(?:nobody|no[- ]one|not anybody|isn['’]?t (?:anybody|anyone)) else (?:(?:here|in \w+ "
        r"\w+) )?(?:is |was |has )?"
        r"(?:does\b|qualified|trained|covers|shares|can do|knows how|left\b)|\bthere isn['’]?t "
        r"(?:anybody|anyone) else\b",
        r"\b(?:does(?:n['’]?t| not)|do(?:n['’]?t| not)) exist anywhere else\b|\b(?:that|which|it|"
        r"so) (?:just |only )?leaves "
        r"(?:just |only )?me\b|\bused to be (?:\w+ ){1,4}?of us\b[^.!?]{0,60}?\bme\b|\bonly one "
        r"(?:like it|of its kind|of them)\b",
        rf"\b(?:total of|precisely|exactly|literally|down to|left with|employs?|funds?|who['’]s|"
        rf"got) (?:just |only |exactly |"
        rf"precisely |literally |the )*(?:one|1|(?:our|the) (?:last|one)) "
        rf"{MOD}{{0,3}}?{WHO}(?<!s)\b(?! (?:at a time|each|per))",
        r"\bI(?:['’]m the one who| \w+ly)? (?:do|does|did|hold|carry|cover|write|see|handle|"
        r"assess|take|sign|read|visit) (?:all (?:of )?the|every (?:single )?|the (?:whole|entire)|"
        r"all)\b[^.!?]{0,40}?\b(?:(?:in|for|across|of) (?:this|the|our) "
        r"(?:whole |entire )?(?:borough|county|authority|island|city|council|region|district|"
        r"service)\b|by myself|on my own|"
        r"single[- ]handed(?:ly)?|alone\b)",
        rf"{AM} (?:an? |the |our |their )?(?:assistant|deputy|associate|executive|interim|"
        rf"strategic|principal|chief|named|"
        rf"designated|lead|founding|acting|joint) (?!professional|practitioner|person|"
        rf"to\b){MOD}{{0,2}}?(?:director|head|nurse|doctor|"
        rf"officer|psychologist|EP|lead|manager|commissioner|social worker|OT|SLT|therapist|"
        rf"paediatrician|solicitor)\b",
        rf"\b(?:our|the {BODY}['’]s) (?:own |new |first |one |only )?(?:{RARE}(?<!s)|(?:\w+ "
        rf")?(?:commissioner|solicitor|ombudsman|"
        rf"medical officer|lawyer|first \w+ (?:lead|officer)))\b",
        r"\bI(?:['’]m| am| was) the (?:lady|man|woman|person|guy|chap|girl|fella|bloke|name) "
        r"(?:here )?(?:who|that|behind)\b",
        r"\bI (?:represent|speak for|sit for|chair)\b[^.!?]{0,40}\bon the (?:\w+ )?(?:board|forum|"
        r"panel|partnership|committee|group)\b",
        rf"\bas the (?:one|only|lone|single|sole) {MOD}{{0,2}}?{WHO}(?<!s)\b",
        rf"\bI(?: \w+ly| still| also| now)? (?:run|lead|manage|head(?: up)?|set up|founded|opened|"
        rf"started|built|invented|designed) "
        rf"(?:it|the|our) (?:{MOD}{{0,2}}?)?(?:virtual school|portage|SENDIASS|local offer|"
        rf"tribunals|mediation|hub|base|"
        rf"clinic|outreach|helpline|academy|nursery|project|scheme|pilot)\b",
        # other ways of being the one: the brief, the rep, the last one, a team of two
        r"\bsingle point of contact\b|\b(?:the|our) last (?:one|person|man|woman) (?:standing|"
        r"left)\b|"
        r"\bnamed (?:it |the \w+ )?after me\b|\b(?:team|service|department) of (?:two|three)\b|"
        r"\bI(?:['’]m| am| was) (?:the|our) \w+['’]s (?:deputy|assistant|PA|second|number two|"
        r"right hand)\b|"
        r"\bI (?:hold|held|have|carry) the (?:[\w-]+ ){1,3}?(?:brief|portfolio)\b|"
        r"\bI(?:['’]m| am| was) (?:the|our|a) (?:[\w-]+ ){0,2}?(?:union|staff|branch|"
        r"governors?['’]?) rep\w*\b|"
        r"\bthe (?:longest[- ]serving|most senior|oldest|youngest) of\b",
        # I'm the borough's, the county's only, the longest-serving
        rf"{AM} (?:the |our |their |this |now the )(?:\w+ )?{BODY}['’]s\b",
        rf"\bthe {BODY}['’]s (?:only|sole|one|lone|own|first|new) {MOD}{{0,3}}?{WHO}(?<!s)\b",
        rf"{AM} the (?:first|last|last remaining|youngest|oldest|newest|longest[- ]serving|most "
        rf"senior|"
        rf"most experienced|remaining) (?:\w+ ){{0,2}}?(?:{WHO}|one|person|man|woman|member)\b",
        rf"\bthe (?:longest[- ]serving|last remaining|most senior|youngest|oldest|first ever|"
        rf"first) "
        rf"{MOD}{{0,2}}?{WHO}(?<!s)(?:,| (?:in|at|on|of|across|here|they|we|that)\b)",
        # I run the, as head of
        rf"\bI(?:['’]ve| have)?(?: \w+ly| also| now| used to)? (?:run|ran|lead|led|head(?:ed)?(?: "
        rf"up)?|manage|managed|"
        rf"chair|chaired|founded|set up|started|direct|oversee|line manage|(?:am|['’]?m) (?:in "
        rf"charge of|"
        rf"responsible for)) (?:the|our|this|that|its|their|\[[^\]]*\]['’]s?) "
        rf"{MOD}{{0,4}}?{TEAM_NOUN}\b",
        rf"\bI(?: am|['’]?m|['’]m the one) (?:in charge of|responsible for|running|leading|"
        rf"heading(?: up)?|"
        rf"managing|chairing) (?:the|our|this|that) {MOD}{{0,4}}?{TEAM_NOUN}\b",
        rf"(?:{AM}|\bour|\bhis|\bher|\bmy role as|\bin my role as) (?:the |a |an |now )?"
        rf"(?:deputy |acting |interim |assistant |associate |former |\w+ ){{0,2}}?{HEAD} "
        rf"(?:of|for|at|across) (?!(?:year|the year|my|a|an|all|me|us|it|this year|"
        rf"course)\b)[\w\[]",
        rf"(?:{AM}|\bour|\bthe only|\bthey made me|\bmade me) (?:the |a |an "
        rf")?{MOD}{{0,2}}?{ABOUT}(?!\w)",
        r"\b(?-i:[A-Z]{2,5}) (?:strategic|clinical|borough) (?:lead|director|manager)\b",
        r"\b(?:our|have an?|run the|in the) (?:[\w-]+ ){0,2}?"
        r"(?:post[- ]?\d{1,2}|\d{1,2}\s?(?:-|–|to)\s?\d{1,2})"
        r"(?: [\w-]+){0,3} (?:team|service|panel)\b",
    )
)

KIN = (
    r"(?:husband|wife|partner|mum|mother|dad|father|sister|brother|son|daughter|aunt|uncle|cousin|"
    r"(?:mother|father|sister|brother|son|daughter)-in-law|niece|nephew)"
)
HELD = (
    r"(?:headteacher|head|deputy head|principal|director|assistant director|chief executive|"
    r"commissioner|councillor|MP|mayor|chair|governor|consultant|paediatrician|SENDCO|SENCO|"
    r"inspector|magistrate|judge|vicar|leader)"
)
I_HAVE = r"\bI(?:['’]ve| have| had)?(?: \w+ly| once| also| even| just)?"
PUBLIC = tuple(
    later(pattern, re.IGNORECASE)
    for pattern in (
        # what is printed, broadcast or minuted under a name
        rf"{I_HAVE} (?:co-?)?(?:wrote|written|authored|published|"
        rf"edited) (?:a|an|the|my|our|two|three"
        r")(?: [\w-]+){0,2} (?:books?|textbooks?|novel|memoir|"
        r"thesis)\b|\bmy (?:own )?(?:book|memoir|"
        r"novel) (?:on|about|came out|was published)\b|\bthe author of\b",
        rf"{I_HAVE} (?:gave|given|give|submitted) (?:\w+ )?evidence (?:to|at|before|in front of) "
        r"(?:an?|the)(?: [\w-]+){0,4}? (?:committee|inquiry|enquiry|parliament|commission|inquest|"
        r"review|lords|MPs)\b",
        rf"{I_HAVE} (?:stood|stand|standing|ran|run) (?:for|as an?) (?:the )?(?:council|parliament|"
        r"election|mayor|MP|councillor|candidate|general secretary)\b|"
        r"\bI(?:['’]m| am| was) (?:an? )?"
        r"(?:local |parish |borough |county |former )*(?:councillor|MP|magistrate|mayor)\b",
        r"\b(?:I|me|(?:my|our) (?:case|story|face|name|picture|school|"
        r"team|service))(?:['’](?:m|ve))? "
        r"(?:(?:was|were|am|got|ended up|appeared|went|been|have|"
        r"being|all over|once|even|also|quoted|"
        r"interviewed|named) ){1,4}(?:(?:in|over) the (?:\w+ )?(?:papers?|newspapers?|news|press)|"
        r"on (?:the )?(?:local )?(?:television|telly|TV|radio|news))\b(?! \w*(?:team|group))",
        r"\bI(?:['’]m| am| was| sat| wrote| chaired| led| gave| "
        r"worked| had)\b[^.!?]{0,40}?\b(?:the|a|"
        r"that|our) serious case review\b|\bmy serious case review\b|\bserious case review\b[^.!?]"
        r"{0,25}?\b(?:that|which) was (?:in|on|all over)\b",
        # kin with a post
        rf"\bmy {KIN}(?:['’]s| is| was| used to be|,)(?: also| now| actually)? (?:the|a|an|our|"
        rf"deputy)(?: [\w-]+){{0,2}}? ?{HELD}\b(?: \w+)? (?:of|at|for|in|down|here|on)\b",
    )
)
"""Public acts, and kin who hold a post: whoever looks them up finds the name."""


def unique_post(text: str) -> str:
    """Find words that claim a post which one person or one team holds.

    Rationale: whoever knows the service knows who "our DCO" or "the only EP in" is.
    """
    bare = SURROGATE.sub("…", text)
    if any(pattern.search(bare) for pattern in PATTERNS):
        return "names a post or team that only one person or one place may have"
    if any(pattern.search(bare) for pattern in PUBLIC):
        return "tells of a public act, or of kin with a post, by which somebody can be looked up"
    return ""
