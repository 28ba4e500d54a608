"""Spanish: how a statement tells who came, and in which office."""

from ledger.reading.languages import PARTY as P
from ledger.reading.languages import any_of, word_set

HEADING = rf"""(?x:
    # e.g. encabezada por · Presidió · por parte de México
    \b
    (?:
        (?:
            encabezad|presidid|copresidid|co-presidid|liderad|dirigid|representad|integrad|conformad
            |compuest|inaugurad
        )
        [oa]s?\ (?:\w+\ )?por\b
        |[Ee]ncabez(?:ó|aron)\b|[Ll](?:a|o|os|as)\ (?:co-?)?presidi(?:ó|eron)\b
        |(?:[Cc]o-?)?[Pp]residi(?:ó|eron)\b|[Ll]ider(?:ó|aron)\b|[Rr]epresent(?:ó|aron)\ a\b
        |[Ee]n\ representación\ de\b
        |[Pp]articip(?:ó|aron)\b
         (?=\ (?:por|el|la|los|las|en\ representación|también|asimismo|además|[A-Z]))
        |[Pp]or\ (?:la\ )?(?:parte|lado|delegación)\ (?:de\ |del\ )?(?:la\ |los\ )?{P}
        |(?:[Ll]a|[Ll]as)\ delegaci(?:ón|ones)\ (?:de\ |del\ )?(?:la\ |los\ )?{P}
         \ (?:estuvo|fue|contó|se\ integró)
        |acompañad[oa]s?\ (?:por|de)\b|[Aa]l\ frente\ de\b|[Cc]omo\ (?:co)?president\w+
        |tuvieron\ como\ (?:co-?)?president\w+|asisti(?:ó|eron)|[Aa]\ la\ cabeza\ de
    )
)"""
MEMBERSHIP = r"""(?x:
    # e.g. acompañada por · también participaron
    acompañad[oa]s?\ (?:por|de)|integrad[oa]s?\ (?:también\ )?por|conformad[oa]s?\ por
    |compuest[oa]s?\ por|también\ (?:participaron|asistieron|estuvieron|integraron)
    |participaron\ (?:también|asimismo|además|igualmente)|asistieron|se\ sumaron
    |miembros\ de\ la\ delegación|con\ la\ participación\ de|contó\ (?:también\ )?con|la\ integraron
    |así\ como\ (?:de\ )?representantes
)"""
REPRESENTATION = r"""(?x:
    # e.g. representantes de (la Secretaría) · funcionarios del
    representantes?\ (?:de|del)|funcionari[oa]s\ (?:de|del)|delegad[oa]s\ (?:de|del)
    |miembros\ (?:de|del)|participación\ (?:de|del)|presencia\ de
)"""
DEEDS = r"""(?x:
    # e.g. presidió · encabezaron · participó
    (?:co-?)?presidi(?:ó|eron)|encabez(?:ó|aron)|lider(?:ó|aron)|inaugur(?:ó|aron)|clausur(?:ó|aron)
    |particip(?:ó|aron)|asisti(?:ó|eron)|represent(?:ó|aron)
)"""
HONORIFICS = word_set(
    """
    Sr Sra Srta Sres Dr Dra Lic Ing Mtro Mtra Emb Embajador Embajadora S.E Excmo Excma Excelentísimo
    Excelentísima Gral General Señor Señora Don Doña D Ministro Ministra Canciller Magistrado Magistrada
    Almirante Contralmirante Vicealmirante Capitán Coronel Teniente Comandante Maestro Maestra
    Licenciado Licenciada Doctor Doctora
    """
)
OFFICES = any_of(
    """
    Subsecretario Subsecretaria Secretario Secretaria Subprocurador Subprocuradora Procurador
    Procuradora Director Directora Viceministro Viceministra Ministro Ministra Canciller Embajador
    Embajadora Representante Enviado Enviada Comisionado Comisionada Comisario Comisaria Presidente
    Presidenta Vicepresidente Vicepresidenta Jefe Jefa Titular Coordinador Coordinadora Consejero
    Consejera Fiscal Subdirector Subdirectora Alto Alta Encargado Encargada Relator Relatora Defensor
    Defensora Secretaría Asesor Asesora Asistente Adjunto Adjunta Asistentes Consultor Consultora
    Senador Diputado Magistrado Juez Gobernador Subsecretarios Secretarios Unidad subsecretario
    subsecretaria secretario secretaria viceministro viceministra ministro ministra canciller embajador
    embajadora director directora representante comisionado comisionada presidente presidenta
    vicepresidente vicepresidenta jefe jefa titular coordinador coordinadora consejero consejera
    procurador procuradora subprocurador subprocuradora encargado encargada relator relatora
    fiscal magistrado magistrada juez jueza senador senadora diputado diputada gobernador gobernadora defensor
    defensora alto alta asesor asesora
    """
)
NOT_NAMES = word_set(
    """
    El La Los Las Un Una En Por Para De Del Y Al Ambas Ambos Secretaría Secretario Secretaria
    Subsecretario Subsecretaria Ministerio Ministro Ministra Viceministro Viceministra Procuraduría
    Procurador Subprocurador Subprocuradora Fiscalía Fiscal Departamento Oficina Agencia Servicio
    Comisión Consejo Comité Corte Tribunal Unión Derechos Humanos Relaciones Exteriores Asuntos
    Multilaterales Gobernación Estado Defensa Nacional Marina Interior Seguridad Justicia Internacional
    Desarrollo Política Políticos General República Embajador Embajadora Representante Especial Director
    Directora Comunicación Estratégica Parlamentarios Generales Generales Acción Exterior Europeo
    Europea Presidente Presidenta Comisionado Comisionada Comisaria Diálogo Alto Nivel Bilateral Estados
    Unidos América Cancillería Canciller Embajada Dirección Unidad Titular Coordinador Coordinadora
    Enviado Enviada Consejero Consejera Naciones Unidas Asamblea Sistema Interamericano Interamericana
    Organización Africana Africano Lunes Martes Miércoles Jueves Viernes Enero Febrero Sociedad Civil
    Cooperación Asociación Derecho Igualdad Democracia Hemisferio Occidental Víctimas Migración
    Población Encabezó Copresidieron Presidieron Presidió Participaron Asimismo También Además Sr Sra Dr
    Dra Lic Emb Mtro Mtra Ing Jefe Jefa Alta Alto Encargado Encargada Fondo Instituto Policía Federal
    Presidencia Consejería Defensoría Subdirector Gobierno Delegación Ciudad Hoy Ayer Adjunto Adjunta
    Principal Permanente Planeación Planificación Trabajo Social Interna Externa Público Pública
    Hacienda Economía Educación Salud Asistencia Ayuda Humanitaria Protocolo Facultativo Acuerdo
    Convenio Convención Tratado Declaración Principios Rectores Plan Programa Estrategia Fondo Ley
    Código Mecanismo Iniciativa Carta Pacto Constitución Centro Universidad Fundación Red Museo Memorial
    Casa Hotel Palacio Cultura Ambiente Medio Clima Energía Finanzas Presupuesto Mujer Mujeres Género
    Juventud Niñez Familia Familias Pueblos Indígenas Minorías Medios Información Digital Tecnología
    Crimen Penal Prisiones Prevención Américas Caribe Protección Búsqueda Personas Desaparecidas Verdad
    Reconciliación Memoria Trata Tortura Muerte Pena Empresas Regional Local Provincial Nación Bienestar
    Vivienda Tierras Ambientales Ambiental
    """
)
PARTICLES = "(?:de|del|la|las|los|da|das|do|dos|di|van|von|der)"
NAMES_HEAD = frozenset(["por", "a"])
WITHIN_OFFICE = r"(?:en|desde)"
