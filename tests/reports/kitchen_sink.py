"""One report that holds every block, every cell and every kind of awkward text."""

from ledger.presentation.shape import (
    Column,
    Day,
    Fact,
    Facts,
    Figure,
    Link,
    Listing,
    Note,
    Number,
    Paragraph,
    Paraphrase,
    Positions,
    Quote,
    Ref,
    Report,
    ReportEvent,
    ReportStatus,
    Row,
    Said,
    Section,
    Standing,
    Table,
    Text,
    Timeline,
)

STALLED = ReportStatus("stalled", "stalled on paper", Day("2018-02", "Feb 2018"), "before this round")
UNASSESSED = ReportStatus("unassessed", "nobody looked")


def make_table(caption: str = "A caption with a | bar") -> Table:
    """A table with every cell type, an empty cell, and words that a spreadsheet would compute."""
    columns = ("ref", "words", "count", "day", "status", "link", "nothing")
    cells = (
        Ref("USMX-7-05"),
        Text("=HYPERLINK(1) & 'México'"),
        Number(1234, "1,234"),
        Day("2015-10-21", "21 October 2015"),
        STALLED,
        Link("A label", "https://example.org/a?b=1&c=2"),
        None,
    )
    return Table(
        caption, tuple(Column(key, f"{key} column", key == "count") for key in columns), (Row(cells),)
    )


def make_positions() -> Positions:
    """Two voices that differ about one party."""
    office = Said("office", "Our office says", UNASSESSED)
    party = Said("party", "Mexico reports", STALLED, (Text("La ley está", "es", (1,)),), Ref("USMX-7-05"))
    return Positions((Standing("On Mexico", (office, party), "they differ"),))


def make_section() -> Section:
    """A section within a section, holding a block of each type."""
    blocks = (
        Paragraph((Text("A sentence with *stars*, _lines_, `ticks` and [brackets].", notes=(1, 2)),)),
        Paragraph((Text("An aside <script>alert(1)</script> & more"),), is_quiet=True),
        Listing((Text("1. not a list"), Text("# not a heading"), Text("- not a point"))),
        Quote(
            'actions to  prevent\ntorture\n\n> "and" <ill>-treatment',
            "en",
            "Statement, characters 1 to 9",
            (2,),
        ),
        Paraphrase("Cómo prevenir la tortura", "es", "Our paraphrase.", (2,)),
        Facts((Fact("owed by", Text("both")), Fact("agreed", Day("2015", "2015")))),
        make_positions(),
        Timeline(
            (
                ReportEvent(
                    Day("2018-02", "Feb 2018"),
                    "The record",
                    (Text("34 people"),),
                    "a note",
                    STALLED,
                    ("a mark",),
                ),
            )
        ),
        Timeline((ReportEvent(Day("2015-01-01", "1 January 2015"), "Nobody", ()),)),
        make_table(),
        Figure("A picture", "What it shows", make_table("The figures of the picture")),
    )
    item = Section("USMX-7-05", blocks, ref="USMX-7-05", details=(Text("discussed"), Text("tratado", "es")))
    return Section("Item by item", (), (Section("Round 7", (), (item,)),), starts_page=True)


def make_report() -> Report:
    """The whole of it."""
    notes = (
        Note(1, "Figures of the unit", "Centro Prodh", Day("2018-12-18", "18 Dec 2018"), ("NGO", "Spanish"),
             Text("8,335 averiguaciones", "es"), "https://example.org/figures", "supports"),
        Note(2, "Another view", url="javascript:alert(2)", stance="contradicts", is_against=True),
    )  # fmt: skip
    return Report(
        code="topic",
        label="Status report",
        title='Torture "prevention" & <more>',
        language="en",
        facts=(Fact("As of", Day("2018-12-31", "31 December 2018")), Fact("Audience", Text("internal"))),
        summary=(Paragraph((Text("Where it stands.", notes=(1,)), Text("What is next."))),),
        sections=(make_section(),),
        records=make_table("The records"),
        notes_title="Evidence",
        notes=notes,
        colophon="Internal: not for release as it stands.",
    )


def make_empty_report() -> Report:
    """A report that has nothing to say, which is a report too."""
    return Report(
        "topic", "Status report", "Nothing", "es", (), (), (), Table("", (Column("ref", "Ref"),), ())
    )
