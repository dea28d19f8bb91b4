"""The card of a line, its buttons and the forms, by a real server's actions and dialogs."""

from logbook.chat.cards import struck
from tests.live.boat import Boat
from tests.live.people import Json, Person, Server
from tests.live.test_commands import number


def written(boat: Boat, person: Person, words: str) -> tuple[str, Json]:
    """Write a line; return its number and its card."""
    answer = person.command(f"{boat.slash('log')} {words}")
    return number(answer), person.sees(words, of=boat.settings.bot_id)


def card(person: Person, post: Json, words: str) -> Json:
    """Wait until the card was edited to hold these words."""
    found = person.sees(words, of=post["user_id"])
    assert found["id"] == post["id"], "it is the same post"
    return found


def actions(post: Json) -> list[str]:
    return [
        action["id"]
        for attachment in post["props"].get("attachments") or ()
        for action in attachment.get("actions") or ()
    ]


def test_a_correction_edits_the_card_which_keeps_the_first_words_and_its_buttons(
    boat: Boat, marie: Person
) -> None:
    line, post = written(boat, marie, "wind easing, all sails set")
    assert actions(post) == ["correct", "strike"]
    marie.command(f"{boat.slash('log-correct')} {line} genoa furled at once")
    edited = card(marie, post, "genoa furled at once")
    assert struck("wind easing, all sails set") in edited["message"]
    assert marie.name in edited["message"]
    assert actions(edited) == ["correct", "strike"]
    assert "integration" not in str(edited["props"])


def test_the_button_opens_a_form_and_the_form_corrects(boat: Boat, marie: Person) -> None:
    _, post = written(boat, marie, "two dolphins on the bow")
    form = marie.form(lambda: marie.click(post["id"], "correct"))
    first, reason = form["dialog"]["elements"]
    assert first["default"] == "two dolphins on the bow"
    wrong = marie.submit(form, {first["name"]: " ", reason["name"]: None})
    assert set(wrong.json()["errors"]) == {first["name"]}
    done = marie.submit(form, {first["name"]: "three dolphins astern", reason["name"]: None})
    assert (done.status_code, not (done.json() or {}).get("error")) == (200, True)
    edited = card(marie, post, "three dolphins astern")
    assert struck("two dolphins on the bow") in edited["message"]
    again = marie.submit(form, {first["name"]: "four dolphins", reason["name"]: None})
    assert "four dolphins" in again.json()["error"]
    assert "four dolphins" not in boat.typed()


def test_the_button_strikes_and_a_struck_card_has_no_buttons(boat: Boat, marie: Person) -> None:
    _, post = written(boat, marie, "land in sight to port")
    form = marie.form(lambda: marie.click(post["id"], "strike"))
    [reason] = form["dialog"]["elements"]
    assert marie.submit(form, {reason["name"]: "it was a cloud"}).status_code == 200
    edited = card(marie, post, "it was a cloud")
    assert struck("land in sight to port") in edited["message"]
    assert actions(edited) == []


def test_three_clicks_at_once_write_nothing(boat: Boat, marie: Person) -> None:
    _, post = written(boat, marie, "clicked three times")
    before = boat.typed()
    for _ in range(3):
        marie.form(lambda: marie.click(post["id"], "strike"))
    assert boat.typed() == before


def test_who_may_not_is_told_so_at_the_button(boat: Boat, marie: Person, yann: Person) -> None:
    line, post = written(boat, marie, "only mine to strike")
    told = yann.whisper(lambda: yann.click(post["id"], "strike"))
    assert line in told


def test_a_form_handed_in_by_another_writes_nothing(
    boat: Boat, marie: Person, yann: Person
) -> None:
    _, post = written(boat, marie, "a form to be stolen")
    form = marie.form(lambda: marie.click(post["id"], "strike"))
    before = boat.typed()
    stolen = yann.submit(form, {"reason": "theft"})
    assert not stolen.ok
    assert boat.typed() == before


def test_a_button_that_somebody_made_up_writes_nothing(
    server: Server, boat: Boat, marie: Person
) -> None:
    line, _ = written(boat, marie, "not yours to forge")
    forged = {
        "id": "strike", "type": "button", "name": "Strike",
        "integration": {
            "url": f"{boat.settings.callback}/webhooks/action",
            "context": {"vessel": "x", "entry": int(line), "purpose": "strike", "sig": "0" * 64},
        },
    }  # fmt: skip
    draft = {
        "channel_id": boat.settings.channel_id, "message": "forged",
        "props": {"attachments": [{"actions": [forged]}]},
    }  # fmt: skip
    post = server.ask("POST", "posts", draft)
    before = boat.typed()
    assert not marie.click(post["id"], "strike").ok
    assert boat.typed() == before


def test_a_bare_log_opens_the_form_of_a_new_line(boat: Boat, marie: Person) -> None:
    form = marie.form(lambda: marie.command(boat.slash("log")))
    names = [element["name"] for element in form["dialog"]["elements"]]
    given: dict[str, str | None] = dict.fromkeys(names)
    given |= {"text": "fog bank ahead", "wind": "SW 15", "baro": "1013,2"}
    wrong = marie.submit(form, {**given, "wind": "a lot"})
    assert set(wrong.json()["errors"]) == {"wind"}
    assert marie.submit(form, given).status_code == 200
    post = marie.sees("fog bank ahead", of=boat.settings.bot_id)
    assert "1013.2 hPa" in post["message"]
    assert boat.typed()[-1] == "fog bank ahead"
