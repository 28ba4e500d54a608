"""Spanish: the names of countries and unions, and their adjectives."""

NAMES = """
USA Estados Unidos de América|Estados Unidos de Norteamérica|Estados Unidos|EE. UU.|EE.UU.|EEUU|EUA|EU|estadounidense|estadounidenses|norteamericano|norteamericana
EU Unión Europea|Servicio Europeo de Acción Exterior|SEAE|UE
AU Unión Africana|UA
GBR Reino Unido de Gran Bretaña e Irlanda del Norte|Reino Unido|Gran Bretaña|británic*
MEX Estados Unidos Mexicanos|México|mexican*
COL República de Colombia|Colombia|colombian*
BRA República Federativa del Brasil|Brasil|brasileñ*
CAN Canadá|canadiense|canadienses
ARG Argentina|argentin*
CHL Chile|chilen*
PER Perú|peruan*
ECU Ecuador|ecuatorian*
BOL Estado Plurinacional de Bolivia|Bolivia|bolivian*
PRY Paraguay|paraguay*
URY Uruguay|uruguay*
VEN Venezuela|venezolan*
GTM Guatemala|guatemaltec*
HND Honduras|hondureñ*
SLV El Salvador|salvadoreñ*
NIC Nicaragua|nicaragüense
CRI Costa Rica|costarricense
PAN Panamá|panameñ*
CUB Cuba|cuban*
DOM República Dominicana|dominican*
HTI Haití|haitian*
JAM Jamaica
AUS Australia|australian*
NZL Nueva Zelandia|Nueva Zelanda
JPN Japón|japonés|japonesa
KOR República de Corea|Corea del Sur|Corea|corean*
CHN China
IND India
IDN Indonesia
VNM Vietnam
PHL Filipinas
TUR Turquía|turc*
CHE Suiza|suiz*
NOR Noruega|norueg*
DEU Alemania|alemán|alemana
FRA Francia|francés|francesa
ESP España|español|española
ITA Italia|italian*
PRT Portugal|portugués|portuguesa
NLD Países Bajos|neerlandés|neerlandesa
BEL Bélgica|belga
SWE Suecia|suec*
FIN Finlandia|finlandés|finlandesa
DNK Dinamarca|danés|danesa
IRL Irlanda|irlandés|irlandesa
AUT Austria
POL Polonia
RUS Federación de Rusia|Rusia|rus*
UKR Ucrania
MAR Marruecos
DZA Argelia
TUN Túnez
EGY Egipto
ISR Israel
PSE Palestina
ZAF Sudáfrica
NGA Nigeria
KEN Kenia
MOZ Mozambique
AGO Angola
- Ciudad de México|Estado de México|Golfo de México|Organización de los Estados Americanos|Organización de Estados Americanos|Buenos Aires
- Ciudad de Guatemala|Ciudad de Panamá|Consejo de Europa|Instituto Nacional de Migración|Nuevo México
HRV Croacia|croat*
SVK Eslovaquia|eslovac*
SVN Eslovenia|esloven*
BGR Bulgaria|búlgar*
EST Estonia|estoni*
LVA Letonia
LTU Lituania
LUX Luxemburgo
MLT Malta
CYP Chipre
CZE República Checa|Chequia|chec*
HUN Hungría|húngar*
ROU Rumania|Rumanía|ruman*
GRC Grecia|grieg*
ISL Islandia
SRB Serbia|serbi*
ALB Albania
MKD Macedonia del Norte
BIH Bosnia y Herzegovina
MNE Montenegro
MDA República de Moldova|Moldavia
GEO Georgia
ARM Armenia
AZE Azerbaiyán
BLR Bielorrusia|Belarús
KAZ Kazajistán|Kazajstán
UZB Uzbekistán
KGZ Kirguistán
TJK Tayikistán
TKM Turkmenistán
BLZ Belice
GUY Guyana
SUR Surinam
BRB Barbados
BHS Bahamas
TTO Trinidad y Tobago
LBY Libia
MRT Mauritania
MLI Malí|Mali
NER Níger
TCD Chad
BFA Burkina Faso
GIN Guinea
GNB Guinea-Bissau
GNQ Guinea Ecuatorial
SLE Sierra Leona
LBR Liberia
TGO Togo
BEN Benín
GMB Gambia
CPV Cabo Verde
GAB Gabón
COG Congo
COD República Democrática del Congo
SEN Senegal
GHA Ghana
CMR Camerún
CIV Côte d'Ivoire|Costa de Marfil
CAF República Centroafricana
SDN Sudán
SSD Sudán del Sur
SOM Somalia
ETH Etiopía
ERI Eritrea
UGA Uganda
RWA Rwanda|Ruanda
BDI Burundi
TZA Tanzanía|Tanzania
MWI Malawi
ZMB Zambia
ZWE Zimbabwe|Zimbabue
NAM Namibia
BWA Botswana|Botsuana
MDG Madagascar
SYR Siria|siri*
LBN Líbano
JOR Jordania
IRQ Irak|Iraq
IRN Irán
SAU Arabia Saudita|Arabia Saudí
ARE Emiratos Árabes Unidos
QAT Qatar|Catar
KWT Kuwait
BHR Bahrein|Baréin
YEM Yemen
AFG Afganistán
PAK Pakistán
BGD Bangladesh
LKA Sri Lanka
NPL Nepal
MMR Myanmar|Birmania
THA Tailandia
MYS Malasia
SGP Singapur
KHM Camboya
LAO Laos
MNG Mongolia
TLS Timor-Leste
PRK República Popular Democrática de Corea|Corea del Norte
VAT Santa Sede
"""
ADJECTIVE_ENDINGS = ("o", "a", "os", "as")
