"""Portuguese: how a statement names its dialogue, the meeting and the place where it was held."""

from ledger.reading.languages import PARTY as P

DIALOGUE = rf"""(?x:
    # e.g. Diálogo sobre Direitos Humanos · diálogo bilateral de direitos humanos · Consultas em Direitos Humanos
    (?:Diálogo|Consultas|diálogo|consultas)
    (?:
        \ (?:[Bb]ilatera(?:l|is)|[Aa]nua(?:l|is)|[Pp]olític[oa]s?|[Ee]stratégico|[Ee]struturado|de\ [Aa]lto\ [Nn]ível)
        |\ {P}[-–/ ]{{1,3}}{P}
    ){{0,4}}+
    \ (?:sobre|de|em|em\ matéria\ de)\ (?:os\ )?[Dd]ireitos\ [Hh]umanos
    |Diálogo\ {P}[-–/ ]{{1,3}}{P}
    |(?:[Ss]ubcomitê|[Gg]rupo\ de\ [Tt]rabalho)\ (?:de|sobre)\ [Dd]ireitos\ [Hh]umanos
)"""
MEETING = r"""(?x:
    # e.g. rodada · Sessão
    (?:[Rr]odada|[Ee]dição|[Ss]essão|[Rr]eunião|[Rr]onda|[Ee]ncontro)
)"""
HELD = r"""(?x:
    # e.g. realizou-se · teve lugar · realizaram
    realiz(?:ou|aram|ada|ado)(?:-se)?|tev?e\ lugar|tiveram\ lugar|reuni(?:u|ram)(?:-se)?|celebr(?:ou|aram|ada)
    |ocorreu|sediou|acolheu|mantiveram|decorreu|organiz(?:ou|aram)
)"""
PLACE_BEFORE = (r"\b[Ee]m ", r"\b[Nn]a [Cc]idade d[eo] ", r"\b[Nn][oa] (?=Rio |Cidade |Praia\b)")
PLACE_AFTER = (r",? (?:sediou|acolheu|recebeu|foi sede)\b",)
OTHER_MEETING = r"""(?x:
    # e.g. Sessão Ordinária · a Cúpula · a Assembleia Geral
    [Ss]essão\ [Oo]rdinária|[Cc]úpula|[Cc]imeira|[Cc]onferência|[Ff]órum|[Aa]ssembleia|[Ss]eminário|[Cc]onselho
    |[Cc]omissão\ [Mm]ista|[Cc]ongresso
)"""
OPENING = r"(?:(?:[Oo]|[Aa]|de|do|da)\ )"
BETWEEN = r"(?:entre\ )"
NUMBERED = r"""(?x:
    # e.g. Diálogo · Subcomitê
    (?:[Dd]iálogo|[Cc]onsultas|(?:[Ss]ubcomitê|[Gg]rupo\ de\ [Tt]rabalho))
)"""
ANNUAL = r"(?:anual\ )"
TIMES = r"(?:vez|ocasião)"
LABEL = r"(?:Rodada|Edição|Sessão|Ronda)"
ELSEWHERE = r"""(?x:
    # e.g. próxima · desde
    (?:próxim[oa]|seguinte|anterior|últim[oa]|desde|após)
)"""
NO_PLACES = frozenset(["Direitos", "O", "A", "Os", "As", "Matéria"])
WITHIN_PLACE = r"(?:(?:de|do|da|dos|das)\ )"
NAMES_OF_TITLES = frozenset(["diálogo", "consultas", "direitos", "humanos", "bilateral"])
