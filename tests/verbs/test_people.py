"""Who may use the log: members of its channel, asked of the server, remembered while it is away."""

from dataclasses import replace

import pytest

from logbook.model.entries import EntryKind, Origin
from logbook.model.ports import Person
from logbook.model.refusal import Refusal
from logbook.verbs import role
from logbook.verbs.muster import MEMBERSHIP_S, MOST, PERSON_S, Muster, Role
from logbook.verbs.people import caller, language
from logbook.verbs.rename import rename
from logbook.verbs.settings import change
from tests.verbs.aboard import Aboard
from tests.verbs.chat import BOT, LEO, MARIE, PAUL


def test_a_caller_is_written_down_once_with_an_id_of_our_own(ship: Aboard) -> None:
    first, again = ship.caller(PAUL.id), ship.caller(PAUL.id)
    assert first.member == again.member
    assert first.member.name == "paul"
    assert first.member.id != PAUL.id
    assert len(first.member.id) == 16
    assert (first.role, first.language) == (Role.CREW, "en")


def test_whoever_was_named_at_set_up_is_skipper_by_one_line_of_the_ship_s(ship: Aboard) -> None:
    assert ship.caller(MARIE.id).is_skipper
    assert ship.caller(MARIE.id).is_skipper
    (line,) = ship.entries()
    assert (line.draft.kind, line.draft.origin) == (EntryKind.ROLE, Origin.AUTO)
    assert line.draft.author is None
    assert line.draft.facts == {"member": ship.caller().member.id, "role": "skipper"}


def test_a_guest_of_the_server_is_a_guest_of_the_log(ship: Aboard) -> None:
    assert ship.caller(LEO.id).role is Role.GUEST


def test_nobody_outside_of_the_channel_is_a_caller(ship: Aboard) -> None:
    ship.chat.present.discard(PAUL.id)
    with pytest.raises(Refusal, match="not_member"):
        ship.caller(PAUL.id)
    with pytest.raises(Refusal, match="not_member"):
        ship.caller("nobody-that-the-server-knows")
    with pytest.raises(Refusal, match="no_chat"):
        ship.caller("")


def test_the_server_is_asked_once_a_minute_for_members_once_in_ten_for_names(
    ship: Aboard,
) -> None:
    for _ in range(5):
        ship.caller(PAUL.id)
    assert (ship.chat.asked.count("is_member"), ship.chat.asked.count("person")) == (1, 1)
    ship.steady[0] += MEMBERSHIP_S
    ship.caller(PAUL.id)
    assert (ship.chat.asked.count("is_member"), ship.chat.asked.count("person")) == (2, 1)
    ship.steady[0] += PERSON_S
    ship.caller(PAUL.id)
    assert (ship.chat.asked.count("is_member"), ship.chat.asked.count("person")) == (3, 2)


def test_while_the_server_is_away_what_was_last_known_is_believed_and_said(ship: Aboard) -> None:
    ship.caller(PAUL.id)
    ship.steady[0] += 3600.0
    ship.chat.away = True
    found = ship.caller(PAUL.id)
    assert not found.checked
    assert (found.member.name, found.language) == ("paul", "en")
    with pytest.raises(Refusal, match="not_checked"):
        ship.caller(LEO.id)


def test_who_was_last_known_to_be_no_member_stays_out_while_the_server_is_away(
    ship: Aboard,
) -> None:
    ship.chat.present.discard(PAUL.id)
    with pytest.raises(Refusal, match="not_member"):
        ship.caller(PAUL.id)
    ship.steady[0] += 3600.0
    ship.chat.away = True
    with pytest.raises(Refusal, match="not_member"):
        ship.caller(PAUL.id)


def test_after_a_restart_the_book_remembers_who_wrote_in_it(ship: Aboard) -> None:
    ship.caller(PAUL.id)
    object.__setattr__(ship.bridge, "people", Muster())
    ship.chat.away = True
    assert ship.caller(PAUL.id).member.name == "paul"
    with pytest.raises(Refusal, match="not_checked"):
        ship.caller(LEO.id)


def test_whose_account_was_deactivated_is_let_in_no_more_though_still_a_member(
    ship: Aboard,
) -> None:
    ship.caller(PAUL.id)
    ship.chat.persons[PAUL.id] = replace(PAUL, gone=True)
    ship.steady[0] += PERSON_S
    with pytest.raises(Refusal, match="not_member"):
        ship.caller(PAUL.id)
    with pytest.raises(Refusal, match="not_member"):
        caller(ship.bridge, PAUL.id, hurry=True)
    marie = ship.caller()
    assert "paul" not in [name for name, _ in role.listed(ship.bridge)]
    with pytest.raises(Refusal, match="alarm_unknown"):
        change(ship.bridge, marie, "alarm", "@paul")


