"""A passage as it stands in its statement: within its paragraph."""

from ledger.models import Passage


def paragraph_of(passage: Passage) -> tuple[str, str, str]:
    """The words before the passage in its paragraph, the passage, and the words after it.

    A paragraph ends with its line, as statements are kept; a passage over several lines has the rest of its first and
    of its last one.
    """
    text = passage.statement.text
    begins = text.rfind("\n", 0, passage.start) + 1
    ends = text.find("\n", passage.end)
    before, after = text[begins : passage.start], text[passage.end : ends if ends >= 0 else len(text)]
    return before, text[passage.start : passage.end], after
