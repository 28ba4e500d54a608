"""French: the names of countries and unions, and their adjectives."""

NAMES = """
USA États-Unis d'Amérique|États-Unis|Etats-Unis|USA|américain*
EU Union européenne|Union Européenne|Service européen pour l'action extérieure|SEAE|UE
AU Union africaine|Union Africaine|UA
GBR Royaume-Uni|Grande-Bretagne|britannique|britanniques
MEX Mexique|mexicain*
COL Colombie|colombien|colombienne|colombiens|colombiennes
BRA Brésil|brésilien|brésilienne
CAN Canada|canadien|canadienne|canadiens
ARG Argentine|argentin*
CHL Chili|chilien|chilienne
PER Pérou|péruvien|péruvienne
ECU Équateur|équatorien|équatorienne
BOL Bolivie|bolivien|bolivienne
PRY Paraguay|paraguayen|paraguayenne
URY Uruguay|uruguayen|uruguayenne
VEN Venezuela|vénézuélien|vénézuélienne
GTM Guatemala|guatémaltèque
HND Honduras|hondurien|hondurienne
SLV Salvador|salvadorien|salvadorienne
NIC Nicaragua|nicaraguayen|nicaraguayenne
CRI Costa Rica|costaricien|costaricienne
PAN Panama
CUB Cuba|cubain*
DOM République dominicaine|dominicain*
HTI Haïti|haïtien|haïtienne
JAM Jamaïque
AUS Australie|australien|australienne
NZL Nouvelle-Zélande
JPN Japon|japonais|japonaise
KOR République de Corée|Corée du Sud|coréen|coréenne
PRK République populaire démocratique de Corée|Corée du Nord|RPDC
CHN Chine|chinois|chinoise
IND Inde|indien|indienne
IDN Indonésie|indonésien|indonésienne
VNM Viet Nam|Viêt Nam|Vietnam|vietnamien|vietnamienne
PHL Philippines
THA Thaïlande
LAO Laos
KHM Cambodge|cambodgien|cambodgienne
MNG Mongolie
BGD Bangladesh
PAK Pakistan|pakistanais|pakistanaise
AFG Afghanistan|afghan*
KAZ Kazakhstan
KGZ Kirghizistan
UZB Ouzbékistan
TJK Tadjikistan
TKM Turkménistan
ARM Arménie|arménien|arménienne
AZE Azerbaïdjan|azerbaïdjanais|azerbaïdjanaise
GEO Géorgie|géorgien|géorgienne
MDA République de Moldova|Moldavie|moldave
UKR Ukraine|ukrainien|ukrainienne
BLR Bélarus|Biélorussie
RUS Fédération de Russie|Russie|russe|russes
TUR Türkiye|Turquie|turc|turque
CHE Suisse|suisse|suisses|helvétique
NOR Norvège|norvégien|norvégienne
ISL Islande
DEU Allemagne|allemand*
FRA France|français|française|françaises
ESP Espagne|espagnol*
ITA Italie|italien|italienne
PRT Portugal|portugais|portugaise
NLD Pays-Bas|néerlandais|néerlandaise
BEL Belgique|belge|belges
LUX Luxembourg|luxembourgeois|luxembourgeoise
SWE Suède|suédois|suédoise
FIN Finlande|finlandais|finlandaise
DNK Danemark|danois|danoise
IRL Irlande|irlandais|irlandaise
AUT Autriche|autrichien|autrichienne
POL Pologne|polonais|polonaise
CZE Tchéquie|République tchèque|tchèque
HUN Hongrie
ROU Roumanie|roumain*
GRC Grèce
SRB Serbie
ALB Albanie
MKD Macédoine du Nord
BIH Bosnie-Herzégovine
MNE Monténégro
HRV Croatie
BGR Bulgarie
EGY Égypte|égyptien|égyptienne
MAR Royaume du Maroc|Maroc|marocain*
DZA Algérie|algérien|algérienne
TUN Tunisie|tunisien|tunisienne
LBY Libye|libyen|libyenne
MRT Mauritanie|mauritanien|mauritanienne
LBN Liban|libanais|libanaise
JOR Jordanie|jordanien|jordanienne
ISR Israël|israélien|israélienne
PSE Autorité palestinienne|Palestine|palestinien|palestinienne
IRQ Irak|Iraq|irakien|irakienne
IRN Iran|iranien|iranienne
SAU Arabie saoudite|saoudien|saoudienne
ARE Émirats arabes unis
BHR Bahreïn
KWT Koweït
QAT Qatar
OMN Oman
YEM Yémen
SYR Syrie|syrien|syrienne
ZAF Afrique du Sud|sud-africain*
NGA Nigéria|Nigeria|nigérian*
NER Niger|nigérien|nigérienne
MLI Mali|malien|malienne
BFA Burkina Faso|burkinabè
TCD Tchad|tchadien|tchadienne
SEN Sénégal|sénégalais|sénégalaise|sénégalaises
CIV Côte d'Ivoire|ivoirien|ivoirienne
GIN République de Guinée|Guinée|guinéen|guinéenne
GNB Guinée-Bissau
GNQ Guinée équatoriale
BEN Bénin|béninois|béninoise
TGO Togo|togolais|togolaise
GHA Ghana|ghanéen|ghanéenne
LBR Libéria
SLE Sierra Leone
GMB Gambie
CPV Cabo Verde|Cap-Vert
CMR Cameroun|camerounais|camerounaise
GAB Gabon|gabonais|gabonaise
COG République du Congo
COD République démocratique du Congo|RDC|congolais|congolaise
CAF République centrafricaine|centrafricain*
BDI Burundi|burundais|burundaise
RWA Rwanda|rwandais|rwandaise
UGA Ouganda|ougandais|ougandaise
KEN Kenya|kényan*
TZA Tanzanie
ETH Éthiopie|éthiopien|éthiopienne
ERI Érythrée
DJI Djibouti|djiboutien|djiboutienne
SOM Somalie
SDN Soudan|soudanais|soudanaise
SSD Soudan du Sud
MOZ Mozambique
AGO Angola|angolais|angolaise
ZMB Zambie
ZWE Zimbabwe
NAM Namibie
BWA Botswana
MDG Madagascar|malgache|malgaches
MUS Maurice
COM Comores|comorien|comorienne
SYC Seychelles
TLS Timor-Leste
VAT Saint-Siège
- Organisation des États américains|Conseil de l'Europe|Guinée-Équatoriale|Nouveau-Mexique|Golfe du Mexique|golfe du Mexique
"""
ADJECTIVE_ENDINGS = ("", "e", "s", "es")
