"""From the crew's composer to the book and back, over real HTTP on both sides."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from demo.standin.standin import StandIn
from logbook.chat.cards import card
from logbook.chat.catch_up import CatchUp, Followed
from logbook.chat.hand import Hand
from logbook.chat.history import history
from logbook.chat.mattermost import MattermostChat
from logbook.chat.pictures import Pictures
from logbook.chat.secrets import Mattermost
from logbook.model.entries import EntryKind
from logbook.verbs.bridge import Bridge
from logbook.verbs.muster import Muster
from logbook.verbs.people import caller
from logbook.verbs.write import write
from tests.doors import wide_door
from tests.verbs.aboard import NOON, Aboard, aboard
from tests.webhooks.quay import HOOK_TOKEN, SIGNER
from webhooks.outgoing import Ears, take
from webhooks.routes import Parts, blueprint
from webhooks.server import Server


@dataclass
class Harbour:
    """A chat server, our own server, and the ship behind it."""

    mattermost: StandIn
    ship: Aboard
    bridge: Bridge
    chat: MattermostChat
    pictures: Pictures
    ears: Ears
    follower: CatchUp
    url: str
    token: list[str]

    def register_hook(self) -> None:
        """Register the hook of set-up: on the channel, without words."""
        told = self.mattermost.sailor("capitaine").ask(
            "POST",
            "hooks/outgoing",
            {
                "team_id": self.mattermost.team.id,
                "channel_id": self.mattermost.channel.id,
                "display_name": "log",
                "callback_urls": [f"{self.url}/webhooks/outgoing"],
                "content_type": "application/json",
            },
        )
        assert told.status == 201, told
        self.token[0] = told.body["token"]

    def texts(self) -> list[str]:
        return [e.draft.text for e in self.ship.entries() if e.draft.kind is not EntryKind.ROLE]

    def posted_card(self, number: int) -> str:
        """Post the card of an entry as the outbox does; return the post's id."""
        with self.bridge.readers.book() as book:
            about = history(book, number)
        assert about is not None
        hand = Hand(self.bridge.speaker(), self.bridge.vessel, signer=SIGNER, callback=self.url)
        words = card(about, hand)
        return self.chat.post(self.bridge.channel_id, words.message, props=words.props).id


@contextmanager
def harbour(folder: Path, *, private: bool) -> Iterator[Harbour]:
    with StandIn(private=private) as mattermost, aboard(folder) as ship:
        bot, bot_token = mattermost.add_bot()
        team, channel = mattermost.team.id, mattermost.channel.id
        chat = MattermostChat(Mattermost(mattermost.url, bot_token, bot.id, team, channel, "", ""))
        bridges: list[Bridge] = []
        token = [HOOK_TOKEN]
        pictures = Pictures(folder, spare=0)
        ears = Ears(lambda: bot.id, pictures.want)
        follower = CatchUp(
            lambda: Followed(chat, mattermost.channel.id, private),
            lambda post, now: take(bridges[0], ears, post, now),
            lambda *_: None,
            kept=ship.book.state,
            keep=ship.book.keep,
            pictures=pictures,
        )
        app = Flask("harbour")
        parts = Parts(lambda: bridges[0], lambda: token[0], ears, follower.wake, wide_door())
        app.register_blueprint(blueprint(parts))
        server = Server(app, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.port}"
        bridges.append(
            replace(
                ship.bridge,
                chat=chat,
                people=Muster(),
                channel_id=mattermost.channel.id,
                callback=url,
                first_skipper=mattermost.user("capitaine").id,
                signer=SIGNER,
            )
        )
        serving = threading.Thread(target=server.run)
        serving.start()
        try:
            yield Harbour(mattermost, ship, bridges[0], chat, pictures, ears, follower, url, token)
        finally:
            mattermost.site.settle()
            server.stop()
            serving.join(10.0)


@pytest.fixture
def public(tmp_path: Path) -> Iterator[Harbour]:
    with harbour(tmp_path, private=False) as found:
        found.register_hook()
        yield found


@pytest.fixture
def private(tmp_path: Path) -> Iterator[Harbour]:
    with harbour(tmp_path, private=True) as found:
        yield found


def opened(sailor: Any) -> Any:
    return sailor.dialogs()[-1]