def test_in_a_hurry_nobody_is_asked_about_somebody_known(ship: Aboard) -> None:
    ship.caller(PAUL.id)
    ship.steady[0] += 3600.0
    asked = len(ship.chat.asked)
    assert caller(ship.bridge, PAUL.id, hurry=True).member.name == "paul"
    assert len(ship.chat.asked) == asked


def test_a_new_name_is_followed_and_the_id_stays(ship: Aboard) -> None:
    before = ship.caller(PAUL.id).member
    ship.chat.persons[PAUL.id] = Person(PAUL.id, "paul.b", "en")
    ship.steady[0] += PERSON_S
    after = ship.caller(PAUL.id).member
    assert (after.id, after.name) == (before.id, "paul.b")


def test_a_username_that_reads_like_another_member_s_name_is_told_apart(ship: Aboard) -> None:
    marie, paul = ship.caller(), ship.caller(PAUL.id)
    rename(ship.bridge, marie, marie.member, "Capitaine")
    for username in ("capitaine", "cap1taine"):
        ship.chat.persons[PAUL.id] = Person(PAUL.id, username, "en")
        ship.steady[0] += PERSON_S
        assert ship.caller(PAUL.id).member.name == f"{username} (dywn)"
        assert ship.caller(PAUL.id).member.id == paul.member.id
    restarted_away(ship)
    assert ship.caller(PAUL.id).member.name == "cap1taine (dywn)"


@pytest.mark.parametrize(
    ("locale", "spoken"),
    [("fr", "fr"), ("fr-CA", "fr"), ("en", "en"), ("en-AU", "en"), ("de", "fr"), ("", "fr")],
)
def test_who_reads_neither_language_gets_the_boat_s(ship: Aboard, locale: str, spoken: str) -> None:
    ship.chat.persons[PAUL.id] = Person(PAUL.id, "paul", locale)
    assert ship.caller(PAUL.id).language == spoken


def test_a_language_that_cannot_be_learnt_is_the_boat_s(ship: Aboard) -> None:
    ship.chat.away = True
    assert language(ship.bridge, PAUL.id) == "fr"
    assert language(ship.bridge, "") == "fr"


def test_a_bot_that_is_a_member_is_crew_like_any_other(ship: Aboard) -> None:
    assert ship.caller(BOT.id).role is Role.CREW


def restarted_away(ship: Aboard) -> None:
    """Forget all that was heard, and let the server be away."""
    object.__setattr__(ship.bridge, "people", Muster())
    ship.chat.away = True


def test_a_guest_of_the_server_stays_one_after_a_restart_while_it_is_away(ship: Aboard) -> None:
    ship.caller(LEO.id)
    restarted_away(ship)
    assert ship.caller(LEO.id).role is Role.GUEST


def test_what_the_book_has_of_a_guest_is_put_right_at_the_next_look_up(ship: Aboard) -> None:
    leo = ship.book.enrol(LEO.username, "crew", LEO.id)
    assert ship.caller(LEO.id).member.role == "guest"
    with ship.bridge.readers.book() as book:
        assert book.members()[leo.id].role == "guest"
    ship.chat.persons[LEO.id] = Person(LEO.id, "leo", "fr")
    ship.steady[0] += PERSON_S
    assert ship.caller(LEO.id).role is Role.CREW
    restarted_away(ship)
    assert ship.caller(LEO.id).role is Role.CREW


def test_whoever_tries_a_command_does_not_fill_the_memory_nor_push_out_the_crew() -> None:
    muster, marie = Muster(), Person("marie", "marie", "fr")
    for number in range(3 * MOST):
        stranger = Person(f"stranger-{number}", "somebody", "de")
        for person, is_member in ((marie, True), (stranger, False)):
            muster.heard_person(person, float(number))
            muster.heard_member("log", person.id, is_member, float(number))
    assert len(muster.persons) == len(muster.membership) == MOST
    assert muster.last_person("marie") == marie
    assert muster.last_member("log", "marie") is True
    assert muster.last_member("log", f"stranger-{3 * MOST - 1}") is False
    assert muster.last_member("log", "stranger-0") is None
