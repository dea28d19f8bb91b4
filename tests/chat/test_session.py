"""The fence around every call to the chat server, over real sockets."""

import traceback
from pathlib import Path
from typing import Any

import pytest

from logbook.chat import session as fence
from logbook.chat.session import Session, server_time
from logbook.chat.unreachable import Cause, Unreachable
from logbook.model.ports import ChatAway, ChatBusy, ChatRefused
from tests.chat.raw_server import RawServer, answer

TOKEN = "wpcbwu8p6q7165zu88znyqop1n"


def call(server: RawServer, method: str = "get", path: str = "/users/me", **more: Any) -> Any:
    calling = Session(server.url)
    try:
        return calling.call(method, server.url + path, token=TOKEN, **more)
    finally:
        calling.close()


def away(server: RawServer, **more: Any) -> Unreachable:
    with pytest.raises(Unreachable) as caught:
        call(server, **more)
    return caught.value


def test_json_comes_back_as_it_was_sent() -> None:
    with RawServer(answer(b'{"id": "a"}', Date="Sat, 21 Nov 2026 23:14:43 GMT")) as server:
        response = call(server)
    assert response.json() == {"id": "a"}
    assert server_time(response) == 1_795_302_883


def test_the_token_goes_in_the_header_and_a_get_has_no_body() -> None:
    with RawServer(answer(b"{}")) as server:
        call(server)
        head, _, body = server.heard[0].partition(b"\r\n\r\n")
    assert f"Authorization: Bearer {TOKEN}".encode() in head
    assert body == b""


def test_a_netrc_of_this_machine_does_not_replace_our_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with RawServer(answer(b"{}")) as server:
        call(server)
        assert f"Bearer {TOKEN}".encode() in server.heard[0]


def test_a_cookie_is_not_kept() -> None:
    with RawServer(answer(b"{}", Set_Cookie="MMAUTHTOKEN=x; Path=/"), answer(b"{}")) as server:
        calling = Session(server.url)
        calling.call("get", f"{server.url}/a")
        calling.call("get", f"{server.url}/b")
        calling.close()
        assert b"Cookie" not in server.heard[1]


def test_a_page_of_a_captive_portal_is_no_answer() -> None:
    with RawServer(answer(b"<html>Bienvenue au port</html>", Content_Type="text/html")) as server:
        assert away(server).cause is Cause.STRANGER


def test_a_page_that_only_says_that_it_is_json_is_no_answer_either() -> None:
    with RawServer(answer(b"<html></html>")) as server:
        assert away(server).cause is Cause.STRANGER


def test_an_empty_body_is_no_answer() -> None:
    with RawServer(answer(b"")) as server:
        assert away(server).cause is Cause.STRANGER


def test_a_redirect_is_not_followed() -> None:
    with (
        RawServer(answer(b"{}")) as other,
        RawServer(answer(b"", "302 Found", Location=f"{other.url}/x")) as server,
    ):
        assert away(server).cause is Cause.ELSEWHERE
        assert other.heard == []


def test_patience_asked_for_in_seconds_is_given() -> None:
    with (
        RawServer(answer(b"limit exceeded\n", "429 Too Many", Retry_After="7")) as server,
        pytest.raises(ChatBusy) as caught,
    ):
        call(server)
    assert caught.value.wait_s == 7


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        ("Sat, 21 Nov 2026 23:14:53 GMT", 10),
        ("11, 11", 11),
        ("", 1),
        ("soon", 1),
        ("-5", 1),
        ("999999", fence.LONGEST_WAIT_S),
    ],
)
def test_patience_is_understood_however_it_is_asked_for(asked: str, wait: float) -> None:
    sent = {"Retry_After": asked, "Date": "Sat, 21 Nov 2026 23:14:43 GMT"}
    with (
        RawServer(answer(b"", "429 Too Many", **sent)) as server,
        pytest.raises(ChatBusy) as caught,
    ):
        call(server)
    assert caught.value.wait_s == wait


