"""Untrusted fields are asked for a type, and are empty where they are of another."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webhooks.payload import Payload, parsed


@pytest.mark.parametrize(
    ("value", "whole"),
    [(12, 12), (12.0, 12), ("12", 12), (12.5, None), (True, None), (None, None), ("-1", None),
     ([12], None), (float("inf"), None), (float("nan"), None), (2**70, None), ("٣", None)],
)  # fmt: skip
def test_a_whole_number_is_one_however_it_travelled(value: object, whole: int | None) -> None:
    assert Payload({"entry": value}).whole("entry") == whole


@pytest.mark.parametrize(
    ("value", "text"),
    [("vent", "vent"), (None, ""), (1013, "1013"), (1013.5, "1013.5"), (True, ""), ([], "")],
)
def test_a_text_is_one_and_a_telephone_s_number_is_its_digits(value: object, text: str) -> None:
    assert Payload({"wind": value}).text("wind") == text


@pytest.mark.parametrize("value", ["../users/me", "a b", "", "é", "a" * 65, None, {"a": 1}, "a\n"])
def test_an_id_that_could_change_an_address_is_none(value: object) -> None:
    assert Payload({"user_id": value}).ident("user_id") == ""


def test_ids_come_joined_by_commas_or_in_a_list() -> None:
    assert Payload({"file_ids": "b1,a2"}).idents("file_ids") == ("b1", "a2")
    assert Payload({"file_ids": ["b1", "a2", 3]}).idents("file_ids") == ("b1", "a2")
    assert Payload({"file_ids": ""}).idents("file_ids") == ()


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b"[" * 200_000, b'{"a":' * 100_000, b"1" * 5000]
)
def test_json_that_is_no_object_is_nothing(body: bytes) -> None:
    assert parsed(body, "application/json; charset=utf-8") is None


def test_invalid_utf_8_loses_its_letter_only() -> None:
    form = parsed(b"text=%A0log+x&token=t", "application/x-www-form-urlencoded")
    assert form is not None
    assert form.text("text") == "\ufffdlog x"
    told = parsed(b'{"text": "log \xff"}', "application/json")
    assert told is not None
    assert told.text("text") == "log \ufffd"


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_value_of_json_can_make_the_asking_fail(value: object) -> None:
    fields = parsed(json.dumps({"it": value}).encode(), "application/json")
    assert fields is not None
    assert isinstance(fields.text("it"), str)
    assert all(one.isalnum() for one in fields.idents("it"))
    assert fields.whole("it") is None or isinstance(fields.whole("it"), int)
    assert isinstance(fields.record("it"), Payload)
    assert fields.flag("it") is (value is True)
