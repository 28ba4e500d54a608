"""A small set of seed files, whole and right; tests change a line of it and look at what follows."""

from pathlib import Path

from django.apps import apps

from ledger.models import text_digest

TEXT = (
    "The 3rd round was held today. Both sides agreed to train judges. They discussed prisons and "
    "the training of judges. Both sides agreed that courts matter. Ann Lee, Minister (MFA)Bo Ray, Judge."
)

REFERENCE = """\
[[parties]]
code = "MEX"
name_en = "Mexico"
name_es = "México"

[[parties]]
code = "USA"
name_en = "United States"

[[topics]]
slug = "justice"
name_en = "Justice"
phrases_en = ["courts", "judges"]

[[topics]]
slug = "prisons"
name_en = "Prisons"
parent = "justice"

[[agencies]]
code = "MFA"
party = "MEX"
name_en = "Ministry of Foreign Affairs"

[[forums]]
code = "UNGA"
name_en = "General Assembly"
topic = "justice"

[[dialogues]]
code = "MXUS"
name_en = "A dialogue"
parties = ["MEX", "USA"]
"""

READING = """\
[round]
dialogue = "MXUS"
number = 3
starts_on = 2015-10-21
ends_on = 2015-10-21
dates_basis = "inferred"
dates_evidence = "A press report."

[[statements]]
language = "en"
form = "statement"
visibility = "public"
url = "https://example.org/3"
text = "mxus-03.txt"
sha256 = "SHA256"

[[delegations]]
party = "MEX"

[[delegations.delegates]]
name = "Ann Lee"
agency = "MFA"
role = "head"
quote = "Ann Lee, Minister (MFA)"

[[items]]
ref = "MXUS-3-01"
kind = "agreed"
agreed_as = "general_pledge"
topics = ["justice"]
owed_by = ["MEX", "USA"]
quote = "to train judges"

[[items]]
ref = "MXUS-3-02"
kind = "discussed"
topics = ["prisons", "justice"]
quote = "prisons"

[[items]]
ref = "MXUS-3-03"
kind = "agreed"
agreed_as = "shared_view"
topics = ["justice"]
summary_en = "Courts matter."
deadline = { on = 2016-12-31, precision = "year", basis = "inferred", wording = "soon" }
"""

FOLLOW_UP = """\
dialogue = "MXUS"

[[facts]]
id = "f-1"
follows = "MXUS-3-01"
voice = "MEX"
about = "MEX"
effective = 2016-02-01
status = "in_progress"
note = "A school for judges opened."

[[facts]]
id = "f-2"
follows = "MXUS-3-01"
also_follows = ["MXUS-3-03"]
voice = "record"
about = "MEX"
effective = "2017-03"
status = "stalled"
note = "The school closed."
basis_note = "The month is the report's."
contests = "f-1"

[[facts.evidence]]
type = "report"
title = "On the school"
issuer = "Court Watch"
source_kind = "ngo"
language = "en"
published_on = 2017-03-09
url = "https://example.org/school"

# The end
"""


def make_seeds(folder: Path, **changed: tuple[str, str]) -> Path:
    """Write the files to a folder. ``reading=(old, new)`` and the like change the one place where ``old`` stands."""
    texts = {
        "reference": REFERENCE,
        "reading": READING.replace("SHA256", text_digest(TEXT)),
        "follow_up": FOLLOW_UP,
    }
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    (folder / "mxus-03.txt").write_bytes(TEXT.encode())
    for name, (old, new) in changed.items():
        change(folder / f"{name}.toml", old, new)
    return folder


def change(path: Path, old: str, new: str) -> None:
    """Change the one place of a file where ``old`` stands."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(path: Path, words: str) -> int:
    """The line, counted from 1, on which the words first stand."""
    text = path.read_text(encoding="utf-8")
    return text.count("\n", 0, text.index(words)) + 1


def add_item(folder: Path, number: int, words: str = 'summary_en = "More."') -> None:
    """Put one more item at the end of the reading."""
    with (folder / "reading.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'[[items]]\nref = "MXUS-3-{number:02}"\nkind = "discussed"\ntopics = ["justice"]\n{words}\n'
        )


def row_counts() -> dict[str, int]:
    """How many rows each table of the ledger holds."""
    models = apps.get_app_config("ledger").get_models()
    return {model.__name__: model._base_manager.count() for model in models}
