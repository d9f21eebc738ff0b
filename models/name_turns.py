"""Turns to learn names from: what the shipped name model reads while it is trained.

Half is invented and half real:

* invented: turns of SEND-workforce focus groups, written by the generator below and by the
  project's own templates (`templates_pos.txt`, `templates_neg.txt`), filled with names of many
  British communities, and with schools, services and places. No such turn was ever said;
* real: QMSum's AMI and ICSI meetings (names marked by a list, not by a person), GUM, LitBank,
  WNUT-17, the Broad Twitter Corpus and NLU-Evaluation-Data, with many of their names exchanged.

Nothing parliamentary is read, no recording of a focus group, and nothing share-alike (WikiGold's
text is Wikipedia's, so it stays out). Labels are PERSON, ORG (with schools) and LOC.

The generator knows what its author thought of. Figures on real focus groups will be worse than
those on its own turns, which is why none of the latter are reported: see `README.md` beside this.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Entity = tuple[int, int, str]
LABELS = ("PERSON", "ORG", "LOC")
TURNS = Path(__file__).resolve().parent / "turns"
"""Turns written for this: slots in braces, names that are everyday words in brackets."""


@dataclass(frozen=True)
class Line:
    """Hold one turn and its entities, in code points."""

    text: str
    entities: tuple[Entity, ...] = ()


# --- Words of the generator -------------------------------------------------------------------


def listed(text: str) -> tuple[str, ...]:
    """Split a block of text at semicolons into its entries."""
    return tuple(entry.strip() for entry in text.replace("\n", " ").split(";") if entry.strip())


COMMUNITIES: dict[str, float] = {
    "uk_kids": 10, "uk_adult": 14, "fk_en_GB": 12, "welsh": 6, "caribbean": 5, "sikh_hindu": 6,
    "muslim_sa": 8, "somali": 5, "arab_me": 4, "w_african": 7, "e_african": 4, "chinese": 4,
    "e_euro": 6, "fk_en_IE": 4, "fk_en_IN": 4, "fk_en_PK": 4, "fk_yo_NG": 3, "fk_ig_NG": 2,
    "fk_tw_GH": 2, "fk_pl_PL": 2, "fk_tr_TR": 2, "fk_ro_RO": 1.5, "fk_pt_PT": 1.5, "fk_lt_LT": 1,
    "fk_ga_IE": 1.5, "fk_ha_NG": 1, "fk_vi_VN": 1, "sig_UA": 1.5,
}  # fmt: skip
REST = 12.0  # weight of all other pools together

WORD_FIRST = listed("""
Grace; Hope; Joy; Will; Mark; Bill; Frank; Rich; Pat; Rob; Jack; Faith; Summer; Autumn; Dawn;
May; June; April; Rose; Ivy; Lily; Poppy; Daisy; Holly; Heather; Iris; Violet; Jasmine; Amber;
Ruby; Pearl; Crystal; Jade; Skye; Star; Storm; River; Brook; Dale; Glen; Cliff; Heath; Robin;
Jay; Martin; Drew; Chase; Hunter; Mason; Tyler; Carter; Cooper; Archer; Taylor; Bailey; Parker;
Page; Dean; Duke; Earl; Prince; King; Blessing; Precious; Patience; Prudence; Charity; Comfort;
Mercy; Gift; Miracle; Princess; Lucky; Sunny; Sandy; Ray; Gene; Sue; Art; Grant; Miles; Ash;
Basil; Ginger; Olive; Honey; Angel; Harmony; Melody; Carol; Dot; Penny; Buddy; Chip; Guy; Josh;
Nick; Pierce; Sonny; Teddy; Victor; Woody; Destiny; Trinity; Serenity; Ocean; Bear; Fox; Reed;
Rocky; Sage; Rowan; Ebony; Raven; Wren; Clay; Cash; Justice; Noble; Christian; Roman; Paris;
Chelsea; Florence; Sydney; Georgia; India; Kenya; Brooklyn; Austin; Jordan; Savannah; Phoenix;
Constance; Verity; Felicity; Goodness; Sunday; Friday; Monday; Wisdom; Favour; Peace; Bliss;
Sky; Bea; Sally; Peg; Jo; Al; Ed; Di; Kit; Win; Rusty; Blue; Rain; Cherry; Clementine; Coral;
Fern; Flora; Gale; Hazel; Jewel; Laurel; Marina; Myrtle; Opal; Petal; Rosemary; Saffron;
Scarlett; Willow; Acre; Bishop; Blaze; Colt; Dash; Flynn; Lance; Leaf; Major; Max; Rory; Royal;
Saint; Tempest; Wilder; Worth; Stew; Don; Herb; Norm; Pip; Gay; Rita
""")
WORD_LAST = listed("""
Long; Short; Young; Small; Little; Brown; Green; White; Black; Gray; Good; Best; Wise; Strong;
Hill; Wood; Field; Stone; Marsh; Rivers; Lake; Bush; Church; Hall; House; Lane; Street; Park;
Bridge; Banks; Wells; Day; Knight; Price; Cook; Baker; Bishop; Potter; Singer; Court; Swift;
Sharp; Blunt; Savage; Moody; Love; Dear; Darling; Winter; Frost; Snow; Berry; Pond; Rice; Fry;
Bacon; Lamb; Bull; Drake; Finch; Bird; Pike; Salmon; Ball; Bell; Case; Chance; Cross; Judge;
Law; Nurse; Poor; Root; Self; Still; Way; Wild; Wing; Page; Marks; Grant; Gates; Ford; Barber;
Butcher; Carpenter; Farmer; Fisher; Gardener; Mason; Miller; Shepherd; Slater; Taylor; Turner;
Weaver; Power; Speed; Read; Sales; Rich; Noble; Makepeace; Merry; Jolly; Smart; Sweet; Tough;
Proud; Pope; Abbot; Monk; Friend
""")

ROLES = listed("""
SENCO; SENDCo; teaching assistant; TA; educational psychologist; EP; ed psych; speech therapist;
speech and language therapist; occupational therapist; OT; physio; health visitor; social
worker; family support worker; caseworker; EHC coordinator; EHCP coordinator; plan writer; head;
headteacher; deputy head; head of year; class teacher; teacher; nursery manager; keyworker; DCO;
DSCO; designated clinical officer; paediatrician; community paediatrician; consultant; school
nurse; GP; team manager; service manager; head of service; commissioner; inclusion lead;
inclusion manager; advisory teacher; specialist teacher; teacher of the deaf; mobility officer;
transport officer; escort; personal assistant; respite carer; foster carer; childminder; early
years practitioner; area SENCO; portage worker; SENDIASS officer; advocate; mediator; solicitor;
tribunal judge; councillor; director; assistant director; virtual school head; careers adviser;
job coach; college tutor; learning mentor; pastoral lead; safeguarding lead; attendance officer;
youth worker; play worker; psychiatrist; CAMHS nurse; dietitian; receptionist; administrator;
governor; chair of governors; finance lead
""")
NEEDS = listed("""
autism; ADHD; Down's syndrome; cerebral palsy; epilepsy; dyslexia; dyspraxia; selective mutism;
global developmental delay; a hearing impairment; a visual impairment; PDA; ODD; FASD; DLD; a
learning disability; sensory processing difficulties; attachment difficulties; a brain injury;
speech and language needs; social, emotional and mental health needs; anxiety; a feeding tube
""")
YEARS = listed("""
Year One; Year Two; Year Three; Year Four; Year Five; Year Six; Year Seven; Year Eight; Year
Nine; Year Ten; Year Eleven; Year 2; Year 5; Year 7; Year 9; Reception; nursery; sixth form; Key
Stage Two; the resource base; primary; secondary; college
""")
AGES = listed("""
three; four; five; six; seven; eight; nine; ten; eleven; twelve; thirteen; fourteen; fifteen;
sixteen; seventeen; nineteen; 4; 7; 9; 12; 15
""")
MONTHS = listed("""
January; February; March; April; May; June; July; August; September; October; November;
December; the summer; the autumn; Easter; Christmas
""")
FILLERS = listed("""
um; uh; er; erm; like; you know; I mean; sort of; what's it; oh what's it called
""")
TITLES = listed("""
Mr; Mrs; Miss; Ms; Dr; Mr; Mrs; Miss; Doctor; Sir; Professor; Auntie; Uncle; Reverend; Father;
Sister; Councillor; Sergeant; PC; Judge; Mx; Nurse; Coach; Lady; Lord; Aunty; Nanny; Grandad;
Prof; Canon; Imam; Rabbi; Dame
""")

SYNDROMES = listed("""
Down's; Down; Angelman; Williams; Rett; Tourette's; Turner; Prader-Willi; DiGeorge; Asperger's;
Noonan; Edwards; Patau; Kabuki; Smith-Magenis; Cornelia de Lange; Ehlers-Danlos; Marfan; Dravet;
Lennox-Gastaut; Landau-Kleffner; Klinefelter; Pierre Robin; Treacher Collins; Usher;
Sturge-Weber; Guillain-Barré; Bardet-Biedl; Sotos; Goldenhar; Potocki-Lupski; Wolf-Hirschhorn;
Phelan-McDermid; Sanfilippo; Hunter; Joubert; Moebius; West; Alport; Apert; Crouzon; Stickler;
Waardenburg
""")
DISEASES = listed("""
Crohn's; Perthes; Batten; Hirschsprung's; Duchenne; Becker; Alzheimer's; Parkinson's; Hodgkin's;
Huntington's; Graves; Addison's; Kawasaki
""")
TESTS = listed("""
WISC; Vineland; Conners; Griffiths; Bayley; Boxall Profile; Boxall; Leuven scale; Wechsler;
Renfrew; Reynell; Peabody; Bracken; Raven's matrices; Beery; Leiter; Sandwell; Strengths and
Difficulties; CELF; BAS; ADOS; ADI; M-CHAT; SNAP; SDQ; Edwards scale; Stanford-Binet; Rutter
scale; Denver; Snellen chart; Bristol stool chart; Glasgow scale; Apgar; Dunn; Goodman;
Myers-Briggs; Beck; Rosenberg scale; Warwick-Edinburgh; Goddard board; Kaufman; Harter;
Piers-Harris; Rorschach; Salford test
""")
METHODS = listed("""
Makaton; Makaton signs; PECS; Signalong; Montessori; Steiner; Lego therapy; Reggio Emilia;
Portage; Thrive; ELSA; SCERTS; TEACCH; Elklan; Hanen; Zones of Regulation; Theraplay; Sherborne;
Bobath; Numicon; Jolly Phonics; Read Write Inc; Talk Boost; WellComm; Attention Autism;
Intensive Interaction; Incredible Years; Triple P; Solihull; Earlybird; Cygnet; Team Teach;
Signs of Safety; Circle of Friends; Forest School; Nurture; Emotion Coaching; Braille; Grid 3;
Widgit; Clicker; Social Stories; Person Centred Planning; Lexia; Nessy; Rolfing; Alexander
Technique; Heimlich; British Sign Language; Derbyshire Language Scheme; Cued Speech; Lidcombe;
Picture Exchange
""")
SYSTEMS = listed("""
Mosaic; Liquidlogic; Capita; Arbor; Bromcom; SIMS; Synergy; Eclipse; CareFirst; RiO; SystmOne;
EMIS; Egress; Teams; Zoom; CPOMS; MyConcern; Tapestry; Seesaw; ClassDojo; ParentPay; Evolve;
Outlook; SharePoint; Excel; Word; Framework; Carenotes; Frontline; Provision Map; Impulse;
Azeus; Copilot; Alexa; Siri; WhatsApp; Padlet; Mentimeter; Slido; Miro; Trello; Protocol;
Lorenzo; Oliver; Paris; Cerner; Millennium; Rio; Lilie; Ulysses; Tribal; Granicus; Aspire; Echo;
Iris; Ava; Ruby; Aladdin
""")
REPORTS = listed("""
Munro; Laming; Warnock; Lenehan; MacAlister; Lamb; Rose; Bercow; Timpson; Rochford; Salt; Steer;
Marmot; Cass; Francis; Carter; Wood; Allen; Tickell; Field; Taylor; Kennedy; Winterbourne;
Ockenden; Hackitt; Caldicott; Gillick; Fraser; Plowden; Bullock; Swann; Rumbold; Wolf; Holland;
Webster
""")
LAWS = listed("""
Martha's; Sarah's; Natasha's; Claire's; Oliver's; Clare's; Helen's; Max and Keira's; Benedict's;
Awaab's; Martyn's; Harper's; Jade's; Murphy's; Parkinson's; Sod's; Goodhart's; Godwin's;
Benny's; Finn's; Ruth's; Georgia's
""")
THEORISTS = listed("""
Maslow; Bowlby; Vygotsky; Piaget; Bronfenbrenner; Bruner; Erikson; Kolb; Lundy; Hart; Arnstein;
Gardner; Bloom; Gibbs; Skinner; Pavlov; Ainsworth; Kanner; Asperger; Wernicke; Broca; Montessori;
Froebel; Steiner; Feuerstein; Rosenshine; Dweck; Rutter; Baron-Cohen; Goffman; Freire; Rogers;
Winnicott; Klein; Freud; Jung; Bandura; Kelly; Warnock; Lamb; Timpson; Rochford; Munro; Laming;
Gillick; Bercow; Salt; Marmot; Reynell; Denver; Griffiths; Wing; Frith; Luria; Chomsky; Dunn;
Ayres; Greene; Siegel; Porges; Perry; Golding; Hughes; Hattie; Tomlinson; Carr; Ainscow; Booth
""")
SHOWS = listed("""
Peppa Pig; Thomas the Tank Engine; Bluey; Paw Patrol; Minecraft; Roblox; Pokémon; Harry Potter;
Spider-Man; Elsa from Frozen; Mr Tumble; Hey Duggee; Bing; Fireman Sam; Postman Pat; Bob the
Builder; Matilda; the Gruffalo; Sonic; Super Mario; Fortnite; Lego; Disney; Doctor Who; Mr Bean;
Father Christmas; Santa; Horrid Henry; Tracy Beaker; Percy Jackson; Wallace and Gromit; Ben and
Holly; Charlie and Lola; Barbie; Batman; Sherlock; Dora the Explorer; Dennis the Menace; Winnie
the Pooh; Paddington; Noddy; Topsy and Tim; Sarah and Duck; Ben Ten; Blippi; Ms Rachel; Big
Brother; Alexa
""")
BODIES = listed("""
CAMHS; Ofsted; the CQC; the DfE; the NHS; SENDIASS; IPSEA; the ICB; the MASH; the LA; the local
authority; health; education; social care; the panel; the tribunal; the Early Years team; the
Inclusion team; the Virtual School; transport; the resource panel; the Local Offer; the council;
the SEND team; the placements team; Children's Services; Adult Social Care; the Family Hub; Sure
Start; the Ombudsman; the Department; Treasury; the union; Unison; the Youth Justice team; the
EP service; the parent carer forum; community nursing; the Autism Outreach team; legal; HR; the
DCO
""")
NOBODY = listed("""
she; he; they; mum; dad; nan; everyone; the head; my manager; the SENCO; the parents; the young
person; the child; someone; nobody; we; the class teacher; the caseworker; her husband; my
colleague; the other one; his brother; the little one; Mum; Dad; the social worker; the team;
the paediatrician; this lady; that mum; a parent; one of the TAs; the SENDCo; the EP; my line
manager; the family; the Minister; the Commissioner; the Chair; the Committee; the Cabinet;
Members; the Member; the Secretary of State; the Director; the Leader; the Chief Executive;
Government; the Inspectorate; the Children's Commissioner; a previous Minister; the First
Minister; the Inspector; the Judge
""")
ADDRESSED = listed("""
everyone; all; both; guys; folks; mate; love; Chair; Minister; Chairman; Madam Chair; Miss; sir;
Sir; Doctor; Councillor; Mum; Dad; Secretary; ladies; team; darling; sweetheart; Professor;
Moderator; Facilitator; Interviewer; God; colleagues; First Minister; Convener; Cabinet
Secretary; Members; Deputy; Director; Your Honour; Commissioner; my lovely; duck; hun; dear;
please; again; anyway; actually; honestly; really; definitely; absolutely; though
""")
IDIOMS = listed("""
Mark my words, it'll happen again.; You mark my words.; There's a grace period of four weeks.;
There is no grace period for appeals.; A bit of a grace period would help.; I will, I will.;
Will do.; Will it though?; If they will, they will.; Where there's a will there's a way.; With
the best will in the world.; It was against her will.; He left it in his will.; I hope so.; Hope
for the best.; There is no hope in this system.; It was pure joy.; No joy there.; Any joy with
that?; Bill it to health.; Who foots the bill?; Let me be frank.; To be frank with you.; A rich
picture.; You may be right.; May I come in?; May I just say.; In may we start again.; It may be
that.; By March it was over.; We march on.; The march of time.; He drew a picture.; It's a grey
area.; That's a fair point.; It's a can of worms.; Chase them up.; I had to chase and chase.;
It's a long day.; A young lad.; The young people.; It's a pat answer.; Off pat.; In the nick of
time.; Nick that idea.; Just my luck.; Dawn to dusk.; It dawned on me.; A rose by any other
name.; He rose to it.; Bob's your uncle.; Jack of all trades.; Every Tom, Dick and Harry.;
Robbing Peter to pay Paul.; For Pete's sake.; Heavens to Betsy.; Happy as Larry.; Keeping up
with the Joneses.; Smart Alec.; Gordon Bennett.; Jobsworth.; It's a Catch-22.; Hobson's choice,
isn't it?; Christ, it was bad.; Oh Lord.; God knows.; Jesus Christ.; Good grief.; Bless.; Bless
him.; Bless her cotton socks.; The art of the possible.; State of the art.; It takes patience.;
Have some patience.; Faith in the system.; I lost faith.; In good faith.; She has faith.;
Comfort eating.; It's no comfort.; Mercy of the panel.; At the mercy of panel.; What a gift.; It
is a gift.; A miracle happened.; It'd be a miracle.; An angel, she was.; Peace of mind.; In
peace.; Sunday night dread.; The Sunday before.; On Friday and Monday.; Summer holidays are
worst.; In the summer term.; Last autumn.; A star pupil.; Gold star.; Storm in a teacup.;
Weather the storm.; Down the river.; Off the cliff.; A cliff edge.; Cash is tight.; Cash for
it.; Justice for families.; There's no justice.; Page three.; On the same page.; Next page.;
Dean of the faculty.; Price of it.; Long wait.; Too long.; Short breaks.; A short break.; White
paper.; Green paper.; The Green Paper said so.; The White Paper.; Brown envelope.; Black and
white.; Case by case.; In any case.; Case closed.; My case load.; Judge me if you like.; Don't
judge.; Cross about it.; I was cross.; Bell goes at nine.; Saved by the bell.; The ball's in
their court.; Day by day.; Wise words.; Good point.; Best practice.; Best of luck.; Little and
often.; A penny for your thoughts.; The penny dropped.; Not a penny.; Dot the i's.; On the dot.;
Miles away.; It's miles off.; A grant for it.; We got a grant.; Grant funding.; They take it for
granted.; A ray of hope.; Sue them then.; They'd sue.; Art therapy.; Art class.; Drama and art.;
Carol concert.; A carol service.; Holly and ivy.; Amber alert.; It's amber.; Red, amber, green.;
Ruby Tuesday.; A jade plant.; Olive branch.; Honey on toast.; Ginger biscuits.; Sandy beach.;
Sunny day.; It's a major issue.; Christian values.; Roman numerals.; A guy came round.; This
guy.; Some guy.; A lovely guy.; My buddy.; Buddy system.; Buddy scheme.; Chip in.; Chip shop.;
Dale Farm.; Noble cause.; Precious time.; Lucky us.; We were lucky.; Charity begins at home.;
The charity sector.; Another charity.; Destiny, I suppose.; Harmony in the team.; Melody to my
ears.; Blessing in disguise.; It's a blessing.; Prince's Trust sort of thing.; A king's ransom.;
Earl Grey, please.; The chair of the panel.; Chair, can I come in?; Thank you, Chair.; Thank
you, Minister.; The Minister said.; The minister came.; Minister, with respect.; Through the
Chair.; Sorry, Chair.; Yes, Chair.
""")

VERBS = listed("""
said no; never rang back; was brilliant; left in the summer; went off sick; wrote the plan; came
to the review; sat in on it; didn't turn up; was so kind; told me to appeal; sorted the
transport; read the report; signed it off; was on leave; retired last year; had forty cases;
moved to another team; knew the family; would not give up; fought for it; was on the call; asked
the same question; got the place; loved it there; can't cope with noise; won't go in; hid under
the table; bit the escort; eats on his own; got excluded; came back from hospital; turned nine;
cried all night; made a friend; is doing well; is on two hours a day; started college; has a one
to one; lost the one to one; needs a hoist; talks with an iPad; had a seizure; went missing;
stopped eating; is still waiting; was out of school; got a diagnosis; wants to be a chef; runs
the group; runs the drop-in; chairs the panel; does the training; does the phonics; used to be
here; has got thirty years in; knows everything; made that point; put it better; will remember;
might know; asked me that; mentioned it; you were going to speak
""")

MORE_POS = listed("""
{P} {v}; {P} {v} and then {P} {v}; and {P} {v}; so {P} {v}; because {P} {v}; when {P} {v} we had
nobody; I think {P} {v}; I know {P} {v}; apparently {P} {v}; then one day {P} {v}; {T} {v}; {F}
{v}; the {R} {P} {v}; our {R}, {P}, {v}; our old {R}, {F}, {v}; this lad {P} {v}; my friend {P}
{v}; my grandson {P} {v}; my nephew {P} {v}; my niece {P} {v}; my mate {P} {v}; my boss {P} {v};
my colleague {P} {v}; poor {P} {v}; little {P} {v}; young {P} {v}; dear old {P} {v}; lovely {P}
{v}; our {P} {v}; like {P} {v}; is {P} {v}; mum said {P} {v}; {P} who {v}; there was {P} who
{v}; there's {P} and {P}; we had {P}, then {P}, then {F}; first it was {P} and then {P}; it was
{P} or {P}, I forget; {P} or was it {P}; is it {P} or {P}; sorry, {P}, not {P}; I'm {P}; hi, I'm
{P}; my name is {F}; I'm called {P}; {P} speaking; it's {P} here; {P} from {S}; {P} from {L};
{P} at {S}; {F} at {O}; {P} in {L}; and you, {P}; what about you, {P}; {P}, what about you; {P},
can you hear us; {P} can you unmute; {P} you're muted; I'll come to {P} next; over to {P}; shall
we hear from {P}; can we go to {P}; let's bring in {P}; I'll hand over to {P}; {P} then {P}; {P}
and {P} and {P}; {P}, {P}, {P}; sorry {P}; yes {P}; no {P}; okay {P}; thanks {F}; thank you {P};
ta {P}; cheers {P}; right {P}; well {P}; hello {P}; hiya {P}; morning {P}; bye {P}; see you {P};
welcome {P}; great point {P}; I'm with {P}; same as {P}; what {P} said; like what {P} said; to
{P}'s point; {P}'s right; {P}'s brilliant; {P}'s lovely; {P}'s leaving; {P}'s here; {P}'s class;
{P}'s teacher; {P}'s school; {P}'s dad; {P}'s social worker; {P}'s EHCP; {P}'s review; {P}'s
sister {P}; {P}'s taxi; {P}'s laptop; {T}'s office; {F}'s report; a boy called {P}; a girl
called {P}; a woman called {F}; a man called {F}; someone called {P}; called {P}; named {P}; a
kid, {P}, in {Y}; this child, {P}, {A}; the one called {P}; they call him {P}; they call me {P};
everyone calls her {P}; known as {P}; goes by {P}; baby {P}; big {P}; wee {P}; {P}, bless him;
{P}, God love her; {P}, who {v}; {F}, the {R}; {F}, {R} at {S}; the {R} is {F}; the {R} was {T};
the {R} at {S}, {T}; I rang {P}; I asked {P}; I told {P}; I saw {P}; I met {P} at {O}; I love
{P}; I miss {P}; we miss {P}; we lost {P}; we need {P} back; ask {P}; ring {P}; email {F}; speak
to {T}; talk to {P}; tell {P}; see {P}; trust {P}; with {P}; for {P}; to {P}; from {P}; about
{P}; without {P}; it's {P}; that's {P}; that was {P}; not {P}; only {P}; just {P}; and {P};
maybe {P}; especially {P}; even {P}; us and {P}; me and {P}; {P} and me; {P} and I; {P} and her
mum; {P} and the {R}; the {R} and {P}; mum and {P}; {P} plus {P}; he's at {S}; she's at {S} now;
they sent him to {S}; {S} said no; {S} {v}; {O} said no; {O} closed; {O} {v}; {O} in {L}; the
{R} at {O}; the {R} from {L}; a school in {L}; from {L} originally; I'm in {L}; over in {L}; up
in {L}; near {L}; outside {L}; {L} {v}; it's {L}; {L}, {L} and {L}; between {L} and {L}; on
{ST}; they're on {ST}; off {ST}; the house on {ST}; by the {L} estate; the {L} estate; round {L}
way; the bus from {L}; the {L} caseworkers; back to {L}; {P} goes to {S}; {P} went to {S}; {P}
works for {O}; {P} was under {O}; {P} lives in {L}; {P} moved to {L}; {F} of {O}; you know, {P},
it {v}; I think, {P}, you {v}; and, {P}, what about you; and as {P} said, {n} {v}; yes, {P},
that's right; well, {P}, {n} {v}; so what {P} is saying is; {P} made the point that {n} {v}; I
want to come back to what {F} said; {F} and {F} both {v}; {T} and {T}; I'd like to thank {P} and
{F}; can I ask {P} and {P}; I'll turn to {P}; do you agree, {P}; {P} next, then {P}; if {P}
could; {P} first
""")

MORE_NEG = listed("""
he's got {synd} syndrome; she has {synd} syndrome; it's {synd} syndrome; a child with {synd}
syndrome; the {synd} syndrome association; he has {dis} disease; she's got {dis}; dad has {dis};
{dis} is awful; they did the {test}; the {test} came back; a {test} score; we use the {test};
the {test} said average; have you done a {test}; we do {meth}; {meth} works for him; {meth}
training; trained in {meth}; everyone uses {meth} here; a bit of {meth}; {meth} is not enough;
{meth} and {meth}; she signs with {meth}; they use {meth} at home; {meth} helped; it's on {sys};
put it on {sys}; {sys} was down; {sys} crashed again; {sys} said no record; {sys} doesn't talk
to {sys}; log it in {sys}; we moved from {sys} to {sys}; {sys} is terrible; {sys} loses
everything; I hate {sys}; {sys} and {sys}; the {sys} record; a {sys} number; check {sys}; look
on {sys}; the {rep} review; the {rep} report; since {rep}; after the {rep} report; {rep} said it
years ago; the {rep} competence; {law} law; {law} law came in; under {law} law; it's like {law}
law; {theo}'s hierarchy; it's {theo}, isn't it; all that {theo} stuff; the {theo} model;
{theo}'s theory; he loves {show}; she's obsessed with {show}; he only talks about {show}; {show}
is on all day; a {show} lunchbox; he's {show} mad; like {show}; watching {show}; {body} said no;
{body} never rang; {body} {v}; ask {body}; we went to {body}; {body} and {body}; from {body};
{body} are short of staff; {n} {v}; and {n} {v}; so {n} {v}; because {n} {v}; I think {n} {v};
apparently {n} {v}; then {n} {v}; thanks {adr}; thank you {adr}; okay {adr}; sorry {adr}; hi
{adr}; morning {adr}; bye {adr}; yes {adr}; {adr}, can you hear me; right {adr}; well {adr}; no
{adr}; cheers {adr}; {adr}; what about you {adr}; the {R} {v}; our {R} {v}; I'm a {R}; I'm the
{R}; as a {R}; we need a {R}; no {R} since {m}; the {R} and the {R}; the {R}'s report; ask the
{R}; it was {m}; in {m}; by {m} it had gone; since {m}; {m} was hard; last {m}; {m} panel; we
start in {m}; every {m}; {m} and {m}; he's in {Y}; from {Y}; {Y} was fine; {Y} to {Y}; he's {A};
she's {A}; at {A}; he has {D}; with {D}; {D} and {D}; a boy in {Y}; a girl of {A}; she's {A}
now; in {Y} and out by {m}; who {v}; and who {v}; nobody {v}; nobody else {v}; everyone {v};
it's just {body}; the {body} thing; a referral to {body}; that's {meth}, that is; is that {sys}
or {sys}; I call it {meth}; it's called {meth}; a thing called {meth}; a system called {sys};
something called {test}; called the {test}; they call it {meth}; known as {dis}; named after
{theo}; a film called {show}; I'm fine; I'm done; I'm agency; I'm new; I'm band six; I'm
exhausted; I'm sorry; I'm autistic myself; I'm Welsh; I'm Somali; I'm Deaf; the Polish families;
Urdu speakers; a Traveller family; the Year Six SATs; section F; section I; part B; panel;
tribunal; plan; {x}; {x}; {x}; {x}, yeah; {x}, {x}; {x} and {x}; {x} or {x}; um {x}; like {x};
the {x} thing; a {x}; some {x}; it's {x}; {x} it; {x} and that; {x}, that's it; yeah, {x}; I
think {x}; {x} would be good; more {x}; {x} {v}; so {x}, you know; not {x}; just {x}; with {x};
all that {x}; then {x} it out
""")

OPENERS = listed("""
yeah; so; um; and; but; well; no; I mean; okay; right; er; oh; yeah no; to be fair; honestly;
like I say; at the end of the day; mm; exactly; so yeah
""")
CLOSERS = listed("""
you know; isn't it; to be honest; really; so yeah; and that; as well; anyway; if that makes
sense; if I'm honest; do you know what I mean; bless; right
""")

SCHOOL_STEMS = listed("""
Oak; Ash; Elm; Beech; Willow; Holly; Hazel; Maple; Cedar; Birch; Rowan; Larch; Yew; Kingfisher;
Heron; Swallow; Robin; Lark; Nightingale; Phoenix; Pear Tree; Apple; Orchard; Meadow; River;
Brook; Mill; Bridge; Hill; Castle; Abbey; Priory; Manor; Park; Field; Moor; Marsh; Salt; Stone;
White; Red; Green; Black; Silver; Golden; King's; Queen's; Prince; Bishop; Church; Chapel;
Cross; Long; High; Low; North; South; West; East; Thorn; Raven; Fox; Hare; Badger; Wood; Forest;
Spring; Well; Cliff
""")
SCHOOL_ENDS = listed("""
field; wood; hill; brook; bank; croft; dale; den; ford; gate; hall; ham; hurst; lands; lea;
leigh; mead; moor; park; ridge; side; stead; ton; view; way; well; worth; wick; tree; vale;
shaw; thorpe; bury; mere
""")
SCHOOL_TYPES = listed("""
Primary; Primary; Primary School; Academy; Academy; School; School; High; High School; Grammar;
Infants; Juniors; Infant School; Junior School; Special School; College; Sixth Form; Nursery;
Community School; C of E Primary; Catholic Primary; RC; Middle School; Secondary; Free School;
UTC; Comprehensive; Comp; Girls; Boys; House School; Lodge; Children's Centre; Pre-School; PRU;
Learning Centre; Federation; Studio School; Grange; Manor; Park; Lane; Road Primary; Hill; Lane
Primary
""")
SAINTS = listed("""
Mary; John; Peter; Paul; Hugh; Anne; Joseph; Thomas; Michael; Cuthbert; Wilfrid; Bede; Oswald;
Hilda; Aidan; Chad; George; Andrew; David; Teilo; Cadoc; Illtyd; Benedict; Bernadette;
Catherine; Clare; Francis; James; Luke; Mark; Matthew; Margaret; Monica; Teresa; Ursula; Edmund;
Alban; Barnabas; Stephen
""")
ORG_ENDS = listed("""
Centre; House; Trust; Foundation; Project; Lodge; Court; Hub; Family Centre; Children's Centre;
Hospice; Hospital; General; Royal; Royal Infirmary; Infirmary; Clinic; Surgery; Medical Centre;
Health Centre; Council; Borough Council; County Council; City Council; Carers; Mencap; Mind;
Autism Support; Parent Carer Forum; Youth Club; Community Centre; Services; Associates; Care;
Therapy; Learning; Partnership; Outreach; Respite; Day Centre; Arts; Riding Stables; Mosque;
Church; Gazette; Echo; Mail; Football Club; Solicitors; Taxis; Cabs; Fostering; Nurseries;
Training; Consulting; NHS Trust; Foundation Trust; Support Services; Early Help Hub; Women's
Aid; Food Bank; Rovers; United
""")
STREET_ENDS = listed("""
Road; Street; Avenue; Lane; Close; Drive; Way; Crescent; Gardens; Grove; Place; Terrace; Court;
Rise; Walk; Hill; Park; Row; Square; Green; Mews
""")
ABROAD = listed("""
Somalia; Poland; Ukraine; Nigeria; Ghana; Pakistan; India; Bangladesh; Jamaica; Syria; Iraq;
Iran; Turkey; Romania; Ireland; Wales; Scotland; Eritrea; Zimbabwe; Kenya; Hong Kong; Lagos;
Karachi; Mogadishu; Warsaw; Kyiv; Dublin; Sylhet; Kabul; Afghanistan; Portugal; Spain; Italy;
China; Vietnam; Albania; Kosovo
""")
SHOPS = listed("""
Tesco; Asda; Aldi; Greggs; Argos; Sainsbury's; Morrisons; John Lewis; Boots; Nando's;
McDonald's; Wilko; Ikea; Lidl; Costa; Starbucks; Primark; Smyths
""")
RESPELLINGS = listed("""
ph>f; f>ph; ck>k; c>k; k>c; y>ie; ie>y; ee>ea; ei>ay; ai>ay; th>t; sh>s; s>sh; kw>qu; z>s; s>z;
bh>v; gh>h; dh>d; oo>u; u>oo; a>ah; ah>a; i>ee; ia>ya; wr>r; nn>n; n>nn; ll>l; l>ll; tt>t; t>tt;
j>g; x>ks; ch>sh; sz>sh; w>v; cz>ch; ou>u; eau>o; o>or; er>a; a>er; ll>thl; aa>a; dw>du; mb>m
""")
SOUNDS = tuple((old, new) for old, _, new in (pair.partition(">") for pair in RESPELLINGS))


# --- Names ------------------------------------------------------------------------------------


class Names:
    """Draw people, schools, services and places, from many communities."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        pools = json.loads((folder / "names_pools.json").read_text(encoding="utf-8"))
        self.rng = rng
        self.pools: list[tuple[list[str], list[str]]] = []
        self.weights: list[float] = []
        rest = sum(1 for name in pools if name not in COMMUNITIES)
        for name in sorted(pools):
            first, last = (sorted(filter(usable, part)) for part in pools[name])
            self.pools.append((first, last))
            self.weights.append(COMMUNITIES.get(name, REST / max(rest, 1)))
        self.places: list[str] = json.loads((folder / "gb_places.json").read_text(encoding="utf-8"))

        self.listed: dict[str, list[str]] = {}
        for row in (TURNS / "names_of_places.txt").read_text("utf-8").splitlines():
            kind, _, name = row.partition("\t")
            self.listed.setdefault(kind, []).append(name)
        given = {name.lower() for pool, _ in self.pools for name in pool} | set(
            map(str.lower, WORD_FIRST)
        )
        words = scowl(folder / "scowl")
        self.ordinary = tuple(word for word in words if word not in given)

    def _pool(self, part: int) -> list[str]:
        """Choose a community that has names of this part (0 given, 1 family)."""
        while True:
            pool = self.rng.choices(self.pools, self.weights)[0][part]
            if pool:
                return pool

    def first(self) -> str:
        """Draw a given name, now and then a short form, a double one or an everyday word."""
        rng, chance = self.rng, self.rng.random()
        if chance < 0.15:
            return rng.choice(WORD_FIRST)
        name = rng.choice(self._pool(0))
        if chance < 0.18:
            return f"{name}-{rng.choice(('Mae', 'Rose', 'Lee', 'Jay', 'Ann', 'Leigh', 'Grace'))}"
        if chance < 0.22 and len(name) > 5:
            return name[: rng.randint(3, 5)] + rng.choice(("", "", "s", "y", "o", "ie", "z"))
        if chance < 0.30:
            return self._blend(name, rng.choice(self._pool(0)))
        return self._plain(name)

    def last(self) -> str:
        """Draw a family name, now and then double-barrelled or an everyday word."""
        rng, chance = self.rng, self.rng.random()
        if chance < 0.10:
            return rng.choice(WORD_LAST)
        name = self._plain(rng.choice(self._pool(1)))
        if chance < 0.15:
            return f"{name}-{rng.choice(self._pool(1))}"
        if chance < 0.20:
            return self._blend(name, rng.choice(self._pool(1)))
        return name

    def full(self) -> str:
        """Draw a given and a family name, mostly of one community."""
        rng, chance = self.rng, self.rng.random()
        if chance < 0.6:
            pool = rng.choices(self.pools, self.weights)[0]
            if pool[0] and pool[1]:
                return self._plain(f"{rng.choice(pool[0])} {rng.choice(pool[1])}")
        if chance > 0.97:
            return f"{self.first()} {self.first()} {self.last()}"
        if chance > 0.95:
            return f"{self.first()[0]}. {self.last()}"
        return f"{self.first()} {self.last()}"

    def _blend(self, one: str, other: str) -> str:
        """Make a name nobody listed from the head of one and the tail of another."""
        tail = other[len(other) // 2 :].lower()
        return one[: max(2, len(one) // 2)] + tail if tail.isalpha() and one.isalpha() else one

    def _plain(self, name: str) -> str:
        """Drop accents from half of the names that have any."""
        if name.isascii() or self.rng.random() < 0.4:
            return name
        parts = unicodedata.normalize("NFD", name)
        return "".join(char for char in parts if not unicodedata.combining(char))

    def place(self) -> str:
        """Draw a place, mostly British."""
        if self.rng.random() < 0.08:
            return self.rng.choice(self.listed["estate-or-area"])
        return self.rng.choice(ABROAD) if self.rng.random() < 0.12 else self.rng.choice(self.places)

    def stem(self) -> str:
        """Make the proper part of a school's or a service's name."""
        rng, chance = self.rng, self.rng.random()
        if chance < 0.3:
            return rng.choice(self.places)
        if chance < 0.6:
            return rng.choice(SCHOOL_STEMS).replace(" ", "") + rng.choice(SCHOOL_ENDS)
        if chance < 0.7:
            return f"{rng.choice(('St', 'St', 'Saint'))} {rng.choice(SAINTS)}'s"
        if chance < 0.8:
            return self.full() if rng.random() < 0.4 else self.last()
        return f"{rng.choice(SCHOOL_STEMS)} {rng.choice(SCHOOL_ENDS).title()}"

    def school(self) -> str:
        """Draw a school, one in eight by its bare name."""
        chance = self.rng.random()
        if chance < 0.12:
            return self.bare_school()
        if chance < 0.35:
            return self.rng.choice(self.listed["school"])
        return f"{self.stem()} {self.rng.choice(SCHOOL_TYPES)}"

    def bare_school(self) -> str:
        """Draw a school without the word school."""
        return (
            self.rng.choice(self.listed["school-bare"]) if self.rng.random() < 0.4 else self.stem()
        )

    def service(self) -> str:
        """Draw a service, a charity, a hospital, a council or a shop."""
        chance = self.rng.random()
        if chance < 0.06:
            return self.rng.choice(SHOPS)
        if chance < 0.3:
            return self.rng.choice(self.listed["organisation"])
        return f"{self.stem()} {self.rng.choice(ORG_ENDS)}"

    def bare_service(self) -> str:
        """Draw a service by its bare name."""
        return self.rng.choice(self.listed["organisation-bare"])

    def street(self) -> str:
        """Draw a street, sometimes with its number."""
        stem = self.last() if self.rng.random() < 0.5 else self.rng.choice(self.places)
        number = f"{self.rng.randint(1, 180)} " if self.rng.random() < 0.25 else ""
        return f"{number}{stem} {self.rng.choice(STREET_ENDS)}"


def scowl(folder: Path) -> list[str]:
    """Read the ordinary words of British English: what a dictionary writes in lower case."""
    words = set[str]()
    for path in sorted(folder.glob("*.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            words.update(word.strip() for word in lines)
    return sorted(word for word in words if re.fullmatch("[a-z]{3,12}", word))


def usable(name: str) -> bool:
    """Tell whether a name is in Latin letters and no longer than three words."""
    letters = [char for char in name if char.isalpha()]
    latin = all("LATIN" in unicodedata.name(char, "") for char in letters)
    return len(letters) > 1 and latin and name[0].isupper() and len(name.split()) <= 3


def respell(name: str, rng: random.Random) -> str:
    """Spell a name as a recogniser that does not know it might."""
    low = name.lower()
    fits = [pair for pair in SOUNDS if pair[0] in low[1:]]
    for old, new in rng.sample(fits, min(len(fits), rng.randint(1, 2))):
        low = low[0] + low[1:].replace(old, new, 1)
    if rng.random() < 0.15 and len(low) > 6 and " " not in low:
        cut = rng.randint(3, len(low) - 3)
        low = f"{low[:cut]} {low[cut:]}"
    return low.title() if rng.random() < 0.8 else low


# --- Writing turns ----------------------------------------------------------------------------


class Writer:
    """Fill templates, keeping track of where the names land."""

    def __init__(self, names: Names, folder: Path, rng: random.Random) -> None:
        self.names, self.rng = names, rng
        self.positive = self._lines(folder / "templates_pos.txt")
        self.negative = self._lines(folder / "templates_neg.txt")
        own = self._lines(TURNS / "people.txt") + self._lines(TURNS / "places.txt")
        self.named = [line for line in own if "{" in line]
        self.word_named = self._lines(TURNS / "words.txt")
        self.nobody = self._lines(TURNS / "nobody.txt") + [x for x in own if "{" not in x]
        self.people = {"P": names.first, "F": names.full, "N": names.last}
        self.entities: dict[str, tuple[str, Callable[[], str]]] = {
            "S": ("ORG", names.school), "O": ("ORG", names.service),
            "SB": ("ORG", names.bare_school), "OB": ("ORG", names.bare_service),
            "L": ("LOC", names.place), "ST": ("LOC", names.street),
        }  # fmt: skip
        self.words = {
            "R": ROLES, "D": NEEDS, "Y": YEARS, "A": AGES, "M": MONTHS, "m": MONTHS, "U": FILLERS,
            "v": VERBS, "synd": SYNDROMES, "dis": DISEASES, "test": TESTS, "meth": METHODS,
            "sys": SYSTEMS, "rep": REPORTS, "law": LAWS, "theo": THEORISTS, "show": SHOWS,
            "body": BODIES, "n": NOBODY, "adr": ADDRESSED, "x": names.ordinary,
        }  # fmt: skip

    @staticmethod
    def _lines(path: Path) -> list[str]:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]

    def fill(self, template: str) -> Line:
        """Fill one template; one in fourteen with somebody unnamed where a name would stand."""
        unnamed = self.rng.random() < 0.07
        text, found, known = "", list[Entity](), dict[str, str]()
        for part in re.split(r"(\{\w+\}|\[[^\]]+\])", template):
            if part.startswith("["):
                value = part[1:-1]
                if self.rng.random() < 0.35:
                    value = self.rng.choice(WORD_FIRST)
                found.append((len(text), len(text) + len(value), "PERSON"))
                text += value
                continue
            if not part.startswith("{"):
                text += part
                continue
            before, value, label = self._slot(part[1:-1], known, unnamed)
            text += before
            if label:
                found.append((len(text), len(text) + len(value), label))
            text += value
        return Line(text, tuple(found))

    def _slot(self, slot: str, known: dict[str, str], unnamed: bool) -> tuple[str, str, str]:
        """Give what goes before, the value and its label, if it has one."""
        rng, kind = self.rng, slot.rstrip("0123456789")
        if kind in self.words:
            return "", rng.choice(self.words[kind]), ""
        if kind in self.entities:
            label, draw = self.entities[kind]
            return "", draw(), label
        if unnamed:
            return "", rng.choice(NOBODY), ""
        if kind == "T" or (kind == "P" and rng.random() < 0.04):
            glue = rng.choices((" ", ". ", "."), (94, 4, 2))[0]
            return rng.choice(TITLES) + glue, self._person(self.names.last), "PERSON"
        if slot != kind and slot in known:
            return "", known[slot], "PERSON"
        known[slot] = self._person(self.people.get(kind, self.names.first))
        return "", known[slot], "PERSON"

    def _person(self, draw: Callable[[], str]) -> str:
        """Draw a person, one in nine as a recogniser hears it."""
        name, chance = draw(), self.rng.random()
        if chance < 0.02:
            words = self.rng.choices(self.names.ordinary, k=self.rng.choice((1, 2)))
            return " ".join(words).capitalize()
        return respell(name, self.rng) if chance < 0.11 else name

    def clause(self) -> Line:
        """Write one sentence or clause, with a name or without."""
        rng, chance = self.rng, self.rng.random()
        if chance < 0.27:
            return self.fill(rng.choice(self.named))
        if chance < 0.40:
            return self.fill(rng.choice(self.positive))
        if chance < 0.57:
            return self.dress(self.fill(rng.choice(MORE_POS)))
        if chance < 0.66:
            return self.fill(rng.choice(self.word_named))
        if chance < 0.79:
            return self.fill(rng.choice(self.nobody))
        if chance < 0.83:
            return Line(rng.choice(self.negative))
        if chance < 0.95:
            return self.dress(self.fill(rng.choice(MORE_NEG)))
        return Line(rng.choice(IDIOMS))

    def dress(self, line: Line) -> Line:
        """Give a bare clause an opener, a closer, a capital and a stop."""
        rng = self.rng
        if rng.random() < 0.35:
            comma = rng.choice((", ", " "))
            line = join(Line(rng.choice(OPENERS)), line, comma)
        if rng.random() < 0.2:
            line = join(line, Line(rng.choice(CLOSERS)), rng.choice((", ", " ")))
        line = join(line, Line(rng.choice((".", ".", ".", "?", "", "..."))), "")
        return Line(line.text[:1].upper() + line.text[1:], line.entities)

    def address(self, line: Line) -> Line:
        """Have somebody called by name at the start or at the end of a turn."""
        rng = self.rng
        name = self._person(self.names.first if rng.random() < 0.9 else self.names.full)
        called = Line(name, ((0, len(name), "PERSON"),))
        if rng.random() < 0.5:
            low = line if rng.random() < 0.5 else Line(lower_first(line.text), line.entities)
            return join(called, low, rng.choice((", ", ", ", " ", ". ")))
        called = join(called, Line(rng.choice((".", "?", "", "."))), "")
        return join(unstopped(line), called, rng.choice((", ", ", ", " ", ". ")))

    def turn(self) -> Line:
        """Write a turn of one to three clauses."""
        rng, chance = self.rng, self.rng.random()
        if chance < 0.03:
            return self.address(Line(""))
        line = self.clause()
        for _ in range(rng.choices((0, 1, 2), (55, 32, 13))[0]):
            between = rng.choice((" ", " ", " ", " ", " um, ", " and ", ", ", ". "))
            line = join(line if between == " " else unstopped(line), self.clause(), between)
        line = self.address(line) if chance < 0.14 else line
        return stumble(line, self.names) if self.rng.random() < 0.15 else line


def join(one: Line, other: Line, between: str) -> Line:
    """Put two lines into one."""
    shift = len(one.text) + len(between)
    moved = tuple((start + shift, end + shift, label) for start, end, label in other.entities)
    return Line(one.text + between + other.text, one.entities + moved)


def stumble(line: Line, names: Names) -> Line:
    """Break a word off before it is said, or say another ordinary word in its place."""
    rng = names.rng
    found = [
        match
        for match in re.finditer(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])", line.text)
        if not any(s < match.end() and match.start() < e for s, e, _ in line.entities)
    ]
    if not found:
        return line
    match = rng.choice(found)
    word, start = match.group(), match.start()
    if rng.random() < 0.5:
        return splice(line, [(start, match.end(), rng.choice(names.ordinary), "")])
    broken = word[: rng.randint(2, len(word) - 1)]
    return splice(line, [(start, start, broken + rng.choice((" ", " ", ", ")), "")])


def unstopped(line: Line) -> Line:
    """Take the stop off the end of a line."""
    text = line.text.rstrip(" .?!,")
    return Line(text, tuple(entity for entity in line.entities if entity[1] <= len(text)))


def lower_first(text: str) -> str:
    """Lower a first letter, but for the pronoun I."""
    return text if re.match(r"I\b", text) else text[:1].lower() + text[1:]


# --- Real text --------------------------------------------------------------------------------


def read(path: Path) -> list[Line]:
    """Read a file of converted sentences."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Line(row["t"], tuple((s, e, label) for s, e, label in row["e"])) for row in rows]


def splice(line: Line, changes: list[tuple[int, int, str, str]]) -> Line:
    """Replace spans by (start, end, text, label or ''), keeping the other entities in place."""
    covered = {(start, end) for start, end, _, _ in changes}
    kept = [(s, e, line.text[s:e], label) for s, e, label in line.entities if (s, e) not in covered]
    text, found, done = "", list[Entity](), 0
    for start, end, value, label in sorted(changes + kept):
        if start < done:
            continue
        text += line.text[done:start]
        if label:
            found.append((len(text), len(text) + len(value), label))
        text += value
        done = end
    return Line(text + line.text[done:], tuple(found))


def without_handles(line: Line) -> Line:
    """Take @handles out, with whatever was marked on them."""
    gaps = [(m.start(), m.end()) for m in re.finditer(r"@\s?\w+:?\s*", line.text)]
    kept = tuple(
        entity for entity in line.entities
        if not any(entity[0] < end and start < entity[1] for start, end in gaps)
    )  # fmt: skip
    return splice(Line(line.text, kept), [(start, end, "", "") for start, end in gaps])


def swap(line: Line, names: Names, share: float) -> Line:
    """Exchange people, and some places, for others; the same name for the same name."""
    changes, known = list[tuple[int, int, str, str]](), dict[str, str]()
    if names.rng.random() > share:
        return line
    for start, end, label in line.entities:
        old = line.text[start:end]
        if (
            label == "PERSON"
            and old[:1].isalpha()
            and "#" not in line.text[max(0, start - 1) : end]
        ):
            titled = re.search(r"(Mr|Mrs|Miss|Ms|Dr|Sir|Lord|Lady)\.? $", line.text[:start])
            draw = names.last if titled else names.first if " " not in old else names.full
            new = known.setdefault(old, draw())
            changes.append((start, end, new.lower() if old.islower() else new, label))
        elif label == "LOC" and old[:1].isupper() and names.rng.random() < 0.4:
            changes.append((start, end, names.place(), label))
    return splice(line, changes)


def name_a_pronoun(line: Line, names: Names) -> Line:
    """Put a name where a real speaker said he, she or him."""
    found = list(re.finditer(r"(?<![\w'])(he|she|him|He|She)(?![\w'])", line.text))
    if not found:
        return line
    match, name = names.rng.choice(found), names.first()
    return splice(line, [(match.start(), match.end(), name, "PERSON")])


def real(folder: Path, names: Names, writer: Writer) -> Iterator[Line]:
    """Yield the real text of one epoch, changed in part."""
    rng = names.rng
    for line in read(folder / "gum.jsonl.gz") + read(folder / "wnut17.jsonl.gz"):
        yield swap(without_handles(line), names, 0.4)
    for line in read(folder / "btc.jsonl.gz"):
        stripped = without_handles(line)
        if len(stripped.text) > 3:
            yield swap(stripped, names, 0.4)
    for line in read(folder / "litbank.jsonl.gz"):
        if line.entities or rng.random() < 0.35:
            yield name_a_pronoun(line, names) if rng.random() < 0.1 else swap(line, names, 0.5)
    for line in read(folder / "nlueval.jsonl.gz"):
        if line.entities or rng.random() < 0.25:
            yield swap(line, names, 0.5)
    yield from meetings(read(folder / "qmsum_distant.jsonl.gz"), names, writer)


def meetings(lines: list[Line], names: Names, writer: Writer) -> Iterator[Line]:
    """Yield turns of real meetings: all with names, a quarter of the rest."""
    for line in lines:
        line, chance = clip(line, names.rng), names.rng.random()
        if line.entities:
            yield swap(line, names, 0.8)
            yield swap(line, names, 0.2)
        elif chance < 0.03:
            yield writer.address(line)
        elif chance < 0.07:
            yield name_a_pronoun(line, names)
        elif chance < 0.12:
            yield stumble(line, names)
        elif chance < 0.26:
            yield line


def clip(line: Line, rng: random.Random, limit: int = 400) -> Line:
    """Cut a window out of a very long turn, at spaces."""
    if len(line.text) <= limit:
        return line
    centre = rng.choice(line.entities)[0] if line.entities else rng.randrange(len(line.text))
    start = line.text.rfind(" ", 0, max(centre - limit // 2, 1)) + 1
    end = line.text.find(" ", min(start + limit, len(line.text) - 1))
    end = len(line.text) if end < 0 else end
    kept = tuple(
        (s - start, e - start, lab) for s, e, lab in line.entities if start <= s and e <= end
    )
    return Line(line.text[start:end], kept)


# --- As recognisers write ---------------------------------------------------------------------


def rewrite(line: Line, change: Callable[[str], str]) -> Line:
    """Change a line letter by letter and move the entities along; spaces do not pile up."""
    out, places = "", list[int]()
    for char in line.text:
        places.append(len(out))
        new = change(char)
        out += "" if new == " " and (not out or out.endswith(" ")) else new
    places.append(len(out))
    moved = list[Entity]()
    for start, end, label in line.entities:
        begin, stop = places[start], places[end]
        while begin < stop and out[begin] == " ":
            begin += 1
        while stop > begin and out[stop - 1] == " ":
            stop -= 1
        if begin < stop:
            moved.append((begin, stop, label))
    return Line(out.rstrip(), tuple(moved))


def bare(line: Line, drop: str = '.,?!;:"()…“”', hyphen: str = " ", lower: bool = True) -> Line:
    """Write a line without the punctuation given, in lower case if wanted."""

    def change(char: str) -> str:
        if char in drop:
            return ""
        if char in "-–—":
            return hyphen
        return char.lower() if lower else char

    return rewrite(line, change)


def heard(line: Line, rng: random.Random) -> Line:
    """Leave most lines as they are, write some as recognisers would, wholly or partly."""
    chance = rng.random()
    if chance < 0.30:
        marks = '.,?!;:"()…“”' + ("'’" if rng.random() < 0.6 else "")
        return bare(line, marks, rng.choice((" ", "-")))
    if chance < 0.36:
        return bare(line, "", "-")
    if chance < 0.40:
        return bare(line, lower=False)
    if chance < 0.43:
        lowered = [(s, e, line.text[s:e].lower(), label) for s, e, label in line.entities]
        return splice(line, lowered)
    if chance < 0.44:
        return rewrite(line, str.upper)
    return line


# --- An epoch ---------------------------------------------------------------------------------


def epoch(folder: Path, invented: int, rng: random.Random) -> list[Line]:
    """Write the turns of one epoch, shuffled; one reading in four is of several together."""
    names = Names(folder, rng)
    writer = Writer(names, folder, rng)
    lines = [writer.turn() for _ in range(invented)]
    lines += list(real(folder, names, writer))
    lines = [line for line in lines if line.text.strip()]
    rng.shuffle(lines)
    out, at = list[Line](), 0
    while at < len(lines):
        several = rng.choices((1, 2, 3, 4), (75, 13, 8, 4))[0]
        line = lines[at]
        for other in lines[at + 1 : at + several]:
            line = join(line, other, " ")
        out.append(heard(line, rng))
        at += several
    return out


# --- Hand-written transcripts --------------------------------------------------------------


def hand(path: Path) -> list[Line]:
    """Read the hand-written transcripts: `[P Mrs Dhanda|Dhanda]` marks the part after the bar."""
    lines = list[Line]()
    for raw in path.read_text(encoding="utf-8").splitlines():
        if raw.startswith("#") or ": " not in raw:
            continue
        text, found, body = "", list[Entity](), raw.split(": ", 1)[1]
        for piece in re.split(r"(\[[PLO] [^\]]+\])", body):
            part = piece
            if re.fullmatch(r"\[[PLO] [^\]]+\]", part):
                shown, _, gold = part[3:-1].partition("|")
                start = len(text) + (shown.find(gold) if gold else 0)
                label = {"P": "PERSON", "L": "LOC", "O": "ORG"}[part[1]]
                found.append((start, start + len(gold or shown), label))
                part = shown
            text += part
        lines.append(Line(text, tuple(found)))
    return lines
