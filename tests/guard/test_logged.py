"""Nobody forges a row of our messages, paints the screen with one, or reads a secret in one."""

import logging
import sys
import threading
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.guard import logged
from logbook.guard.logged import Plain, escaped

TOKEN = "wpcbwu8p6q7165zu88znyqop1n"


def record(message: str, *facts: object, trace: BaseException | None = None) -> logging.LogRecord:
    caught = None if trace is None else (type(trace), trace, trace.__traceback__)
    return logging.LogRecord("feeds", logging.WARNING, __file__, 1, message, facts, caught)


def raised(said: str) -> ValueError:
    with pytest.raises(ValueError, match=r".") as caught:
        raise ValueError(said)
    return caught.value


@given(st.text())
def test_whatever_is_said_is_one_row_without_control_characters(said: str) -> None:
    row = Plain().format(record("bad: %s", said))
    assert len(row.splitlines()) == 1
    assert not any(unicodedata.category(one) in {"Cc", "Cf", "Zl", "Zp", "Cs"} for one in row)


def test_a_forged_row_and_an_escape_sequence_are_shown_for_what_they_are() -> None:
    said = "$GPRMC\r\n2027-01-01 00:00:00 root: all is well\x1b[2J"
    row = Plain().format(record("bad: %s", said))
    assert row.endswith(r"bad: $GPRMC\r\n2027-01-01 00:00:00 root: all is well\x1b[2J")


def test_letters_of_every_language_stay_as_they_are() -> None:
    assert escaped("Pris un ris à l’île d’Yeu, 風") == "Pris un ris à l’île d’Yeu, 風"


def test_a_traceback_is_set_off_so_that_no_row_of_it_looks_like_a_message() -> None:
    trace = raised("one\n2027-01-01 00:00:00,000 root: all is well")
    rows = Plain().format(record("a form failed", trace=trace)).split("\n")
    assert len(rows) > 3
    assert all(row.startswith("    ") for row in rows[1:])


def test_a_secret_is_struck_out_wherever_it_stands() -> None:
    plain = Plain()
    plain.hide(lambda: (TOKEN, ""))
    trace = raised(f"cannot send {TOKEN}")
    shown = plain.format(record("%s is refused", {"seen": TOKEN}, trace=trace))
    assert TOKEN not in shown
    assert shown.count("…") >= 2


@pytest.mark.parametrize(
    "said", ["Authorization: Bearer {}", "authorization: token {}", "token={}&text=log", "Token {}"]
)
def test_what_looks_like_somebodys_token_is_struck_out_too(said: str) -> None:
    assert TOKEN not in Plain().format(record(said.format(TOKEN)))


def test_a_sentence_about_a_token_is_not() -> None:
    assert "a token of theirs" in Plain().format(record("a token of theirs is refused"))


@pytest.fixture
def installed() -> Iterator[None]:
    root, hooks = logging.getLogger(), (threading.excepthook, sys.unraisablehook)
    handlers, level = list(root.handlers), root.level
    logged.install(logging.WARNING)
    yield
    threading.excepthook, sys.unraisablehook = hooks
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.usefixtures("installed")
def test_a_thread_that_ends_badly_is_told_of_in_the_same_way(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fall() -> None:
        raise ValueError(f"\x1b[31mBearer {TOKEN}")

    # The stream is the one of the time of installation.
    logging.getLogger().handlers[0].stream = sys.stderr  # type: ignore[attr-defined] # it has one
    thread = threading.Thread(target=fall, name="odd")
    thread.start()
    thread.join()
    said = capsys.readouterr().err
    assert "thread odd ended" in said
    assert "\x1b" not in said
    assert TOKEN not in said
