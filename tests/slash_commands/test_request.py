"""What Mattermost sends is read as it was typed, byte by byte where it must be."""

from urllib.parse import parse_qs

import pytest

from slash_commands.request import read
from tests.slash_commands.channel import form, raw_form
from tests.slash_commands.recorded import calls, recorded
from tests.verbs.chat import CHANNEL, MARIE, PAUL

NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize("name", calls())
def test_every_recorded_request_is_read(name: str) -> None:
    sent = recorded(name)["request"]
    headers = dict(sent["headers"])
    body = sent["body_raw"] if sent["method"] == "POST" else sent["query_raw"]
    found = read(body.encode(), headers["Authorization"])
    assert found is not None
    plain = parse_qs(body, keep_blank_values=True)
    assert f"/{found.trigger}" == plain["command"][0]
    assert found.user_id == plain["user_id"][0]
    assert found.trigger_id == plain["trigger_id"][0]
    assert found.token == plain["token"][0]
    assert found.text.lstrip(f"\ufffd{NO_BREAK}") == plain["text"][0].lstrip("\ufffd")


def test_the_half_of_a_no_break_space_after_the_trigger_is_left_out() -> None:
    sent = recorded("slash-11b-nbsp.integration-request.json")["request"]
    found = read(sent["body_raw"].encode(), "")
    assert found is not None
    assert found.text == "espace insécable"


@pytest.mark.parametrize("before", ["%A0", "%C2%A0", "%25A0", "%EF%BF%BD"])
def test_each_form_that_a_no_break_space_takes_is_left_out(before: str) -> None:
    found = read(raw_form("log", f"{before}vent+SW+5"), "")
    assert found is not None
    assert found.text == "vent SW 5"


def test_invalid_utf8_within_the_text_becomes_a_replacement_character() -> None:
    found = read(raw_form("log", "caf%E9+chaud"), "")
    assert found is not None
    assert found.text == "caf\ufffd chaud"


def test_mentions_are_paired_with_their_ids_however_often_they_are_repeated() -> None:
    body = form("log-role", "@marie @paul crew")
    body += f"&user_mentions=paul&user_mentions=marie&user_mentions_ids={PAUL.id}".encode()
    body += f"&user_mentions_ids={MARIE.id}".encode()
    found = read(body, "")
    assert found is not None
    assert found.mentions == {"paul": PAUL.id, "marie": MARIE.id}


def test_the_header_s_token_counts_before_the_form_s() -> None:
    found = read(form("log", "x"), "Token from-the-header")
    assert found is not None
    assert found.token == "from-the-header"


def test_a_body_of_ten_thousand_fields_is_not_read() -> None:
    assert read(b"&".join(b"a=1" for _ in range(10_000)), "") is None


def test_an_empty_body_is_a_request_for_nothing() -> None:
    found = read(b"", "")
    assert found is not None
    assert (found.trigger, found.token, found.channel_id) == ("", "", "")
    assert read(form("log", ""), "") is not None
    assert CHANNEL in form("log", "").decode()
