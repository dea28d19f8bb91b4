"""Addresses of servers, as people type them."""

import pytest

from logbook.chat.address import place
from logbook.model.refusal import Refusal


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://chat.example.org", "https://chat.example.org"),
        ("https://chat.example.org/", "https://chat.example.org"),
        (" http://192.168.1.5:8065 ", "http://192.168.1.5:8065"),
        ("192.168.1.5:8065", "http://192.168.1.5:8065"),
        ("chat.local", "http://chat.local"),
        ("http://[::1]:8065", "http://[::1]:8065"),
        ("https://boat.example/chat/", "https://boat.example/chat"),
        ("https://boat.example/chat/api/v4", "https://boat.example/chat"),
        ("HTTPS://Chat.Example.org:443", "https://chat.example.org"),
    ],
)
def test_an_address_is_brought_to_one_form(typed: str, url: str) -> None:
    assert place(typed).url == url


@pytest.mark.parametrize(
    "typed",
    ["", "ftp://x", "http://", "http://me:secret@host", "http://h:99999", "http://h:x", "http://h?a",
     "http://h#a", "http://a b", "http://[::1", "http://h:0", "http://hôte"],
)  # fmt: skip
def test_what_is_no_address_of_a_server_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        place(typed)
    assert caught.value.name == "chat.bad_address"
