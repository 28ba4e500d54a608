"""Files are read with their lines; a wrong value is refused with file, line, field and what was expected."""

from datetime import date
from pathlib import Path

import pytest

from ledger.seeding.errors import Fault, FaultList, Faults, nearest
from ledger.seeding.source import TomlTable, index_lines, read_source
from ledger.vocabulary import Kind, Precision

FILE = '''# A head.
title = "One"
long = """
kind = "not a field"
[not.a.header]
"""

[round]
number = 7
list = [
    "a", # [[not]]
    "b",
]

[[items]]
kind = "agreed"
deadline = { on = 2018-12-31, basis = "inferred" }

[[items]] # the second
kind = "discused"
[[items.notes]]
text = "x"
[[items.notes]]
text = "y"
'''


def make_record(folder: Path, text: str) -> TomlTable:
    path = folder / "reading.toml"
    path.write_text(text, encoding="utf-8")
    return read_source(path, name="reading.toml").top


def test_index_lines_follows_headers_lists_and_long_values() -> None:
    assert index_lines(FILE) == {
        ("title",): 2,
        ("long",): 3,
        ("round",): 8,
        ("round", "number"): 9,
        ("round", "list"): 10,
        ("items", 0): 15,
        ("items", 0, "kind"): 16,
        ("items", 0, "deadline"): 17,
        ("items", 1): 19,
        ("items", 1, "kind"): 20,
        ("items", 1, "notes", 0): 21,
        ("items", 1, "notes", 0, "text"): 22,
        ("items", 1, "notes", 1): 23,
        ("items", 1, "notes", 1, "text"): 24,
    }


def test_place_of_a_field_in_an_inline_table_is_that_of_the_table(tmp_path: Path) -> None:
    deadline = make_record(tmp_path, FILE).records("items")[0].record("deadline")
    assert deadline is not None
    assert deadline.place("basis") == "reading.toml:17"


def test_values_are_read_as_what_they_are(tmp_path: Path) -> None:
    record = make_record(
        tmp_path,
        'day = 2015-10-21\nmonth = "2020-11"\nyear = "2020"\nwords = ["a", "b"]\nkind = "agreed"\nyes = true\nn = 3\n',
    )
    assert record.day("day") == date(2015, 10, 21)
    assert record.moment("day") == (date(2015, 10, 21), Precision.DAY)
    assert record.moment("month") == (date(2020, 11, 1), Precision.MONTH)
    assert record.moment("year") == (date(2020, 1, 1), Precision.YEAR)
    assert record.texts("words") == ["a", "b"]
    assert record.word("kind", Kind) is Kind.AGREED
    assert record.flag("yes") is True
    assert record.number("n") == 3


def test_absent_values_are_empty(tmp_path: Path) -> None:
    record = make_record(tmp_path, "")
    assert (record.text("a"), record.number("a"), record.flag("a"), record.day("a")) == (
        "",
        None,
        False,
        None,
    )
    assert (record.texts("a"), record.records("a"), record.record("a")) == ([], [], None)
    assert (record.optional_word("a", Kind), record.one("a", {})) == (None, None)
    assert record.moment("a") == (None, Precision.DAY)


@pytest.mark.parametrize(
    ("text", "read", "says"),
    [
        ("a = 3", lambda r: r.text("a"), "a text in quotation marks was expected, not 3"),
        ("a = true", lambda r: r.number("a"), "a whole number was expected, not True"),
        ("a = 2015-10-21T10:00:00", lambda r: r.day("a"), "a day such as 2015-10-21 was expected, not "),
        ("", lambda r: r.text("a", required=True), "is missing: a text in quotation marks was expected"),
        ('a = ""', lambda r: r.text("a", required=True), "is empty"),
        ('a = "2020-13"', lambda r: r.moment("a"), "was expected, not '2020-13'"),
        ('a = ["x", 1]', lambda r: r.texts("a"), "a list of texts was expected, but 1 is in it"),
        ('a = ["x", "x"]', lambda r: r.texts("a"), "'x' is there twice"),
        (
            'a = "discused"',
            lambda r: r.word("a", Kind),
            "'discused' is not known; the nearest is 'discussed'",
        ),
        ('a = "q"', lambda r: r.one("a", {"MEX": 1, "USA": 2}), "'q' is not known; there are: MEX, USA"),
        ('a = ["mex"]', lambda r: r.several("a", {"MEX": 1}), "'mex' is not known; the nearest is 'MEX'"),
        ("a = [1]", lambda r: r.records("a"), "tables headed [[a]] were expected"),
        ("a = 1", lambda r: r.record("a"), "a table was expected, not 1"),
        ("a = 1", lambda r: r.only("b"), "is not a field here; there are: b"),
        ("summary = 1", lambda r: r.only("summary_en"), "is not a field here; the nearest is 'summary_en'"),
    ],
)
def test_a_wrong_value_is_refused_with_what_was_expected(tmp_path: Path, text: str, read, says: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Fault) as refused:
        read(make_record(tmp_path, text))
    assert str(refused.value).startswith(f"reading.toml:1: {refused.value.field}: ")
    assert says in refused.value.expected


def test_a_file_that_is_not_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Fault) as refused:
        make_record(tmp_path, "a = 1\nb = \n")
    assert (refused.value.line, refused.value.field) == (2, "")
    assert "is not TOML" in str(refused.value)


def test_a_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="is not TOML"):
        make_record(tmp_path, 'a = """\nno end')


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes("a = 'é'".encode("latin-1"))
    with pytest.raises(Fault) as refused:
        read_source(path, name="latin.toml")
    assert str(refused.value) == "latin.toml:1: is not UTF-8 at byte 5"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="cannot be read: No such file"):
        read_source(tmp_path / "none.toml")


def test_fault_list_raises_all_faults_in_the_order_of_files_and_lines() -> None:
    faults = FaultList()
    for line in (9, 2):
        with faults.noting():
            raise Fault("b.toml", line, "kind", "wrong")
    with faults.noting():
        raise Faults([Fault("a.toml", 5, "", "wrong")])
    with pytest.raises(Faults) as raised:
        faults.raise_any()
    assert str(raised.value) == "a.toml:5: wrong\nb.toml:2: kind: wrong\nb.toml:9: kind: wrong"


def test_fault_list_without_faults_raises_nothing() -> None:
    FaultList().raise_any()


def test_nearest_is_silent_where_there_is_nothing_to_choose() -> None:
    assert nearest("x", []) == ""
    assert nearest("zzz", [f"topic-{n}" for n in range(13)]) == ""


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "notepad.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    source = read_source(path)
    assert (source.data, source.line(("b",))) == ({"a": 1, "b": 2}, 2)


def test_a_file_nested_beyond_reading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="is not TOML"):
        make_record(tmp_path, "a = " + "[" * 20_000 + "]" * 20_000)


def test_a_month_of_no_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="not '0000-01'"):
        make_record(tmp_path, 'a = "0000-01"').moment("a")
