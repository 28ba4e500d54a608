"""Spanish: how a statement names who speaks."""

BOTH = r"""(?x:
    # e.g. ambas partes · los dos países · se acordó
    [Aa]mb[oa]s\b
    (?:
        \ (?:
            partes|países|[Gg]obiernos|delegaciones|naciones|Estados|lados|socios|equipos
            |cancillerías
        )
    )?
    |[Ll][oa]s\ dos\b
     (?:\ (?:partes|países|[Gg]obiernos|delegaciones|naciones|Estados|lados|socios|equipos))?
    |[Ll][oa]s
     \ (?:
         [Pp]artes|delegaciones|[Dd]elegaciones|[Gg]obiernos|países|participantes|copresidentes
         |(?:altos\ )?(?:funcionarios|representantes|delegados)|autoridades|[Mm]inistros|cancilleres
     )
     \b
    |[Cc]ada\ (?:parte|delegación|país|lado|gobierno|una\ de\ las\ partes)|\b[Ee]llos\b
    |\b[Uu]na\ y\ otra\ parte|\b[Dd]elegaciones\ de\ ambos\ países
    |(?<!\w\ )(?<!\w)(?:Partes|Gobiernos|Delegaciones|Países)\b(?!\ (?:de|del)\b)
    |\b(?:[Nn]osotros|[Nn]os)\b
    |\b(?=\w{3,}(?:aremos|eremos|iremos|dremos)\b)
    |\b(?=(?:[Aa]cord|[Cc]onven|[Dd]ecid|[Rr]esolv|[Cc]oincid|[Rr]eiter|[Rr]eafirm|[Ss]ubray|[Dd]estac|[Cc]ompart)[ai]mos\b)
    |\bse\b(?=\ (?:acordó|comprometieron|convino|decidió|pactó))
)"""
EACH_ANAPHOR = r"\b(?:[Éé]sta|[Éé]ste|[Aa]quella|[Aa]quel)\b"
GOVERNMENT = r"""(?x:
    # e.g. el Gobierno de (México) · las delegaciones de
    (?:(?:[Ee]l|[Ll]os|[Ll]as?)\ )?
    (?:
        (?:
            [Gg]obiernos?|[Dd]elegaci(?:ón|ones)|[Aa]utoridades|[Rr]epresentantes|[Ff]uncionarios
            |[Pp]arte|[Cc]ancillería|República
        )
        \ (?:de\ |del\ )?
    )?
    (?:[Ee]l\ |[Ll]os\ |[Ll]as?\ )?
)"""
SIDE = r"(?:\ (?:y\ sus\ representantes))?"
JOINS = r"""(?x:
    # e.g. (México) y el Gobierno de la (India) · (México)-(Colombia)
    ,?\ (?:y|e|con)\ (?:de\ )?(?:la\ |los\ |el\ |del\ )?(?:[Gg]obierno\ de\ )?(?:la\ |los\ |el\ )?
    |\ ?[-–/]\ ?
)"""
OUTSIDER = r"""(?x:
    # e.g. la sociedad civil · el Consejo de Derechos Humanos · los jefes de Estado
    sociedad\ civil|[Oo]rganizaciones|ONG|[Ee]xpert[oa]s|academia|activistas|personas\ defensoras
    |defensores|Consejo\ de\ Derechos|Asamblea\ General|[Cc]umbre|[Cc]onferencia|Comisión|Corte
    |Tribunal|Comité|[Pp]residentes?|[Jj]efes\ de\ Estado|[Ll]íderes|[Cc]ongreso|[Pp]arlamento
    |Estados\ [Mm]iembros|[Rr]elator(?:es|a)?|Alto\ Comisionado|[Tt]ratado|[Aa]cuerdo|[Ee]mpresas
    |[Vv]íctimas|[Ff]amiliares|[Cc]iudadan[ií]a
)"""
PAST_OF_PAST = r"""(?x:
    # e.g. habían acordado · en la última ronda · durante la Cumbre
    \b
    (?:
        hab(?:ía|ían)\ (?:acordado|convenido|adoptado|decidido|anunciado|asumido|prometido)
        |[Ee]n\ la\ (?:última|anterior|pasada|primera|segunda|tercera|cuarta|quinta|sexta|séptima)
         \ (?:ronda|edición|reunión|cumbre)
        |[Ee]n\ (?:la|el)\ (?:\w+\ ){0,3}
         (?:[Cc]umbre|[Cc]onferencia|[Aa]samblea|[Ff]oro|[Ss]esión)\b
        |[Dd]urante\ (?:la|el)\ (?:\w+\ ){0,3}
         (?:[Cc]umbre|[Cc]onferencia|[Aa]samblea|[Ff]oro|[Vv]isita)\b
        |[Ee]l\ año\ pasado
    )
)"""
