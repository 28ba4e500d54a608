"""Spanish: how a statement names its dialogue, the meeting and the place where it was held."""

from ledger.reading.languages import PARTY as P

DIALOGUE = rf"""(?x:
    # e.g. Diálogo Bilateral sobre Derechos Humanos · diálogo político de alto nivel
    (?:Diálogo|Consultas)
    (?:
        \ (?:
            Bilateral|Bilaterales|Anual|Político|Estructurado|Birregional|Estratégico|Económico
            |Global
        )
        (?:es)?
        |\ (?:de|sobre|en|en\ materia\ de|para\ los|de\ los)\ (?:los\ )?
         (?:Alto\ Nivel|Derechos\ Humanos|Políticas|Seguridad|Democracia|Alto\ Nivel|Asociación)
        |[ ,]{{1,3}}(?:y|e)\ [A-Z]\w+
    ){{0,12}}+
    (?:\ {P}[-–/ ]{{1,3}}{P}(?:\ (?:sobre|de|en\ materia\ de)\ (?:los\ )?Derechos\ Humanos)?)?
    |(?:[Ss]ubcomité|[Gg]rupo\ de\ [Tt]rabajo)\ (?:de|sobre|en\ materia\ de)\ [Dd]erechos\ [Hh]umanos
    |(?:diálogo|consultas)
     (?:\ (?:bilateral|anual|político|estratégico|estructurado|regular))*
     (?:
         \ (?:
             de\ alto\ nivel|(?:sobre|de|en\ materia\ de)\ (?:los\ )?derechos\ humanos
         )\b
     ){{1,3}}
    |(?:diálogo|consultas)\ (?:bilateral(?:es)?|anual|político)\b
)"""
MEETING = r"""(?x:
    # e.g. ronda · edición · encuentro
    [Rr]onda|[Ee]dición|[Ss]esión|[Rr]eunión|[Ee]ncuentro|[Cc]iclo
)"""
HELD = r"""(?x:
    # e.g. se celebró · tuvo lugar · fue sede
    celebr(?:ó|aron|ado|ada|ando)|realiz(?:ó|aron|ado|ada)|llev(?:ó|aron|ado|ada)\ a\ cabo
    |tuvo\ lugar|tuvieron\ lugar|reuni(?:ó|eron)|acogi(?:ó|eron)|sede|efectu(?:ó|aron)|sostuvieron
    |desarroll(?:ó|aron)|concluy(?:ó|eron)|instal(?:ó|aron)|organiz(?:ó|aron)|alberg(?:ó|aron)
    |recibi(?:ó|eron)|congreg(?:ó|aron)|mantuvieron
)"""
OTHER_MEETING = r"""(?x:
    # e.g. la Asamblea · el Grupo de Trabajo
    [Pp]eriodo\ [Oo]rdinario|[Pp]eríodo\ [Oo]rdinario|[Ss]esión\ [Oo]rdinaria|[Cc]umbre
    |[Cc]onferencia|[Ff]oro|[Aa]samblea|[Ss]eminario|[Tt]aller|[Cc]omité\ [Cc]onjunto
    |[Gg]rupo\ de\ [Tt]rabajo|[Cc]onsejo|[Cc]ongreso|[Cc]onvención
)"""
PLACE_BEFORE = (
    r"\b[Ee]n (?:la )?(?=Ciudad de )",
    r"\b[Ee]n (?:la ciudad de |su sede de )?",
    r"""(?x:
        # e.g. en la Secretaría de Relaciones Exteriores de (Bogotá)
        \b[Ee]n\ (?:el|la|los)\ (?:[A-ZÁ][\w']+\ )
        (?:(?:de\ |del\ |la\ |los\ |[A-ZÁ][\w']+\ )){0,5}(?:de|en)[ ]
    )""",
)
PLACE_AFTER = (r",? (?:acogió|fue (?:la )?sede|albergó|recibió|vio)\b",)
OPENING = r"(?:(?:[Ee]l|[Ll]a|de|del)\ )"
BETWEEN = r"(?:entre\ )"
NUMBERED = r"""(?x:
    # e.g. Diálogo · Consultas · Grupo de Trabajo de Derechos Humanos
    [Dd]iálogo|[Cc]onsultas
    |(?:[Ss]ubcomité|[Gg]rupo\ de\ [Tt]rabajo)\ (?:de|sobre|en\ materia\ de)\ (?:los\ )?[Dd]erechos
     \ [Hh]umanos
)"""
ANNUAL = r"(?:anual\ )"
TIMES = r"(?:vez|ocasión)"
LABEL = r"(?:Ronda|Edición|Sesión)"
ELSEWHERE = r"""(?x:
    # e.g. desde · tras la · próxima
    próxim[oa]|siguiente|anterior|pasad[oa]|desde|tras
)"""
NO_PLACES = frozenset(["Derechos", "El", "La", "Los", "Las", "Materia"])
WITHIN_PLACE = r"(?:(?:de\ |del\ )(?:la\ |las\ |los\ )?|(?:la|las|los)\ )"
NAMES_OF_TITLES = frozenset(["diálogo", "consultas", "derechos", "humanos", "bilateral", "alto", "nivel"])
