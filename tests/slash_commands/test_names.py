"""Names that somebody chose: they give nobody rights, call nobody, and stand for nobody else."""

import threading

import pytest

from logbook.model.entries import EntryKind
from logbook.model.neutral import JOINER
from logbook.verbs import known
from tests.slash_commands.channel import Channel
from tests.verbs.aboard import NOON
from tests.verbs.chat import LEO, MARIE, PAUL

HOSTILE = "@all [x](http://example.org) ```"


def hostile(channel: Channel) -> None:
    """Let Paul be in the book by a name that no renaming would give him any more."""
    channel.type("/log bonjour", PAUL)
    paul = known.members(channel.ship.bridge)[PAUL.id]
    channel.ship.book.rename(paul.id, HOSTILE)
    known.called(channel.ship.bridge, paul, HOSTILE)


def test_the_name_that_somebody_chose_gives_them_no_role(channel: Channel) -> None:
    channel.type("/log bonjour")
    assert "is called that already" in channel.type("/log-crew rename me leo", PAUL)
    channel.type("/log-crew rename me Jeanne", PAUL)
    assert "Personne du nom de jeanne" in channel.type("/log-role Jeanne chef")
    assert "- Jeanne : équipier" in channel.type("/log-role")


def test_a_role_by_a_name_goes_to_the_account_of_that_name(channel: Channel) -> None:
    channel.type("/log bonjour")
    channel.type("/log-crew rename me Jeanne", PAUL)
    # Even where a name in the log is another account's already.
    member = known.members(channel.ship.bridge)[PAUL.id]
    channel.ship.book.rename(member.id, "leo")
    known.called(channel.ship.bridge, member, "leo")
    assert "leo (fa9f) est invité sur le serveur" in channel.type("/log-role leo chef")
    assert "leo est maintenant chef de bord" in channel.type("/log-role paul chef")


def test_a_role_is_given_to_nobody_while_the_server_cannot_say_who_that_is(
    channel: Channel,
) -> None:
    channel.type("/log bonjour")
    before = channel.last()
    channel.ship.chat.away = True
    assert "Mattermost ne peut pas dire" in channel.type("/log-role paul chef")
    assert channel.last() == before


def test_the_export_s_post_calls_nobody(channel: Channel) -> None:
    channel.type("/log-voyage start")
    channel.ship.sail([(NOON + 20.0, 48.3, -4.4), (NOON + 50.0, 48.301, -4.4)])
    channel.ship.pass_time(60.0)
    channel.type("/log-voyage end")
    hostile(channel)
    channel.type("/log-export gpx", PAUL)
    (post,) = channel.ship.chat.posts
    assert f"@{JOINER}all" in post.message
    assert "](" not in post.message
    assert "`" not in post.message


def test_others_words_reach_a_private_answer_harmless(channel: Channel) -> None:
    channel.type("/log bonjour")
    hostile(channel)
    channel.type("/log Pris un ris", PAUL)
    number = channel.last().number
    channel.type(f"/log-strike {number} {HOSTILE} # @channel", PAUL)
    told = channel.type(f"/log-strike {number} encore").split("Vous aviez")[0]
    assert f"@{JOINER}all" in told
    assert f"@{JOINER}channel" in told
    assert "](" not in told
    told = channel.type("/log-role paul équipier")
    assert "est déjà équipier" in told
    assert f"@{JOINER}all" in told
    assert "](" not in told.split("\n")[0]


@pytest.mark.parametrize("line", ["/log {}", "/log-watch {}", "/log-sails {}", "/log-crew + {}"])
def test_a_typed_sign_is_shown_as_typed_and_as_nobody_s_name(channel: Channel, line: str) -> None:
    channel.type("/log bonjour")
    marie = known.members(channel.ship.bridge)[MARIE.id]
    told = channel.type(line.format(f"⟦{marie.id}⟧"), PAUL)
    assert marie.id in told
    assert "marie" not in told
    entry = channel.last()
    assert "⟦" not in entry.draft.text + str(entry.draft.facts)


def test_who_takes_the_watch_unnamed_stands_in_it_by_id(channel: Channel) -> None:
    channel.type("/log-watch", PAUL)
    paul = known.members(channel.ship.bridge)[PAUL.id]
    assert channel.last().draft.kind is EntryKind.WATCH
    assert f"⟦{paul.id}⟧" in channel.last().draft.text


def test_a_member_who_never_typed_is_given_another_name(channel: Channel) -> None:
    answer = channel.type("/log-crew renomme @paul Jeanne")
    assert "Jeanne" in answer
    assert known.members(channel.ship.bridge)[PAUL.id].name == "Jeanne"
    line = "/log-crew renomme @leo Léonie"
    assert "Léonie" in channel.type(line, user_mentions="leo", user_mentions_ids=LEO.id)
    assert "Personne du nom de @zoe" in channel.type("/log-crew renomme @zoe Zoé")


def test_only_a_skipper_brings_another_member_into_the_log(channel: Channel) -> None:
    channel.type("/log-crew rename @marie Capitaine", PAUL)
    channel.type("/log-crew rename @marie Capitaine", LEO)
    assert MARIE.id not in known.members(channel.ship.bridge)


def test_a_guest_changes_no_name(channel: Channel) -> None:
    assert "invités" in channel.type("/log-crew renomme moi capitaine", LEO)


def test_one_file_is_made_at_a_time(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    channel.type("/log bonjour")
    begun, go_on = threading.Event(), threading.Event()

    def slow(*_: object) -> str:
        begun.set()
        go_on.wait(10.0)
        return "Le voyage 1 est là"

    monkeypatch.setattr("slash_commands.log_export._exported", slow)
    told: list[str] = []
    client = threading.Thread(target=lambda: told.append(channel.type("/log-export gpx")))
    client.start()
    assert begun.wait(10.0)
    assert "Another file is being made" in channel.type("/log-export gpx", PAUL)
    go_on.set()
    client.join(10.0)
    assert told == ["Le voyage 1 est là"]
    assert "Le voyage 1 est là" in channel.type("/log-export gpx", PAUL)
