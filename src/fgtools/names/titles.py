"""Words that posts are called by: titles, ranks, the areas that somebody holds one for."""

from __future__ import annotations

TITLE = (
    r"(?:eps?|ed psychs?|(?:educational |clinical |school |child )?psychologists?|senco|sendco|"
    r"alnco|ots?|slts?|salt|occupational therapist|speech and language therapist|speech therapist|"
    r"therapist|physio|physiotherapist|officer|caseworker|case worker|keyworker|key worker|"
    r"support worker|worker|co-?ordinator|lead|leader|manager|commissioner|"
    r"teachers? (?:of the deaf|for the deaf|of the (?:visually|hearing|vision|multi-sensory) "
    r"impaired)|teacher|qtvi|qtod|tod|paediatrician|doctor|psychiatrist|consultant|nurse|midwife|"
    r"health visitor|advis[eo]r|director|principal|headteacher|heads?|deputy|specialist|"
    r"practitioner|social worker|dietitian|audiologist|orthoptist|interpreter|signer|intervenor|"
    r"mediator|broker|senior|man|woman|person|one|lawyer|solicitor|barrister|assistant|"
    r"administrator|planner|writer|trainee|associate|counsellor|mentor|trainer|tutor|inspector|"
    r"auditor|analyst|clerk|chair|governor|champion|navigator|inclusion|portage|technician|"
    r"registrar|secretary|buyer|accountant|apprentice|secondee|locum|strategist|representative)"
)
TITLES = rf"{TITLE}(?: {TITLE})*"
AREA = (
    r"(?:borough|county|authority|local authority|la|island|dale|city|town|village|district|"
    r"region|valley|area|council|country|shire|service|team|trust|patch|cluster|locality|place|"
    r"north|south|east|west|fens|coast|peninsula|islands|isle|hospital|school|college|unit|nation|"
    r"federation|partnership|consortium|directorate|department|building|organisation|icb|london)"
)
SITE = (
    rf"(?:(?:the|our|this|my|that|their) (?:whole |entire |local |"
    rf"whole of the )?(?:[\w\-]+ ){{0,2}}?"
    rf"{AREA}\b(?: team| school| council)?|(?:the )?whole of (?:[\w'’\-]+ ?){{1,3}}|"
    r"(?-i:[A-Z][\w'’]+(?: [A-Z][\w'’]+)*)|our (?:place|end|side)|(?:all of )?(?:\w+shire)|"
    r"\w+ (?:green|park|hythe|hill|heath|town|marsh|cross)\b|"
    r"(?!the\b|a\b|an\b|my\b|our\b|this\b|that\b|all\b|it\b|me\b|you\b|them\b|us\b|any|some|every)"
    r"[\w\-]{4,})"
)
TAIL = (
    r"(?: (?:in|for|at|across|covering|north of|south of|east of|west of|who|that|with|doing|left|"
    r"we['’]ve got|we have|we had|on|round|trained|working|between|within|employed|qualified)\b"
    r"(?:(?! (?:and|but|so|when|which|because)\b)[^.,;:?!…—]){0,45}(?=[.,;:?!…—\s]|$)|"
    r" (?:here|there|locally)\b)"
)
MOD = (
    r"(?:(?!only\b|same\b|and\b|or\b|is\b|was\b|that\b|who\b|to\b|of the\b|we\b|i\b|you\b|"
    r"they\b|he\b|she\b|had\b|have\b|has\b)[\w'’\-]+ )"
)
BE = (
    r"(?:i['’ ]?m|i am|i was|i used to be|he['’]s|she['’]s|he was|she was|she is|he is|being|as|"
    r"who['’]s|"
    r"who is|who was|became|me,|it['’]s me,|you['’]re|i['’]ve been|they['’]re|myself,)"
)
OURS = (
    r"DCO|D C O|DSCO|DMO|DECLO|designated (?:clinical|social care|medical|"
    r"education(?:al)? clinical lead)"
    r" (?:officer|lead)|designated (?:doctor|nurse)(?: for [\w ]{3,25}?)?|"
    r"director of (?:children['’]?s services|children['’]?s social care|education|inclusion|"
    r"sen[d]?|public health)|DCS|"
    r"(?:lead|named|chief|principal|consultant) (?:ed(?:ucational)? psych(?:ologist)?s?|EP|nurse|"
    r"doctor|"
    r"social worker|paediatrician|OT|therapist)|"
    r"virtual (?:school )?head(?:teacher)?|PEP\b|lead member|LADO|"
    r"(?:SEND|SEN|inclusion|health|children['’]?s) commissioner|portfolio holder|"
    r"chief exec(?:utive)?|"
    r"service manager|tribunal (?:officer|lead|manager)|(?:one|sole|single) "
    rf"(?:[\w'’\-]+ ){{0,3}}?(?!one\b|man\b|woman\b|person\b){TITLES}(?: for (?:[\w\-]+ ?){{1,3}})?"
)
LESS_OURS = (
    r"head of (?:SEND?|service|inclusion|ALN|education|SEND? [\w]+)|assistant director|"
    r"strategic (?:lead|director)|head of [\w']+ (?:services?|school)"
)
OWNER = (
    r"(?:our|the (?:borough|county|council|authority|city|town|island|trust|la|district|service|"
    r"team)"
    r"['’]?s|my)"
)
PERSONAL = (
    r"(?=[^.?!]{0,45}\b(?:she|he|her|him|retired|on leave|off sick|mat leave|maternity|left us|"
    r"resigned|i know|rang me|emailed me|phoned me|told me|who is|who he|who she)\b)"
)