def test_a_refusal_keeps_its_id_and_its_words() -> None:
    body = b'{"id":"api.context.permissions.app_error","message":"You may not.","status_code":403}'
    with RawServer(answer(body, "403 Forbidden")) as server, pytest.raises(ChatRefused) as caught:
        call(server)
    assert (caught.value.status, caught.value.error) == (403, "api.context.permissions.app_error")
    assert caught.value.said == "You may not."


def test_a_refusal_that_calls_itself_plain_text_is_understood() -> None:
    body = b'{"id":"api.context.404.app_error","message":"no page","status_code":404}'
    with (
        RawServer(answer(body, "404 Not Found", Content_Type="text/plain")) as server,
        pytest.raises(ChatRefused) as caught,
    ):
        call(server)
    assert caught.value.error == "api.context.404.app_error"


@pytest.mark.parametrize("status", ["403 Forbidden", "404 Not Found", "511 Login"])
def test_a_refusal_that_is_not_mattermosts_is_a_stranger_s_or_a_sick_server_s(status: str) -> None:
    with RawServer(answer(b"<h1>no</h1>", status, Content_Type="text/html")) as server:
        assert away(server).cause in (Cause.STRANGER, Cause.BROKEN)


def test_a_sick_server_is_away_and_says_of_what() -> None:
    body = b'{"id":"app.post.save.app_error","message":"Unable to save the Post."}'
    with RawServer(answer(body, "500 Internal Server Error")) as server:
        told = away(server)
    assert (told.cause, told.error, told.certain) == (
        Cause.BROKEN,
        "app.post.save.app_error",
        False,
    )


def test_a_proxy_s_gateway_error_is_away() -> None:
    with RawServer(answer(b"<html>", "502 Bad Gateway", Content_Type="text/html")) as server:
        assert away(server).cause is Cause.BROKEN


def test_what_a_proxy_finds_too_large_is_refused_for_good() -> None:
    page = answer(b"<html>", "413 Request Entity Too Large", Content_Type="text/html")
    with RawServer(page) as server, pytest.raises(ChatRefused) as caught:
        call(server)
    assert caught.value.status == 413


@pytest.mark.parametrize(
    "path",
    [
        "/users/../../admin",
        "/users/a?b=c",
        "/users/a#b",
        "/users/a b",
        "/users/%2e%2e",
        "/a\r\nX: y",
    ],
)
def test_an_id_from_the_wire_leads_nowhere_else(path: str) -> None:
    with RawServer(answer(b"{}")) as server:
        with pytest.raises(ChatRefused):
            call(server, path=path)
        assert server.heard == []


def test_another_host_is_never_called() -> None:
    with RawServer(answer(b"{}")) as other, RawServer(answer(b"{}")) as server:
        with pytest.raises(ChatRefused):
            Session(server.url).call("get", f"{other.url}/users/me", token=TOKEN)
        with pytest.raises(ChatRefused):
            Session(server.url).call("get", f"{server.url}@{other.url[7:]}/x", token=TOKEN)
        assert other.heard == []


def test_no_failure_and_no_log_shows_the_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    echo = f'{{"id":"x.{TOKEN}","message":"token {TOKEN}"}}'.encode()
    failures = [
        answer(echo, "403 Forbidden"),
        answer(echo, "500 Internal Server Error"),
        answer(b"<html>", Content_Type="text/html"),
        b"",
    ]
    for failure in failures:
        with RawServer(failure) as server:
            with pytest.raises((ChatAway, ChatRefused)) as caught:
                call(server, method="post", body={"a": 1})
            shown = "".join(traceback.format_exception(caught.value))
            assert TOKEN not in shown
            assert TOKEN not in repr(vars(caught.value))
    assert TOKEN not in caplog.text


def test_a_token_that_breaks_the_header_is_not_sent_and_not_shown() -> None:
    with RawServer(answer(b"{}")) as server:
        with pytest.raises(Unreachable) as caught:
            Session(server.url).call("get", f"{server.url}/a", token=f"{TOKEN}\r\nX-Evil: 1")
        assert server.heard == []
    assert TOKEN not in "".join(traceback.format_exception(caught.value))
