"""English."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages import CueAct, Wording, any_of, word_set

PARTIES = """
USA United States of America|United States|U.S.A.|U.S.|USA|US|American|Americans
EU European Union|European External Action Service|EEAS|EU
AU African Union|AU
GBR United Kingdom|U.K.|UK|Great Britain|British
MEX United Mexican States|Mexico|Mexican*
COL Republic of Colombia|Colombia|Colombian*
BRA Federative Republic of Brazil|Brazil|Brazilian*
CAN Canada|Canadian*
ARG Argentina|Argentine*|Argentinian*
CHL Chile|Chilean*
PER Peru|Peruvian*
ECU Ecuador|Ecuadorian*
BOL Bolivia|Bolivian*
PRY Paraguay|Paraguayan*
URY Uruguay|Uruguayan*
VEN Venezuela|Venezuelan*
GTM Guatemala|Guatemalan*
HND Honduras|Honduran*
SLV El Salvador|Salvadoran*
NIC Nicaragua|Nicaraguan*
CRI Costa Rica|Costa Rican*
PAN Panama|Panamanian*
CUB Cuba|Cuban*
DOM Dominican Republic|Dominican
HTI Haiti|Haitian*
JAM Jamaica|Jamaican*
AUS Australia|Australian*
NZL New Zealand
JPN Japan|Japanese
KOR Republic of Korea|South Korea|Korea|Korean*
CHN People's Republic of China|China|Chinese
IND India|Indian
IDN Indonesia|Indonesian*
VNM Viet Nam|Vietnam|Vietnamese
PHL Philippines|Philippine|Filipino
THA Thailand|Thai
MYS Malaysia|Malaysian*
SGP Singapore
LAO Lao PDR|Laos|Lao
KHM Cambodia|Cambodian*
MMR Myanmar
MNG Mongolia|Mongolian*
NPL Nepal|Nepalese
BGD Bangladesh|Bangladeshi
PAK Pakistan|Pakistani
LKA Sri Lanka|Sri Lankan
AFG Afghanistan|Afghan
KAZ Kazakhstan|Kazakh
KGZ Kyrgyz Republic|Kyrgyzstan|Kyrgyz
TJK Tajikistan|Tajik
TKM Turkmenistan|Turkmen
UZB Uzbekistan|Uzbek
ARM Armenia|Armenian*
AZE Azerbaijan|Azerbaijani
GEO Georgia|Georgian*
MDA Republic of Moldova|Moldova|Moldovan*
UKR Ukraine|Ukrainian*
BLR Belarus|Belarusian
RUS Russian Federation|Russia|Russian
TUR Türkiye|Turkey|Turkish
CHE Switzerland|Swiss
NOR Norway|Norwegian*
ISL Iceland
DEU Germany|German
FRA France|French
ESP Spain|Spanish
ITA Italy|Italian*
PRT Portugal|Portuguese
NLD Netherlands|Dutch
BEL Belgium|Belgian*
SWE Sweden|Swedish
FIN Finland|Finnish
DNK Denmark|Danish
IRL Ireland|Irish
AUT Austria|Austrian*
POL Poland|Polish
CZE Czech Republic|Czechia|Czech
HUN Hungary|Hungarian*
ROU Romania|Romanian*
GRC Greece|Greek
SRB Serbia|Serbian*
ALB Albania|Albanian*
MKD North Macedonia
BIH Bosnia and Herzegovina
MNE Montenegro
EGY Egypt|Egyptian*
MAR Morocco|Moroccan*
DZA Algeria|Algerian*
TUN Tunisia|Tunisian*
LBN Lebanon|Lebanese
JOR Jordan|Jordanian*
ISR Israel|Israeli
PSE Palestinian Authority|Palestine
IRQ Iraq|Iraqi
IRN Iran|Iranian*
SAU Saudi Arabia|Saudi
ARE United Arab Emirates|UAE|Emirati
BHR Bahrain|Bahraini
KWT Kuwait|Kuwaiti
QAT Qatar|Qatari
OMN Oman|Omani
ZAF Republic of South Africa|South Africa|South African
NGA Nigeria|Nigerian*
KEN Kenya|Kenyan*
ETH Ethiopia|Ethiopian*
GHA Ghana|Ghanaian*
SEN Senegal|Senegalese
UGA Uganda|Ugandan*
RWA Rwanda|Rwandan*
TZA Tanzania|Tanzanian*
ZMB Zambia|Zambian*
ZWE Zimbabwe|Zimbabwean*
MOZ Mozambique|Mozambican*
AGO Angola|Angolan*
CMR Cameroon
CIV Côte d'Ivoire|Ivory Coast
SDN Sudan|Sudanese
COM Comoros
- Mexico City|Gulf of Mexico|New Mexico|Organization of American States|Organisation of American States|Buenos Aires
- Guatemala City|Panama City|American Convention|Kuwait City|Washington, D.C.|South China Sea|Council of Europe
HRV Croatia|Croatian*
SVK Slovakia|Slovak Republic|Slovak
SVN Slovenia|Slovenian*
BGR Bulgaria|Bulgarian*
EST Estonia|Estonian*
LVA Latvia|Latvian*
LTU Lithuania|Lithuanian*
LUX Luxembourg
MLT Malta|Maltese
CYP Cyprus|Cypriot*
LIE Liechtenstein
AND Andorra
MCO Monaco
SMR San Marino
XKX Kosovo
BLZ Belize
GUY Guyana
SUR Suriname
BRB Barbados
BHS Bahamas
TTO Trinidad and Tobago
LCA Saint Lucia
GRD Grenada
DMA Dominica
KNA Saint Kitts and Nevis
VCT Saint Vincent and the Grenadines
ATG Antigua and Barbuda
LBY Libya|Libyan*
MRT Mauritania|Mauritanian*
MLI Mali|Malian*
NER Niger|Nigerien*
TCD Republic of Chad|Chadian*
BFA Burkina Faso|Burkinabe
GIN Republic of Guinea|Guinea
GNB Guinea-Bissau
GNQ Equatorial Guinea
PNG Papua New Guinea
SLE Sierra Leone
LBR Liberia|Liberian*
TGO Togo|Togolese
BEN Benin|Beninese
GMB The Gambia|Gambia|Gambian*
CPV Cabo Verde|Cape Verde
STP São Tomé and Príncipe
GAB Gabon|Gabonese
COG Republic of the Congo
COD Democratic Republic of the Congo|DRC|Congolese
CAF Central African Republic
SSD South Sudan|South Sudanese
SOM Somalia|Somali
DJI Djibouti
ERI Eritrea|Eritrean*
BDI Burundi|Burundian*
MWI Malawi|Malawian*
NAM Namibia|Namibian*
BWA Botswana
LSO Lesotho
SWZ Eswatini
MDG Madagascar
MUS Mauritius|Mauritian*
SYC Seychelles
SYR Syria|Syrian*
YEM Yemen|Yemeni
TLS Timor-Leste
BRN Brunei Darussalam|Brunei
BTN Bhutan|Bhutanese
MDV Maldives|Maldivian*
FJI Fiji|Fijian*
SLB Solomon Islands
VUT Vanuatu
WSM Samoa|Samoan*
TON Tonga|Tongan*
KIR Kiribati
TUV Tuvalu
NRU Nauru
MHL Marshall Islands
PLW Palau
PRK Democratic People's Republic of Korea|DPRK|North Korea
VAT Holy See
"""

BOTH = (
    r"(?:[Bb]oth|[Tt]he two)\b(?: (?:sides|parties|[Pp]arties|countries|governments|"
    "[Gg]overnments|delegations|nations|"
    "partners|[Ss]tates|teams|capitals|unions))?|[Tt]he (?:sides|[Pp]arties|delegations|"
    "[Gg]overnments|countries|partners|"
    "interlocutors|co-?chairs|[Cc]o-?[Cc]hairs|delegates|authorities|(?:senior |high-level "
    ")?(?:officials|representatives)|"
    r"participants|[Mm]inisters|principals|heads of delegation)\b|\bOfficials\b(?! (?:from|of)\b)|[Ee]ach (?:side|delegation|country|party|"
    r"government)\b|\b[Tt]hey\b|\bWe\b|"
    r"\b[Ee]ither side|\b[Oo]ur (?:two )?(?:countries|governments|nations)\b|\b[Pp]articipants\b|"
    r"\b[Dd]elegations\b|"
    r"\b(?:Senior )?[Oo]fficials (?:from|of) both (?:sides|countries|governments)"
)

OUTSIDER = (
    "(?:civil society|(?:non-governmental |civil society )?organi[sz]ations|NGOs|experts|"
    "academics?|activists|defenders|"
    "(?:Human Rights )?Council|General Assembly|[Ss]ummit|[Cc]onference|Commission|Court|"
    "Committee|[Pp]residents|"
    "[Hh]eads of [Ss]tate|[Ll]eaders|[Cc]ongress|[Pp]arliament|Member States|[Ss]pecial "
    "[Rr]apporteurs?|High Commissioner|"
    "[Tt]reaty|[Aa]greement|[Cc]ompanies|[Bb]usinesses|[Ss]takeholders|[Vv]ictims|[Ff]amilies|"
    "[Cc]itizens)"
)

ADV = (
    r"(?: (?:\w+ly|also|too|likewise|again|further|then|then|in turn|in particular|jointly|once "
    "more|both|all)){0,2}"
)
BE = r"(?:was|were|has been|have been|is|are|being)"
TALKED = (
    "(?:discussed|compared|exchanged|presented|outlined|mentioned|brought up|addressed|reviewed|considered|examined|explored|debated|tackled|broached|"
    "raised|weighed(?: up)?|analy[sz]ed|assessed|"
    "covered|taken up|touched (?:up)?on|looked at|dealt with|talked about|spoken of|tabled|aired)"
)
NOTES = (
    "(?:views?|notes|opinions?|experiences?|information|positions?|practices|lessons|ideas|assessments?|"
    "perspectives?|concerns?|updates?|overviews?|presentations?|briefings?|accounts?|explanations?|details|"
    "clarifications?|approaches|insights|reflections|data|questions|remarks)"
)
DID = (
    r"(?:agreed to (?:disagree|differ) (?:on|about|over)|discussed|brought up|delved into|probed|sounded out|heard about|addressed|reviewed|considered|examined|explored|debated|tackled|broached|"
    "raised|weighed(?: up)?|analy[sz]ed|assessed|"
    "covered|took up|touched(?: (?:up)?on)?|looked (?:at|into|closely at)|dealt with|dwelt "
    r"(?:up)?on|(?:then |next |first |also )?turned(?: \w+){0,3}? to|weighed|"
    r"talked(?: \w+ly(?: and \w+ly)?|,? at (?:some )?length|,? in (?:depth|detail)){0,2},? "
    r"(?:about|of|over|through)|spoke(?: \w+ly(?: and \w+ly)?|,? at (?:some )?length|,? in "
    "(?:depth|detail)){0,2},? (?:about|of|on)|"
    r"differed (?:on|over)|disagreed (?:on|about|over)|(?:was|were) (?:\w+ )?(?:devoted|dedicated|"
    r"given over) to|(?:devoted|dedicated) (?:[\w-]+ ){1,4}to|"
    r"(?:was|were) (?:structured|organi[sz]ed|built|arranged|grouped) (?:around|under|into|in)|"
    r"conversed(?: \w+ly)? (?:about|on)|took stock of|went over|delved into|reflected on|"
    "deliberated(?: on)?|"
    r"focus(?:s?ed|es) (?:\w+ly )?on|centred (?:up)?on|centered (?:up)?on|concentrated on|"
    "revolved around|"
    r"gave (?:\w+ )?(?:attention|consideration|space|time) to|paid (?:\w+ )?attention to|made "
    "(?:a )?review of|"
    r"(?:held|had|engaged in|conducted)(?: an?)?(?: [\w-]+){0,4}? (?:exchanges?|discussions?|"
    r"talks|debates?|conversations?|sessions?|panels?|segments?|round tables?|deliberations)(?: of \w+)? "
    r"(?:on|about|over|regarding|under|across)|"
    "(?:exchanged|compared|traded|shared|swapped|gave|offered|voiced|presented|set out|laid out|"
    "provided|delivered|made|sought|received|heard|asked(?: \ue000+)? for|requested|"
    rf"stated)(?: [\w'-]+){{0,4}}? {NOTES}"
    r"(?: [\w'-]+){0,3}? (?:on|about|regarding|concerning|as to|over|of|in)\b|(?:compared|shared|discussed) approaches to|"
    r"(?:exchanged|compared)(?= (?:the|how|what)\b))(?! (?:by|during|at the|under|above|earlier|"
    r"there|here)\b)"
)
WEEKDAY = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
TOPIC_NOUN = (
    "(?:[Tt]opics?|[Ii]ssues?|[Ss]ubjects?|[Tt]hemes?|[Mm]atters?|[Ii]tems?|[Pp]oints?|"
    "[Qq]uestions?|[Aa]genda|[Aa]reas|[Pp]riorities|list)"
)
MEETING_NOUN = (
    "(?:[Dd]iscussions?|[Tt]alks|[Ee]xchanges?|[Cc]onversations?|[Dd]ebates?|[Cc]onsultations|"
    "[Ss]essions?|[Dd]ialogue|[Mm]eetings?|"
    "[Dd]eliberations|[Aa]genda|[Rr]ound|[Rr]eview)"
)
WORDS = r"(?: (?!that\b|which\b|who\b|on\b)[\w'()-]+){0,7}?"
STRESSED = (
    "(?:stress(?:ed|es|ing)?|emphasi[sz](?:ed|es|ing|e)|underlin(?:ed|es|ing|e)|underscor(?:ed|es|"
    "ing|e)|highlight(?:ed|s|ing)?|"
    "reiterat(?:ed|es|ing|e)|recall(?:ed|s|ing)?|reaffirm(?:ed|s|ing)?|affirm(?:ed|s|ing)(?! that)|"
    "re-?emphasi[sz]ed|insisted(?: on)?|"
    "recogni[sz](?:ed|es|ing|e)|acknowledg(?:ed|es|ing|e)|noted(?! that)|noting|notes|confirm(?:ed|s|"
    "ing)(?! that)|point(?:ed|ing) to|"
    "agreed about|maintain(?:ed|s)|restated)"
)
WORTH = (
    r"(?:the|its|their|how)? ?(?:\w+ )?(?:importance|need|value|role|relevance|urgency|"
    "significance|necessity|centrality|"
    "potential|benefits?|usefulness|contribution|responsibility|duty|gravity|seriousness|"
    "indivisibility|universality)"
)
COMMITMENT = (
    "(?:commitments?|determination|readiness|willingness|resolve|will|intention|intent|"
    "dedication|pledges?|desire|"
    "engagement|disposition|eagerness|ambition)"
)

CUES = (
    (
        CueAct.AREAS,
        (
            r"\b(?:areas|fields|issues|topics|matters|subjects|themes|challenges|spheres|priorities|"
            r"sectors|fronts)(?: [\w-]+){0,3}?,? (?:such as|like|including|as varied as)(?= )|\b(?:areas|"
            r"fields|challenges|spheres) (?:of|in|around)(?= )|(?:following|these) (?:[\w-]+ "
            r"){0,3}(?:areas|issues|topics|themes|subjects|matters|priorities|points|items)\b[^.;:]{0,30}:"
        ),
    ),
    (
        CueAct.CREDITED_WHOLE,
        (
            r"\b(?:is|was|are|were|being) (?:clear |further |strong )?(?:evidence|proof|a sign|a mark|an "
            r"example|a token|testimony|testament) (?:of|to)\b|\b(?:marks|marked|represents|represented|"
            r"constitutes|constituted) (?:an? )?(?:\w+ )?(?:step forward|advance|progress|milestone|"
            "achievement)"
        ),
    ),
    (
        CueAct.CREDITED_BEFORE,
        (
            rf"\b{BE}{ADV} (?:acknowledged|recogni[sz]ed|welcomed|commended|praised|applauded|credited|"
            r"saluted|hailed)(?: (?:as \w+|too|as well))?"
        ),
    ),
    (
        CueAct.CREDITED,
        (
            r"\b(?:[Ww]elcom(?:ed|es|ing)|commend(?:ed|s|ing)|prais(?:ed|es|ing)|applaud(?:ed|s|ing)|"
            f"hail(?:ed|s)|(?:congratulat|thank)(?:ed|es|s|ing)(?: (?:the )?{P})?(?: on| for)?|paid "
            r"tribute to|saluted|lauded|expressed (?:\w+ )?(?:appreciation|satisfaction|gratitude) (?:for|"
            "at|with|over))"
            r"|\b(?:took (?:positive )?note of|acknowledg(?:ed|es|ing)|recogni[sz](?:ed|es|ing)|noted|"
            r"noting|gave credit for)(?: with (?:satisfaction|appreciation|interest))?(?= (?:the |\w+'s |"
            r"some |recent |its |their |important |significant |\ue000+(?:'s)? ){0,12}(?:\w+ )?(?:progress|"
            "advances?|efforts|steps|achievements?|improvements?|reforms?|leadership|measures taken|"
            r"adoption|strides|headway|accomplishments|work done)\b)"
        ),
    ),
    (
        CueAct.VIEW,
        (
            r"\b(?:(?:agree[ds]?|agreeing|concur(?:red|s)?|shared? the (?:view|opinion|conviction|belief|"
            r"assessment)|held the view|expressed the (?:view|conviction))(?: \w+ly)?(?:,? (?:too|also|"
            r"further|moreover),?)? (?:that|on (?:the|how|what)\b(?= ?(?:\w+ )?(?:importance|need|value|"
            "role|relevance|urgency|significance|necessity|key|central|fundamental))|about the "
            "(?:importance|need|value)|in)|(?:were|are) (?:of one mind|in agreement|agreed|at one|"
            "convinced)(?: that| on)?|(?:were|are|was|is) of the (?:view|opinion) that|(?:took|take)s? the view that|"
            "(?:hold|held|believe|believed|consider|considered|share the belief)s? that|(?:[Ii]t was|was) (?:also |further )?(?:agreed|decided|resolved|settled|understood|common ground|accepted) that|shared? "
            r"(?:the|a) (?:\w+ )?(?:concern|objective|goal|aim|interest) (?:that|of|in|to|for))"
        ),
    ),
    (
        CueAct.PROMISE,
        (
            r"\b(?:(?:have |has )?(?:agree[ds]?|agreeing|concur(?:red|s)?|undertook|undertake|pledged|vowed|promised|"
            "resolved|decided|committed(?: (?:itself|themselves))?|commits?|committing(?: (?:itself|"
            "themselves))?|offered|engaged itself|set themselves|bound (?:itself|themselves)|determined|"
            r"intends?|intended|(?<!its )(?<!their )(?<!the )(?<!of )plan(?:s|ned)?|aims?|means?|meant|proposed|g[ai]ve (?:its|their) word) (?:\w+ly )?to(?= \w|:)(?! (?:disagree|differ)\b)|"
            r"agree[ds]?(?: \w+ly)? (?:on|upon)|(?:[Ii]t was|was) (?:agreed|decided|resolved|settled) to|"
            rf"(?:(?:said|stated|announced|indicated|confirmed|added|promised|replied)(?: that)?|that) (?:it|they|(?:the )?{P}|"
            r"both(?: sides| countries)?) would(?= \w)(?! be (?:held|hosted))|(?:pledged|promised|offered)(?= (?!to\b|an? (?:\w+ )?(?:opportunity|occasion|chance|"
            r"forum|platform|space))\w)|"
            "(?:reached|came to) (?:an )?agreement (?:on|to)|(?:[Aa]n )?[Aa]greement was (?:also )?reached (?:on|to|for)|"
            r"will be(?= (?:\w+ly )?(?:organi[sz]ed|established|set up|launched|created|convened)\b)|settled on|(?:made|gave|entered into)(?: "
            r"[\w-]+){0,3} commitments? to|undertook(?= \w)|undertakes?(?= to))"
        ),
    ),
    (
        CueAct.WILL,
        (
            r"\b(?:will|shall|(?:is|are) to)(?:,? (?:also|both|jointly|further|thus|however|therefore|in turn|"
            r"for (?:its|their) part|moreover|then|next|\w+ly),?)? (?=[a-z])(?!be (?:held|"
            "hosted|remembered|the)|take place|depend|require)"
        ),
    ),
    (CueAct.ANNOUNCED, r"\b(?:announced|announces|launched|signed|inaugurated|unveiled|announce)\b"),
    (
        CueAct.ASKED,
        (
            r"\b(?:urg(?:ed|es|ing|e)|call(?:ed|s|ing)? (?:up)?on|call(?:ed|s|ing)?(?: \w+ly)? for|"
            f"exhort(?:ed|s)|appeal(?:ed|s) (?:to|for)|implor(?:ed|es)|press(?:ed|es)(?= (?:the )?{P}| "
            r"for)|request(?:ed|s|ing)(?! (?:\w+ ){0,3}(?:updates?|information|clarifications?|details|explanations?))|"
            r"ask(?:ed|s|ing)(?! (?:about|how|what|whether|after)|(?: \ue000+)? for (?:\w+ ){0,3}(?:updates?|information|"
            r"clarifications?|details|explanations?))|encourag(?:ed|"
            f"es|ing)|demand(?:ed|s|ing)|invit(?:ed|es|ing)(?= (?:the )?(?:{P}|other|both|each|its|"
            f"authorities))|insist(?:ed|s) that (?:the )?{P}|recommend(?:ed|s|ing)(?= (?:that|the)? ?{P})|"
            r"advocat(?:ed|es) for|made (?:a|an) (?:\w+ )?(?:appeal|plea|call) (?:to|for))"
        ),
    ),
    (
        CueAct.PLEDGE,
        (
            r"\b(?:(?:their|its|our|the|an?|and|shared|mutual|joint|common|firm|strong|unwavering|"
            "continued|continuing|stalwart|steadfast|full|renewed|deep|longstanding|expressed|express|"
            rf"of) )(?:(?!and\b)\w+ ){{0,3}}?{COMMITMENT}(?: (?:made|taken|shared|again|there|both|"
            rf"of (?:both|the two) (?:sides|parties|countries|[Gg]overnments)|of (?:the )?{P}(?: and (?:of )?(?:the )?{P})?))? "
            r"(?:to(?! (?:which|date))|towards?|for (?=\w+ing)|in favou?r of)|\b(?:strongly |fully |"
            r"firmly )?(?:remain(?:s|ed)?|stands?|stood|(?:are|is|were|was)) (?:\w+ly )?(?:committed|"
            "ready|resolved|determined|prepared|willing|pledged) (?:to|in)|(?:assur|"
            f"reassur)(?:ed|es|ing)(?: (?:the )?{P})?(?: (?:of|that))|(?:reaffirm(?:ed|s|ing)?|"
            "reiterat(?:ed|es|ing)|affirm(?:ed|s|ing)?|confirm(?:ed|s|ing)?|renew(?:ed|s|ing)?|restated|"
            rf"repeated)(?= (?:their|its|the|our) (?:\w+ ){{0,2}}(?:values|principles|support|ties|"
            r"adherence|attachment|partnership|friendship|resolve)\b)|expressed (?=(?:their|its) (?:\w+ "
            r")?support\b)"
        ),
    ),
    (
        CueAct.STANCE,
        (
            rf"\b{STRESSED}(?: \w+ly)?(?=(?: (?:with concern )?that\b| how\b| {WORTH}\b))|\b(?:attach(?:ed|"
            r"es)|gave) (?:\w+ )?(?:importance|priority|weight) to"
        ),
    ),
    (
        CueAct.SUBJECTS_BEFORE,
        (
            rf"\b(?:{BE}{ADV} {TALKED}(?: (?:too|as well|also|in (?:depth|detail)|at length))?|got (?:its|their) share of [a-z ]{{1,25}}|came(?: "
            r"\w+)? up(?: (?:too|as well|for \w+))?|(?:also )?(?:featured|figured|arose|got attention)(?: "
            r"\w+ly| high)?|(?:received|drew(?! attention to\b)|earned|won|had|got|came in for|was given|were given|was paid|"
            r"were paid)(?: \w+)? (?:attention|consideration|mention|scrutiny|treatment|emphasis)|(?:completed|rounded (?:off|out)|occupied|dominated|topped|headed|took up) (?:the|much of|most of|part of)"
            r"(?: \w+){0,2}? (?:agenda|discussions?|talks|session|day|morning|afternoon|programme|program|exchange|dialogue)\b|(?:was|"
            r"were|formed|made)(?: \w+ly| also| too| likewise| further| again| once more)? (?:up )?(?:a|an|another|one|among|on|part|at|high|"
            rf"in|up|under|the)(?: [\w-]+){{0,4}}? (?:subjects?|topics?|themes?|items?|agenda|focus|"
            "points?|list|share of the|table|programme|program|spotlight|centre|center|talks|discussions?|review|"
            r"consideration|exchanges?|heart|forefront|priority)\b)"
        ),
    ),
    (
        CueAct.SUBJECTS,
        (
            r"\b(?:[Dd]iscussed|[Rr]aised|[Aa]ddressed|[Rr]eviewed|[Cc]onsidered|[Ee]xamined|[Cc]overed|"
            rf"[Tt]abled)(?: \w+){{0,2}} (?:was|were) (?=\w)|\b{DID}(?! by\b)|\b(?:[Vv]iews|[Nn]otes|"
            r"[Ii]nformation|[Ii]deas|[Oo]pinions|[Ee]xperiences?)(?: and \w+)? (?:was|were) (?:also "
            r")?(?:traded|exchanged|shared|compared|given) (?:on|about|over|of)|\b(?:[Mm]uch|[Mm]ore|"
            "[Ss]omething|[Ww]ords?) (?:was|were) (?:also )?(?:said|made|spoken) (?:of|about|on)|"
            r"\b[Tt]here (?:was|were) (?:also )?(?:an? )?(?:\w+ )?(?:discussions?|exchanges?|talk|"
            r"debates?|mention)(?: of views)? (?:of|on|about|over)|\b(?:[Rr]eference|[Mm]ention) (?:was|were) (?:also )?made (?:to|of)\b|"
            r"\bexchanges? of (?:views|information|(?:best |good )?practices|experiences?|lessons)(?: \w+){0,3}? "
            r"(?:on|about|regarding|concerning|in the (?:fields?|areas?) of)\b|\b(?:[Aa]ttention|[Tt]ime|[Ss]pace|"
            r"[Ff]ocus|[Ee]mphasis|[Ii]mportance|[Pp]riority)(?: \w+)? (?:was|were|went|turned|fell)(?: "
            r"also)?(?: \w+)? ?(?:to|on|for)\b"
        ),
    ),
    (
        CueAct.SUBJECTS,
        (
            rf"\b{MEETING_NOUN}{WORDS} (?:included|covered|ranged (?:from|over|across)|comprised|spanned|"
            "embraced|concerned|encompassed|took in|featured|went from|extended to|ran from|turned on|"
            rf"revolved around)\b(?: also)?:?(?= )|\b{TOPIC_NOUN}(?: (?:that|which)(?: \w+){{1,4}}?)?{WORDS}(?: (?:included|include|were|was|"
            "covered|ranged from|range from|comprised|spanned|embraced|concerned|encompassed|took in|"
            r"featured|went from|extended to|ran from|are|being)\b(?: also)?(?! (?:wide|broad|rich|held|"
            r"marked|frank|opened|constructive|concluded|followed|co-?chaired|chaired|\w+ed\b)):?|(?: "
            r"(?:was|were) \w+(?: and \w+)?)?:)"
        ),
    ),
    (CueAct.SUBJECTS, r",? (?:as|so) (?:did|was|were)(?= (?:the |a )?\w)(?! (?:the )?\ue000)"),
    (
        CueAct.SUBJECTS,
        (
            "^(?:[Aa]mong|[Oo]n|[Hh]igh|[Uu]nder|[Pp]art|[Aa]t|[Ii]n focus|[Cc]entral|[Kk]ey|[Ff]oremost|"
            r"front and cent(?:re|er)|[Cc]hief|[Ff]irst|[Nn]ext|[Tt]hen|[Oo]ther|[Aa]lso|[Uu]p)\b[^,.;:]{0,90}? (?:were|was|came|"
            r"stood|figured|featured)\b(?: also| too)?:?(?! \w+ed\b| (?:held|led))"
        ),
    ),
    (
        CueAct.SUBJECTS,
        (
            r"\bto (?:further |also |jointly )?(?:discuss|address|review|consider|examine|explore|raise|cover|tackle|"
            "debate|deal with|look (?:at|into)|touch (?:up)?on|take stock of|talk (?:about|through|over)|exchange "
            r"[\w ]{0,30}?(?:on|about|regarding))(?= )|\b(?:discussing|addressing|covering|reviewing|"
            "touching (?:up)?on|focus(?:s)?ing on|cent(?:er|r)ing on|ranging from|examining|raising)(?= )"
        ),
    ),
    (
        CueAct.SHOWN,
        (
            r"\b(?:express|voic|rais|reiterat|repeat|restat|shar|convey|not)(?:ed|es|ing)(?: (?:their|its|the|his|her|"
            r"serious|deep|grave|particular|shared|common|mutual|strong|principled|long-standing|\w+)){0,3}? "
            "(?:concerns?|regret|worry|alarm|opposition|interest|position|condemnation|unease|disquiet|dismay|outrage)"
            r"(?: (?:about|over|at|regarding|on|for|with|to|in|as to)\b(?: the fact that)?| that\b)|"
            r"\b(?:[Cc]oncerns?|[Rr]egret|[Aa]larm) (?:was|were) (?:also )?(?:expressed|voiced|raised) (?:about|over|at|regarding|on)\b|"
            rf"\b(?:inform(?:ed|s|ing)|brief(?:ed|s|ing)|updat(?:ed|es|ing)|told)(?: (?:the )?(?:{P}|other|"
            "both|each|delegation|side|participants|meeting|its counterpart|counterpart)(?: side| delegation)?)? "
            r"(?:of|about|on|regarding)\b|\b(?:present(?:ed|s|ing)|outlin(?:ed|es|ing)|report(?:ed|s) on|"
            "explain(?:ed|s|ing)|describ(?:ed|es|ing)|shar(?:ed|ing)|gave an account of|set out|laid out|put forward|"
            "condemn(?:ed|s|ing)|deplor(?:ed|es|ing)|denounc(?:ed|es|ing)|lament(?:ed|s)|regret(?:ted|s)|"
            "(?:in|en)quired (?:about|after|into)|asked (?:about|after)|"
            r"(?:was|were) (?:asked|questioned)(?: by (?:the )?\ue000+)? (?:about|on)|queried|"
            "elaborated (?:up)?on|expanded (?:up)?on|commented on|clarified|illustrated|showcased|responded with|replied with)(?= (?!that\b|to\b|by\b))"
        ),
    ),
    (
        CueAct.TOLD,
        (
            r"\b(?:remain(?:s|ed)?|are|is|were|was) (?:\w+ )?concerned (?:about|by|over|at)\b|"
            rf"\b(?:inform(?:ed|s|ing)|told)(?: (?:the )?(?:{P}|other|both|each|delegation|side|participants|"
            r"its counterpart|counterpart)(?: side| delegation)?)? that\b|\b(?:highlight(?:ed|s|ing)|drew attention to|"
            "referred to|mentioned|noted|recalled|"
            "reported|affirmed|stated|observed|declared|remarked|argued|confirmed|pointed out|said)(?= )"
        ),
    ),
    (CueAct.SUBJECTS, r"\b(?:inquired|asked) (?:about|after|how)\b"),
    (
        CueAct.TOLD,
        rf"\b(?:underlin|underscor|stress|emphasi[sz])(?:ed|es|ing)(?= (?!that\b|by\b|{WORTH})[\w'-]+)",
    ),
)

WORDING = Wording(
    code="en",
    common_words=word_set(
        "the and of to in on for with that by was were is are as at from its their this which both also will"
    ),
    abbreviations=word_set(
        "mr mrs ms dr amb hon prof gen gov sen rep st asst sec dep dir col lt jr sr no art arts vol "
        "vs etc inc ltd co "
        "jan feb mar apr jun jul aug sep sept oct nov dec h.e e.g i.e messrs rev maj capt cmdr ph esq"
    ),
    openers=word_set(
        "The This These That Those In On At During Both Each As It They We Mexico Colombia Brazil A "
        "An Also Finally Moreover "
        "Furthermore Following For From While With After Before Participants Delegations Discussions "
        "Topics Issues Representatives "
        "Heading Among Other His Her Their Its Today Yesterday"
    ),
    months={
        **{
            name: n
            for n, name in enumerate(
                [
                    "january",
                    "february",
                    "march",
                    "april",
                    "may",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december",
                ],
                1,
            )
        },
        **{
            name: n
            for n, name in zip(
                (1, 2, 3, 4, 6, 7, 8, 9, 9, 10, 11, 12),
                ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"],
                strict=True,
            )
        },
    },
    ordinals={
        **{
            word: n
            for n, word in enumerate(
                [
                    "first",
                    "second",
                    "third",
                    "fourth",
                    "fifth",
                    "sixth",
                    "seventh",
                    "eighth",
                    "ninth",
                    "tenth",
                    "eleventh",
                    "twelfth",
                    "thirteenth",
                    "fourteenth",
                    "fifteenth",
                    "sixteenth",
                    "seventeenth",
                    "eighteenth",
                    "nineteenth",
                    "twentieth",
                ],
                1,
            )
        },
        **{
            f"twenty-{word}": 20 + n
            for n, word in enumerate(
                ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"], 1
            )
        },
        "inaugural": 1,
        "thirtieth": 30,
        "thirty-first": 31,
        "thirty-second": 32,
    },
    numeral=r"(\d{1,3}) ?(?:st|nd|rd|th|TH|ST|ND|RD)",
    parties=PARTIES,
    adjective_endings=("", "s"),
    dialogue=(
        rf"(?:(?:[A-Z][\w'./-]*+|{P}(?:[-–/ ]{{1,3}}{P}){{0,7}}+|of|on|and) ){{0,7}}(?:Dialogue|Consultations?)(?: "
        f"(?:between (?:the )?{P} and (?:the )?{P} )?"
        r"(?:on|for|of) [A-Z][\w-]+(?:,? (?:and )?(?:the )?[A-Z][\w-]+){0,4})?"
        "|(?:(?:high-level|high level|bilateral|annual|human rights|political|policy|structured|"
        "regular) ){1,3}(?:dialogue|consultations|talks)(?: on human rights)?"
    ),
    meeting=r"(?:round|edition|session|meeting|iteration|instal?lment|sitting|gathering)",
    held=(
        "(?:held|convened|met|took place|hosted|gathered|celebrated|brought|conducted|co-?chaired|"
        "concluded|saw|welcomed|organi[sz]ed|launched|opened|was where|was the venue|meeting)"
    ),
    dates=(
        (
            r"(?P<d>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<m>MONTH)\.? ?(?:–|-|to|and|until) "
            r"?(?P<d2>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<m2>MONTH)\.?(?:,? (?P<y>\d{4}))?"
        ),
        (
            rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? ?(?:–|-|to|and|through|until|&) ?{WEEKDAY}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)? "
            r"(?:of )?(?P<m>MONTH)\b(?:\.?,? (?P<y>\d{4}))?(?P<m2>)"
        ),
        (
            r"(?P<m>MONTH)\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?(?:,? ?(?:–|-|to|and|through|until|&) "
            rf"?{WEEKDAY}"
            r"(?:(?P<m2>MONTH)\.? )?(?P<d2>\d{1,2})(?:st|nd|rd|th)?)?(?!\d)(?:,? (?P<y>\d{4}))?"
        ),
    ),
    relative_dates=(
        r"\b(?:[Tt]oday|[Yy]esterday|[Tt]his (?:week|morning|afternoon|[Mm]onday|[Tt]uesday|"
        "[Ww]ednesday|[Tt]hursday|[Ff]riday)|[Ll]ast (?:week|[Mm]onday|[Tt]uesday|[Ww]ednesday|"
        r"[Tt]hursday|[Ff]riday))\b"
    ),
    place_before=(
        r"\bin ",
        r"\bat (?:the )?(?:[A-Z][\w'.]+ ){1,6}in ",
        r"\bto (?:the )?(?:[A-Z][\w'.]+ ){1,6}in ",
        r"\b(?:hosted|organi[sz]ed) (?:in|at) ",
    ),
    place_after=(
        r",? (?:hosted|welcomed|saw|was where|was the (?:venue|seat|site|host)|received|was host|played host)\b",
    ),
    other_meeting=(
        "(?:[Oo]rdinary [Ss]ession|[Ee]xtraordinary [Ss]ession|[Ss]ummit|[Cc]onference|[Ff]orum|"
        "[Gg]eneral [Aa]ssembly|[Ss]eminar|[Ww]orkshop|[Jj]oint [Cc]ommittee|[Ww]orking [Gg]roup|"
        "[Cc]ouncil|[Cc]ongress|[Cc]onvention|[Ss]ubcommittee)"
    ),
    coming=(
        "(?:next (?:week|month|year|spring|summer|autumn|fall|winter|January|February|March|April|"
        "May|June|July|August|September|October|November|December)|later this (?:week|month|year)|"
        "tomorrow|in the coming (?:days|weeks|months)|on the margins of|in the margins of|on the "
        "sidelines of|this (?:week|month|year)|in (?:early |late |mid-)?(?:January|February|March|"
        r"April|May|June|July|August|September|October|November|December)(?: \d{4})?|in \d{4})"
    ),
    both=BOTH,
    each_anaphor=r"\b[Ii]t\b",
    government=(
        "(?:[Tt]he )?(?:(?:[Gg]overnments?|[Dd]elegations?|[Aa]uthorities|[Rr]epresentatives|"
        "[Oo]fficials|[Pp]eople|Kingdom|Republic|State) (?:of|from) )?(?:the )?"
    ),
    side=(
        "(?: (?:[Dd]elegation|[Ss]ide|[Gg]overnments?|authorities|officials|representatives|part|"
        r"team|Ministry of [A-Z]\w+(?: [A-Z]\w+)?))?"
    ),
    joins=r"(?:,? and (?:of )?(?:the )?(?:[Gg]overnment of )?(?:the )?| ?[-–/&] ?)",
    outsider=OUTSIDER,
    past_of_past=(
        r"\b(?:had (?:also |\w+ly )?(?:agreed|committed|pledged|decided|adopted|undertaken|promised|"
        "announced)|[Aa]t (?:the|their|its) (?:last|previous|earlier|first|second|third|fourth|fifth|"
        "sixth|seventh) |(?:last|previous) (?:round|year|dialogue|summit|meeting)|[Dd]uring the "
        f"(?:{P}(?:[-–]{P})? )?(?:[Ss]ummit|[Ss]tate [Vv]isit|[Gg]eneral [Aa]ssembly)|[Aa]t the "
        rf"(?:[\w-]+ ){{0,4}}(?:[Ss]ummit|[Ss]ession|[Cc]onference|[Aa]ssembly|[Ff]orum)\b)"
    ),
    cues=CUES,
    negation=r"\b(?:not|never|no)\b",
    action=(
        "(?:establish|create|launch|set up|hold|sign|provide|fund|finance|deliver|submit|ratify|adopt|draft|organi[sz]e|"
        "train|convene|host|publish|build|open|appoint|send|issue|invite|exchange|share|draw up|second|table|release)"
    ),
    concrete=(
        r"\b(?:establish|create|launch|set up|hold|sign|provide|fund|financ|deliver|submit|ratify|"
        "adopt|draft|organi[sz]e|train|convene|host|publish|build|open|appoint|send|issue|visit|"
        "working group|programme|program|project|workshop|seminar|plan of action|action plan|roadmap|"
        "protocol|agreement|before the end|by (?:January|February|March|April|May|June|July|August|"
        r"September|October|November|December|\d{4}|the end)|within \w+ (?:days|weeks|months|years)|"
        r"next (?:round|dialogue|meeting|year|month)|\d+ (?:million|billion)|take (?:the |whatever |"
        r"all )?(?:\w+ )?(?:steps|measures)|exchange (?:of )?(?:information|experts|visits))"
    ),
    dropped="",
    participle=r"ing$",
    impersonal=r"(?:[Ii]t was|was|(?:are|were) |(?:[Aa]n )?[Aa]greement was|will be)",
    phrase_breaks=(
        r"\b(?:that|which|who|because|since|as|while|where|will|must|should|is|are|was|were|be|been|"
        "has|have|had|stays?|remains?|can|could|may|might|would|matters?|needs?|must|so|if|by|"
        r"through|in order|with|from)\b"
    ),
    asides=(
        "(?:among other(?:s| (?:things|issues|topics|matters))|amongst others|inter alia|in "
        "particular|for example|notably|first|also|too|as well),?"
    ),
    objects_end=(
        r"(?:, while\b|,? (?:noting|recogni[sz]ing|highlighting|emphasi[sz]ing|stressing|underlining|"
        "underscoring|recalling|acknowledging|reaffirming|welcoming|which|with a view|with the "
        "(?:aim|purpose|objective|goal)|in order to|so as to|so that|bearing in mind|taking into "
        "account|where(?:as|by)|(?<=,) where|among other(?:s| (?:things|issues|topics|matters))|amongst others|"
        r"inter alia|et cetera|etc)\b|,? (?:during|at) (?:the|this|their|its) (?:\w+ )?(?:meeting|"
        r"dialogue|session|round)\b|,? in (?:an?) (?:[\w-]+,? (?:and )?){1,4}(?:atmosphere|spirit|"
        r"manner|way|climate|environment of)\b)"
    ),
    subjects=(
        r"\b(?:tortur|ill-treat|disappear|missing|migra|refuge|asyl|polic(?:e|ing)|law enforcement|"
        "use of force|detention|detain|prison|penitentiary|death penalty|capital punishment|"
        r"execution|consular|freedoms? of|expression|press\b|media\b|journalis|defender|civil society|"
        "civic space|women|gender|feminis|reform|kill(?:ing|ed)|murder|combatant|girl|femicid|child|"
        r"youth|young|minors\b|disabilit|indigenous|afro|ethnic|minorit|racis|racial|discriminat|"
        "xenophob|intoleran|hate|lgbt|sexual|religi|belie[fv]|justice|judicia|judge|impunity|"
        "accountab|rule of law|fair trial|corrupt|transparen|governance|democra|elect(?:ion|oral)|"
        "peace|conflict|transitional|victim|reparation|violen|traffick|slaver|forced|labou?r|worker|"
        r"trade union|business|corporate|due diligence|environment|climate|land\b|housing|water|"
        "health|educat|pover|inequalit|economic|social|cultural|right to development|sustainab|2030|"
        r"security|terror|extremis|drug|narcot|crime|criminal|arms\b|border|internet|digital|privacy|"
        "artificial|technolog|surveillance|humanitarian|multilateral (?:cooperation|fora|forums?|"
        "work|engagement|system|bodies|organi|agenda|issues)|ratif|instruments|treat(?:y|ies)|"
        "convention|criminal court|universal periodic|periodic review|special procedures|ombuds|"
        "ex-combatant|social leaders|older persons|elderly|antisemit|anti-semit|memory|truth|"
        "military|armed|open government|access to information|energy|infrastructure|mining|trade|"
        "vulnerable|famil|dispossess|displace|stateless|nationality|protest|legal aid|mercenar|"
        "genocide|atrocit|cooperation (?:project|program))"
    ),
    generic=word_set(
        "human rights right issue issues matter matters topic topics subject subjects question "
        "questions situation situations agenda "
        "interest interests shared common mutual bilateral multilateral regional global "
        "international wide broad range set array series "
        "recent latest new developments development strategies strategy progress challenges "
        "challenge concerns concern achievements "
        "advances current relevant various several number many different main key major important "
        "priority priorities general specific "
        "particular topical promotion protection promoting protecting promote protect field fields "
        "area areas domestic national local "
        "mutually joint our their its his her other others both sides side countries country "
        "respective each remaining pending outstanding "
        "respect enjoyment sphere context as well since last variety spectrum host best ways fresh "
        "more further forward steps step way meeting "
        "dialogue round talks session today level levels world worldwide thematic cases case "
        "policies policy frank open constructive "
        "following these those all any some full a an the of and or to in on for with by from at "
        "this that it them they into "
        "namely notably especially european european's better sphere setting two three four five six clusters pillars blocks sessions baskets themes strands working groups "
        "also including such concrete actions action measures measure africa europe americas region "
        "regions"
    ),
    conjunction=r" (?:and|&|or) ",
    adds=(
        "(?:as well as|along with|together with|in addition to|but also|not to mention|plus|and also)(?= )"
    ),
    continues=(
        "(?:for|without|in particular|particularly|especially|including|notably|such as|like|with|"
        "which|who|whose|in|at|by|from|through|above all|against|of|under|where|when|as|mainly|"
        r"namely|whether|both|e\.g\.|i\.e\.|among them|among others|not least|be it|inter alia|"
        r"especially|towards?|not only|if|particularly|the (?:first|only|latest|largest))\b"
    ),
    exemplifies=(
        ",? (?:including|notably|such as|in particular|among them|namely|particularly|especially|"
        r"i\.e\.|like)[,:]? "
    ),
    appended=(
        "(?:above all|in particular|especially|included|among them|among others|for one|for instance|"
        "for example|most of all|first and foremost|notably)$"
    ),
    modal=r" (?:can|could|may|might|should|must|would|ought)\b",
    prepositions=r"(?:on|of|about|over|to|for|regarding|concerning|in|against|with|at|into|upon)",
    people=(
        "(?:persons?|people|women|men|girls|boys|children|minors|youth|migrants?|refugees|defenders|"
        "journalists|groups?|communities|workers|minorities|peoples|victims|leaders|prisoners|"
        "farmers|individuals|families|populations?|adolescents|students|lawyers|judges|activists|"
        "combatants|ex-combatants)"
    ),
    heads=(
        "(?:actions?|measures?|steps|efforts|protection|promotion|prevention|protecting|promoting|"
        "preventing|fight|combat|fighting|combating|combatting|countering|database|management|use|"
        "access|implementation|strengthening|role|situation|rights|freedom|freedoms|cooperation|"
        "increased|improved|greater|better|enhanced|reform|ratification|support|work|women's|"
        "children's|migrants'|follow-up|conditions|investigations?|adoption|establishment|creation|treatment|"
        "abolition|respect|eradication|elimination|violence|inclusion)"
    ),
    adjective=(
        r"(?:\w+(?:al|ic|ive|ous|ful|able|ible|ary|ed|ly|ing|ane)|safe|humane|civil|orderly|regular|"
        "free|fair|open|safe|enabling|modern|bold)"
    ),
    kinds_of_people=r"(?:lesbian|gay|bisexual|transgender|trans|intersex|queer|ethnic|linguistic|religious|national)",
    kinds_of_rights=word_set(
        "economic social cultural civil political environmental sexual reproductive racial"
    ),
    adjectives_lead=True,
    apart=(
        r"\b(?:preceded|followed|complemented) by\b|\bvisited\b|\b(?:condolences|gratitude|hospitality|thanked|courtesy call|on the sidelines|"
        r"arrangements)\b"
    ),
    relative=r"\bwhose\b",
    leads=(
        "(?:(?:[Ii]n addition|[Ff]inally|[Mm]oreover|[Ff]urthermore|[Aa]dditionally|[Ll]astly|"
        "[Aa]lso|[Ll]ikewise|[Ss]imilarly|[Hh]ere|[Tt]here|[Tt]hen|[Oo]n this occasion|[Ii]n this "
        r"(?:context|regard|respect|connection)|[Dd]uring (?:the|their|this) (?:\w+ )?(?:meeting|"
        "dialogue|session|talks|discussions|round)|[Aa]t the (?:meeting|dialogue|session)|[Bb]esides|"
        "[Bb]eyond that|[Ff]irst|[Ss]econd(?:ly)?|[Tt]hird(?:ly)?),? )"
    ),
    tails=(
        "(?:,? (?:too|also|as well|above all|in particular|among others|among other (?:issues|topics|"
        r"things|matters)|etc\.?|in depth|in detail|at length|in turn|for their part|there|here|"
        "respectively)){1,12}$"
    ),
    heading=(
        r"\b(?:(?:headed|led|chaired|co-?chaired|presided(?: over)?|represented|co-?led|co-?presided|"
        r"hosted|opened|conducted|moderated)(?: \w+)? (?:by|on behalf of)\b|[Hh]eading\b|[Ll]eading "
        r"the\b|[Ii]n the chair\b|[Cc]hairing\b|[Cc]o-?chair(?:s|ed|ing)?\b|(?:was|were) (?:the "
        rf")?(?:heads?|chairs?|co-?chairs?|leaders?)\b|[Oo]n (?:the|behalf of(?: the)?) {P}(?:'s)? "
        r"?(?:side|part|delegation)?\b|\bled (?:it|the|their|its)\b|\bheaded (?:it|the|their|its)\b|"
        r"\bchaired (?:it|the)\b|[Aa]t the head of\b|[Dd]elegations? (?:included|comprised|consisted|"
        r"was composed|were composed)|[Aa]ccompanied by|[Rr]epresenting\b|\bmet before\b|presided\b|"
        r"(?:spoke|took part|participated|attended|sat)\b(?= (?:for|also|on behalf))|took the "
        rf"(?:chair|lead)|led for (?:the )?{P})"
    ),
    membership=(
        "(?:accompanied by|delegations? (?:also )?(?:included|comprised|consisted of|was (?:also "
        ")?composed of|counted)|(?:it|they|which) (?:also )?(?:included|comprised)|together with|"
        "members of the delegation|other (?:members|participants)|as members?|joined by|also "
        "(?:present|attending|included|took part|participated|attended)|flanked by|participants "
        "included|with the participation of)"
    ),
    representation=(
        "(?:representatives? (?:from|of)|officials (?:from|of)|delegates (?:from|of)|members of|"
        "participation (?:of|by)|(?:also |delegation )included|presence of|participants from|experts "
        "from)"
    ),
    honorifics=word_set(
        "Mr Mrs Ms Miss Mx Dr Prof Professor Amb Ambassador Hon Honourable Honorable Justice Judge "
        "H.E Sir Dame Lady Lord Madam Gen General Excellency Rev Colonel Senator Her His "
        "Excellencies Messrs Admiral Lieutenant Lt Col Major Maj Brigadier Captain Capt Commander Rt"
    ),
    deeds="(?:headed|led|chaired|co-?chaired|presided|opened|closed|represented|hosted|attended|participated|took part|met)",
    offices=any_of(
        "Deputy Under Undersecretary Under-Secretary Secretary Assistant Asst Principal "
        "Vice-Minister Vice Minister Deputy-Minister Director Director-General Head Chief Chair "
        "Chairperson Vice-Chairperson Vice-Chair President Vice-President Commissioner "
        "Representative Special Envoy Attorney Attorney-General Permanent Ambassador Managing Acting "
        "Executive Counsellor Advisor Adviser Senior Coordinator Officer Consul Rapporteur Ombudsman "
        "Ombudsperson Manager Leader Fellow Inspector Prosecutor Solicitor Member Spokesperson Governor Mayor Chargé Legal Counsel "
        "Administrator Superintendent Prime Foreign Parliamentary First Second State Chairman "
        "Chairwoman Minister-Counsellor Secretary-General Subsecretary Under-secretary"
    ),
    bodies=any_of(
        "Ministry Ministries Department Departments Office Offices Bureau Agency Agencies "
        "Secretariat Service Services Commission Council Directorate Directorates-General "
        "Directorate-General Attorney Embassy Police Navy Army Institute Court Courts Prosecutor "
        "Guard Customs Interior Treasury Presidency Authority Administration Delegation Mission "
        "Parliament Senate Congress Ombudsman Unit Division Home Foreign Cabinet"
    ),
    agency=(
        r"(?:the )?(?:(?:[A-Z][\w-]{1,40} ){1,4}(?:Ministry|Department|Office|Bureau|Agency|Service|"
        r"Commission|Court|Directorate|Division|Unit)\b(?! (?:of|for|on))|(?:U\.S\. |National |"
        r"Federal |European |[A-Z][\w-]{1,40} )?(?:Ministry|Department|Office|Bureau|Agency|Secretariat|"
        "Service|Commission|Directorate(?:-General)?|Embassy|Institute|Court|Council|Committee|"
        r"Division)(?: (?:of|for|on|to)(?: the)? [A-Z][\w'-]+(?:(?:,| and| of| of the| for|, and| and "
        r"the| on| on the)? [A-Z][\w'-]+){0,7})?)"
    ),
    not_names=word_set(
        "The A An In On At Of For And Both Ministry Ministries Department Office Bureau Agency "
        "Secretariat Service Services Commission Council Committee Court Union "
        "Human Rights Foreign Affairs State Western Eastern Northern Southern Hemisphere Democracy "
        "Labor Labour National Defense Defence Navy Interior Home "
        "Security Homeland Justice International Development Multilateral Political Special General "
        "Global Peace Process Dialogue High Level Bilateral "
        "Strategy Palace Government Governments Republic Kingdom Relations Deputy Under Secretary "
        "Assistant Minister Vice Director Head Chief Chair President "
        "Commissioner Representative Envoy Attorney Ambassador Permanent Managing Acting Executive "
        "Action External European African Inter-American American Americas "
        "Africa Europe Asia Pacific Latin Peoples People Child Children Women Expert Experts "
        "Experts' Welfare Open Partnership Organization Organisation United Nations Assembly "
        "System Working Group Monday Tuesday Wednesday Thursday Friday Saturday Sunday January "
        "February March April May June July August September October November "
        "December Washington Brussels Summit Session Ordinary Public Civil Society Law Legal Policy "
        "Cooperation Trade Economic Social Division Section Unit Resources "
        "Management Right Freedom Religious Religion Belief Population Refugees Migration Joint "
        "Statement Text Begin End Press Release Team H.E Mr Mrs Ms Dr Hon Amb Honourable Embassy "
        "Consular Institutions Institution Inclusion Equality Commonwealth Near East South North "
        "West Central Government Delegation Delegations Governance Partnerships Country City "
        "Counter-Terrorism Integration Neighbourhood Enlargement Values Sustainable They It He She "
        "This These DG Counsellor Counselor Protocol Optional Additional Agreement Convention Treaty Declaration "
        "Principles Guiding Plan Programme Program Strategic Fund Act Code Mechanism Initiative Charter Covenant "
        "Compact Constitution Framework Centre Center University Foundation Network Museum Memorial Hall House Hotel "
        "Palace Convention Humanitarian Aid Assistance Access Crisis Water Health Education Culture Environment Climate "
        "Energy Finance Budget Planning Women's Men's Children's People's Gender Youth Family Families Indigenous "
        "Minorities Religions Media Information Digital Technology Crime Criminal Prison Prisons Prevention Protection "
        "Search Missing Persons Victims Truth Reconciliation Memory Trafficking Slavery Torture Disappearances Death "
        "Penalty Business Sanctions Americas Caribbean Asia-Pacific Regional Local Federal Provincial Rear"
    ),
    particles=r"(?:de|del|la|las|los|da|das|do|dos|di|van|von|der|den|ter|bin|al|el|ben|le|du)",
    forums=(
        (r"(?:(?:United Nations|UN|U\.N\.|UN's) )?Human Rights Council", "UNHRC"),
        (r"(?:(?:United Nations|UN|U\.N\.) )?General Assembly(?: of the United Nations)?", "UNGA"),
        (
            r"(?:UN |United Nations )?Third Committee(?: of the (?:UN |United Nations )?General Assembly)?",
            None,
        ),
        (r"(?:UN |United Nations )?Security Council", "UNSC"),
        (r"(?:UN |United Nations )?Economic and Social Council|ECOSOC", "ECOSOC"),
        (r"(?:UN |United Nations )?Commission on the Status of Women|CSW", "CSW"),
        (r"Universal Periodic Review|UPR", "UPR"),
        (
            (
                r"(?:UN |United Nations )?(?:Human Rights Committee|Committee (?:against Torture|on Enforced Disappearances|"
                "on the Rights of (?:the Child|Persons with Disabilities)|on Migrant Workers|on the Elimination of "
                r"(?:All Forms of )?(?:Racial Discrimination|Discrimination [Aa]gainst Women)|on Economic, Social and "
                r"Cultural Rights)|Subcommittee on Prevention of Torture)"
            ),
            None,
        ),
        (r"(?:UN |United Nations )?(?:human rights )?treaty bodies", None),
        (r"UNESCO|UNICEF|UN Women|UNDP|UNODC|UNAIDS|UNFPA", None),
        (r"International Organi[sz]ation for Migration|IOM", "IOM"),
        (r"International Committee of the Red Cross|ICRC", "ICRC"),
        (r"World Health Organi[sz]ation|WHO", "WHO"),
        (r"European Court of Human Rights|ECtHR", "ECtHR"),
        (r"Venice Commission", None),
        (r"Organi[sz]ation of Islamic Cooperation|OIC", "OIC"),
        (r"Pacific Islands Forum|PIF", "PIF"),
        (r"(?:ASEAN )?Intergovernmental Commission on Human Rights|AICHR", "AICHR"),
        (r"Media Freedom Coalition", "MFC"),
        (r"Lima Group|Pacific Alliance|Global Alliance of National Human Rights Institutions|GANHRI", None),
        (r"Central American Integration System|SICA", "SICA"),
        (r"Caribbean Community|CARICOM", "CARICOM"),
        (r"Economic Community of West African States|ECOWAS", "ECOWAS"),
        (r"Southern African Development Community|SADC", "SADC"),
        (r"Voluntary Principles Initiative", None),
        (
            r"(?:UN )?(?:Office of the )?(?:UN |United Nations )?High Commissioner for Human Rights|OHCHR",
            "OHCHR",
        ),
        (r"(?:UN |United Nations )?(?:Office of the )?High Commissioner for Refugees|UNHCR", "UNHCR"),
        (r"Inter-American Commission(?: on Human Rights)?|IACHR", "IACHR"),
        (r"Inter-American Court(?: of Human Rights)?|IACtHR", "IACtHR"),
        (
            (
                "[Ii]nter-American (?:[Hh]uman [Rr]ights )?[Ss]ystem(?: of Human Rights| for the Protection of Human "
                "Rights)?"
            ),
            None,
        ),
        (r"Organi[sz]ation of American States|OAS", "OAS"),
        (r"Open Government Partnership|OGP(?! [Ss]ummit)", "OGP"),
        (r"African Commission(?: on Human and People(?:s'|'s) Rights)?|ACHPR", "ACHPR"),
        (r"African Court(?: on Human and People(?:s'|'s) Rights)?|AfCHPR", "AfCHPR"),
        (r"African Committee of Experts on the Rights and Welfare of the Child|ACERWC", "ACERWC"),
        (r"International Criminal Court|ICC", "ICC"),
        (r"International Labou?r Organi[sz]ation|ILO", "ILO"),
        (r"Organi[sz]ation for Security and Co-?operation in Europe|OSCE(?:/ODIHR)?|ODIHR", "OSCE"),
        (r"Council of Europe", "CoE"),
        (r"Community of Democracies", None),
        (r"Freedom Online Coalition", "FOC"),
        (r"Equal Rights Coalition", "ERC"),
        (r"Community of Latin American and Caribbean States|CELAC", "CELAC"),
        (r"Community of Portuguese Language Countries|CPLP", "CPLP"),
        (r"Association of Southeast Asian Nations|ASEAN", "ASEAN"),
        (r"Mercosur|MERCOSUR", None),
        (r"Group of (?:Twenty|Seven)|G20|G7", None),
    ),
    forum_shape=(
        "(?:Inter-American|African|Ibero-American|International|World|United Nations|UN|Pacific|"
        r"Global) (?:[A-Z][\w'-]+ ){0,3}(?:Court|Council|Committee|Organi[sz]ation|Assembly|"
        r"Partnership|Alliance|Coalition|Forum|Group|Network)(?: (?:on|of|for|against) (?:the )?[A-Z][\w'-]+"
        r"(?: (?:and |of |of the )?[A-Z][\w'-]+){0,5})?"
    ),
    events=(
        r"(?:next (?:round|dialogue|Dialogue|edition|session|meeting)\b(?: of the [Dd]ialogue)?|"
        r"(?:\d{1,3}(?:st|nd|rd|th) )?(?:[A-Z][\w'-]+ ){0,5}(?:Summit|Conference|Congress|Ordinary "
        r"Session|Extraordinary Session|Workshop|Forum on [A-Z]\w+)(?: (?:of|on|for) (?:the "
        r")?[A-Z][\w'-]+(?: (?:and |of |on |for )?(?:the )?[A-Z][\w'-]+){0,5})?)"
    ),
    stemmer="english",
    stop_words=word_set(
        "a an the of and or to in on for by with from their its his her our at as into that this "
        "these those particularly including such human rights right be is are was were s"
    ),
)
