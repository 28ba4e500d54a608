"""The fields to which columns of a table are matched, and the heads by which tables call them in both languages.

``heads`` are folded when they are compared. A field of an update says what became of an item; several columns of one
table, or several rows, may each hold an update of their own.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class ImportField:
    """A field: its name in mappings, its label, and how its cells are read.

    ``reads``: "text", "words" (cells are matched to words or rows of ours), "day", "link" or "yes". ``is_many``: a cell
    may name several. ``is_update``: it belongs to what became of the item.
    """

    name: str
    label: object
    reads: str = "text"
    is_many: bool = False
    is_update: bool = False
    heads: tuple[str, ...] = ()


FIELDS: dict[str, ImportField] = {
    field.name: field
    for field in (
        ImportField(
            name="outside_ref",
            label=_("Their reference"),
            heads=(
                "id",
                "no",
                "no.",
                "n.º",
                "num",
                "number",
                "numero",
                "ref",
                "ref.",
                "clave",
                "folio",
                "code",
                "codigo",
                "reference no",
                "their reference",
                "reference elsewhere",
                "referencia externa",
                "identificador",
                "recommendation number",
                "numero de recomendacion",
                "paragraph",
                "parrafo",
            ),
        ),
        ImportField(
            name="ref",
            label=_("Our reference"),
            reads="ref",
            heads=("our reference", "nuestra referencia", "reference", "referencia"),
        ),
        ImportField(
            name="round",
            label=_("Round"),
            reads="words",
            heads=("round", "ronda", "session", "sesion", "cycle", "ciclo", "meeting", "reunion", "edicion"),
        ),
        ImportField(
            name="kind",
            label=_("Kind"),
            reads="words",
            heads=("kind", "type", "tipo", "clase", "category of commitment", "tipo de compromiso"),
        ),
        ImportField(
            name="quote",
            label=_("Words of the statement, verbatim"),
            heads=(
                "quote",
                "verbatim",
                "text of the statement",
                "cita",
                "texto literal",
                "texto de la declaracion",
                "cita textual",
            ),
        ),
        ImportField(
            name="summary_en",
            label=_("Summary in English"),
            heads=(
                "summary",
                "summary in english",
                "action",
                "commitment",
                "recommendation",
                "description",
                "task",
                "text",
                "undertaking",
                "commitment title",
                "english",
            ),
        ),
        ImportField(
            name="summary_es",
            label=_("Summary in Spanish"),
            heads=(
                "resumen",
                "summary in spanish",
                "accion",
                "compromiso",
                "recomendacion",
                "descripcion",
                "tarea",
                "texto",
                "resumen en espanol",
                "actividad",
                "tema tratado",
                "espanol",
            ),
        ),
        ImportField(
            name="words",
            label=_("Words, as our own export writes them"),
            heads=("item", "asunto", "elemento"),
        ),
        ImportField(
            name="topics",
            label=_("Topics"),
            reads="words",
            is_many=True,
            heads=(
                "topic",
                "topics",
                "tema",
                "temas",
                "theme",
                "themes",
                "issue",
                "issues",
                "subject",
                "materia",
                "right or area",
            ),
        ),
        ImportField(
            name="owed_by",
            label=_("Owed by"),
            reads="words",
            is_many=True,
            heads=(
                "owed by",
                "obligado",
                "a cargo de",
                "responsible party",
                "parte responsable",
                "country",
                "pais",
                "state",
                "estado obligado",
            ),
        ),
        ImportField(
            name="asked_by",
            label=_("Asked by"),
            reads="words",
            is_many=True,
            heads=(
                "asked by",
                "solicitado por",
                "recommending state",
                "estado que recomienda",
                "requested by",
            ),
        ),
        ImportField(
            name="asked_of",
            label=_("Asked of"),
            reads="words",
            is_many=True,
            heads=("asked of", "solicitado a", "state under review", "estado examinado", "requested of"),
        ),
        ImportField(
            name="agencies",
            label=_("Agencies"),
            reads="words",
            is_many=True,
            heads=(
                "agency",
                "agencies",
                "dependencia",
                "dependencias",
                "ministry",
                "ministerio",
                "secretaria",
                "institution",
                "institucion",
                "lead institution",
                "institucion responsable",
                "dependencia responsable",
            ),
        ),
        ImportField(
            name="forums",
            label=_("Forums"),
            reads="words",
            is_many=True,
            heads=("forum", "forums", "foro", "foros", "body", "mechanism", "mecanismo", "organo"),
        ),
        ImportField(
            name="officer",
            label=_("Officer"),
            reads="words",
            heads=(
                "officer",
                "owner",
                "responsable",
                "encargado",
                "assigned to",
                "asignado a",
                "focal point",
                "enlace",
                "funcionario",
                "officer, ours",
            ),
        ),
        ImportField(
            name="deadline_on",
            label=_("Agreed deadline"),
            reads="day",
            heads=(
                "deadline",
                "plazo",
                "fecha limite",
                "plazo acordado",
                "agreed deadline",
                "end date",
                "fecha de termino",
            ),
        ),
        ImportField(
            name="target_on",
            label=_("Target date"),
            reads="day",
            heads=(
                "due",
                "due date",
                "target",
                "target date",
                "vence",
                "vencimiento",
                "fecha objetivo",
                "fecha compromiso",
            ),
        ),
        ImportField(
            name="review_on",
            label=_("Review date"),
            reads="day",
            heads=("review", "review date", "revision", "fecha de revision"),
        ),
        ImportField(
            name="next_step",
            label=_("Next step"),
            heads=("next step", "next steps", "siguiente paso", "proximo paso", "proximos pasos"),
        ),
        ImportField(
            name="is_followed",
            label=_("Followed"),
            reads="yes",
            heads=("followed", "seguimiento activo", "followed, by us"),
        ),
        ImportField(
            name="note",
            label=_("Note on our reading"),
            heads=("note on our reading", "nota sobre nuestra lectura"),
        ),
        ImportField(
            name="status",
            label=_("Status"),
            reads="words",
            is_update=True,
            heads=(
                "status",
                "estatus",
                "estado",
                "situacion",
                "avance",
                "progress",
                "state of implementation",
                "our office",
                "nivel de cumplimiento",
                "cumplimiento",
                "implementation status",
                "estado de cumplimiento",
            ),
        ),
        ImportField(
            name="status_on",
            label=_("Date of the status"),
            reads="day",
            is_update=True,
            heads=(
                "status date",
                "date",
                "fecha",
                "as of",
                "updated",
                "actualizado",
                "fecha del estatus",
                "fecha de estado",
                "fecha de actualizacion",
                "last update",
                "ultima actualizacion",
                "date of update",
                "fecha del avance",
            ),
        ),
        ImportField(
            name="says",
            label=_("Who says so"),
            reads="words",
            is_update=True,
            heads=(
                "who says so",
                "source",
                "fuente",
                "quien lo dice",
                "reported by",
                "informado por",
                "segun",
            ),
        ),
        ImportField(
            name="update",
            label=_("Note of the update"),
            is_update=True,
            heads=(
                "note",
                "notes",
                "nota",
                "notas",
                "comment",
                "comments",
                "comentario",
                "comentarios",
                "observaciones",
                "remarks",
                "update",
                "actualizacion",
                "avances",
                "detalle del avance",
            ),
        ),
        ImportField(
            name="evidence_url",
            label=_("Link to evidence"),
            reads="link",
            is_update=True,
            heads=(
                "evidence",
                "evidencia",
                "link",
                "enlace",
                "url",
                "evidence link",
                "enlace a la evidencia",
                "liga",
            ),
        ),
        ImportField(
            name="evidence_title",
            label=_("Title of the evidence"),
            is_update=True,
            heads=("evidence title", "titulo de la evidencia", "document", "documento", "documento soporte"),
        ),
        ImportField(
            name="no_evidence_reason",
            label=_("Why there is no evidence"),
            is_update=True,
            heads=("why there is no evidence", "por que no hay evidencia"),
        ),
    )
}

WORDED = tuple(name for name, field in FIELDS.items() if field.reads == "words")
"""Fields whose cells are matched to words or rows of ours."""
FIXABLE = (
    "round", "kind", "topics", "owed_by", "asked_by", "asked_of", "officer", "status_on", "says", "update",
    "no_evidence_reason", "language",
)  # fmt: skip
"""Fields that may be the same for all rows that have none of their own; ``language`` is that of ``words``."""
