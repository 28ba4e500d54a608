"""Spanish: names of agencies, of multilateral bodies and of their meetings."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages import any_of

NOUNS = any_of(
    """
    Secretaría Secretarías Ministerio Ministerios Departamento Departamentos Procuraduría Fiscalía
    Oficina Oficinas Agencia Servicio Comisión Consejo Dirección Embajada Policía Instituto Corte
    Tribunal Presidencia Cancillería Unidad Defensoría Parlamento Senado Congreso Consejería Delegación
    Comité Subsecretaría Armada Ejército Marina Guardia Consejo Gobernación Suprema
    """
)
AGENCY = r"""(?x:
    # e.g. la Secretaría de Relaciones Exteriores · el Instituto Nacional de Migración
    (?:la\ |el\ |los\ |las\ )?
    (?:
        Secretaría|Ministerio|Departamento|Procuraduría|Fiscalía|Oficina|Agencia|Servicio|Comisión
        |Consejo|Dirección|Embajada|Instituto|Corte|Tribunal|Cancillería|Defensoría|Presidencia
        |Consejería|Unidad|Comité
    )
    (?:
        (?:\ (?:de|del|para|e|y)(?:\ (?:la|el|los|las))?)?\ [A-ZÁÉÍÓÚ][\w'-]+
        (?:,\ (?=[A-Z]\w+\ y\ ))?
    ){0,8}
)"""
FORUMS = (
    (
        r"""(?x:
            # e.g. Consejo de Derechos Humanos de las Naciones Unidas
            Consejo\ de\ Derechos\ Humanos(?:\ de\ (?:las?\ )?(?:Naciones\ Unidas|ONU))?
        )""",
        "CDH",
    ),
    (
        r"""(?x:
            # e.g. Asamblea General de la ONU
            Asamblea\ General(?:\ de\ (?:(?:las?\ )?(?:Naciones\ Unidas|ONU)|la\ OEA))?
        )""",
        "AGNU",
    ),
    (
        r"""(?x:
            # e.g. Tercera Comisión de la Asamblea General
            Tercera\ Comisión
            (?:\ de\ la\ Asamblea\ General(?:\ de\ (?:las?\ )?(?:Naciones\ Unidas|ONU))?)?
        )""",
        None,
    ),
    (
        r"""(?x:
            # e.g. Consejo de Seguridad de las Naciones Unidas
            Consejo\ de\ Seguridad(?:\ de\ (?:las?\ )?(?:Naciones\ Unidas|ONU))?
        )""",
        None,
    ),
    ("Consejo Económico y Social|ECOSOC", "ECOSOC"),
    ("Comisión de la Condición Jurídica y Social de la Mujer", None),
    (
        r"""(?x:
            # e.g. Comité contra la Tortura · Comité de los Derechos del Niño
            Comité
            \ (?:
                contra\ la\ Tortura|contra\ (?:la|las)\ Desapariciones?\ Forzadas?
                |de\ los\ Derechos\ del\ Niño|de\ Derechos\ Humanos
                |para\ la\ Eliminación\ de\ la\ Discriminación\ (?:contra\ la\ Mujer|Racial)
                |de\ (?:los\ )?Derechos\ Económicos,\ Sociales\ y\ Culturales
                |sobre\ los\ Derechos\ de\ las\ Personas\ con\ Discapacidad
                |(?:de|sobre)\ Trabajadores\ Migratorios
            )
        )""",
        None,
    ),
    ("órganos de tratados", None),
    (
        r"""(?x:
            # e.g. Relatora Especial sobre la tortura
            [Rr]elator(?:a|es|as)?\ [Ee]special(?:es)?\ (?:sobre|para|de)\ (?:la\ |el\ |los\ |las\ )?[\w'-]+
            (?:\ (?:de|del)\ (?:la\ |los\ |las\ )?[\w'-]+)?
        )""",
        None,
    ),
    ("[Pp]rocedimientos [Ee]speciales", None),
    (
        r"""(?x:
            # e.g. Grupo de Trabajo sobre la Detención Arbitraria
            Grupo\ de\ Trabajo\ sobre
            \ (?:
                (?:la\ )?Detención\ Arbitraria|(?:las\ )?Desapariciones\ Forzadas(?:\ o\ Involuntarias)?
                |(?:las\ )?Empresas\ y\ (?:los\ )?Derechos\ Humanos
            )
        )""",
        None,
    ),
    (
        r"""(?x:
            # e.g. Banco Interamericano de Desarrollo · Banco Europeo de Inversiones
            Banco\ (?:Interamericano|Asiático|Africano|Centroamericano|Europeo)\ de
            \ (?:Desarrollo|Inversiones|Integración\ Económica)
        )""",
        None,
    ),
    ("BID|BCIE|BEI|Banco Mundial|Fondo Monetario Internacional", None),
    ("CEPAL|Comisión Económica para América Latina(?: y el Caribe)?", "CEPAL"),
    ("Corte Internacional de Justicia|CIJ", "CIJ"),
    ("UNESCO|UNICEF|ONU[- ]Mujeres|PNUD|UNODC|ONUSIDA|UNFPA", None),
    ("Organización Internacional para las Migraciones|OIM", "OIM"),
    ("Comité Internacional de la Cruz Roja|CICR", "CICR"),
    ("Tribunal Europeo de Derechos Humanos|TEDH", "TEDH"),
    ("Comisión de Venecia", None),
    ("Grupo de Lima|Alianza del Pacífico|CARICOM", None),
    ("Sistema de (?:la )?Integración Centroamericana|SICA", "SICA"),
    ("Examen Periódico Universal|EPU", "EPU"),
    (
        r"""(?x:
            # e.g. Oficina del Alto Comisionado de las Naciones Unidas para los Derechos Humanos
            (?:Oficina\ del\ )?Alto\ Comisionado\ (?:de\ (?:las?\ )?(?:Naciones\ Unidas|ONU)\ )?para
            \ los\ Derechos\ Humanos
            |ACNUDH|OACNUDH|ONU-DH
        )""",
        "ACNUDH",
    ),
    (
        r"""(?x:
            # e.g. Alto Comisionado de la ONU para los Refugiados
            (?:Oficina\ del\ )?Alto\ Comisionado\ (?:de\ (?:las?\ )?(?:Naciones\ Unidas|ONU)\ )?para
            \ los\ Refugiados
            |ACNUR
        )""",
        "ACNUR",
    ),
    ("Comisión Interamericana(?: de Derechos Humanos)?|CIDH", "CIDH"),
    (
        r"""(?x:
            # e.g. Corte Interamericana de Derechos Humanos · Corte IDH
            Corte\ Interamericana\ de\ Derechos\ Humanos|Corte\ Interamericana|CoIDH|Corte\ IDH
        )""",
        "CoIDH",
    ),
    (
        r"""(?x:
            # e.g. órganos del sistema interamericano de Derechos Humanos
            (?:[Óó]rganos\ del\ )?[Ss]istema\ [Ii]nteramericano
            (?:\ de\ (?:Protección\ de\ (?:los\ )?)?Derechos\ Humanos)?
        )""",
        None,
    ),
    ("Organización de (?:los )?Estados Americanos|OEA", "OEA"),
    ("Alianza para el Gobierno Abierto|AGA(?! [Cc]umbre)", "AGA"),
    ("Corte Penal Internacional|CPI", "CPI"),
    ("Organización Internacional del Trabajo|OIT", "OIT"),
    ("Comisión Africana de Derechos Humanos y de los Pueblos", None),
    ("Consejo de Europa", None),
    ("Comunidad de las Democracias", None),
    ("Coalición por la Libertad en Línea", None),
    ("Coalición por la Igualdad de Derechos", None),
    ("Comunidad de Estados Latinoamericanos y Caribeños|CELAC", "CELAC"),
    ("Mercosur|MERCOSUR", None),
    ("Grupo de los Veinte|G20", "G20"),
)
FORUM_SHAPE = r"""(?x:
    # e.g. la Corte Africana de Derechos Humanos · Alianza Mundial para la Paz
    (?:Corte|Tribunal|Comité|Comisión|Organización|Alianza|Coalición|Foro|Consejo)
    \ (?:Interamerican[oa]|African[oa]|Iberoamerican[oa]|Internacional|Mundial)
    (?:
        \ (?:de|para|sobre|contra)\ (?:la\ |los\ |las\ |el\ )?[A-ZÁ][\w'-]+
        (?:\ (?:y\ |de\ |del\ |los\ |la\ )?[A-ZÁ][\w'-]+){0,4}
    )?
)"""
EVENTS = r"""(?x:
    # e.g. la próxima ronda del Diálogo · la IX Cumbre de las Américas
    próxim[oa]\ (?:[Rr]onda|[Ee]dición|[Dd]iálogo|[Rr]eunión|[Ss]esión)(?:\ del\ [Dd]iálogo)?
    |(?:[IVXL]+\ |\d{1,3}[ªºo°]\ )?
     (?:Cumbre|Conferencia|Congreso|Foro|Período\ Ordinario\ de\ Sesiones|Taller|Seminario)
     (?:
         [ ]
         (?:de\ |del\ |sobre\ |para\ |Global\ |Mundial\ |Internacional\ |Regional\ |Anual\ ){0,6}
         (?:la\ |los\ |las\ |el\ )?[A-ZÁ][\w'-]+
         (?:\ (?:y\ |de\ |del\ |para\ |sobre\ )?(?:el\ |la\ |los\ |las\ )?[A-ZÁ][\w'-]+){0,6}
     )
)"""
PLURAL = r"(?:Secretarías|Ministerios|Departamentos|Oficinas|Agencias)\ de\ (?:la\ )?"
NOT_IN_NAME = r"(?:que|asist|particip|se\ reun|tambi|sostuv)"
NATIONAL_AFTER = rf"""(?x:
    # e.g. (Comité de Derechos Humanos) del Senado · (Consejo de Seguridad) Nacional
    \ (?:del?|en)\ (?:la\ |el\ |los\ )?
    (?:{P}|(?:Senado|Congreso|Cámara|Parlamento|Estado|Ciudad|República|Provincia|Gobierno|Ministerio)\b)
    |\ {P}|\ (?:Nacional|Estatal|Federal|Ciudadano|Municipal|Provincial|nacional|estatal|federal)\b
)"""
UNITED_NATIONS = r"(?:Naciones\ Unidas|(?<=la\ )ONU)"
