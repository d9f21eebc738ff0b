"""Words that schools and services are called by, and words that only describe one."""

from __future__ import annotations

import re

SCHOOL = frozenset({
    "primary", "infant", "infants", "junior", "juniors", "academy", "school", "schools", "high",
    "grammar", "college", "nursery", "secondary", "comprehensive", "preschool", "prep", "sixth",
    "pru", "kindergarten", "playgroup", "montessori", "ce", "rc", "cofe", "community", "special",
    "university",
})  # fmt: skip
SERVICE = frozenset({
    "centre", "center", "clinic", "hospital", "hospice", "surgery", "trust", "associates",
    "foundation", "hub", "practice", "ltd", "limited", "resourcing", "recruitment", "consulting",
    "consultancy", "psychology", "health", "project", "society", "charity", "partnership",
    "group", "solutions", "solicitors", "care", "services", "therapies", "agency", "children's",
    "childrens", "development", "community", "child", "family", "house", "lodge", "unit", "ward",
    "forum", "llp", "education", "support", "learning", "medical", "institute", "church", "mosque",
    "temple", "library", "kennels",
})  # fmt: skip
ENOUGH = frozenset({
    "primary", "infants", "juniors", "academy", "school", "high", "grammar", "college", "nursery",
    "comprehensive", "preschool", "pru", "centre", "clinic", "hospital", "hospice", "surgery",
    "trust", "associates", "foundation", "hub", "practice", "ltd", "limited", "resourcing",
    "recruitment", "consulting", "consultancy", "psychology", "solicitors", "house", "lodge",
    "university", "secondary", "llp", "health", "unit", "junior", "infant", "therapies", "project",
    "society", "charity", "partnership", "playgroup", "kindergarten",
})  # fmt: skip
HEARD_ENOUGH = ENOUGH - frozenset({
    "practice", "health", "project", "society", "charity", "partnership", "group", "house",
    "high", "unit", "junior", "infant", "consulting", "psychology", "foundation", "secondary",
    "recruitment",
})  # fmt: skip
"""Kinds that also tell in talk without capitals."""
HEARD_SCHOOL = frozenset({
    "primary", "infants", "juniors", "academy", "school", "grammar", "college", "pru",
    "comprehensive", "preschool", "nursery", "playgroup", "kindergarten", "hospice", "high",
    "infant", "junior", "secondary",
})  # fmt: skip
"""Kinds that make a name of ordinary words in front: "rose hill primary"."""
GENERAL = frozenset({
    "special", "primary", "secondary", "high", "infant", "infants", "junior", "local", "state",
    "national", "mainstream", "virtual", "free", "private", "independent", "public", "the", "a",
    "an", "our", "my", "your", "their", "his", "her", "this", "that", "every", "each", "any",
    "some", "one", "two", "three", "four", "both", "all", "same", "no", "new", "old", "big",
    "small", "little", "of", "in", "at", "to", "for", "from", "with", "by", "on", "and", "or",
    "but", "community", "faith", "boarding", "residential", "day", "forest", "sunday",
    "medical", "mental", "royal", "children's", "childrens", "child", "family", "early",
    "years", "youth", "speech", "language", "educational", "education", "social", "sure",
    "start", "care", "health", "multi", "academy", "school", "college", "nhs", "la", "london",
    "borough", "council", "service", "services", "civic", "further", "higher", "sixth", "form",
    "best", "good", "bad", "whole", "other", "another", "what", "which", "most", "many", "more",
    "respite", "teaching", "general", "acute", "open", "safe", "send", "sen", "ehc", "ep",
    "therapy", "head", "staff", "parent", "play", "home", "drop", "is", "was", "so", "not",
    "like", "occupational", "clinical", "psychology", "call", "contact", "city", "large",
    "senior", "lower", "upper", "middle", "single", "specialist", "alternative", "hospital",
    "nursery", "then", "when", "if", "because", "there", "have", "had", "has", "says", "said",
    "do", "did", "get", "got", "go", "went", "going", "run", "into", "leave", "left", "about",
    "outstanding", "selective", "catholic", "feeder", "neighbouring", "nearest", "successful",
    "inclusive", "failing", "worst", "foundation", "child's", "trust", "test", "job", "jobs",
    "resource", "assessment", "crown",
})  # fmt: skip
DESCRIBING = GENERAL | frozenset({
    "summer", "drama", "law", "ballet", "stage", "boys", "girls",
    "village", "rural", "urban", "inner", "church", "satellite", "receiving", "sending", "host",
    "named", "preferred", "chosen", "ordinary", "normal", "regular", "proper", "actual", "current",
    "previous", "last", "next", "first", "second", "third", "present", "former", "linked",
    "partner", "cluster", "maintained", "autism", "asd", "semh", "mld", "sld", "pmld", "nurture",
    "resourced", "provision", "reception", "form", "entry", "year", "key", "after",
    "before", "between", "during", "since", "than", "as", "within", "without", "right", "wrong",
    "different", "certain", "particular", "decent", "lovely", "nice", "brilliant", "amazing",
    "excellent", "terrible", "awful", "outside", "inside", "under", "over", "through", "via",
    "base", "unit", "centre", "hub", "class", "breakfast", "night", "saturday", "weekend",
    "pre", "post", "non", "home", "online", "distance", "learning", "skill", "skills",
    "brand", "entire", "average", "typical", "big", "huge", "massive", "tiny", "rich", "poor",
    "fee", "paying", "fine", "okay", "well", "now", "today", "back", "straight", "just", "only",
    "even", "still", "also", "too", "very", "really", "quite", "off", "out", "up", "down", "away",
    "start", "starts", "starting", "started", "leaving", "leaves", "attend", "attends",
    "attended", "attending", "join", "joined", "visit", "visited", "visiting", "ring", "rang",
    "phone", "phoned", "email", "emailed", "ask", "asked", "tell", "told", "call", "called",
    "naming", "name", "chose", "choose", "want", "wants", "wanted", "like", "likes",
    "love", "loves", "need", "needs", "needed", "found", "find", "finding", "see", "saw", "seen",
    "making", "make", "makes", "made", "take", "takes", "taking", "took", "give", "gives", "gave",
    "be", "been", "being", "am", "are", "were", "will", "would", "can", "could", "should", "may",
    "might", "must", "having", "doing", "does", "done", "using", "used", "use", "work",
    "works", "working", "worked", "teaching", "taught", "children", "kids", "pupils", "students",
    "parents", "staff", "teachers", "people", "boy", "girl", "mum", "dad", "time", "full", "part",
    "half", "long", "short", "term", "week", "day", "days", "months", "years", "early", "late",
    "mental", "physical", "sports", "art", "music", "business", "medicine", "tech", "technical",
    "sixth", "special", "steiner", "montessori", "welsh", "english", "islamic", "jewish",
    "muslim", "hebrew", "christian", "medium", "bilingual", "deaf", "blind", "hearing", "sensory",
    "unregistered", "illegal", "oversubscribed", "undersubscribed", "academised", "council",
    "county", "borough", "authority", "stand", "alone", "age", "aged", "mixed",
    "single", "sex", "eastern", "western", "northern", "southern", "ofsted", "inadequate",
    "expensive", "cheap", "posh", "whatever", "something", "anything", "everything", "nothing",
    "somewhere", "anywhere", "everywhere", "possible", "potential", "suitable", "appropriate",
    "sort", "kind", "type", "level", "number", "lots", "bit", "ones", "thing", "things", "say",
    "saying", "think", "know", "mean", "means", "guess", "suppose", "thank", "yeah",
    "yes", "um", "er", "erm", "oh", "uh", "sorry", "please", "mainly", "mostly",
    "probably", "maybe", "perhaps", "actually", "basically", "literally", "obviously",
    "sometimes", "often", "usually", "always", "never", "ever", "again", "already", "yet",
    "whose", "who", "whom", "why", "how", "where", "while", "until", "till", "unless", "though",
    "although", "however", "both", "either", "neither", "nor", "not", "dual", "roll", "new",
    "managed", "move", "moves", "moved", "moving", "transition", "transfer", "transferring",
    "went", "gone", "come", "came", "comes", "coming", "put", "puts", "set", "keep", "keeps",
    "kept", "let", "lets", "try", "tried", "trying", "help", "helps", "helped", "talk", "talked",
    "talking", "speak", "spoke", "speaking", "meet", "met", "meeting", "look", "looking", "looked",
    "stay", "stayed", "feel", "feels", "felt", "seem", "seems", "become", "becomes", "became",
    "refuse", "refused", "avoid", "avoiding", "skip", "miss", "missed", "missing", "skipping",
    "finish", "finished", "finishing", "open", "opened", "close", "closed", "build", "built",
    "opening", "closing", "ready", "behind", "beyond", "against", "towards", "among", "along",
    "compulsory", "formal", "high", "medical", "dental", "veterinary", "nursing", "old",
    "old-fashioned", "naughty", "clown", "driving", "language", "swimming", "cookery",
    "theatre", "acting", "beauty", "catering", "agricultural", "land", "based", "tertiary",
    "community", "voluntary", "aided", "controlled", "cold", "hot", "risk", "stress", "anxiety",
    "levels", "dead", "front", "deep", "tail", "rear", "pretty", "ridiculously", "incredibly",
    "extremely", "junior",
})  # fmt: skip
"""Words that say what a school or service is like, in talk without capitals."""
DETERMINERS = frozenset({
    "a", "an", "the", "this", "that", "every", "each", "any", "some", "my", "your", "his", "her",
    "their", "our", "one", "two", "another", "no", "these", "those", "most", "many", "all",
})  # fmt: skip
GLUE = frozenset(
    {"of", "the", "and", "our", "lady", "for", "y", "yr", "on", "upon", "le", "in", "under"}
)

