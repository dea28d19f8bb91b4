"""The log as JSON lines: nothing changed, nothing left out."""

import io
import json

from logbook.exports.log import write_log

ROWS: list[dict[str, str | None]] = [
    {"form": "1", "number": "1", "prev": "0" * 64, "text": 'é 😀 <&>"\\ \x01\u2028\n', "sog": None},
    {"form": "1", "number": "2", "prev": "a" * 64, "text": "", "sog": "2.500"},
]


def test_each_row_is_one_line_with_its_fields_in_order_and_as_stored() -> None:
    out = io.BytesIO()
    assert write_log(out, ROWS) == 2
    lines = out.getvalue().decode("utf-8").removesuffix("\n").split("\n")
    assert [json.loads(line) for line in lines] == ROWS
    assert [list(json.loads(line)) for line in lines] == [list(row) for row in ROWS]


def test_words_are_written_as_they_are_read() -> None:
    out = io.BytesIO()
    write_log(out, ROWS)
    assert "é 😀".encode() in out.getvalue()


def test_an_empty_log_is_an_empty_file() -> None:
    out = io.BytesIO()
    assert write_log(out, []) == 0
    assert not out.getvalue()
