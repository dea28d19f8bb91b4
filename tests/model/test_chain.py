"""The stored text of an entry, byte form 1, and the hash that binds it to the one before."""

import dataclasses
import hashlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.model.chain import (
    FIELDS_FORM_1,
    GENESIS,
    digest,
    from_iso_utc,
    from_stored,
    iso_utc,
    to_entry,
    to_stored,
)
from logbook.model.entries import (
    ClockSource,
    Condition,
    Draft,
    EntryKind,
    Origin,
    PositionSource,
    Timing,
)
from logbook.model.observations import Position
from logbook.model.quantities import BARO, TWS, Quantity

VESSEL = "0123456789abcdef0123456789abcdef"
DRAFT = Draft(
    at=1_780_315_200.0,
    written_at=1_780_315_201.9,
    kind=EntryKind.HOURLY,
    origin=Origin.AUTO,
    text="Vent d'été, « 12 kn »\n✓",
    timing=Timing(ClockSource.GPS, -1.25, "boot", 3.5),
    author="00ff00ff00ff00ff",
    position=Position(48.3735, -4.4983333333),
    position_source=PositionSource.GPS,
    sog=3.086,
    cog=271.5,
    conditions={TWS: Condition(6.17, 1.5), BARO: Condition(101_325.0, 0.0)},
    facts={"distance_m": 11112.5, "covers": [1, 2]},
    key="hourly:2026-06-01T12:00:00Z",
)

finite = st.floats(allow_nan=False, allow_infinity=False, width=32)
instants = st.floats(min_value=-6e10, max_value=2.5e11)
words = st.text(st.characters(exclude_categories=["Cs"]))
drafts = st.builds(
    Draft,
    at=instants,
    written_at=instants,
    kind=st.sampled_from(EntryKind),
    origin=st.sampled_from(Origin),
    text=words,
    timing=st.builds(Timing, st.sampled_from(ClockSource), finite, words, finite),
    author=st.none() | words,
    position=st.none() | st.builds(Position, st.floats(-90, 90), st.floats(-180, 180)),
    position_source=st.none() | st.sampled_from(PositionSource),
    sog=st.none() | st.floats(0, 100),
    cog=st.none() | st.floats(0, 360),
    conditions=st.dictionaries(words.map(Quantity), st.builds(Condition, finite, finite)),
    refers_to=st.none() | st.integers(1, 10**9),
    facts=st.dictionaries(words, st.none() | finite | words | st.lists(st.integers(0, 9))),
    key=st.none() | words,
)


def test_a_dozen_lines_from_the_description_give_the_same_hash() -> None:
    stored = to_stored(DRAFT, 7, VESSEL)
    lines = [b"logbook entry 1", b"a" * 64]
    for name in FIELDS_FORM_1:
        text = stored[name]
        lines.append(b"-" if text is None else f"{len(text.encode())}:{text}".encode())
    by_hand = hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest()
    assert digest(stored, "a" * 64) == by_hand


def test_byte_form_1_never_changes() -> None:
    assert digest(to_stored(DRAFT, 1, VESSEL), GENESIS) == PINNED


def test_the_stored_text_is_what_owners_read() -> None:
    assert to_stored(DRAFT, 7, VESSEL) == {
        "vessel": VESSEL,
        "number": "7",
        "at": "2026-06-01T12:00:00Z",
        "written_at": "2026-06-01T12:00:01Z",
        "kind": "hourly",
        "origin": "auto",
        "author": "00ff00ff00ff00ff",
        "text": "Vent d'été, « 12 kn »\n✓",
        "lat": "48.3735000",
        "lon": "-4.4983333",
        "position_source": "gps",
        "sog": "3.086",
        "cog": "271.50",
        "conditions": '{"baro":{"age_s":0.0,"value":101325.0},"tws":{"age_s":1.5,"value":6.17}}',
        "refers_to": None,
        "facts": '{"covers":[1,2],"distance_m":11112.5}',
        "key": "hourly:2026-06-01T12:00:00Z",
        "clock_source": "gps",
        "clock_offset_s": "-1.250",
        "boot_id": "boot",
        "boot_s": "3.500",
    }
    assert tuple(to_stored(DRAFT, 7, VESSEL)) == FIELDS_FORM_1


def test_what_is_silent_is_none_and_zero_is_a_reading() -> None:
    silent = Draft(0.0, 0.0, EntryKind.REMARK, Origin.MANUAL, "", Timing(ClockSource.HOST))
    stored = to_stored(silent, 1, VESSEL)
    assert [name for name in FIELDS_FORM_1 if stored[name] is None] == [
        *["author", "lat", "lon", "position_source", "sog", "cog", "conditions"],
        *["refers_to", "facts", "key", "boot_id", "boot_s"],
    ]
    stopped = to_stored(dataclasses.replace(silent, sog=0.0, cog=0.0), 1, VESSEL)
    assert (stopped["sog"], stopped["cog"]) == ("0.000", "0.00")


