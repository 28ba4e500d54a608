"""List the control words of rich text by meaning: groups with and without words, and characters."""

UNSEEN_GROUPS = frozenset(
    (
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "header", "headerl",
        "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "ftnsep", "ftnsepc",
        "ftncn", "aftnsep", "aftnsepc", "aftncn", "fldinst", "sp", "shprslt", "nonshppict",
        "upr", "listtable", "listoverridetable", "revtbl", "pn",
    )
)  # fmt: skip
"""Groups that hold no words of the text, or the same words once more."""
SEEN_GROUPS = frozenset(
    (
        "shptxt", "ud", "shpinst", "fldrslt", "footnote", "listtext", "pntext", "field",
        "result", "shp", "do", "dptxbxtext",
    )
)  # fmt: skip
"""Groups that hold words, though they stand in a group that holds none, or are marked to be skipped."""
APART_GROUPS = frozenset({"footnote", "shptxt", "dptxbxtext"})
"""Groups whose words stand apart from the paragraph that holds them."""
MARK_GROUPS = frozenset({"listtext", "pntext"})
"""Groups that hold a list's bullet or number."""
CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
"""What a control word stands for in the text."""
SIGNS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
"""What a control sign stands for in the text."""
