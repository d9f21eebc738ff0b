"""Stance: does an utterance tell of a barrier, of something that helps, or ask for something?

Recorded rules, not a model: lists of words that a reader can check and a study can quarrel with.
An utterance that asks is a request, whatever else it says ("we need fewer cases" is no barrier
but the wish to have one removed); otherwise the side with more marks wins, and a tie is the
barrier, because praise with a "but" is remembered for the "but".
"""

from __future__ import annotations

import re
from functools import lru_cache

from fgtools.codes.cues import words_of
from fgtools.safe import SafeText

ASKS = (
    r"(?:we|they|i|you|people|staff|it) (?:really |just |all |actually |definitely )*need",
    r"would (?:really |just )?(?:like|love|want)",
    r"(?:should|ought to|must)(?! have| be joking)",
    r"if (?:they|we|you|somebody|someone|people) (?:could |would |can )?just",
    r"(?:could|can) (?:we|they|you|somebody|someone) (?:please |just )?(?:have|get|give|make)",
    r"what (?:we|i|they) (?:really |actually )?want",
    r"would be (?:nice|good|great|lovely|brilliant|helpful)",
    r"please",
    r"i (?:just |only )?(?:wish|want)",
    r"needs to (?:be|have|come|stop|change|happen)",
    r"(?:my|one|the) (?:one )?(?:ask|wish|plea)",
    r"give (?:us|me|them) ",
    r"let (?:us|me) ",
    r"stop (?:asking|making|sending|changing|pretending)",
)
HELPS = (
    r"works (?:really |very |so )?well",
    r"worked (?:really |very |so )?well",
    r"help(?:s|ed|ful)?",
    r"(?:love|loved|enjoy|enjoyed)",
    r"(?:best|brilliant|fantastic|lovely|excellent|wonderful|great|amazing|superb|proud)",
    r"(?:supportive|supported|grateful|lucky|privilege)",
    r"(?:easier|quicker|better|improved|improving|manageable)",
    r"makes? (?:all the|a|a real|a big|such a) difference",
    r"made (?:all the|a|a real|a big|such a) difference",
    r"(?:good|really good|huge|big|massive) (?:thing|team|manager|relationship|idea|plus)",
    r"(?:keeps|kept) me (?:here|going|sane)",
    r"(?:wouldn't|would not|won't) (?:leave|swap|change|go back|be without)",
    r"(?:can't|cannot|couldn't) (?:fault|complain|speak highly enough|praise)",
    r"(?:saves|saved|gives|gave) (?:me|us|you)",
)
HINDERS = (
    r"(?:no|not|never|nobody|none|nothing|nowhere|without|hardly|barely|neither|nor)",
    r"no one",
    r"\w+n't",
    r"cannot",
    r"too (?:many|much|few|little|late|long|often|high|low|big|slow|busy|thin)",
    r"(?:lack|lacking|lacks|lose|losing|lost|missing|missed|cut|cuts|shortage|shortages)",
    r"(?:difficult|hard|harder|impossible|awful|terrible|horrible|frustrating|frustrated|worse)",
    r"(?:worst|struggle|struggling|problem|problems|barrier|barriers|unfair|broken|nightmare)",
    r"(?:stress|stressed|stressful|exhausted|exhausting|overwhelmed|burnt|burnout|swamped)",
    r"(?:drowning|firefighting|unmanageable|unsafe|blamed|blame|afraid|scared|angry|tears)",
    r"(?:fail|fails|failed|failing|wait|waiting|waits|delay|delays|delayed|overdue|late)",
    r"(?:leave|leaving|left|quit|resigned|vacancy|vacancies|empty)",
    r"only (?:one|two|three|a|have|had|got)",
)


def _any(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{'|'.join(parts)})(?![\w'])")


def _starts(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})")


ASKING, HELPING, HINDERING = _starts(ASKS), _any(HELPS), _any(HINDERS)
REFUSED = re.compile(
    r"(?:(?<![\w'])(?:not|never|no|isn't|wasn't|aren't|doesn't|didn't|don't|hardly|nothing)"
    r"(?: \w+){0,2} )$"
)
"""What stands right before a good word and turns it round: "not really helpful"."""
NOT_ASKED = re.compile(
    r"(?:don't|doesn't|didn't|not|never|used to)(?: \w+)? (?:need|want|should|must)|"
    r"no need|needn't|(?:should|must|ought to) have|special (?:educational )?needs?"
)
NOT_BAD = re.compile(
    r"not (?:too |so |that )?bad|no (?:problem|problems|complaints|doubt|worries)|"
    r"not only|(?:wouldn't|won't) (?:leave|swap|change|go back|be without)|"
    r"(?:can't|cannot|couldn't) (?:fault|complain|praise)|"
    r"nothing (?:but praise|better)|never (?:been better|looked back)|don't get me wrong|"
    r"(?:doesn't|didn't) (?:take|cost|matter)|stops? (?:me|us) (?:leaving|quitting)"
)
"""Noes that are not complaints."""


@lru_cache(maxsize=1 << 12)  # an utterance is asked about once for each code
def stance(text: SafeText) -> str:
    """Return barrier, enabler, request or none for an utterance."""
    words = " ".join(words_of(text)).replace("'d ", " would ")
    if ASKING.search(NOT_ASKED.sub(" ", words)):
        return "request"
    good, turned = 0, 0
    for match in HELPING.finditer(words):
        if REFUSED.search(words[: match.start()]):
            turned += 1
        else:
            good += 1
    bad = turned + len(HINDERING.findall(NOT_BAD.sub(" ", words)))
    if not good and not bad:
        return "none"
    return "enabler" if good > bad else "barrier"
