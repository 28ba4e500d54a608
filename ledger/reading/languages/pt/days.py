"""Portuguese: how days, months and the number of a round are written."""

_MONTHS = (
    "janeiro", "fevereiro", "março", "abril", "maio", "junho",
    "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
)  # fmt: skip
_UNITS = ("primeira", "segunda", "terceira", "quarta", "quinta", "sexta", "sétima", "oitava", "nona")
_TENS = {"décima": 10, "vigésima": 20}
_FEMININE = (
    {word: number for number, word in enumerate(_UNITS, 1)}
    | _TENS
    | {
        f"{ten} {unit}": value + number
        for ten, value in _TENS.items()
        for number, unit in enumerate(_UNITS, 1)
    }
)
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)}
ORDINALS = _FEMININE | {
    " ".join(f"{part[:-1]}o" for part in word.split()): number for word, number in _FEMININE.items()
}
NUMERAL = r"(\d{1,3})\ ?\.?[ªº°aoA](?!\w)"
DATES = (
    r"""(?x:
        # e.g. 30 de junho a 2 de julho de 2019
        (?P<d>\d{1,2}|1[º°])\ de\ (?P<m>MONTH),?\ (?:a|e|–|-)\ (?P<d2>\d{1,2}|1[º°])\ de\ (?P<m2>MONTH)
        (?:\ de\ (?P<y>\d{4}))?
    )""",
    r"""(?x:
        # e.g. 14 e 15 de março de 2019 · 1º de março
        (?P<d>\d{1,2}|1[º°])(?:,?\ ?(?:e|a|–|-)\ ?(?P<d2>\d{1,2}))?\ de\ (?P<m>MONTH)
        (?:\ de\ (?P<y>\d{4}))?(?P<m2>)
    )""",
)
IS_DAY_FIRST = True
SAME_DAY = r"(?:[Hh]oje|[Nn]esta\ data)"
RELATIVE_DATES = r"""(?x:
    # e.g. hoje · nesta semana
    \b(?:[Hh]oje|[Oo]ntem|[Nn]esta\ (?:semana|data))\b
)"""
COMING = r"""(?x:
    # e.g. na próxima semana · em 2028
    (?:na\ próxima\ semana|no\ próximo\ (?:mês|ano)|amanhã|à\ margem\ d[aeo]|em\ \d{4})
)"""
ELSEWHERE = r"""(?x:
    # e.g. desde o · a partir de · assinado em
    (?:desde|até|antes\ de|depois\ de|a\ partir\ de|assinad[oa]|adotad[oa]|próxim[oa])(?:\ o|\ em)?
)"""
AHEAD = r"(?:próxim[oa]|novamente|será)"
FROM = "de"
MONTH_OF_YEAR = r"(?P<m>MONTH)\ de\ (?P<y>\d{4})"
