"""Words that carry talk along and say nothing of its subject: stop words, fillers, politeness."""

from __future__ import annotations

import re

GRAMMAR = """
a about above across actually after afterwards again against ago all almost alone along already
also although altogether always am among amongst an and another any anybody anyhow anymore anyone
anything anyway anywhere apart are around as aside at away back be became because become becomes
becoming been before beforehand behind being below beside besides between beyond both but by can
cannot could de despite did do does doing done down due during each either else elsewhere enough et
etc even ever every everybody everyone everything everywhere except far few fewer first five for
former four from further furthermore get gets getting give given gives giving go goes going gone got
gotten had half has have having he hence her here hers herself him himself his how however i ie if
in inside instead into is it its itself just keep keeps kept last latter least less let lets like
liked likely lot lots made make makes making many may maybe me meanwhile might mine more moreover
most mostly much must my myself namely near nearly neither never nevertheless next nine no nobody
none nor not nothing now nowhere of off often on once one ones only onto or other others otherwise
ought our ours ourselves out outside over own part per perhaps please put puts putting quite rather
re really same second seven several shall she should since six so some somebody somehow someone
something sometime sometimes somewhat somewhere still such take taken takes taking ten than that
the their theirs them themselves then thence there thereby therefore these they third this those
though three through throughout thus till to together too took toward towards twice two under
unless until up upon us use used uses using usually various very via was way ways we well went were
what whatever when whenever where whereas whereby wherein wherever whether which whichever while
who whoever whole whom whose why will with within without would yet you your yours yourself
yourselves eight eleven twelve twenty thirty forty fifty sixty hundred thousand million couple
zero cent percent thirteen fourteen fifteen sixteen seventeen eighteen nineteen seventy eighty
ninety
"""
CONTRACTED = """
ain't aren't can't couldn't could've didn't doesn't don't hadn't hasn't haven't he'd he'll he's
here's how's i'd i'll i'm i've isn't it'd it'll it's let's might've mightn't mustn't must've needn't
oughtn't shan't she'd she'll she's should've shouldn't that'd that'll that's there'd there'll
there's they'd they'll they're they've wasn't we'd we'll we're we've weren't what'd what'll what're
what's when's where's who'd who'll who's who've why's won't would've wouldn't y'all you'd you'll
you're you've one's everyone's everybody's somebody's someone's nobody's 'cause mr mrs ms miss dr
sir madam lady
"""
SPOKEN = """
absolutely ah aha alright anyways apparently aye basically bit bits blah bloody bye certainly
clearly completely cos course cuz dear definitely eh em er erm exactly fair fairly fine folks gonna
good goodbye gosh gotta great guess guys ha haha heck hello hey hi hm hmm honest honestly hopefully
hugely indeed kinda kind literally lovely mate mean meant mhm mm mmm nah nope obviously oh ok okay
ooh oops ow particularly perfectly possibly pretty probably really right sadly say saying says said
seem seemed seems see seen saw simply slightly sorry sort sorts stuff suppose supposed sure tell
telling told terribly thank thanks thanx thing things think thinking thinks thought totally truly
try trying tried ugh uh um umm very wanna wee weirdly whatnot wow ya yea yeah yep yes yous yup
"""
VAGUE = """
know knows knew known knowing look looks looking looked feel feels feeling felt talk talking talked
come comes coming came want wants wanted wanting need needs needed needing happen happens happened
happening start started starts starting end ended ends mention mentioned point points question
questions answer answers ask asks asked asking hear heard hearing agree agreed idea example
examples issue issues case terms term regard regards regarding number able actual different
particular certain big bigger biggest little long longer small hard easy easier nice bad worse worst
better best new old current currently recent recently maybe today yesterday tomorrow moment minute
minutes hour hours day days week weeks month months year years time times monday tuesday wednesday
thursday friday saturday sunday january february march april june july august september october
november december morning afternoon evening people person somebody's person's everyone's man woman
hope hopes hoping hoped forward situation situations detail details principle discussion discussions
understanding picture extent area areas fact facts important importance interested interesting clear
aware consider considered consideration considerations involved include including includes included
terms relation respect basis matter matters concerned specific specifically generally essentially
kid's lots odd met sit sits sat sitting stand stands stood wait turn turns turned
cetera guy afford bring brings bringing brought call called calls find finds finding found show
shows showing shown move moved works worked
"""
EMPTY = frozenset(f"{GRAMMAR} {CONTRACTED} {SPOKEN}".split())
"""Words that say nothing by themselves: lower case, with straight apostrophes."""
STOP = EMPTY | frozenset(VAGUE.split())
"""The same and words that say something in a sentence but name no subject."""
NAMELESS = re.compile(r"\[[^\[\]\n]{0,80}\]")
"""A surrogate such as `[child A]`, or a bracketed event."""
TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def content_words(text: str, stop: frozenset[str] = STOP) -> list[str]:
    """Return the words that are not in `stop` and no surrogates, in order, in lower case."""
    plain = NAMELESS.sub(" . ", text).replace("’", "'")
    words = [word.lower() for word in TOKEN.findall(plain)]
    return [word for word in words if len(word) > 1 and word not in stop]
