"""Late answers: a repeat waits for the first, and never writes beside it."""

import threading

from slash_commands.late import LATE_S, Late
from slash_commands.reply import Reply

WORDS = ("marie", "log", "Pris un ris")


def here() -> bool:
    return False


def test_a_repeat_waits_for_the_first_that_is_still_at_work() -> None:
    steady = [0.0]
    late = Late(lambda: steady[0], wait_s=10.0)
    at_work, go_on = threading.Event(), threading.Event()

    def slow() -> Reply:
        at_work.set()
        assert go_on.wait(10.0)
        return Reply("Ligne 7", wrote=7)

    first: list[tuple[Reply | None, bool]] = []
    thread = threading.Thread(target=lambda: first.append(late.answered(WORDS, slow, here)))
    thread.start()
    assert at_work.wait(10.0)
    steady[0] = LATE_S + 1.0
    threading.Timer(0.05, go_on.set).start()
    reply, repeated = late.answered(WORDS, lambda: Reply("Ligne 8", wrote=8), here)
    thread.join(10.0)
    assert repeated
    assert reply == Reply("Ligne 7", wrote=7)
    assert first == [(Reply("Ligne 7", wrote=7), False)]
    again, repeated = late.answered(WORDS, lambda: Reply("Ligne 8", wrote=8), here)
    assert (again, repeated) == (Reply("Ligne 8", wrote=8), False)


def test_a_repeat_whose_first_does_not_end_is_not_written_either() -> None:
    steady = [0.0]
    late = Late(lambda: steady[0], wait_s=0.01)
    at_work, go_on = threading.Event(), threading.Event()

    def stuck() -> Reply:
        at_work.set()
        assert go_on.wait(10.0)
        return Reply("Ligne 7", wrote=7)

    thread = threading.Thread(target=lambda: late.answered(WORDS, stuck, here))
    thread.start()
    assert at_work.wait(10.0)
    steady[0] = LATE_S + 1.0
    wrote: list[int] = []

    def write() -> Reply:
        wrote.append(8)
        return Reply("Ligne 8", wrote=8)

    assert late.answered(WORDS, write, here) == (None, True)
    go_on.set()
    thread.join(10.0)
    assert wrote == []


def test_the_same_words_at_the_same_time_are_two_lines() -> None:
    late = Late(lambda: 0.0)
    inner: list[tuple[Reply | None, bool]] = []

    def first() -> Reply:
        inner.append(late.answered(WORDS, lambda: Reply("Ligne 8", wrote=8), here))
        return Reply("Ligne 7", wrote=7)

    assert late.answered(WORDS, first, here) == (Reply("Ligne 7", wrote=7), False)
    assert inner == [(Reply("Ligne 8", wrote=8), False)]


def test_a_late_first_that_wrote_nothing_does_not_hold_back_the_second() -> None:
    steady = [0.0]
    late = Late(lambda: steady[0])

    def refused() -> Reply:
        steady[0] += LATE_S + 1.0
        return Reply("refusé")

    late.answered(WORDS, refused, here)
    again = late.answered(WORDS, lambda: Reply("Ligne 8", wrote=8), here)
    assert again == (Reply("Ligne 8", wrote=8), False)
    assert late._flights == {}
