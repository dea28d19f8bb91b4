"""Over the limit a member is told so in private, a message waits, and a stranger is sent away."""

from dataclasses import replace

from logbook.guard.doorkeeper import Allowances, Doorkeeper
from logbook.guard.pace import Allowance
from tests.verbs.chat import LEO
from tests.webhooks.quay import Quay, quay


def narrow(port: Quay) -> Quay:
    """Return the same quay behind a door that lets one call of a member in, and no second."""
    found = quay(port.ship)
    one = Allowance(1, 1e9)
    return replace(found, door=Doorkeeper(lambda: 0.0, Allowances(one, Allowance(10, 1e9), one)))


def test_a_form_over_the_limit_writes_nothing_and_gives_the_words_back(port: Quay) -> None:
    port = narrow(port)
    assert port.submit(port.state(), {"text": "un"}).json == {}
    told = port.submit(port.state(), {"text": "deux"})
    assert told.status_code == 200
    assert "10 secondes" in told.json["error"]
    assert "deux" in told.json["error"]
    assert port.texts() == ["un"]
    assert port.submit(port.state(user_id=LEO.id), {"text": "trois"}, LEO.id).json == {}


def test_a_form_over_the_limit_is_not_spent(port: Quay) -> None:
    slow = narrow(port)
    state = slow.state()
    slow.submit(slow.state(), {"text": "un"})
    slow.submit(state, {"text": "deux"})
    assert port.submit(state, {"text": "deux"}).json == {}
    assert port.texts() == ["un", "deux"]


def test_a_button_over_the_limit_answers_in_private(port: Quay) -> None:
    entry = port.wrote()
    port = narrow(port)
    port.click(entry.number, "correct")
    told = port.click(entry.number, "correct")
    assert told.status_code == 200
    assert "10 secondes" in told.json["ephemeral_text"]
    assert len(port.ship.chat.dialogs) == 1


def test_a_message_over_the_limit_is_caught_up_later_and_not_lost(port: Quay) -> None:
    port = narrow(port)
    port.hook("log un")
    told = port.hook("log deux", post_id="gynron7bf3dcmfzzor95sqcpdb")
    assert (told.status_code, told.data) == (200, b"")
    assert port.texts() == ["un"]
    assert port.missed == [True]


def test_calls_without_proof_are_told_401_and_then_429_and_take_nothing_from_the_crew(
    port: Quay,
) -> None:
    port = narrow(port)
    told = [port.submit("a forged state", {"text": "x"}).status_code for _ in range(5)]
    told += [port.hook("log x", token="wrong").status_code]
    told += [port.click(1, "correct", forged={"sig": "0" * 64}).status_code]
    assert told == [401] + [429] * 6
    assert port.submit(port.state(), {"text": "un"}).json == {}
    assert port.texts() == ["un"]


def test_a_number_too_large_for_a_float_proves_nothing_and_wakes_nobody(port: Quay) -> None:
    body = b'{"token": 1' + b"0" * 400 + b', "state": 1' + b"0" * 400 + b', "user_id": 1e999}'
    for route in ("outgoing", "action", "dialog"):
        assert port.post(route, body).status_code == 401
    assert port.missed == []


def test_where_nobody_has_a_hand_free_all_three_say_so_at_once_and_nobody_is_asked(
    port: Quay,
) -> None:
    entry, wide = port.wrote(), Allowance(1000, 1.0)
    door = Doorkeeper(lambda: 0.0, Allowances(wide, wide), at_once=1)
    busy = replace(quay(port.ship), door=door)
    state = busy.state(user_id=LEO.id)
    with door.visit("192.168.1.10") as admit:
        admit("somebody")
        asked = len(port.ship.chat.asked)
        assert busy.hook("log un").data == b""
        assert busy.missed == [True]
        assert "10 secondes" in busy.click(entry.number, "correct", LEO.id).json["ephemeral_text"]
        told = busy.submit(state, {"text": "deux"}, LEO.id).json["error"]
        assert "10 secondes" in told
        assert "deux" in told
        assert len(port.ship.chat.asked) == asked
    assert busy.submit(state, {"text": "deux"}, LEO.id).json == {}
    assert port.texts() == ["Pris un ris", "deux"]