def test_a_message_in_the_channel_becomes_a_line_with_its_picture(public: Harbour) -> None:
    elodie = public.mattermost.sailor("elodie")
    picture = elodie.upload("été.jpg", b"a picture")
    elodie.say("Journal : pris un ris", file_ids=(picture,))
    elodie.say("et maintenant le café")
    public.mattermost.site.settle()
    assert public.texts() == ["pris un ris"]
    entry = public.ship.entries()[-1]
    assert entry.draft.at == pytest.approx(NOON, abs=3.0)
    assert entry.draft.facts["files"] == [picture]
    public.follower.round()
    copy = public.ship.folder / "files" / str(entry.number) / "été.jpg"
    assert copy.read_bytes() == b"a picture"


def test_what_the_bot_posts_itself_makes_no_line(public: Harbour) -> None:
    public.chat.post(public.bridge.channel_id, "log d’un robot")
    public.mattermost.site.settle()
    assert public.texts() == []


def test_what_was_said_while_we_were_deaf_is_caught_up_once(public: Harbour) -> None:
    public.follower.round()
    elodie = public.mattermost.sailor("elodie")
    public.token[0] = "rotated"
    elodie.say("log pendant la panne")
    public.mattermost.site.settle()
    assert public.texts() == []
    public.follower.round()
    public.follower.round()
    assert public.texts() == ["pendant la panne"]


def test_a_private_channel_for_which_no_hook_fires_is_followed(private: Harbour) -> None:
    private.follower.round()
    private.mattermost.sailor("elodie").say("log à huis clos")
    private.follower.round()
    assert private.texts() == ["à huis clos"]


def test_a_card_s_button_corrects_the_line_by_a_form(public: Harbour) -> None:
    elodie = public.mattermost.sailor("elodie")
    who = caller(public.bridge, elodie.user.id)
    entry = write(public.bridge, who, "Pris un ris")
    post = public.posted_card(entry.number)
    assert elodie.click(post, "correct").status == 200
    dialog = opened(elodie)
    assert dialog["dialog"]["elements"][0]["default"] == "Pris un ris"
    wrong = elodie.submit(dialog, {"text": " ", "reason": ""})
    assert set(wrong.body["errors"]) == {"text"}
    assert elodie.submit(dialog, {"text": "Pris deux ris", "reason": ""}).body in ({}, None)
    assert public.texts() == ["Pris un ris", "Pris deux ris"]
    spent = elodie.submit(dialog, {"text": "Pris trois ris", "reason": ""})
    assert "Pris trois ris" in spent.body["error"]


def test_what_a_form_observed_stands_on_the_card(public: Harbour) -> None:
    elodie = public.mattermost.sailor("elodie")
    who = caller(public.bridge, elodie.user.id)
    facts = {"sea_state": 5, "cloud": 8, "sails": "2 ris @all"}
    entry = write(public.bridge, who, "Grain", facts=facts)
    post = public.chat.get(public.posted_card(entry.number))
    assert "mer forte (5)" in post.message
    assert "nuages 8/8" in post.message
    assert "@all" not in post.message


def test_a_button_clicked_by_one_who_may_not_whispers_why(public: Harbour) -> None:
    captain = caller(public.bridge, public.mattermost.user("capitaine").id)
    entry = write(public.bridge, captain, "Appareillé")
    post = public.posted_card(entry.number)
    jane = public.mattermost.sailor("jane")
    assert jane.click(post, "strike").status == 200
    assert jane.dialogs() == []
    [whisper] = jane.whispers()
    assert whisper["message"] == public.bridge.speaker("en").say(
        "rights.not_yours", number=entry.number
    )


def test_a_form_that_another_member_sends_in_is_refused(public: Harbour) -> None:
    elodie, jane = public.mattermost.sailor("elodie"), public.mattermost.sailor("jane")
    entry = write(public.bridge, caller(public.bridge, elodie.user.id), "Pris un ris")
    elodie.click(public.posted_card(entry.number), "strike")
    stolen = jane.submit(opened(elodie), {"reason": "vol"})
    assert stolen.status == 400
    assert elodie.submit(opened(elodie), {"reason": "erreur"}).status == 200
    assert public.texts() == ["Pris un ris", "erreur"]


def test_a_server_that_went_away_and_came_back_has_lost_nothing(private: Harbour) -> None:
    private.follower.round()
    elodie = private.mattermost.sailor("elodie")
    elodie.say("log avant")
    with private.mattermost.away():
        assert private.follower.round() >= 15.0
    elodie.say("log après")
    private.follower.round()
    assert private.texts() == ["avant", "après"]
