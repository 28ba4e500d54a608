"""Spanish sentences in the manner of joint statements, ours, with what they propose: kind, words, who owes (or asks of whom)."""

HEADS = {
    "es": "México y los Estados Unidos celebraron la séptima ronda del Diálogo Bilateral de Derechos Humanos. ",
    "ue": "La Unión Europea y Colombia celebraron el XIV Diálogo de Derechos Humanos. ",
}

CASES: list[tuple[str, str, list[tuple[str, str, str]]]] = [
    (
        "es",
        (
            "Las delegaciones conversaron sobre la libertad de prensa, la seguridad de los "
            "periodistas y el acceso a la información."
        ),
        [
            ("discussed", "la libertad de prensa", "MEX+USA"),
            ("discussed", "la seguridad de los periodistas", "MEX+USA"),
            ("discussed", "el acceso a la información", "MEX+USA"),
        ],
    ),
    (
        "es",
        (
            "Se abordaron temas como la prisión preventiva, la trata de personas y los derechos "
            "de las mujeres."
        ),
        [
            ("discussed", "la prisión preventiva", "MEX+USA"),
            ("discussed", "la trata de personas", "MEX+USA"),
            ("discussed", "los derechos de las mujeres", "MEX+USA"),
        ],
    ),
    (
        "es",
        ("También se habló de los derechos de los pueblos indígenas, la tortura y los malos tratos."),
        [
            ("discussed", "los derechos de los pueblos indígenas", "MEX+USA"),
            ("discussed", "la tortura", "MEX+USA"),
            ("discussed", "los malos tratos", "MEX+USA"),
        ],
    ),
    (
        "es",
        (
            "Figuraron en la agenda la lucha contra la impunidad, la justicia penal y el combate "
            "a la corrupción."
        ),
        [
            ("discussed", "la lucha contra la impunidad", "MEX+USA"),
            ("discussed", "la justicia penal", "MEX+USA"),
            ("discussed", "el combate a la corrupción", "MEX+USA"),
        ],
    ),
    (
        "es",
        (
            "Los temas tratados fueron: migración; igualdad de género; empresas y derechos "
            "humanos; y libertad de expresión."
        ),
        [
            ("discussed", "migración", "MEX+USA"),
            ("discussed", "igualdad de género", "MEX+USA"),
            ("discussed", "empresas y derechos humanos", "MEX+USA"),
            ("discussed", "libertad de expresión", "MEX+USA"),
        ],
    ),
    (
        "es",
        "México se comprometió a publicar el plan nacional y a capacitar a 500 policías.",
        [
            ("undertaken", "México se comprometió a publicar el plan nacional", "MEX"),
            ("undertaken", "capacitar a 500 policías", "MEX"),
        ],
    ),
    (
        "es",
        (
            "Ambas partes se comprometieron a seguir cooperando y a intercambiar información "
            "sobre personas desaparecidas."
        ),
        [
            ("general pledge", "Ambas partes se comprometieron a seguir cooperando", "MEX+USA"),
            ("undertaken", "intercambiar información sobre personas desaparecidas", "MEX+USA"),
            ("discussed", "personas desaparecidas", "MEX+USA"),
        ],
    ),
    (
        "es",
        "México exhortó a los Estados Unidos a suspender las ejecuciones de nacionales mexicanos.",
        [
            (
                "asked",
                "México exhortó a los Estados Unidos a suspender las ejecuciones de nacionales mexicanos",
                "MEX of USA",
            ),
        ],
    ),
    (
        "es",
        "Los Estados Unidos pidieron a México investigar los ataques a periodistas.",
        [
            (
                "asked",
                "Los Estados Unidos pidieron a México investigar los ataques a periodistas",
                "USA of MEX",
            ),
        ],
    ),
    (
        "es",
        ("Las organizaciones de la sociedad civil instaron a ambos gobiernos a combatir la impunidad."),
        [],
    ),
    (
        "es",
        "Los dos países coincidieron en la importancia de proteger a las personas defensoras.",
        [
            (
                "shared view",
                "Los dos países coincidieron en la importancia de proteger a las personas defensoras",
                "MEX+USA",
            ),
            ("discussed", "las personas defensoras", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Se acordó que la próxima ronda tendrá lugar en Washington.",
        [
            ("shared view", "Se acordó que la próxima ronda tendrá lugar en Washington", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Ambas delegaciones convinieron en crear un grupo de trabajo sobre desapariciones.",
        [
            (
                "undertaken",
                "Ambas delegaciones convinieron en crear un grupo de trabajo sobre desapariciones",
                "MEX+USA",
            )
        ],
    ),
    (
        "es",
        "Reafirmaron su voluntad de fortalecer el diálogo y su compromiso con la igualdad.",
        [
            (
                "general pledge",
                "Reafirmaron su voluntad de fortalecer el diálogo y su compromiso con la igualdad",
                "MEX+USA",
            ),
        ],
    ),
    (
        "es",
        "México informó sobre la nueva ley de víctimas y la reforma al sistema de justicia.",
        [
            ("discussed", "la nueva ley de víctimas", "MEX"),
            ("discussed", "la reforma al sistema de justicia", "MEX"),
        ],
    ),
    (
        "es",
        "Los Estados Unidos reconocieron los avances de México en materia de justicia penal.",
        [
            ("acknowledged", "los avances de México en materia de justicia penal", "MEX"),
        ],
    ),
    (
        "es",
        "México saludó la decisión de los Estados Unidos de cerrar el centro de detención.",
        [
            ("acknowledged", "la decisión de los Estados Unidos de cerrar el centro de detención", "USA"),
        ],
    ),
    (
        "es",
        (
            "Durante el encuentro se pasó revista a la situación de los defensores de derechos "
            "humanos y al combate a la trata."
        ),
        [
            ("discussed", "la situación de los defensores de derechos humanos", "MEX+USA"),
            ("discussed", "combate a la trata", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Asimismo, se analizaron los retos que enfrentan las mujeres, niñas y adolescentes.",
        [
            ("discussed", "los retos que enfrentan las mujeres, niñas y adolescentes", "MEX+USA"),
        ],
    ),
    (
        "es",
        ("Los Estados Unidos seguirán apoyando la reforma penal y México presentará su informe en 2016."),
        [
            ("general pledge", "Los Estados Unidos seguirán apoyando la reforma penal", "USA"),
            ("discussed", "la reforma penal", "MEX+USA"),
            ("undertaken", "México presentará su informe en 2016", "MEX"),
        ],
    ),
    (
        "es",
        "En la Cumbre de las Américas los presidentes acordaron combatir la corrupción.",
        [
            ("discussed", "combatir la corrupción", "MEX+USA"),
        ],
    ),
    (
        "es",
        (
            "La delegación mexicana estuvo integrada por funcionarios de la Secretaría de la "
            "Defensa Nacional (SEDENA), la Secretaría de Marina (SEMAR) y la Procuraduría "
            "General de la República."
        ),
        [],
    ),
    (
        "es",
        (
            "El diálogo giró en torno a tres ejes: libertad de expresión, derechos de las "
            "personas migrantes y lucha contra la tortura."
        ),
        [
            ("discussed", "libertad de expresión", "MEX+USA"),
            ("discussed", "derechos de las personas migrantes", "MEX+USA"),
            ("discussed", "lucha contra la tortura", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Otro de los asuntos fue la protección de datos personales.",
        [
            ("discussed", "la protección de datos personales", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Manifestaron su preocupación por la violencia contra las mujeres.",
        [
            ("discussed", "la violencia contra las mujeres", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Finalmente, ambas partes destacaron el papel de la sociedad civil.",
        [
            ("shared view", "ambas partes destacaron el papel de la sociedad civil", "MEX+USA"),
            ("discussed", "el papel de la sociedad civil", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Se subrayó la necesidad de combatir el racismo y la xenofobia.",
        [
            ("discussed", "la necesidad de combatir el racismo y la xenofobia", "MEX+USA"),
        ],
    ),
    (
        "es",
        ("Los participantes resaltaron la relevancia de los mecanismos internacionales de derechos humanos."),
        [
            (
                "shared view",
                (
                    "Los participantes resaltaron la relevancia de los mecanismos internacionales de "
                    "derechos humanos"
                ),
                "MEX+USA",
            ),
        ],
    ),
    (
        "es",
        (
            "Ambas partes hicieron un balance de los derechos de las mujeres, la libertad de "
            "prensa y, en particular, la situación de los defensores."
        ),
        [
            ("discussed", "los derechos de las mujeres", "MEX+USA"),
            ("discussed", "la libertad de prensa", "MEX+USA"),
            ("discussed", "la situación de los defensores", "MEX+USA"),
        ],
    ),
    (
        "es",
        ("En lo multilateral, las partes coincidieron en fortalecer el Consejo de Derechos Humanos."),
        [
            (
                "shared view",
                "las partes coincidieron en fortalecer el Consejo de Derechos Humanos",
                "MEX+USA",
            ),
        ],
    ),
    (
        "es",
        (
            "Hubo un intercambio amplio sobre trata de personas, justicia transicional y "
            "reparación a víctimas."
        ),
        [
            ("discussed", "trata de personas", "MEX+USA"),
            ("discussed", "justicia transicional", "MEX+USA"),
            ("discussed", "reparación a víctimas", "MEX+USA"),
        ],
    ),
    (
        "es",
        (
            "Los Estados Unidos manifestaron su intención de ratificar la Convención sobre los "
            "Derechos del Niño."
        ),
        [
            (
                "general pledge",
                "Los Estados Unidos manifestaron su intención de ratificar la Convención sobre los Derechos del Niño",
                "USA",
            ),
            ("discussed", "los Derechos del Niño", "MEX+USA"),
        ],
    ),
    (
        "es",
        "La violencia contra periodistas y la impunidad fueron otros de los temas tratados.",
        [
            ("discussed", "La violencia contra periodistas y la impunidad", "MEX+USA"),
        ],
    ),
    (
        "es",
        "México agradeció el apoyo de los Estados Unidos a la búsqueda de personas desaparecidas.",
        [
            ("acknowledged", "el apoyo de los Estados Unidos a la búsqueda de personas desaparecidas", "USA"),
        ],
    ),
    (
        "es",
        "Por su parte, México destacó la reforma constitucional en materia de derechos humanos.",
        [
            ("discussed", "la reforma constitucional en materia de derechos humanos", "MEX"),
        ],
    ),
    (
        "es",
        ("Ambos gobiernos expresaron su disposición de continuar el diálogo y acordaron reunirse en 2017."),
        [
            ("general pledge", "su disposición de continuar el diálogo", "MEX+USA"),
            ("general pledge", "acordaron reunirse en 2017", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Las delegaciones tomaron nota de los progresos en materia de justicia penal.",
        [
            ("acknowledged", "los progresos en materia de justicia penal", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Se prestó especial atención a la violencia de género.",
        [
            ("discussed", "la violencia de género", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Ambas partes harán un llamado conjunto para la abolición de la pena de muerte.",
        [
            ("discussed", "la abolición de la pena de muerte", "MEX+USA"),
        ],
    ),
    (
        "es",
        "También merecieron atención los derechos sexuales y reproductivos.",
        [
            ("discussed", "los derechos sexuales y reproductivos", "MEX+USA"),
        ],
    ),
    (
        "ue",
        "La UE instó a Colombia a ratificar el Acuerdo de Escazú.",
        [
            ("asked", "La UE instó a Colombia a ratificar el Acuerdo de Escazú", "EU of COL"),
        ],
    ),
    (
        "ue",
        (
            "Colombia se comprometió a proteger a los líderes sociales y la UE se comprometió a "
            "financiar el programa."
        ),
        [
            ("general pledge", "Colombia se comprometió a proteger a los líderes sociales", "COL"),
            ("discussed", "los líderes sociales", "EU+COL"),
            ("undertaken", "la UE se comprometió a financiar el programa", "EU"),
        ],
    ),
    (
        "ue",
        "Asimismo, abordaron la situación de los pueblos indígenas, y la restitución de tierras.",
        [
            ("discussed", "la situación de los pueblos indígenas", "EU+COL"),
            ("discussed", "la restitución de tierras", "EU+COL"),
        ],
    ),
    (
        "ue",
        ("La UE reiteró su compromiso con la paz y Colombia reiteró su compromiso con los derechos humanos."),
        [
            ("general pledge", "La UE reiteró su compromiso con la paz", "EU"),
            ("discussed", "la paz", "EU+COL"),
            ("general pledge", "Colombia reiteró su compromiso con los derechos humanos", "COL"),
        ],
    ),
    (
        "ue",
        "Las partes reiteraron su compromiso con la igualdad de género.",
        [
            ("general pledge", "Las partes reiteraron su compromiso con la igualdad de género", "EU+COL"),
            ("discussed", "la igualdad de género", "EU+COL"),
        ],
    ),
    (
        "ue",
        (
            "Ambas partes acordaron:\n- crear un mecanismo de seguimiento;\n- fortalecer la "
            "protección de periodistas."
        ),
        [
            ("undertaken", "crear un mecanismo de seguimiento", "EU+COL"),
            ("general pledge", "fortalecer la protección de periodistas", "EU+COL"),
        ],
    ),
    (
        "ue",
        ("Se trataron los siguientes temas: trata de personas, libertad sindical y trabajo infantil."),
        [
            ("discussed", "trata de personas", "EU+COL"),
            ("discussed", "libertad sindical", "EU+COL"),
            ("discussed", "trabajo infantil", "EU+COL"),
        ],
    ),
    (
        "ue",
        (
            "La UE expresó su preocupación por los asesinatos de líderes sociales y pidió a "
            "Colombia reforzar su protección."
        ),
        [
            ("discussed", "los asesinatos de líderes sociales", "EU"),
            ("asked", "pidió a Colombia reforzar su protección", "EU of COL"),
        ],
    ),
    (
        "ue",
        "Colombia presentó su política de drogas.",
        [
            ("discussed", "su política de drogas", "COL"),
        ],
    ),
    (
        "ue",
        "Los expertos coincidieron en que hace falta más financiamiento.",
        [],
    ),
    (
        "ue",
        "La sociedad civil pidió a las partes escuchar a las víctimas.",
        [],
    ),
    (
        "ue",
        "Colombia no ratificará el protocolo.",
        [],
    ),
    (
        "ue",
        "Ambas delegaciones intercambiaron opiniones sobre una amplia gama de asuntos.",
        [],
    ),
    (
        "ue",
        "La UE apoyará la implementación del acuerdo de paz.",
        [
            ("undertaken", "La UE apoyará la implementación del acuerdo de paz", "EU"),
            ("discussed", "la implementación del acuerdo de paz", "EU+COL"),
        ],
    ),
    (
        "ue",
        "La UE felicitó a Colombia por la aprobación de la ley.",
        [
            ("acknowledged", "la aprobación de la ley", "COL"),
        ],
    ),
    (
        "ue",
        "Colombia reconoció la importancia de la cooperación de la UE.",
        [
            ("discussed", "la importancia de la cooperación de la UE", "COL"),
        ],
    ),
    (
        "ue",
        (
            "Además, la UE y Colombia analizaron el cambio climático, la transición energética y "
            "los derechos humanos, así como la debida diligencia."
        ),
        [
            ("discussed", "el cambio climático", "EU+COL"),
            ("discussed", "la transición energética", "EU+COL"),
            ("discussed", "la debida diligencia", "EU+COL"),
        ],
    ),
    (
        "ue",
        "El próximo diálogo tendrá lugar en Bogotá en 2025.",
        [],
    ),
    (
        "ue",
        "En la última ronda se había acordado crear un grupo de trabajo.",
        [],
    ),
    (
        "ue",
        "Las partes instaron a todos los grupos armados a liberar a los secuestrados.",
        [
            (
                "asked",
                "Las partes instaron a todos los grupos armados a liberar a los secuestrados",
                "EU+COL of others",
            ),
        ],
    ),
    (
        "es",
        (
            "Ambas partes intercambiaron experiencias en materia de atención a víctimas, "
            "búsqueda de personas desaparecidas e identificación forense."
        ),
        [
            ("discussed", "atención a víctimas", "MEX+USA"),
            ("discussed", "búsqueda de personas desaparecidas", "MEX+USA"),
            ("discussed", "identificación forense", "MEX+USA"),
        ],
    ),
    (
        "es",
        (
            "La agenda incluyó, entre otros temas, la libertad de asociación, la discriminación "
            "racial y el trabajo forzoso."
        ),
        [
            ("discussed", "la libertad de asociación", "MEX+USA"),
            ("discussed", "la discriminación racial", "MEX+USA"),
            ("discussed", "el trabajo forzoso", "MEX+USA"),
        ],
    ),
    (
        "es",
        (
            "En particular, dialogaron sobre la prevención de la tortura (incluida la "
            "capacitación de policías, jueces y fiscales) y sobre el uso de la fuerza."
        ),
        [
            (
                "discussed",
                "la prevención de la tortura (incluida la capacitación de policías, jueces y fiscales)",
                "MEX+USA",
            ),
            ("discussed", "el uso de la fuerza", "MEX+USA"),
        ],
    ),
    (
        "es",
        ("México y los Estados Unidos reiteraron su compromiso con la protección de los periodistas."),
        [
            (
                "general pledge",
                ("México y los Estados Unidos reiteraron su compromiso con la protección de los periodistas"),
                "MEX+USA",
            ),
            ("discussed", "la protección de los periodistas", "MEX+USA"),
        ],
    ),
    (
        "es",
        ("Los dos gobiernos intercambiarán expertos y celebrarán un taller conjunto antes de junio de 2016."),
        [
            ("general pledge", "Los dos gobiernos intercambiarán expertos", "MEX+USA"),
            ("undertaken", "celebrarán un taller conjunto antes de junio de 2016", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Los Estados Unidos subrayaron la importancia de la independencia judicial.",
        [
            ("discussed", "la importancia de la independencia judicial", "USA"),
        ],
    ),
    (
        "es",
        "México subrayó que la pena de muerte debe ser abolida.",
        [
            ("discussed", "la pena de muerte debe ser abolida", "MEX"),
        ],
    ),
    (
        "es",
        ("Ambas delegaciones hicieron hincapié en la necesidad de proteger a las mujeres migrantes."),
        [
            (
                "shared view",
                "Ambas delegaciones hicieron hincapié en la necesidad de proteger a las mujeres migrantes",
                "MEX+USA",
            ),
            ("discussed", "las mujeres migrantes", "MEX+USA"),
        ],
    ),
    (
        "es",
        "La trata de personas y el trabajo forzado fueron abordados también.",
        [
            ("discussed", "La trata de personas y el trabajo forzado", "MEX+USA"),
        ],
    ),
    (
        "es",
        "De igual forma, hablaron sobre la separación de familias.",
        [
            ("discussed", "la separación de familias", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Se decidió crear un grupo de trabajo conjunto sobre migrantes desaparecidos.",
        [
            (
                "undertaken",
                "Se decidió crear un grupo de trabajo conjunto sobre migrantes desaparecidos",
                "MEX+USA",
            ),
            ("discussed", "migrantes desaparecidos", "MEX+USA"),
        ],
    ),
    (
        "es",
        ("México invitó a los Estados Unidos a adherirse a la Convención sobre los Derechos del Niño."),
        [
            (
                "asked",
                (
                    "México invitó a los Estados Unidos a adherirse a la Convención sobre los Derechos "
                    "del Niño"
                ),
                "MEX of USA",
            ),
        ],
    ),
    (
        "es",
        ("Los Estados Unidos aplaudieron los esfuerzos de México en la búsqueda de personas desaparecidas."),
        [
            ("acknowledged", "los esfuerzos de México en la búsqueda de personas desaparecidas", "MEX"),
        ],
    ),
    (
        "es",
        "La Comisión Interamericana llamó a ambos Estados a proteger a los migrantes.",
        [],
    ),
    (
        "es",
        "Ambos países están comprometidos con la Declaración Universal.",
        [
            ("general pledge", "Ambos países están comprometidos con la Declaración Universal", "MEX+USA"),
        ],
    ),
    (
        "es",
        "México anunció un nuevo protocolo sobre el uso de la fuerza.",
        [
            ("undertaken", "México anunció un nuevo protocolo sobre el uso de la fuerza", "MEX"),
        ],
    ),
    (
        "es",
        (
            "Las partes discutieron los siguientes temas:\n1. Libertad de expresión\n2. Trata de "
            "personas\n3. Justicia juvenil"
        ),
        [
            ("discussed", "Libertad de expresión", "MEX+USA"),
            ("discussed", "Trata de personas", "MEX+USA"),
            ("discussed", "Justicia juvenil", "MEX+USA"),
        ],
    ),
    (
        "es",
        "México hizo un llamado a los Estados Unidos a respetar los derechos de los migrantes.",
        [
            (
                "asked",
                "México hizo un llamado a los Estados Unidos a respetar los derechos de los migrantes",
                "MEX of USA",
            ),
        ],
    ),
    (
        "es",
        "Los Estados Unidos alentaron a México a ratificar el Convenio 189.",
        [
            ("asked", "Los Estados Unidos alentaron a México a ratificar el Convenio 189", "USA of MEX"),
        ],
    ),
    (
        "es",
        (
            "Los participantes conversaron también, con espíritu constructivo, sobre la libertad "
            "de expresión y la protección de periodistas."
        ),
        [
            ("discussed", "la libertad de expresión", "MEX+USA"),
            ("discussed", "la protección de periodistas", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Ambas partes subrayan la importancia de la independencia judicial.",
        [
            ("shared view", "Ambas partes subrayan la importancia de la independencia judicial", "MEX+USA"),
            ("discussed", "la importancia de la independencia judicial", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Ambas partes reafirman su compromiso con la igualdad de género.",
        [
            ("general pledge", "Ambas partes reafirman su compromiso con la igualdad de género", "MEX+USA"),
            ("discussed", "la igualdad de género", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Se pasó después a la protección de periodistas y al papel de la sociedad civil.",
        [
            ("discussed", "la protección de periodistas", "MEX+USA"),
            ("discussed", "papel de la sociedad civil", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Merecieron mención aparte la violencia policial y las condiciones de las cárceles.",
        [("discussed", "la violencia policial y las condiciones de las cárceles", "MEX+USA")],
    ),
    (
        "es",
        "El temario fue extenso: libertad de religión, combate al racismo, y derechos digitales.",
        [
            ("discussed", "libertad de religión", "MEX+USA"),
            ("discussed", "combate al racismo", "MEX+USA"),
            ("discussed", "derechos digitales", "MEX+USA"),
        ],
    ),
    (
        "es",
        "México y los Estados Unidos coinciden en que la impunidad debe terminar.",
        [
            (
                "shared view",
                "México y los Estados Unidos coinciden en que la impunidad debe terminar",
                "MEX+USA",
            ),
            ("discussed", "la impunidad", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Los Estados Unidos preguntaron por la situación de los periodistas detenidos.",
        [("discussed", "la situación de los periodistas detenidos", "USA")],
    ),
    (
        "es",
        "Los Estados Unidos condenaron el asesinato de periodistas.",
        [("discussed", "el asesinato de periodistas", "USA")],
    ),
    (
        "es",
        "Se intercambiarán listas de personas desaparecidas.",
        [
            ("general pledge", "Se intercambiarán listas de personas desaparecidas", "MEX+USA"),
            ("discussed", "listas de personas desaparecidas", "MEX+USA"),
        ],
    ),
    (
        "es",
        "Se expresó preocupación por el trato a los solicitantes de asilo.",
        [("discussed", "el trato a los solicitantes de asilo", "MEX+USA")],
    ),
    ("es", "México agradeció a los Estados Unidos su hospitalidad.", []),
]
