"""Spanish: words that name subjects of human-rights dialogues, and words that name none."""

from ledger.reading.languages import word_set

SUBJECTS = r"""(?x:
    # e.g. tortura · libertad de expresión · pena de muerte
    \b
    (?:
        tortura|tratos|desapar|no\ localizad|migra|refugi|asilo|polic[ií]|aplicación\ de\ la\ ley
        |uso\ de\ la\ fuerza|detención|detenid|prisi|penitenci|carcel|pena\ de\ muerte|pena\ capital
        |consular|libertad(?:es)?\ de|expresión|prensa|medios\ de|periodis|defensor|sociedad\ civil
        |mujer|género|niñ|feminicid|infan|menores|juvent|jóven|adolescen|discapacid|indígen|afro
        |étnic|minor[ií]a|racis|racial|discrimina|xenof|intoleran|odio|lgbt|sexual|religi|creencia
        |justicia|judicial|juec|impunidad|rendición\ de\ cuentas|estado\ de\ derecho|corrup
        |transparen|gobernanza|democra|elector|eleccion|paz\b|conflicto|transición|víctima|repara
        |violen|trata\ de|esclav|forzad|labora|trabajador|feminis|reforma|asesinat|homicid|ejecucion
        |sindica|empresa|debida\ diligencia|ambient|clim|tierra|vivienda|agua|salud|educa|pobreza
        |desiguald|económic|social|cultural|desarrollo|sostenib|2030|seguridad|terroris|extremis
        |droga|narco|crimen|delincuen|penal|armas|fronter|internet|digital|privacidad|artificial
        |tecnolog|vigilancia|humanitari|(?:foros|organismos|instancias|temas)\ multilaterales
        |cooperación\ multilateral|ratific|instrumentos|tratados|convenci|examen\ periódico
        |procedimientos\ especiales|ombuds|excombatient|líderes|mayores|antisemit|memoria|verdad
        |militar|gobierno\ abierto|acceso\ a\ la\ información|energ|infraestructura|miner|comerci
        |vulnerab|familia|desplaza|apátrid|protesta|reunión\ pacífica|proyectos\ de\ coop
        |sistema\ interamericano
    )
)"""
GENERIC = word_set(
    """
    derechos humanos derecho humano asunto asuntos tema temas cuestión cuestiones materia situación
    situaciones agenda interés intereses mutuo mutuos común comunes compartido compartidos bilateral
    bilaterales multilateral multilaterales regional regionales global globales mundial mundiales
    internacional internacionales amplio amplia gama variedad serie conjunto diversos diversas distintos
    distintas varios varias numerosos recientes reciente último últimos nuevos desarrollos novedades
    avances progreso progresos logros retos reto desafíos preocupaciones estrategias estrategia
    principales principal prioridad prioridades prioritarios relevantes relevante importantes importante
    actual actuales promoción protección promover proteger respeto ámbito ámbitos nacional nacionales
    ambas ambos partes países país sus su los las el la lo un una unos unas de del y e en a al para por
    con sobre como que se otros otras otro entre ellos así también desde último última europea europeo
    europeas europeos mejor dos tres cuatro cinco seis bloques pilares ejes sesiones paneles mesas
    carácter índole contexto encuentro reunión diálogo jornada siguientes respectivo respectivos cada
    pendiente pendientes nivel niveles mejor mejores acciones medidas concretas políticas política
    franco abierto constructivo objetivos objetivo cooperación europa américa región
    franca francos francas abierta abiertos abiertas cordial cordiales constructiva constructivos constructivas
    fructífera fructífero fructíferas fructíferos útil útiles productiva productivas respetuosa respetuosas
    delegación delegaciones opiniones intercambio intercambios índole tipo tipos toda todo clase
    """
)