@given(drafts)
def test_a_stored_entry_reads_back_and_stores_the_same(draft: Draft) -> None:
    stored = to_stored(draft, 3, VESSEL)
    again = from_stored(stored)
    assert to_stored(again, 3, VESSEL) == stored
    assert (again.kind, again.origin, again.text) == (draft.kind, draft.origin, draft.text)
    assert draft.at - 1.0 < again.at <= draft.at + 0.001


@given(drafts, st.data())
def test_any_change_of_any_field_changes_the_hash(draft: Draft, data: st.DataObject) -> None:
    stored = to_stored(draft, 3, VESSEL)
    name = data.draw(st.sampled_from(FIELDS_FORM_1))
    other = data.draw((st.none() | words).filter(lambda text: text != stored[name]))
    assert digest({**stored, name: other}, GENESIS) != digest(stored, GENESIS)


def test_a_letter_moved_from_one_field_to_the_next_changes_the_hash() -> None:
    stored = {**to_stored(DRAFT, 1, VESSEL), "boot_id": "ab", "boot_s": "c"}
    assert digest(stored, GENESIS) != digest({**stored, "boot_id": "a", "boot_s": "bc"}, GENESIS)
    assert digest(stored, GENESIS) != digest(stored, "f" * 64)


def test_one_place_and_one_course_have_one_text() -> None:
    for lat, lon in ((-0.0, -0.0), (0.0, 0.0), (-1e-9, 1e-9)):
        stored = to_stored(dataclasses.replace(DRAFT, position=Position(lat, lon)), 1, VESSEL)
        assert (stored["lat"], stored["lon"]) == ("0.0000000", "0.0000000")
    east = to_stored(dataclasses.replace(DRAFT, position=Position(0.0, 179.99999999)), 1, VESSEL)
    assert east["lon"] == "-180.0000000"
    assert to_stored(dataclasses.replace(DRAFT, cog=359.996), 1, VESSEL)["cog"] == "0.00"


@pytest.mark.parametrize(
    "change",
    [
        {"at": math.nan},
        {"written_at": math.inf},
        {"at": 1e15},
        {"sog": math.nan},
        {"cog": math.inf},
        {"text": "half a pair \ud800"},
        {"facts": {"x": math.nan}},
        {"facts": {"x": {1, 2}}},
        {"facts": {"x": "\udfff"}},
        {"conditions": {BARO: Condition(math.nan, 0.0)}},
    ],
)
def test_what_cannot_be_stored_is_refused(change: dict[str, object]) -> None:
    bad = dataclasses.replace(DRAFT, **change)  # type: ignore[arg-type] # one wrong field by name
    with pytest.raises(ValueError, match=r"."):
        to_stored(bad, 1, VESSEL)


def test_an_instant_is_never_stamped_with_a_second_that_had_not_come() -> None:
    assert iso_utc(1_780_315_199.96) == "2026-06-01T11:59:59Z"
    assert iso_utc(1_780_315_199.9999) == "2026-06-01T12:00:00Z"
    assert from_iso_utc("2026-06-01T12:00:00Z") == 1_780_315_200.0
    assert iso_utc(-62_135_596_800.0) == "0001-01-01T00:00:00Z"


def test_an_entry_may_stand_at_a_mended_instant() -> None:
    stored = to_stored(DRAFT, 7, VESSEL)
    plain = to_entry(stored, prev=GENESIS, hash_="f" * 64)
    mended = to_entry(stored, prev=GENESIS, hash_="f" * 64, at="2026-06-01T12:10:00Z")
    assert (plain.number, plain.at) == (7, DRAFT.at)
    assert mended.at == DRAFT.at + 600.0
    assert mended.draft == plain.draft


def test_a_row_without_its_text_is_no_entry() -> None:
    with pytest.raises(ValueError, match="without at"):
        from_stored({**to_stored(DRAFT, 7, VESSEL), "at": None})


def test_bytes_that_are_no_text_are_hashed_as_they_stand() -> None:
    stored = {**to_stored(DRAFT, 1, VESSEL), "text": b"\xff\xfe".decode("utf-8", "surrogateescape")}
    other = {**stored, "text": b"\xff\xfd".decode("utf-8", "surrogateescape")}
    assert digest(stored, GENESIS) != digest(other, GENESIS)


PINNED = "961c7542d65326d78975a63a2a45b30e09a811117e0e8d7876e071294849d3ba"
"""Taken once from the description of byte form 1; logs that stand on disk rest on it."""