WITHIN = frozenset({
    "child", "development",
    "catholic", "community", "special", "primary", "infant", "infants", "junior", "juniors", "high",
    "grammar", "secondary", "church", "england", "c", "e", "ce", "rc", "cofe", "girls", "girls'",
    "boys", "boys'", "comprehensive", "nursery", "sixth", "form", "foundation", "college", "upper",
    "lower", "middle", "voluntary", "aided", "children's", "childrens", "family", "sports",
    "studio", "technical", "free", "prep", "preparatory", "learning", "health", "medical",
    "independent", "of", "and", "r", "faith", "hospital", "day", "respite", "short", "breaks",
    "resource", "support", "specialist", "academy", "school", "early", "years", "community's",
    "mind", "outdoor", "forest", "nature", "pupil", "referral", "assessment", "therapy", "youth",
    "children", "girl", "boy", "women",
})  # fmt: skip
"""Words that stand between a name and its kind: "Castle Beck *Community* School"."""
SIZES = frozenset({
    "little", "big", "small", "new", "old", "royal", "upper", "lower", "middle", "great", "young",
    "bright", "first", "good", "early", "open", "best", "high", "long", "white", "black", "red",
    "green", "blue", "sunny", "happy", "north", "south", "east", "west", "two", "three", "four",
    "seven", "all", "our", "the", "learning", "city", "next", "forest", "home",
})  # fmt: skip
"""Words that begin many names of settings: "Little Acorns", "Three Trees"."""
FRONTS = frozenset({
    "at", "to", "from", "in", "near", "of", "with", "for", "over", "round", "called", "into", "off",
    "named", "attends", "attended", "started", "left", "leaves", "joined", "visited", "ring",
    "rang", "phoned", "it's", "its", "that's", "thats", "is", "was", "via", "by", "outside",
    "naming", "name", "like", "loves", "chose", "about", "tried", "say", "said", "between",
    "or", "email", "emailed", "than", "down", "up", "went", "visiting", "opposite",
    "attending", "toured", "beside", "behind", "emailing", "ringing", "because", "so", "then",
    "when", "but", "yeah", "um", "er",
})  # fmt: skip
"""Words in front of a name that has no article: "went to rose hill primary"."""
SERVED = frozenset({
    "portage", "sendiass", "iass", "cic", "cars", "taxis", "travel", "minibuses", "coaches",
    "advice", "advocacy", "nurseries", "respite", "childcare", "daycare", "mencap", "buddies",
    "network", "autism", "carers", "services", "service", "grange", "manor", "gp", "tuition",
    "education", "consortium", "federation", "mat", "tutors", "counselling",
    "physiotherapy", "ot", "counsellors", "farm", "stables", "riding", "gym", "pharmacy",
    "dental", "centre", "law", "legal", "chambers", "court", "hall", "minds", "playscheme",
})  # fmt: skip
"""Kinds that tell where the name in front has a capital."""
DEDICATED = re.compile(
    r"\b(?:all (?:hallows|saints|souls)|christ (?:church|the king)|corpus christi|"
    r"(?:sacred|immaculate) heart|holy (?:trinity|family|cross|rosary|name|child|spirit|rood|"
    r"redeemer)|(?:archbishop|bishop|cardinal|canon) (?!of\b|and\b|is\b|was\b|said\b)[\w'’]+|"
    r"(?:king|queen|prince|princess|lord|lady|sir) [\w'’]+(?: (?:the )?[\w'’]+)?"
    r"(?= (?:school|primary|academy|grammar|college|high|sixth|hospital|rc|catholic|infants|"
    r"juniors))|(?:beth|bnos|beis|yesodey) [\w'’]+|al[ -](?!l\b)[\w'’]+(?= (?:school|academy|girls|"
    r"boys|primary|high|nursery|madrasah|mosque)))(?! of (?:the )?(?:all|it|that|this)\b)",
    re.IGNORECASE,
)
"""Names of saints, feasts and people that schools are given."""
DEDICATED_MARKS = frozenset({
    "hallows", "saints", "souls", "christ", "corpus", "heart", "holy", "archbishop", "bishop",
    "cardinal", "canon", "king", "queen", "prince", "princess", "lord", "lady", "sir", "beth",
    "bnos", "beis", "yesodey", "al",
})  # fmt: skip
PLACE_END = frozenset({
    "green", "park", "hill", "heath", "town", "village", "common", "wood", "woods", "bridge",
    "cross", "end", "estate", "hythe", "marsh", "vale", "quay", "wharf", "gate", "bay", "road",
    "moor", "island", "corner", "valley", "estuary", "peninsula",
})  # fmt: skip
HOMELY = frozenset({
    "meadows", "oaks", "elms", "willows", "beeches", "pines", "limes", "laurels", "hollies",
    "cedars", "orchards", "poplars", "firs", "chestnuts", "larches", "rowans", "maples", "acorns",
    "brambles", "gables", "spinney", "copse", "glade", "vines", "osiers", "lighthouse", "ark",
    "birches", "hawthorns", "hazels", "ferns", "bluebells", "haven", "grange", "priory", "orchard",
    "hollow", "warren", "dell", "burrow", "sycamores", "alders", "ashes", "heathers", "robins",
    "swallows", "kingfishers", "badgers", "lindens", "mulberries", "brooklands", "rushes",
})  # fmt: skip
"""What houses and units are called by with "the": "she's at the meadows"."""
SITED = frozenset({
    "view", "hill", "grange", "lodge", "hall", "manor", "park", "bank", "cross", "wood", "woods",
    "fields", "farm", "mount", "vale", "dale", "brook", "meadow", "meadows", "croft", "oak", "oaks",
    "trees", "cottage", "heath", "acres", "bridge", "mill", "grove", "moor", "house", "ridge",
    "top", "end", "lane", "hollow", "spring", "springs", "gate", "corner", "heights", "rise",
    "acorns", "hallows",
    "green", "field", "towers", "stones", "steps",
})  # fmt: skip
"""Second words of names in talk without capitals: "at castle view"."""
TOUCHING = frozenset({"", ".", "-", "'", "’", "&", "‐"})
"""What may stand between two words of one name."""
SURE_KINDS = frozenset({
    "primary", "infants", "juniors", "academy", "pru", "grammar", "college", "comprehensive",
    "preschool", "playgroup",
})  # fmt: skip
"""Kinds that make a name of one everyday word: "bridge academy"."""
OF_THE_FIELD = frozenset({
    "young", "people", "child", "children", "adult", "adults", "family", "families", "parent",
    "parents", "carers", "youth", "public", "social", "mental", "community", "local", "national",
    "special", "educational", "additional", "needs", "early", "years", "health", "care",
    "education", "school", "schools", "improvement", "service", "services", "support", "team",
    "teams", "inclusion", "attendance", "safeguarding", "transport", "housing", "planning",
    "authority", "authorities", "council", "councils", "government", "speech", "language",
    "therapy", "therapies", "occupational", "learning", "disability", "disabilities", "and",
    "leaver", "leavers",
})  # fmt: skip
"""Words that nobody is told by, alone or together: every authority has its young people."""
