"""Spanish: how days, months and the number of a round are written."""

_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_UNITS = ("primera", "segunda", "tercera", "cuarta", "quinta", "sexta", "séptima", "octava", "novena")
_TENS = {"décima": 10, "vigésima": 20}


def _ordinals() -> dict[str, int]:
    """Return the ordinals from first to thirtieth, feminine and masculine, in one word and in two."""
    found = {word: number for number, word in enumerate(_UNITS, 1)}
    found |= {
        "décima": 10,
        "undécima": 11,
        "duodécima": 12,
        "décima primera": 11,
        "décima segunda": 12,
        "vigésima": 20,
        "trigésima": 30,
    }
    for ten, value in _TENS.items():
        joined = {10: "decima", 20: "vigesima"}[value]
        for number, unit in enumerate(_UNITS, 1):
            found |= {
                f"{ten} {unit}": value + number,
                f"{joined}{unit}": value + number,
                f"{joined[:-1]}o{unit}": value + number,
            }
            found[f"{ten[:-1]}o {unit}"] = value + number
    found |= {f"{word[:-1]}o": number for word, number in found.items()}
    return found | {"primer": 1, "tercer": 3, "sétima": 7, "decimotercer": 13, "inaugural": 1}


WEEKDAY = r"""(?x:
    # e.g. lunes (14 de marzo)
    (?:(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo),?\ )?
)"""
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)} | {"setiembre": 9}
ORDINALS = _ordinals()
NUMERAL = r"""(?x:
    # e.g. 9ª · 3er. · 10.º
    (\d{1,3})\ ?(?:\.?[ªº°aoA]|er|ra|da|ta|ma|va|na|era|\.)(?![\w])
)"""
DATES = (
    rf"""(?x:
        # e.g. 30 de junio al 2 de julio de 2019
        (?P<d>\d{{1,2}}|1\.?[º°o]\.?|primero)\ de\ (?P<m>MONTH),?\ (?:al?|y|–|-)
        \ (?:el\ )?{WEEKDAY}(?P<d2>\d{{1,2}})\ de\ (?P<m2>MONTH)
        (?:\ (?:de|del)\ (?:año\ )?(?P<y>\d{{4}}))?
    )""",
    rf"""(?x:
        # e.g. 14 y 15 de marzo de 2019 · 1º de marzo
        (?P<d>\d{{1,2}}|1\.?[º°o]\.?|primero)
        (?:,?\ ?(?:y|al|a|–|-|e)\ (?:el\ )?{WEEKDAY}(?P<d2>\d{{1,2}})|[–-](?P<d3>\d{{1,2}}))?\ de
        \ (?P<m>MONTH)(?:,?\ (?:de|del)\ (?:año\ )?(?P<y>\d{{4}}))?(?P<m2>)
    )""",
)
SAME_DAY = r"(?:(?:[Ee]l\ día\ de\ )?[Hh]oy|[Ee]n\ esta\ fecha)"
RELATIVE_DATES = r"""(?x:
    # e.g. el día de hoy · esta semana · el viernes pasado
    (?:\b[Ee]l\ día\ de\ )?\b(?:[Hh]oy|[Aa]yer)\b|\b[Ee]sta\ semana\b|\b[Ll]a\ semana\ pasada\b
    |\b[Ee]l\ (?:lunes|martes|miércoles|jueves|viernes)\ pasado\b|\b[Ee]n\ esta\ fecha\b
)"""
COMING = r"""(?x:
    # e.g. la próxima semana · al margen del · en marzo de 2020
    (?:la\ )?(?:próxima|siguiente)\ semana|(?:el\ )?(?:próximo|siguiente)\ (?:mes|año)|mañana
    |en\ los\ próximos\ (?:días|meses)|al\ margen\ de(?:l)?|en\ el\ marco\ de
    |a\ finales\ de(?:l)?\ (?:año|mes)|el\ (?:próximo\ )?\d{1,2}\ de\ \w+
    |en
     \ (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)
     (?:\ de\ \d{4})?
    |en\ \d{4}|este\ (?:año|mes)
)"""
IS_DAY_FIRST = True
ELSEWHERE = r"""(?x:
    # e.g. desde el · a partir del · firmado · a más tardar el
    (?:desde|hasta|antes\ de|después\ de|a\ partir\ de|firmad[oa]|adoptad[oa]|a\ más\ tardar|para)(?:\ el|l)?
)"""
AHEAD = r"(?:próxim[oa]|volverán|nuevamente|siguiente)"
FROM = "desde"
DEADLINES = r"""(?x:
        # e.g. a más tardar el 1o. de marzo de 2027 · antes del 13/03/2027 · para el primer semestre de 2027
        \b(?:a\ más\ tardar|no\ después|(?P<before>antes)|para|hasta)
        (?:\ (?:el|del|de|en|a|la|las|los))*\ (?:(?:día|mes|año|(?P<end>fin|fines|final|finales))\ (?:del?\ )?){0,3}
        (?:
            (?P<d1>\d{1,2}|primero)(?:\.?[º°o]\.?|er\.?)?\ de\ (?P<m1>MONTH)\ del?\ (?P<y1>\d{4})
            |(?P<m3>MONTH)\ del?\ (?P<y3>\d{4})
            |(?P<a1>\d{1,2})[./](?P<b1>\d{1,2})[./](?P<y5>\d{4})
            |(?P<y6>\d{4})-(?P<b2>\d\d)-(?P<a2>\d\d)
            |(?P<part1>ORDINAL)\ (?P<of1>semestre|trimestre|cuatrimestre)\ del?\ (?P<y7>\d{4})
            |(?P<y4>(?:19|20|21)\d\d)
        )\b(?![-/])
        # e.g. en el primer semestre de 2027 · durante marzo de 2027 · en el transcurso de 2027
        |\b(?P<within>en\ el\ (?:transcurso|curso)\ del?|en|durante)\ (?:el\ |la\ )?
        (?:
            (?P<part2>ORDINAL)\ (?P<of2>semestre|trimestre|cuatrimestre|mitad)\ del?\ (?:año\ )?(?P<y8>\d{4})
            |(?:mes\ de\ )?(?P<m4>MONTH)\ del?\ (?P<y9>\d{4})
            |(?:año\ )?(?P<y10>(?:19|20|21)\d\d)
        )\b(?![-/])
        # e.g. en un plazo de 90 días · en los próximos seis meses · en los dos años siguientes, but not: en dos años
        |\b(?:en\ (?:un\ )?(?:plazo|máximo)|dentro|en(?=\ (?:l[oa]s\ )?(?:(?:\d{1,3}|NUMBER)\ \w+\ )?
            (?:próxim[oa]s|siguientes)\b))
        (?:\ (?:máximo|no\ mayor|de|a|un|plazo|los|las|próxim[oa]s|siguientes))*
        \ (?P<n>\d{1,3}|NUMBER)\ (?P<unit>día|semana|mes|año)(?:e?s)?\b
        # e.g. antes de la próxima ronda
        |\b(?:a\ más\ tardar\ (?:en\ )?|antes\ de\ |para\ |hasta\ |en\ )la\ (?:próxima|siguiente)
        \ (?:ronda|reunión|sesión)\b
)"""
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ["un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"], 1
    )
} | {"veinte": 20, "treinta": 30, "sesenta": 60, "noventa": 90}
UNITS_OF_DAYS = {"día": 1, "semana": 7}
UNITS_OF_MONTHS = {"mes": 1, "año": 12}
PARTS_OF_YEARS = {"semestre": 6, "mitad": 6, "trimestre": 3, "cuatrimestre": 4}
MONTH_OF_YEAR = r"(?P<m>MONTH)\ del?\ (?P<y>\d{4})"