AGENT = (
    r"(?:(?!(?:other|number|matter|answer|paper|letter|factor|order|offer|never|ever|over|under|"
    r"after|"
    r"water|weather|whether|together|barrier|reminder|remainder|indicator|error|minor|major|door|"
    r"floor|colour|mirror|computer|corner|quarter|summer|winter|power|manner|chapter|player|"
    r"parameter|list|least|best|first|last|exist|test|rest|twist|member|user|speaker|mother|father|"
    r"sister|brother|daughter|carer|prior|however|rather|further|former|latter|later|"
    r"earlier|easier|harder|better|bigger|smaller|longer|shorter|cheaper|higher|lower|newer|older|"
    r"younger|tier|layer|centre|character|poster|sticker|folder|filler|buffer|trigger|disaster|"
    r"newsletter|filter|driver|register|transfer|helper|killer|winner|monitor|sensor|separator|"
    r"cursor|scanner|printer|speller|teenager|stranger|customer|consumer|provider|supplier|"
    r"fewer|tester|laser|layer|rubber|paragraph)s?\b)[a-z]{3,}"
    r"(?:er|or|ist|ician|(?:consult|assist|account)ant)\b)"
)
"""Somebody who does something, by the end of the word: "signer", "habilitationist"."""
RANK = (
    r"(?:head|lead|leader|director|manager|principal|chief|chair(?:man|woman|person)?|"
    r"commissioner|champion|co-?ordinator|officer|advis[eo]r|secretary|treasurer|clerk|registrar|"
    r"strategist|postholder|governor|ombudsman|inspector|dco|dsco|dmo|declo|lado|dcs|vsh|"
    r"psw|aep|pep|ade|(?:ed(?:ucational)? )?psych(?:ologist)?|nurse|doctor|consultant|"
    r"paediatrician)"
)
ABBREVIATED = r"(?:dco|dsco|dmo|declo|lado|dcs|vsh|psw|aep|ade|pep)"
HIGH = (
    r"(?:designated|named|principal|chief|lead|strategic|executive|associate|deputy|assistant|"
    r"clinical|medical|managing|corporate|divisional|joint|sole|founding|consultant|head|senior|"
    r"specialist|interim|acting)"
)
WORD = (
    r"(?:(?!(?:is|was|and|or|who|that|to|in|for|at|of|said|says|so|but|if|we|they|it|with|from|by|"
    r"as|"
    r"will|be|have|has|had|you|she|he|i|not|are|were|when|which|because|than|about|on|do|does|a|an)\b)"
    r"[\w'’\-]+)"
)
FIELD = (
    r"(?:sen|send|aln|sendiass|iass|ehcp?|camhs|snap|icb|eps?|inclusion|autism|asd|portage|"
    r"early years|virtual school|local offer|tribunals?|mediation|annual review|statutory|"
    r"assessment|commissioning|transport|monitoring|safeguarding|parent(?: carer)?|brokerage|"
    r"dispute|personal budgets?|post[- ](?:16|sixteen)|transitions?|moving and handling|"
    r"sensory|hearing|vision|speech|therapy|health|children['’]s)"
)
NOT_NAMES = (
    r"(?:Year|Key|Code|English|Maths|Science|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|I|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|EHCPs?|SEN|SEND|SENDCo|Reception|Christmas|Easter|England|Scotland|Britain)"
)
NAMED = (
    rf"(?:(?:the |our )?(?-i:(?!{NOT_NAMES}\b)[A-Z][\w'’\-]+(?: (?:and |on |of |upon |the )?"
    r"[A-Z][\w'’\-]+){0,3})(?: (?:[a-z]+ )?(?:council|borough|county|team|service|footprint|"
    r"trust|school|hospital|forum|clinic|board))?)"
)
WIDE = (
    r"(?:(?:the |our )?whole(?: of)?(?: the)? [\w'’\-]+(?: (?:county|borough|area|trust|patch))?|"
    r"(?:the |our |this )?(?:entire |local )?(?:borough|county|authority|council|local authority|"
    r"island|city|town|district|health board|icb|trust|footprint|region|patch|shire|east team|"
    r"area team)\b|(?:both|all|(?:all )?(?:the )?(?:two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|\d+)) (?:\w+ )?(?:boroughs|counties|schools|academies|authorities|areas|"
    r"districts|trusts|sites|councils)|(?:north|south|east|west|mid)[\w\-]* \w{4,})"
)
SCOPE = rf"(?:{NAMED}|{WIDE})"
