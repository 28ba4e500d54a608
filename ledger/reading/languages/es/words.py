"""Spanish: words by which a text's language is told and its sentences are cut."""

import re

from ledger.reading.languages import word_set

COMMON_WORDS = word_set(
    """
    de la el los las y en que del para por con se una un su al sobre como así entre
    """
)
ABBREVIATIONS = word_set(
    """
    sr sra srta sres dr dra lic ing mtro mtra emb excmo excma gral cnel cap prof d dña núm no art arts
    pág vol etc ud uds ee uu s.e ene feb mar abr jun jul ago sep sept oct nov dic av
    """
)
OPENERS = word_set(
    """
    El La Los Las Un Una En Al Ambas Ambos Durante Por Para Con Como Se Cada Esta Este Estas Estos
    Asimismo También Además Finalmente Igualmente México Colombia Entre Sobre Dicho Dicha Su Sus Hoy
    Ayer Encabezó Presidieron Copresidieron Participaron Otro Otros Hubo
    """
)
STOP_WORDS = word_set(
    """
    de la el los las y e o u en a al del para por con se una un unos unas su sus al sobre como así entre
    que lo derechos humanos
    """
)
GENERIC_WORDS = word_set(
    """
    prevenir prevención preventivo proteger protección promover promoción erradicar erradicación combatir combate
    lucha reducir aumentar mejorar fortalecer fortalecimiento respeto compartido común internacional
    internacionales nacional regional global situación asuntos temas novedades estrategias cooperación
    prácticas personas grupos organizaciones sistema mecanismo mecanismos expertos expertas
    contra
    """
)
STEMMER = "spanish"
TITLES = r"(?:comunicado|declaración|nota\ de\ prensa|diálogo|consultas)"
HUMAN_RIGHTS = "derechos humanos"
NUMBERED = r"""(?x:
    # e.g. Pilar · Eje · Grupo de Trabajo
    Pilar|Eje|Punto|Tema|Sesión|Bloque|Mesa|Capítulo|Grupo\ de\ [Tt]rabajo
)"""
NEVER_LAST = r"(?:de|del|la|el|los|las|y|e|o|en|para|con|por|que|sus?|una?|como|sobre|contra)"
LEADS_ON = r"(?:de|del|el|al?|y|entre)"
BEHIND_HYPHEN = r"(?:y|e|o|u|ni|a)"
SINGULAR = (
    (re.compile(r"(?<=[a-z])(or|ad)(?:as|os|es|a|o)$"), r"\1"),
    (re.compile(r"(?<=[a-z]{2})ces$"), "z"),
    (re.compile(r"(?<=[a-z]{2}[lnrd])es$"), ""),
    (re.compile(r"(?<=[a-z]{2}[aeo])s$"), ""),
)
