"""Sentences of our own that say which round it was, when, between whom, and which bodies they name; or say nothing of it."""

Fact = tuple[str, str, int | None, str | None, tuple[str, ...]]

FACTS: list[Fact] = [
    # language, text, round, day, parties
    (
        "en",
        "The 5th round of the dialogue on human rights between Brazil and Norway was held in Oslo on 3 March 2027.",
        5,
        "2027-03-03",
        ("BRA", "NOR"),
    ),
    (
        "en",
        "The human rights dialogue between the European Union, Japan and Canada took place in Tokyo.",
        None,
        None,
        ("EU", "JPN", "CAN"),
    ),
    (
        "en",
        "The third meeting of the sub-committee on human rights between the EU and Georgia was held on 13/03/2027.",
        3,
        "2027-03-13",
        ("EU", "GEO"),
    ),
    (
        "en",
        "The EU–Armenia Subcommittee on Human Rights met on 4 May 2026.",
        None,
        "2026-05-04",
        ("EU", "ARM"),
    ),
    (
        "en",
        "The EU-Mongolia Human Rights Dialogue took place on 5 May. The 7th session of the Council met in June.",
        None,
        None,
        ("EU", "MNG"),
    ),
    (
        "en",
        "The United States and Kenya held the Human Rights Dialogue on 12 May 2026. The next round, the 9th, will be held in 2027.",
        None,
        "2026-05-12",
        ("USA", "KEN"),
    ),
    (
        "en",
        "Chile and Peru held their Human Rights Dialogue on October 19th, 2026.",
        None,
        "2026-10-19",
        ("CHL", "PER"),
    ),
    (
        "en",
        "On the 3rd of May 2026 Chile and Peru held the second Human Rights Dialogue.",
        2,
        "2026-05-03",
        ("CHL", "PER"),
    ),
    ("en", "I welcome the Human Rights Dialogue between Chile and Peru.", None, None, ("CHL", "PER")),
    (
        "en",
        "The Human Rights Dialogue between Chile and Peru was held on 03/04/2027.",
        None,
        None,
        ("CHL", "PER"),
    ),
    (
        "en",
        "Spain and Algeria held Round 4 of their Human Rights Dialogue on 2027-02-01.",
        4,
        "2027-02-01",
        ("ESP", "DZA"),
    ),
    (
        "en",
        "Ahead of the 60th session of the Human Rights Council, Spain and Algeria held their Human Rights Dialogue.",
        None,
        None,
        ("ESP", "DZA"),
    ),
    (
        "en",
        (
            "EU–Norway: sixth Human Rights Dialogue was held in Oslo\nPress release\n12 June 2024\n\nThe EU and Norway held their "
            "Human Rights Dialogue on 11 June 2024."
        ),
        6,
        "2024-06-11",
        ("EU", "NOR"),
    ),
    (
        "es",
        "El diálogo de derechos humanos entre Chile y Perú se celebró en Lima el 1o. de marzo de 2027.",
        None,
        "2027-03-01",
        ("CHL", "PER"),
    ),
    (
        "es",
        "El diálogo de alto nivel entre México, Canadá y los Estados Unidos se realizó el 13/03/2027 en Ottawa.",
        None,
        "2027-03-13",
        ("MEX", "CAN", "USA"),
    ),
    (
        "es",
        "La segunda reunión del subcomité de derechos humanos entre la Unión Europea y Marruecos tuvo lugar el 1º de junio de 2026.",
        2,
        "2026-06-01",
        ("EU", "MAR"),
    ),
    (
        "es",
        "El tercer diálogo sobre derechos humanos entre Chile y la Unión Europea se celebró en Santiago.",
        3,
        None,
        ("CHL", "EU"),
    ),
    (
        "es",
        "TERCERA RONDA DEL DIÁLOGO BILATERAL SOBRE DERECHOS HUMANOS ENTRE MÉXICO Y COLOMBIA, CELEBRADA EL 4 DE MAYO DE 2027.",
        3,
        "2027-05-04",
        ("MEX", "COL"),
    ),
    (
        "es",
        "Chile y España celebraron su Diálogo sobre Derechos Humanos el 03/04/2027.",
        None,
        "2027-04-03",
        ("CHL", "ESP"),
    ),
    (
        "es",
        "Chile y España celebraron su Diálogo sobre Derechos Humanos. La próxima ronda, la quinta, será en 2028.",
        None,
        None,
        ("CHL", "ESP"),
    ),
]

BODIES: list[tuple[str, str, list[str]]] = [
    (
        "en",
        "The sides praised the Committee against Torture and the Special Rapporteur on torture.",
        ["Committee against Torture", "Special Rapporteur on torture"],
    ),
    (
        "en",
        "They welcomed the Working Group on Arbitrary Detention.",
        ["Working Group on Arbitrary Detention"],
    ),
    ("en", "They work within UN human rights mechanisms.", ["UN human rights mechanisms"]),
    (
        "en",
        "They cooperate with the Inter-American Development Bank and the World Bank.",
        ["Inter-American Development Bank", "World Bank"],
    ),
    ("en", "They thanked the Economic Commission for Africa.", ["Economic Commission for Africa"]),
    ("en", "They support the International Court of Justice.", ["International Court of Justice"]),
    ("en", "The National Council for Human Rights took part.", []),
    ("en", "The Supreme Court and the National Bank took part.", []),
    ("en", "The City Council and the Senate took part.", []),
    (
        "es",
        "Las partes hablaron de la Relatora Especial sobre la tortura.",
        ["Relatora Especial sobre la tortura"],
    ),
    (
        "es",
        "Las partes hablaron con el Comité contra la Tortura y la CEPAL.",
        ["Comité contra la Tortura", "CEPAL"],
    ),
    ("es", "Trabajan con el Banco Interamericano de Desarrollo.", ["Banco Interamericano de Desarrollo"]),
    ("es", "Apoyan la Corte Internacional de Justicia.", ["Corte Internacional de Justicia"]),
    ("es", "Participó el Consejo Nacional de Derechos Humanos.", []),
    ("es", "Participaron el Congreso, la Suprema Corte y el Banco Central.", []),
    ("es", "Participó el Instituto Nacional de las Mujeres.", []),
]
