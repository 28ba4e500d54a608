"""Portuguese: the names of countries and unions, and their adjectives."""

NAMES = """
USA Estados Unidos da América|Estados Unidos|EUA|norte-americano|norte-americana|estadunidense
EU União Europeia|UE
AU União Africana
GBR Reino Unido|britânic*
BRA República Federativa do Brasil|Brasil|brasileir*
PRT Portugal|português|portuguesa
MEX México|mexican*
COL Colômbia|colombian*
ARG Argentina|argentin*
CHL Chile|chilen*
PER Peru|peruan*
URY Uruguai|uruguai*
PRY Paraguai|paraguai*
BOL Bolívia|bolivian*
ECU Equador|equatorian*
VEN Venezuela|venezuelan*
CUB Cuba|cuban*
CAN Canadá|canadense
GTM Guatemala
HND Honduras
SLV El Salvador
CRI Costa Rica
PAN Panamá
DOM República Dominicana
HTI Haiti
AGO Angola|angolan*
MOZ Moçambique|moçambican*
CPV Cabo Verde|cabo-verdian*
GNB Guiné-Bissau
STP São Tomé e Príncipe
TLS Timor-Leste
GNQ Guiné Equatorial
ZAF África do Sul|sul-african*
NGA Nigéria
KEN Quênia
ETH Etiópia
EGY Egito
MAR Marrocos
DZA Argélia
TUN Tunísia
SEN Senegal
FRA França|francês|francesa
DEU Alemanha|alemão|alemã
ESP Espanha|espanhol|espanhola
ITA Itália|italian*
BEL Bélgica
NLD Países Baixos|Holanda
CHE Suíça|suíç*
NOR Noruega|norueguês|norueguesa
SWE Suécia
FIN Finlândia
DNK Dinamarca
IRL Irlanda
AUT Áustria
POL Polônia|Polónia
UKR Ucrânia
RUS Federação da Rússia|Rússia|russ*
TUR Turquia
ISR Israel
PSE Palestina
IRN Irã|Irão
IRQ Iraque
SAU Arábia Saudita
CHN China|chinês|chinesa
JPN Japão|japonês|japonesa
KOR República da Coreia|Coreia do Sul
IND Índia|indian*
IDN Indonésia
VNM Vietnã|Vietname
AUS Austrália|australian*
NZL Nova Zelândia
VAT Santa Sé
- Organização dos Estados Americanos|Cidade do México
"""
ADJECTIVE_ENDINGS = ("o", "a", "os", "as")
