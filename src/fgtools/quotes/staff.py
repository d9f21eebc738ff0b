"""Words for the people, places of work and contracts of a service for children, as patterns."""

from __future__ import annotations

from fgtools.marks import nouns_of

SITES = nouns_of("place", "organisation", "school")
"""Nouns of surrogates for places and bodies."""
WHO = (
    r"(?:(?-i:[ES]?EPs?|OTs?|SLTs?|SALTs?|SaLTs?|PEPs?|DCOs?|DMOs?|DSCOs?|SENDCos?|SENDCOs?|"
    r"SENCos?|"
    r"SENCOs?|ASYEs?|TAs?|HLTAs?|QTVIs?|QTODs?|ToDs?|AHPs?)\b|"
    r"(?:ed(?:ucational)? )?psych(?:ologist)?s?\b|\w*therapists?|physios?|"
    r"case ?workers?|(?:case |plan |EHCP? )?co-?ordinators?|"
    r"(?:case |annual review |SEND? |tribunal )?officers?|plan ?writers?|nurses?|"
    r"(?:social|support|key|youth|outreach) ?workers?|(?:head)?teachers?|teaching assistants?|"
    r"doctors?|paediatricians?|psychiatrists?|consultants?|managers?|team leaders?|leads?|heads?|"
    r"directors?|practitioners?|specialists?|advis[eo]rs?|assistants?|administrators?|trainees?|"
    r"counsellors?|dieti[ct]ians?|audiologists?|commissioners?|interpreters?|mediators?|"
    r"solicitors?)"
)
"""Words for who works there, one or several."""
STAFF = (
    r"(?:staff|colleagues|team|teams|service|department|office|workforce|professionals|workers|"
    r"members?|practitioners|group)"
)
BODY = (
    r"(?:borough|authority|local authority|LA|council|county|city|town|district|region|trust|"
    r"island|patch|area|locality|cluster|service|team|department|directorate|office|building|"
    r"school|hospital|unit|college|nursery|academy|panel)"
)
"""What somebody may work for or in."""
OWN = r"(?:(?:this|our|my|the|that|their)(?: (?:whole|entire|local|own))?)"

RARE = (
    r"(?:(?:art|music|drama|play|dance|movement|hydro|family|occupational health) therapists?|"
    r"(?:clinical|forensic|counselling|principal|assistant|trainee|senior specialist) "
    r"(?:ed(?:ucational)? )?(?:psych(?:ologist)?s?|EPs?)|"
    r"physios?|physiotherapists?|dieti[ct]ians?|audiologists?|orthoptists?|optometrists?|"
    r"orthotists?|neurologists?|psychotherapists?|paediatricians?|psychiatrists?|midwi(?:fe|ves)|"
    r"(?-i:QTVIs?|QTMSIs?|QTODs?|QToDs?|ToDs?|ELSAs?|EWOs?|IROs?|BCBAs?)|"
    r"teachers? (?:of|for) (?:the )?(?:deaf|blind|visual\w*|vision|hearing|multi-sensory)\w*|"
    r"(?:hospital|portage|peripatetic|advisory|sensory|autism|dyslexia|outreach|home) "
    r"(?:teachers?|tutors?|workers?|visitors?|advis[eo]rs?)|"
    r"(?:specialist|school|epilepsy|community|named|learning disability|continence) nurses?|"
    r"(?:re)?habilitation (?:officers?|workers?|specialists?)|intervenors?|"
    r"(?:BSL|sign language|Makaton) (?:interpreters?|tutors?|trainers?)|"
    r"(?:tribunal|mediation|transport|brokerage|equipment|moving and handling|virtual school|"
    r"elective home education|post[- ]?(?:16|sixteen)|youth (?:justice|offending)|portage|"
    r"early years|children['’]s homes?) "
    r"(?:officers?|leads?|managers?|workers?|co-?ordinators?|advis[eo]rs?|solicitors?)|"
    r"(?:behaviour|board[- ]certified) (?:analysts?)|solicitors?|chaplains?|play (?:specialists?|"
    r"workers?))"
)
"""Posts of which a service has one or two, if any."""
SETTING = (
    r"(?:special (?:nursery|academy|schools?)|specialist (?:school|college|provision|unit)|"
    r"nurser(?:y|ies)|"
    r"pre-?school|children['’]s cent(?:re|er)|family hub|hospital(?: school)?|hospice|ward|"
    r"(?:child development|assessment) (?:cent(?:re|er)|clinic|unit)|clinic|"
    r"(?:alternative|AP) (?:provision|provider|academy)|(?-i:PRU|AP|MAT|YOI|CAMHS|SENDIASS|IASS)\b|"
    r"pupil referral unit|virtual school|"
    r"prison|young offenders?(?:['’])? institution|secure (?:unit|children['’]s home|estate|"
    r"hospital|"
    r"setting|training cent(?:re|er)|school)|custody|youth (?:justice|offending) (?:team|service)|"
    r"(?:youth|family|crown|magistrates['’]?) court|"
    r"residential (?:school|home|unit|college)|children['’]s home|boarding school|"
    r"sixth[- ]form(?: college)?|further education college|(?-i:FE) college|college|"
    r"(?:tribunal|mediation|appeals?|transport|brokerage|fostering|adoption|leaving care|sensory|"
    r"portage|hearing impairment|vision impairment|VI|HI|early years|post[- ]?(?:16|sixteen)|"
    r"out[- ]of[- ](?:area|borough|county)|complex needs|children in care|looked[- ]after) "
    r"(?:team|service|desk|panel|unit)|"
    r"(?:resource(?:d)? (?:base|provision)|(?:autism|language|hearing|speech) (?:base|unit))|"
    r"army (?:base|camp|school)|mainstream secondary|all-?through school|faith school|"
    r"(?:Catholic|Jewish|Muslim|Welsh[- ]medium) (?:primary|secondary|school))"
)
"""Kinds of places of work of which an area has few."""
CONTRACT = (
    r"(?:agency|locum(?:ing)?|part[- ]time|term[- ]time(?: only)?|fixed[- ]term|zero[- ]hours?|"
    r"maternity (?:leave|cover)|mat(?:ernity)? (?:leave|cover)|paternity cover|sick(?:ness)? cover|"
    r"self[- ]employed|freelance(?:r|s)?|apprentice\w*|trainee|newly qualified|"
    r"(?-i:NQT|ECT|ASYE|AfC band \d)|"
    r"on (?:a )?second(?:ed|ment)|seconded|job[- ]shar\w+|bank staff|on the bank|semi-?retired|"
    r"retired|on probation|probation(?:ary)? period|half[- ]time|interim|"
    r"(?:nought|zero|0)?[ .]?point (?:two|three|four|five|six|seven|eight)|0\.[2-8] ?(?:FTE)?|"
    r"(?:two|three|four) days (?:a|per) week|sessional|casual(?: contract)?|temp(?:orary)?(?: "
    r"contract)?|"
    r"honorary contract|notice period|on notice|returner|day[- ]release|degree apprentice\w*)"
)
"""Kinds of contract that most do not have."""
