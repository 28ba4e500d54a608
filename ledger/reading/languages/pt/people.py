"""Portuguese: how a statement tells who came, and in which office."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages import any_of, word_set

HEADING = rf"""(?x:
    # e.g. chefiada por · presidiu · por parte do Brasil
    \b
    (?:
        (?:chefiad|presidid|copresidid|liderad|encabeçad|representad|dirigid|conduzid)[oa]s?\ (?:\w+\ )?(?:por|pel[oa]s?)\b
        |(?:[Cc]o-?)?[Pp]residi(?:u|ram)\b|[Cc]hefi(?:ou|aram)\b|[Ll]ider(?:ou|aram)\b
        |[Pp](?:or\ parte|elo\ lado|ela\ (?:parte|delegação))\ (?:d[oae]s?\ )?{P}|acompanhad[oa]s?\ (?:por|d[eoa])\b
        |[Àà]\ frente\ d[ae]\b
    )
)"""
MEMBERSHIP = r"""(?x:
    # e.g. acompanhado por · também participaram
    acompanhad[oa]s?\ (?:por|d[eoa])|integrad[oa]s?\ (?:também\ )?por|também\ (?:participaram|estiveram|integraram)
    |com\ a\ participação\ de|membros\ da\ delegação
)"""
REPRESENTATION = r"""(?x:
    # e.g. representantes do (Ministério)
    (?:representantes?|funcionári[oa]s|membros|participação|presença)\ d[eoa]s?
)"""
DEEDS = r"""(?x:
    # e.g. presidiu · chefiaram
    (?:(?:co-?)?presidi(?:u|ram)|chefi(?:ou|aram)|lider(?:ou|aram)|particip(?:ou|aram)|represent(?:ou|aram))
)"""
HONORIFICS = word_set(
    "Sr Sra Srs Dr Dra Emb Embaixador Embaixadora Senhor Senhora Doutor Doutora General Almirante Exmo Exma"
)
OFFICES = any_of(
    """
    Ministro Ministra Secretário Secretária Subsecretário Subsecretária Vice-Ministro Vice-Ministra Embaixador
    Embaixadora Diretor Diretora Representante Enviado Enviada Presidente Presidenta Vice-Presidente Chefe Coordenador
    Coordenadora Assessor Assessora Procurador Procuradora Comissário Comissária Conselheiro Conselheira Ouvidor
    Encarregado Encarregada ministro ministra secretário secretária subsecretário subsecretária embaixador embaixadora
    diretor diretora representante enviado enviada presidente vice-presidente chefe coordenador coordenadora assessor
    assessora procurador procuradora comissário comissária conselheiro conselheira ouvidor encarregado encarregada
    """
)
NOT_NAMES = word_set(
    """
    O A Os As Um Uma Em Por Para De Do Da E Ao Ministério Ministro Ministra Secretaria Secretário Secretária
    Departamento Escritório Agência Serviço Comissão Conselho Comitê Corte Tribunal União Direitos Humanos Relações
    Exteriores Assuntos Multilaterais Estado Defesa Nacional Interior Segurança Justiça Internacional Desenvolvimento
    Política Políticos Geral República Embaixador Embaixadora Representante Especial Diretor Diretora Ação Externa
    Europeu Europeia Presidente Diálogo Alto Nível Bilateral Estados Unidos América Embaixada Nações Unidas Assembleia
    Sistema Interamericano Organização Sociedade Civil Cooperação Igualdade Racial Cidadania Mulher Mulheres Família
    Povos Indígenas Migrações Negócios Estrangeiros Cidade Itamaraty Palácio Sessão Rodada Reunião Consultas Gabinete
    """
)
PARTICLES = r"""(?x:
    # e.g. (João) da
    (?:de|do|da|dos|das|e|van|von|di|del|la)
)"""
NAMES_HEAD = frozenset(["por", "pelo", "pela"])
WITHIN_OFFICE = r"(?:em|no|na)"
