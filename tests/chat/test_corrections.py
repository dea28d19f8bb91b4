"""What is said of a line later: its card is made again, wherever it stands by now."""

from logbook.model.entries import EntryKind
from tests.chat.fake import Fault
from tests.chat.lines import LEO, draft
from tests.chat.ship import Ship


def test_a_correction_edits_the_card_and_sends_its_buttons_again(ship: Ship) -> None:
    ship.write(draft("Vent 18 nd"))
    ship.deliver()
    ship.write(draft("Vent 28 nd", kind=EntryKind.CORRECTION, refers_to=1, author=LEO))
    ship.deliver()
    (post,) = ship.chat.channel
    assert "~~Vent 18 nd~~" in ship.chat.texts[0]
    assert "Vent 28 nd" in ship.chat.texts[0]
    assert len(post.props["attachments"][0]["actions"]) == 2
    card = ship.outbox.card([1])
    assert card is not None
    assert post.props["logbook_uid"] == card.uid
    ship.write(draft("faux", kind=EntryKind.STRIKE, refers_to=1))
    ship.deliver()
    assert "attachments" not in ship.chat.channel[0].props
    assert ship.chat.calls.count("post") == 1


def test_corrections_of_a_card_that_is_not_posted_yet_collapse_into_it(ship: Ship) -> None:
    ship.write(draft("Vent 18 nd"))
    for text in ("Vent 28 nd", "Vent 38 nd"):
        ship.write(draft(text, kind=EntryKind.CORRECTION, refers_to=1))
    ship.deliver()
    assert ship.chat.calls.count("post") == 1
    assert "edit" not in ship.chat.calls
    assert ship.chat.texts[0].endswith("Vent 38 nd")
    assert ship.outbox.held == 0


def test_several_corrections_after_an_outage_are_one_edit(ship: Ship) -> None:
    ship.write(draft("Vent 18 nd"))
    ship.deliver()
    for text in ("Vent 28 nd", "Vent 38 nd"):
        ship.write(draft(text, kind=EntryKind.CORRECTION, refers_to=1))
    ship.deliver()
    assert ship.chat.calls.count("edit") == 1
    assert ship.chat.texts[0].endswith("Vent 38 nd")


def test_a_correction_that_was_itself_struck_gives_the_first_words_back(ship: Ship) -> None:
    ship.write(draft("Vent 18 nd"))
    ship.write(draft("Vent 28 nd", kind=EntryKind.CORRECTION, refers_to=1))
    ship.deliver()
    ship.write(draft("non", kind=EntryKind.STRIKE, refers_to=2))
    ship.deliver()
    (text,) = ship.chat.texts
    assert "\nVent 18 nd\n" in text
    assert "~~Vent 28 nd~~" in text
    assert "Rayée par" in text


def test_a_correction_of_a_deleted_card_is_said_in_the_channel(ship: Ship) -> None:
    ship.write(draft("Vent 18 nd"))
    ship.deliver()
    ship.chat.erase("p0")
    ship.write(draft("Vent 28 nd", kind=EntryKind.CORRECTION, refers_to=1))
    ship.deliver()
    assert ship.chat.texts[0].endswith("Vent 28 nd")
    ship.write(draft("Vent 38 nd", kind=EntryKind.CORRECTION, refers_to=1))
    ship.deliver()
    assert len(ship.chat.texts) == 1  # the new post is the card now
    assert ship.chat.texts[0].endswith("Vent 38 nd")


def test_an_edit_that_is_refused_becomes_a_reply_in_the_cards_thread(ship: Ship) -> None:
    ship.write(draft("Vent 18 nd"))
    ship.deliver()
    ship.chat.faults.extend([Fault.BANNED])  # the edit alone: late edits are forbidden, say
    ship.write(draft("Vent 28 nd", kind=EntryKind.CORRECTION, refers_to=1))
    ship.deliver()
    assert ship.chat.channel[1].root_id == ship.chat.channel[0].id
    assert ship.chat.texts[1].endswith("Vent 28 nd")


def test_a_correction_of_a_line_that_never_had_a_card_is_posted(ship: Ship) -> None:
    ship.book._notices = lambda _: ()
    ship.write(draft("Vent 18 nd"))
    ship.restart()
    ship.write(draft("Vent 28 nd", kind=EntryKind.CORRECTION, refers_to=1))
    ship.deliver()
    assert "~~Vent 18 nd~~" in ship.chat.texts[0]
