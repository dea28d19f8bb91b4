"""A message in the log's channel becomes one line, of when it was said; or none, and why."""

import json
from pathlib import Path
from typing import Any

import pytest

from logbook.guard.pace import Allowance, Pace
from logbook.model.entries import Origin
from logbook.model.ports import ChatRefused, Post
from tests.demo.recorded import fixture
from tests.verbs.aboard import NOON
from tests.verbs.chat import BOT, CHANNEL, LEO, MARIE, PAUL
from tests.webhooks.quay import HOOK_TOKEN, POSTED_MS, Quay
from webhooks.outgoing import delivered, line_of, take
from webhooks.payload import Payload, Unproven


def post(message: str, *files: str, at_ms: int = POSTED_MS) -> Post:
    return Post("gynron7bf3dcmfzzor95sqcpda", CHANNEL, MARIE.id, message, at_ms, file_ids=files)


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("log pris un ris", "pris un ris"),
        ("LOG Pris un ris", "Pris un ris"),
        ("Journal : vent « SW 5 »\nligne 2", "vent « SW 5 »\nligne 2"),
        ("journal\u00a0: dauphins", "dauphins"),
        ("  log, dauphins", "dauphins"),
        ("log\nsur deux lignes", "sur deux lignes"),
        ("log", None),
        ("journal :", None),
        ("logiciel à jour", None),
        ("journalier", None),
        ("le log de bord", None),
        ("log-list", None),
        ("", None),
    ],
)
def test_the_first_word_says_whether_it_is_a_line(message: str, line: str | None) -> None:
    assert line_of(post(message)) == line


def test_files_alone_are_a_line_and_files_with_other_words_are_not() -> None:
    assert line_of(post("", "f1")) == ""
    assert line_of(post("log", "f1")) == ""
    assert line_of(post("regardez !", "f1")) is None


@pytest.mark.parametrize("as_json", [False, True])
def test_a_message_becomes_a_line_of_its_author_and_the_answer_is_empty(
    port: Quay, *, as_json: bool
) -> None:
    answer = port.hook("Log mer agitée & 5 % de pluie", as_json=as_json)
    assert (answer.status_code, answer.data) == (200, b"")
    entry = port.ship.entries()[-1]
    assert entry.draft.text == "mer agitée & 5 % de pluie"
    assert entry.draft.author == port.ship.caller().member.id
    assert entry.draft.origin is Origin.MANUAL
    assert entry.draft.key == "post:gynron7bf3dcmfzzor95sqcpda"


def test_the_same_post_is_one_line_however_often_it_comes(port: Quay) -> None:
    for _ in range(3):
        port.hook("log une fois")
    take(port.bridge, port.ears, post("log une fois"), POSTED_MS)
    assert port.texts().count("une fois") == 1


def test_its_time_is_ship_s_now_less_its_age_by_the_server_s_clock(port: Quay) -> None:
    # The server's clock is years off; only the 90 s between its two times count.
    entry = take(port.bridge, port.ears, post("log grain", at_ms=1_000_000), 1_090_000)
    assert entry is not None
    assert (entry.draft.at, entry.draft.written_at) == (NOON - 90.0, NOON)


def test_a_time_in_front_counts_from_when_it_was_said(port: Quay) -> None:
    entry = take(port.bridge, port.ears, post("log -10 min grain", at_ms=1), 60_001)
    assert entry is not None
    assert (entry.draft.at, entry.draft.text) == (NOON - 660.0, "grain")
    assert entry.draft.facts["typed"] == "-10 min grain"


def test_a_hook_whose_post_cannot_be_looked_up_is_a_line_of_now(port: Quay) -> None:
    port.ship.caller()
    port.ship.chat.away = True
    port.hook("log sans réseau", file_ids="b1,a2")
    entry = port.ship.entries()[-1]
    assert (entry.draft.text, entry.draft.at) == ("sans réseau", NOON)
    assert entry.draft.facts["files"] == ["b1", "a2"]


def test_files_are_kept_with_the_line_and_copied_aboard(port: Quay) -> None:
    port.ship.chat.files["f1"] = ("à quai.jpg", b"a picture")
    port.hook("journal Le port", file_ids="f1")
    entry = port.ship.entries()[-1]
    assert entry.draft.facts["files"] == ["f1"]
    port.pictures.fetch(port.ship.chat)
    copy = port.ship.folder / "files" / str(entry.number) / "à quai.jpg"
    assert copy.read_bytes() == b"a picture"
    assert port.pictures.waiting() == []


def test_files_without_words_are_a_line_that_says_so(port: Quay) -> None:
    port.hook("", file_ids="f1,f2", as_json=True)
    assert port.ship.entries()[-1].draft.text == "2 fichiers joints"


@pytest.mark.parametrize(
    "changes", [{"user_id": BOT.id}, {"channel_id": "an0therchannel"}, {"text": "bonjour"}]
)
def test_our_own_posts_other_channels_and_mere_talk_are_left_alone(
    port: Quay, changes: dict[str, Any]
) -> None:
    before = len(port.ship.entries())
    answer = port.hook(changes.pop("text", "log x"), **changes)
    assert (answer.status_code, answer.data) == (200, b"")
    assert len(port.ship.entries()) == before
    assert port.ship.chat.asked == []


