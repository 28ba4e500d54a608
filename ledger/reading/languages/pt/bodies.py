"""Portuguese: names of agencies, of multilateral bodies and of their meetings."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages import any_of

NOUNS = any_of(
    """
    Ministério Ministérios Secretaria Departamento Escritório Agência Serviço Comissão Conselho Comitê Corte Tribunal
    Direção Embaixada Polícia Instituto Presidência Procuradoria Defensoria Parlamento Senado Congresso Delegação
    """
)
AGENCY = r"""(?x:
    # e.g. Ministério das Relações Exteriores · a Secretaria de Direitos Humanos
    (?:(?:o|a)\ )?
    (?:
        Ministério|Secretaria|Departamento|Escritório|Agência|Serviço|Comissão|Conselho|Corte|Direção|Embaixada
        |Instituto|Procuradoria|Defensoria
    )
    (?:(?:\ (?:de|do|da|dos|das|e|e\ da|e\ do|e\ dos|para\ os))?\ [A-ZÀ-Ú][\w'-]+){0,8}
)"""
FORUMS = (
    (
        r"""(?x:
            # e.g. Conselho de Direitos Humanos das Nações Unidas
            Conselho\ de\ Direitos\ Humanos(?:\ d(?:as\ Nações\ Unidas|a\ ONU))?
        )""",
        "CDH",
    ),
    ("Assembleia Geral(?: das Nações Unidas| da ONU)?", "AGNU"),
    ("Comissão Interamericana de Direitos Humanos|CIDH", "CIDH"),
    ("Corte Interamericana de Direitos Humanos", None),
    ("Organização dos Estados Americanos|OEA", "OEA"),
    ("Organização Internacional do Trabalho|OIT", "OIT"),
    ("Comunidade dos Países de Língua Portuguesa|CPLP", "CPLP"),
    ("Tribunal Penal Internacional|TPI", "TPI"),
    ("Comitê contra a Tortura", None),
    ("UNESCO|UNICEF|ONU Mulheres|PNUD|ACNUR|ACNUDH", None),
    ("MERCOSUL|Mercosul", None),
)
FORUM_SHAPE = r"""(?x:
    # e.g. Corte Interamericana
    (?:Corte|Comissão|Organização|Aliança)\ (?:Interamericana|Africana|Internacional|Mundial)
)"""
EVENTS = r"""(?x:
    # e.g. próxima rodada · próximo Diálogo
    próxim[oa]\ (?:[Rr]odada|[Ee]dição|[Dd]iálogo|[Rr]eunião|[Ss]essão)
)"""
PLURAL = r"""(?x:
    # e.g. Ministérios da (Justiça)
    (?:Ministérios|Secretarias|Departamentos)\ d[aeo]s?[ ]
)"""
NOT_IN_NAME = r"(?:que|particip|também|reuni)"
NATIONAL_AFTER = rf"""(?x:
    # e.g. (Comitê de Direitos Humanos) do Senado · (Conselho) Nacional
    \ (?:d[eoa]s?\ (?:{P}|Senado|Congresso|Estado)|Nacional\b|Estadual\b)
)"""
UNITED_NATIONS = r"(?:Nações\ Unidas|(?<=da\ )ONU)"
