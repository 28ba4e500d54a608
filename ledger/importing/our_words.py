"""Our words and rows by the names that cells give them: what is known is taken, what is alike is only proposed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from ledger.importing.fields import FIELDS
from ledger.importing.mapping import ImportMapping
from ledger.typed_text import name_form
from ledger.vocabulary import AgreedAs, Kind, Status

NOTHING = ""
"""What a word is matched to that says nothing: "n/a", "–"."""
RECORD = "record"
"""Who says so, where the cell's own words name a source of the record."""
OFFICE = "office"
ALIKE = 75
"""Of 100, from which on a word is proposed; a person decides."""

SPELLINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "status": {
        Status.UNASSESSED: ("unassessed", "not assessed", "sin evaluar", "no evaluado"),
        Status.NOT_STARTED: (
            "not started",
            "not begun",
            "no iniciado",
            "no iniciada",
            "sin iniciar",
            "pendiente",
            "pending",
            "por iniciar",
        ),
        Status.IN_PROGRESS: (
            "in progress",
            "ongoing",
            "under way",
            "underway",
            "en curso",
            "en proceso",
            "en progreso",
            "en marcha",
            "en desarrollo",
        ),
        Status.STALLED: (
            "stalled",
            "on hold",
            "delayed",
            "estancado",
            "estancada",
            "detenido",
            "en pausa",
            "suspendido",
        ),
        Status.REVERSED: ("reversed", "retroceso", "revertido"),
        Status.SUBSTANTIAL: (
            "largely done",
            "substantial",
            "substantially complete",
            "mostly done",
            "cumplido en gran parte",
            "sustancial",
            "avance sustancial",
        ),
        Status.DONE: (
            "done",
            "complete",
            "completed",
            "fulfilled",
            "cumplido",
            "cumplida",
            "completado",
            "concluido",
            "concluida",
            "terminado",
        ),
        Status.OVERTAKEN: ("overtaken", "overtaken by events", "superado", "superado por los hechos"),
        Status.DECLINED: ("will not be done", "declined", "no se hara", "rechazado"),
    },
    "kind": {
        Kind.DISCUSSED: ("discussed", "tratado"),
        Kind.ACKNOWLEDGED: ("acknowledged", "reconocido"),
        f"{Kind.AGREED}:{AgreedAs.SHARED_VIEW}": ("shared view", "vision compartida", "opinion compartida"),
        f"{Kind.AGREED}:{AgreedAs.GENERAL_PLEDGE}": ("general pledge", "pledge", "compromiso general"),
        Kind.UNDERTAKEN: (
            "specific commitment",
            "undertaken",
            "commitment",
            "compromiso concreto",
            "compromiso",
        ),
        Kind.ASKED: ("asked", "request", "recommendation", "solicitado", "recomendacion", "solicitud"),
    },
    "says": {OFFICE: ("our office", "nuestra oficina", "office", "oficina")},
}
"""Words of ours by the names that tables give them, in both languages; compared without capitals and accents."""


@dataclass(frozen=True)
class OurWord:
    """A word or row of ours: its code in mappings, its label, and the names by which cells may call it."""

    code: str
    label: str
    names: tuple[str, ...] = ()


@dataclass
class FieldWords:
    """The words of one field, found by any of their names."""

    words: dict[str, OurWord] = field(default_factory=dict)
    by_name: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[OurWord]) -> "FieldWords":
        """Put words together; a name that two of them bear names neither."""
        made = cls()
        for word in words:
            made.words[word.code] = word
            for name in {name_form(name) for name in (word.code, word.label, *word.names) if name}:
                made.by_name[name] = None if made.by_name.get(name, word.code) != word.code else word.code
        return made

    def code_of(self, cell: str) -> str | None:
        """Return the code of the word that a cell names; None for an unknown one."""
        return self.by_name.get(name_form(cell))

    def proposed(self, cell: str) -> str:
        """Return the code of the word that is most like a cell's; empty for none."""
        names = [name for name, code in self.by_name.items() if code is not None]
        found = process.extractOne(
            name_form(cell), names, scorer=fuzz.token_sort_ratio, processor=None, score_cutoff=ALIKE
        )
        return (self.by_name[found[0]] or "") if found else ""


Vocabulary = Mapping[str, FieldWords]
"""The words of each field that has any."""


@dataclass(frozen=True)
class UnknownWord:
    """A cell's words that the mapping matches to nothing of ours, how often they stand there, what is like them."""

    field: str
    value: str
    count: int
    proposed: str


def parts_of(name: str, cell: str, vocabulary: Vocabulary, mapping: ImportMapping) -> Iterator[str]:
    """Yield the names in a cell: of a field that takes several, what stands between ";", "|" and line breaks, and
    between commas unless the whole is known.
    """
    if not FIELDS[name].is_many:
        yield cell
        return
    for part in cell.replace("|", ";").replace("\n", ";").split(";"):
        part = part.strip()
        if not part:
            continue
        if meant(name, part, vocabulary, mapping) is not None or "," not in part:
            yield part
        else:
            yield from (piece.strip() for piece in part.split(",") if piece.strip())


def meant(name: str, value: str, vocabulary: Vocabulary, mapping: ImportMapping) -> str | None:
    """Return the code that a cell's words mean by the mapping, else by themselves; None where nobody knows."""
    chosen = mapping.words.get(name, {})
    if value in chosen:
        code = chosen[value]
        return code if code in {NOTHING, RECORD} or code in vocabulary[name].words else None
    return vocabulary[name].code_of(value)


def proposals(
    counts: Mapping[tuple[str, str], int], vocabulary: Vocabulary, known: Collection[tuple[str, str]] = ()
) -> list[UnknownWord]:
    """Return unknown words with what of ours is most like them, those that stand there most first."""
    rows = [
        UnknownWord(name, value, count, vocabulary[name].proposed(value))
        for (name, value), count in counts.items()
        if (name, value) not in known
    ]
    return sorted(rows, key=lambda row: (row.field, -row.count, row.value))
