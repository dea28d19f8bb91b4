"""What a skipper settles: roles, settings, ship's time; and that nobody else does."""

import pytest

from logbook.config import Config
from logbook.model.entries import EntryKind
from logbook.model.refusal import Refusal
from logbook.verbs import role
from logbook.verbs.muster import Muster, Role
from logbook.verbs.settings import SETTINGS, SETTLING, change, offset, set_clock, settled
from tests.verbs.aboard import Aboard
from tests.verbs.chat import LEO, MARIE, PAUL


def test_a_role_is_a_line_of_the_log_and_holds_at_once_and_after_a_restart(ship: Aboard) -> None:
    line = role.change(ship.bridge, ship.caller(), PAUL.id, Role.GUEST)
    assert line.draft.kind is EntryKind.ROLE
    assert line.draft.author == ship.caller().member.id
    assert ship.caller(PAUL.id).role is Role.GUEST
    object.__setattr__(ship.bridge, "people", Muster())
    assert ship.caller(PAUL.id).role is Role.GUEST
    assert ship.caller(MARIE.id).role is Role.SKIPPER
    with ship.bridge.readers.book() as book:
        assert book.members()[ship.caller(PAUL.id).member.id].role == "guest"


def test_the_last_skipper_cannot_leave_but_may_when_there_is_another(ship: Aboard) -> None:
    with pytest.raises(Refusal, match="last_skipper"):
        role.change(ship.bridge, ship.caller(), MARIE.id, Role.CREW)
    role.change(ship.bridge, ship.caller(), PAUL.id, Role.SKIPPER)
    role.change(ship.bridge, ship.caller(), MARIE.id, Role.CREW)
    assert ship.caller(MARIE.id).role is Role.CREW
    assert ship.caller(PAUL.id).is_skipper
    with pytest.raises(Refusal, match="last_skipper"):
        role.change(ship.bridge, ship.caller(PAUL.id), PAUL.id, Role.GUEST)


def test_whoever_set_up_named_is_not_made_skipper_again_behind_their_back(ship: Aboard) -> None:
    role.change(ship.bridge, ship.caller(), PAUL.id, Role.SKIPPER)
    role.change(ship.bridge, ship.caller(PAUL.id), MARIE.id, Role.CREW)
    object.__setattr__(ship.bridge, "people", Muster())
    assert ship.caller(MARIE.id).role is Role.CREW


def test_a_new_set_up_may_name_another_skipper(ship: Aboard) -> None:
    ship.caller(MARIE.id)
    object.__setattr__(ship.bridge, "first_skipper", PAUL.id)
    assert ship.caller(PAUL.id).is_skipper
    assert ship.caller(MARIE.id).is_skipper


def test_a_guest_account_stays_a_guest(ship: Aboard) -> None:
    with pytest.raises(Refusal, match="server_guest"):
        role.change(ship.bridge, ship.caller(), LEO.id, Role.CREW)


def test_nobody_outside_of_the_channel_has_a_role(ship: Aboard) -> None:
    ship.chat.present.discard(PAUL.id)
    with pytest.raises(Refusal, match="other_not_member"):
        role.change(ship.bridge, ship.caller(), PAUL.id, Role.SKIPPER)


def test_only_a_skipper_settles_anything(ship: Aboard) -> None:
    for other in (PAUL.id, LEO.id):
        who = ship.caller(other)
        with pytest.raises(Refusal, match="skipper_only"):
            role.change(ship.bridge, who, other, Role.SKIPPER)
        with pytest.raises(Refusal, match="skipper_only"):
            change(ship.bridge, who, "interval", "1h")
        with pytest.raises(Refusal, match="skipper_only"):
            set_clock(ship.bridge, who, 0)


@pytest.mark.parametrize(
    ("name", "typed", "field", "value"),
    [
        ("interval", "30min", "interval_s", 1800),
        ("interval", "1 H", "interval_s", 3600),
        ("at_anchor", "oui", "at_anchor", True),
        ("at_anchor", "OFF", "at_anchor", False),
        ("threading", "fil", "threading", "thread"),
        ("live_card", "non", "live_card", False),
        ("alarm", "@Marie, @paul @marie", "alarm", ("marie", "paul")),
        ("alarm", "personne", "alarm", ()),
    ],
)
def test_a_setting_is_a_line_that_overrides_the_file(
    ship: Aboard, name: str, typed: str, field: str, value: object
) -> None:
    change(ship.bridge, ship.caller(), name, typed)
    assert getattr(ship.ship.applied[-1], field) == value
    with ship.bridge.readers.book() as book:
        said = list(book.entries(kinds=SETTLING, by_number=True))
    assert getattr(settled(Config(), said), field) == value


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("interval", "7min"),
        ("interval", ""),
        ("at_anchor", "peut-être"),
        ("threading", "ailleurs"),
        ("alarm", "@ma rie!"),
        ("alarm", "<!channel>"),
        ("alarm", "@channel"),
        ("alarm", "@marie @All."),
        ("alarm", "here"),
        ("nonsense", "1"),
        ("ship_time", "+2"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_and_nothing_written(
    ship: Aboard, name: str, typed: str
) -> None:
    who = ship.caller()
    before = len(ship.entries())
    with pytest.raises(Refusal, match=r"settings\."):
        change(ship.bridge, who, name, typed)
    assert len(ship.entries()) == before
    assert ship.ship.applied == []


def test_the_last_word_on_a_setting_holds(ship: Aboard) -> None:
    for typed in ("30min", "2h", "15min"):
        change(ship.bridge, ship.caller(), "interval", typed)
    with ship.bridge.readers.book() as book:
        said = list(book.entries(kinds=SETTLING, by_number=True))
    assert settled(Config(), said).interval_s == 900
    assert settled(Config(at_anchor=True), said).at_anchor


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("+2", 7200),
        ("+02:00", 7200),
        ("UTC+2", 7200),
        ("utc -9:30", -34_200),
        ("−9h30", -34_200),  # noqa: RUF001 - as phones type it
        ("+5.45", 20_700),
        ("UTC", 0),
        ("Z", 0),
        ("+14", 50_400),
        ("-12:00", -43_200),
    ],
)
def test_ship_s_time_is_read_as_people_write_it(typed: str, seconds: int) -> None:
    assert offset(typed) == seconds


@pytest.mark.parametrize("typed", ["2", "+15", "-12:01", "+2:60", "Europe/Paris", "", "+", "++2"])
def test_ship_s_time_that_no_clock_shows_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match=r"settings\.ship_time"):
        offset(typed)


def test_a_change_of_ship_s_time_is_a_line_that_everybody_sees(ship: Aboard) -> None:
    line = set_clock(ship.bridge, ship.caller(), 7200)
    assert line.draft.kind is EntryKind.CLOCK
    assert line.draft.facts == {"name": "ship_time", "value": 7200, "was": 0}
    assert ship.ship.applied[-1].ship_offset_s == 7200
    with ship.bridge.readers.book() as book:
        assert next(iter(book.entries(kinds=SETTLING))).at == line.at


def test_every_setting_can_be_said_and_is_a_field_of_the_file(ship: Aboard) -> None:
    for language in ("fr", "en"):
        say = ship.bridge.speaker(language)
        for setting in SETTINGS.values():
            assert "settings." not in setting.say(say, getattr(Config(), setting.field))