def test_a_post_that_carries_our_mark_or_came_by_a_webhook_is_no_line(port: Quay) -> None:
    for props in ({"logbook_uid": "7"}, {"from_webhook": "true"}):
        marked = Post("p1", CHANNEL, MARIE.id, "log x", POSTED_MS, props=props)
        assert take(port.bridge, port.ears, marked, POSTED_MS) is None
    joined = "journal added to the channel by marie."
    system = Post("p1", CHANNEL, MARIE.id, joined, POSTED_MS, type="system_add_to_channel")
    assert take(port.bridge, port.ears, system, POSTED_MS) is None
    deleted = Post("p1", CHANNEL, MARIE.id, "log x", POSTED_MS, delete_at=POSTED_MS)
    assert take(port.bridge, port.ears, deleted, POSTED_MS) is None


@pytest.mark.parametrize("token", ["", "another", "a-hook-s-tokeñ", "\ud800"])
def test_a_wrong_token_is_refused_and_writes_nothing(port: Quay, token: str) -> None:
    assert port.hook("log x", as_json=True, token=token).status_code == 401
    assert port.texts() == []


def test_without_a_hook_of_ours_an_empty_token_opens_nothing(port: Quay) -> None:
    call = Payload({"token": "", "text": "log x"})
    for known in (None, ""):
        with pytest.raises(Unproven):
            delivered(port.bridge, port.ears, known, call, lambda _: None)


def test_a_text_that_is_too_long_is_given_back_to_its_author_alone_and_once(port: Quay) -> None:
    long = "log " + "é" * 4001
    port.hook(long)
    port.hook(long)
    assert port.texts() == []
    [(user, words)] = port.ship.chat.directs
    assert user == MARIE.id
    assert "4001" in words.replace("\u00a0", "")
    assert "é" * 4001 in words


def test_who_floods_the_channel_is_told_so_once_and_other_lines_are_written(port: Quay) -> None:
    port.ship.bridge.people.lines = Pace(Allowance(2, 86_400.0))
    for number in range(6):
        port.hook(f"log {number}", post_id=f"post{number}", user_id=PAUL.id)
    port.hook("log x", post_id="other", user_id=LEO.id)
    assert port.texts() == ["0", "1", "x"]
    [(user, words)] = port.ship.chat.directs
    assert user == PAUL.id
    assert "2 lines within a day" in words


def test_who_is_no_member_writes_nothing_and_is_told_nothing(port: Quay) -> None:
    port.ship.chat.present.discard(PAUL.id)
    port.hook("log x", user_id=PAUL.id)
    assert (port.texts(), port.ship.chat.directs) == ([], [])


def test_a_guest_may_write_a_line(port: Quay) -> None:
    port.hook("log j’ai vu un dauphin", user_id=LEO.id)
    assert port.texts() == ["j’ai vu un dauphin"]


def test_a_lone_help_is_answered_and_not_written(port: Quay) -> None:
    port.hook("log aide")
    assert port.texts() == []
    assert "/log-help" in port.ship.chat.directs[0][1]


def test_a_bot_that_was_disabled_does_not_lose_the_line(
    port: Quay, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise ChatRefused("api.context.session_expired.app_error", 401)

    port.ship.caller()
    monkeypatch.setattr(port.ship.chat, "posts_since", refused)
    port.hook("log quand même")
    assert port.texts() == ["quand même"]


def test_what_cannot_be_written_now_is_left_to_be_caught_up(port: Quay) -> None:
    port.ship.chat.away = True
    answer = port.hook("log x", user_id=PAUL.id)
    assert (answer.status_code, answer.data) == (200, b"")
    assert (port.texts(), port.missed) == ([], [True])


@pytest.mark.parametrize(
    "name", ["outgoing-01-form", "outgoing-12-json-files-only", "outgoing-09-leading-space"]
)
def test_a_recorded_call_is_read_as_it_was_sent(port: Quay, name: str) -> None:
    told = fixture(name)
    sent = told["requests"][0]
    kind = dict(sent["headers"])["Content-Type"]
    fields = {
        name: value[0] if isinstance(value, list) else value
        for name, value in sent["body_parsed"].items()
    }
    body = sent["body_raw"].replace("%21log", "log").replace("!log", "log")
    body = body.replace(fields["token"], HOOK_TOKEN).replace(fields["channel_id"], CHANNEL)
    port.ship.chat.present.add(told["triggering_post"]["user_id"])
    answer = port.post("outgoing", body.encode(), kind)
    assert (answer.status_code, answer.data) == (200, b"")
    entry = port.ship.entries()[-1]
    assert entry.draft.key == f"post:{told['triggering_post']['id']}"


def test_a_body_of_ten_megabytes_is_413(port: Quay) -> None:
    body = json.dumps({"text": "x" * 10_000_000}).encode()
    for route in ("outgoing", "action", "dialog"):
        assert port.post(route, body).status_code == 413


def test_nothing_is_written_outside_the_folder_of_files(port: Quay, tmp_path: Path) -> None:
    port.ship.chat.files["f1"] = ("../../../etc/passwd", b"x")
    port.hook("log piège", file_ids="f1")
    port.pictures.fetch(port.ship.chat)
    number = port.ship.entries()[-1].number
    assert [p.name for p in (tmp_path / "files" / str(number)).iterdir()] == ["passwd"]
