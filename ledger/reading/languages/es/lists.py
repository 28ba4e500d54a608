"""Spanish: how lists of subjects are joined, continued and ended."""

from ledger.reading.languages import word_set

CONJUNCTION = " (?:y|e|o|u) "
ADDS = r"""(?x:
    # e.g. así como (la migración) · junto con (la tortura)
    (?:así\ como|además\ de|junto\ con|al\ igual\ que|lo\ mismo\ que|e\ igualmente)(?=\ )
)"""
CONTINUES = r"""(?x:
    # e.g. incluyendo (a las mujeres) · para (migrantes) · en particular
    (?:
        para|sin|en\ particular|particularmente|especialmente|en\ especial|incluyendo|incluid[oa]s?
        |notablemente|tales\ como|como|con|que|quienes|cuyo|cuya|en|por|desde|mediante|a\ través
        |sobre\ todo|contra|de|del|bajo|donde|cuando|principalmente|entre\ ell[oa]s|tanto|inclusive
        |tras|ante|hacia|según|si|no\ solo
    )
    \b
)"""
EXEMPLIFIES = r"""(?x:
    # e.g. , incluyendo (la tortura) · tales como (la migración)
    ,?
    \ (?:
        incluyendo|incluid[oa]s?|tales\ como|en\ particular|entre\ ell[oa]s|especialmente
        |particularmente|sobre\ todo|como
    )
    [ ]
)"""
APPENDED = r"""(?x:
    # e.g. (mujeres y niñas) sobre todo
    (?:
        sobre\ todo|en\ particular|en\ especial|por\ ejemplo|incluid[oa]s?|inclusive|entre\ ell[oa]s
        |principalmente
    )
    $
)"""
MODAL = r"""(?x:
    # e.g. (las autoridades) deberían
    \ (?:puede|pueden|podría|podrían|debe|deben|debería|deberían)\b
)"""
PREPOSITIONS = r"""(?x:
    # e.g. sobre · acerca de · contra
    sobre|de|del|acerca\ de|en|a|al|por|para|contra|con|ante|respecto
)"""
PEOPLE = r"""(?x:
    # e.g. personas · defensoras · migrantes
    personas?|pueblos?|mujeres|hombres|niñas|niños|menores|jóvenes|migrantes|refugiados|refugiadas
    |defensores|defensoras|periodistas|grupos?|comunidades|trabajador(?:es|as)|minorías|víctimas
    |líderes|lideresas|presos|campesinos|individuos|familias|población|poblaciones|adolescentes
    |estudiantes|abogados|abogadas|jueces|activistas|excombatientes|familiares
)"""
HEADS = r"""(?x:
    # e.g. protección (de) · lucha (contra) · acceso (a)
    acciones|medidas|pasos|esfuerzos|protección|promoción|prevención|lucha|combate|erradicación
    |eliminación|uso|acceso|aplicación|implementación|fortalecimiento|papel|situación|derechos?
    |libertad|libertades|cooperación|mayor|mejor|mejores|reforma|ratificación|apoyo|trabajo
    |abolición|respeto|violencia|inclusión|igualdad|supresión|atención|participación|proyectos
    |prácticas|amparo|defensa|búsqueda|administración|situación
)"""
ADJECTIVE = r"""(?x:
    # e.g. económicos · indígenas culturales · civiles
    \w+(?:ales?|ic[oa]s?|iv[oa]s?|os[oa]s?|ari[oa]s?|ad[oa]s?|id[oa]s?|ur[oa]s?|bles?|ares?)|civil
    |civiles
)"""
KINDS_OF_PEOPLE = r"""(?x:
    # e.g. lesbianas (, gays y bisexuales)
    lesbianas|gays|bisexuales|transgénero|trans|intersexuales|étnicas|lingüísticas|religiosas
    |nacionales
)"""
FREEDOMS = r"""(?x:
    # e.g. (libertad de expresión,) asociación (y reunión)
    (?:de\ )?
    (?:
        expresión|asociación|reunión(?:\ pacífica)?|opinión|religión|creencias?|pensamiento|conciencia
        |circulación|prensa|culto|información
    )
)"""
FREEDOM_OF = r"\b[Ll]ibertad(?:es)?\ de\b"
KINDS_OF_RIGHTS = word_set(
    """
    económicos sociales culturales ambientales civiles políticos sexuales reproductivos raciales
    económica social cultural ambiental económicas políticas
    """
)
ASIDES = r"""(?x:
    # e.g. entre otros temas, · en particular
    (?:entre\ otr[oa]s(?:\ \w+)?|en\ particular|por\ ejemplo|sobre\ todo|también|además|asimismo),?
)"""
FINITE = r"""(?x:
    # e.g. que · fueron · será
    \b
    (?:
        que|quien|quienes|porque|pues|mientras|donde|cuando|es|son|fue|fueron|era|eran|será|serán|ha|han|había
        |habían|hay|está|están|debe|deben|puede|pueden|si|cuyo|cuya
    )
    \b
)"""
ARTICLES = r"la|el|las|los|una?"
DETERMINERS = word_set(
    """
    la el las los un una unos unas su sus este esta estos estas ese esa todo toda todos todas cada al materia favor torno cuánto cuán cómo qué mucho mucha incluido incluida incluidos incluidas entre desde hasta por con sin durante mediante ante bajo tras
    """
)
VERB_FORM = r"\w{2,}(?:ar|er|ir|ndo)"
NO_NOUN = r"""(?x:
    # e.g. que · fueron · comparten (en seguridad) · reconocieron
    (?i:
        que|se|no|es|son|era|eran|fue|fueron|ha|han|hay|será|serán|está|están|como|y|e|o|pero|más|así|también
        |representantes|miembros|integrantes|esto|ello|ellos|ellas|un|una|lo|quienes|cuando|donde|porque|pues|si
        |\w{2,}(?:aron|ieron|ará|arán|erá|erán|irá|irán|mente)|(?!(?:examen|orden|origen|crimen|régimen|bien|volumen|imagen)\b)\w{3,}(?:an|en)
    )
    \b
)"""
PHRASE_BREAKS = r"""(?x:
    # e.g. que · porque · mediante
    \b
    (?:
        que|quienes|porque|pues|mientras|donde|es|son|fue|fueron|está|están|sigue|siguen|debe|deben
        |puede|pueden|ha|han|si|mediante|para|con|por|desde
    )
    \b
)"""
OBJECTS_END = r"""(?x:
    # e.g. , con miras a · , reconociendo · , durante la reunión
    ,?
    \ (?:
        (?:tema|asunto|cuestión|respecto|sobre)\ (?:respecto\ |sobre\ |de\ )?(?:del?|de\ la|el|la)
        \ (?:cual|que)
        |señalando|reconociendo|destacando|enfatizando|subrayando|recalcando|resaltando|recordando
        |reafirmando|reiterando|lo\ cual|lo\ que|que\ (?:fue|fueron|será|serán)|con\ miras\ a
        |con\ el\ (?:fin|objetivo|propósito|objeto)\ de|a\ fin\ de|con\ objeto\ de|de\ manera\ que
        |para\ que|mientras(?:\ que)?|entre\ otr[oa]s(?:\ \w+)?
    )
    \b
    |,?\ (?:durante|en)\ (?:el|la|este|esta)\ (?:\w+\ )?(?:reunión|diálogo|sesión|ronda|encuentro)\b
    |,?\ en\ un\ (?:ambiente|clima|espíritu|tono|marco)\ \b
)"""
TAILS = r"""(?x:
    # e.g. (la tortura) entre otros temas · , sobre todo
    (?:
        ,?
        \ (?:
            también|además|asimismo|igualmente|entre\ otr[oa]s(?:\ \w+)?|etc\.?|en\ particular
            |sobre\ todo|respectivamente|por\ su\ parte
        )
    ){1,12}
    $
)"""
ADJECTIVES_LEAD = False
JOIN_WORDS = frozenset(["y", "e", "o"])
EITHER = frozenset(["o", "u"])
LOOSE_PREPOSITIONS = frozenset(["de"])
FOR_PEOPLE = r"(?:para|como)"
SHARES = r"(?:las|los) (?:de|que)\b"
WITHIN_NAME = r"(?:de|del|contra|sobre)"
