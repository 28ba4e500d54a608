"""French: how days, months, numbers of rounds and deadlines are written."""

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_ORDINALS = (
    "première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième",
    "dixième", "onzième", "douzième", "treizième", "quatorzième", "quinzième", "seizième", "dix-septième",
    "dix-huitième", "dix-neuvième", "vingtième", "vingt et unième", "vingt-deuxième", "vingt-troisième",
    "vingt-quatrième", "vingt-cinquième",
)  # fmt: skip
WEEKDAY = r"""(?x:
    # e.g. lundi (14 mars)
    (?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?\ )?
)"""
MONTHS = {name: number for number, name in enumerate(_MONTHS, 1)} | {"aout": 8, "fevrier": 2, "decembre": 12}
ORDINALS = {name: number for number, name in enumerate(_ORDINALS, 1)} | {
    "premier": 1,
    "second": 2,
    "seconde": 2,
    "inaugurale": 1,
    "trentième": 30,
}
NUMERAL = r"(\d{1,3})\ ?(?:ère|ème|eme|ième|er|re|nde|nd|e|è)(?!\w)"
ROMAN_ENDING = r"(?:ère|ème|er|re|e)?"
DATES = (
    rf"""(?x:
        # e.g. 30 juin au 2 juillet 2019
        (?P<d>\d{{1,2}}|1er)\ (?P<m>MONTH),?\ (?:au|et|–|-)\ (?:le\ )?{WEEKDAY}
        (?P<d2>\d{{1,2}}|1er)\ (?P<m2>MONTH)(?:\ (?P<y>\d{{4}}))?
    )""",
    rf"""(?x:
        # e.g. 14 et 15 mars 2019 · 1er mars
        (?P<d>\d{{1,2}}(?!er)|1er)(?:,?\ ?(?:et|au|–|-)\ ?(?:le\ )?{WEEKDAY}(?P<d2>\d{{1,2}}))?
        \ (?P<m>MONTH)\b(?:\ (?P<y>\d{{4}}))?(?P<m2>)
    )""",
)
IS_DAY_FIRST = True
SAME_DAY = r"(?:[Aa]ujourd'hui|[Cc]e\ jour)"
RELATIVE_DATES = r"""(?x:
    # e.g. aujourd'hui · cette semaine · vendredi dernier
    \b[Aa]ujourd'hui\b|\b[Hh]ier\b|\b[Cc]e\ jour\b|\b[Cc]ette\ semaine\b|\b[Ll]a\ semaine\ dernière\b
    |\b(?:[Ll]undi|[Mm]ardi|[Mm]ercredi|[Jj]eudi|[Vv]endredi)\ dernier\b
)"""
COMING = r"""(?x:
    # e.g. la semaine prochaine · en marge de · en mars 2020
    la\ semaine\ prochaine|le\ mois\ prochain|l'an(?:née)?\ prochaine?|demain
    |dans\ les\ prochain(?:s\ jours|s\ mois|es\ semaines)|en\ marge\ d(?:e|u)|cette\ année
    |en
     \ (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)
     (?:\ \d{4})?
    |en\ \d{4}
)"""
ELSEWHERE = r"""(?x:
    # e.g. depuis le · à partir du · signé le · au plus tard le
    (?:
        depuis|jusqu'au|avant|après|à\ partir|à\ compter|signée?|adoptée?|prochaine?|plus\ tard|d'ici(?:\ au)?
    )(?:\ le|\ du)?
)"""
AHEAD = r"(?:prochaine?|de\ nouveau|se\ tiendra|se\ réuniront)"
FROM = "du"
DEADLINES = r"""(?x:
        # e.g. au plus tard le 31 mars 2027 · d'ici fin 2026 · avant le 13/03/2027
        \b(?:au\ plus\ tard|d'ici(?:\ (?:à|au))?|(?P<before>avant)|jusqu'(?:au|à|en))
        (?:\ (?:le|la|du|de|en|au|à))*\ (?:(?P<end>fin)\ (?:de\ )?)?(?:l'année\ )?
        (?:
            (?P<d1>\d{1,2}|1er)\ (?P<m1>MONTH)\ (?P<y1>\d{4})
            |(?P<m3>MONTH)\ (?P<y3>\d{4})
            |(?P<a1>\d{1,2})[./](?P<b1>\d{1,2})[./](?P<y5>\d{4})
            |(?P<y6>\d{4})-(?P<b2>\d\d)-(?P<a2>\d\d)
            |(?P<part1>ORDINAL)\ (?P<of1>semestre|trimestre)\ (?:de\ )?(?P<y7>\d{4})
            |(?P<y4>(?:19|20|21)\d\d)
        )\b(?![-/])
        # e.g. au premier semestre de 2027 · en mars 2027 · au cours de l'année 2027
        |\b(?P<within>au\ cours\ (?:du|de)|dans\ le\ courant\ de|courant|durant|pendant|au|en|dans)
        \ (?:le\ |l')?(?:année\ )?
        (?:
            (?P<part2>ORDINAL)\ (?P<of2>semestre|trimestre)\ (?:de\ )?(?:l'année\ )?(?P<y8>\d{4})
            |(?:mois\ de\ )?(?P<m4>MONTH)\ (?P<y9>\d{4})
            |(?P<y10>(?:19|20|21)\d\d)
        )\b(?![-/])
        # e.g. dans les 90 jours · dans un délai de six mois · dans les deux prochaines années
        |\bdans\ (?:un\ délai\ (?:maximal\ )?(?:de|d')\ ?|les\ )(?:prochain(?:e?s)\ )?
        (?P<n>\d{1,3}|NUMBER)\ (?:prochaine?s\ )?(?P<unit>jour|semaine|moi|année|an)s?\b
        # e.g. avant la prochaine session
        |\b(?:d'ici(?:\ à)?|avant|lors\ de|pour|à)\ la\ prochaine\ (?:session|réunion|rencontre|édition)\b
        |\b(?:d'ici\ (?:au|le)|avant\ le|lors\ du|pour\ le|au)\ prochain\ (?:dialogue|cycle|tour)\b
)"""
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"], 1
    )
} | {"une": 1, "vingt": 20, "trente": 30, "soixante": 60, "quatre-vingt-dix": 90}
UNITS_OF_DAYS = {"jour": 1, "semaine": 7}
UNITS_OF_MONTHS = {"moi": 1, "an": 12, "année": 12}
PARTS_OF_YEARS = {"semestre": 6, "trimestre": 3}
MONTH_OF_YEAR = r"(?P<m>MONTH)\ (?P<y>\d{4})"
