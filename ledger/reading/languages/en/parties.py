"""English: the names of countries and unions, and their adjectives."""

NAMES = """
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
ADJECTIVE_ENDINGS = ("", "s")
