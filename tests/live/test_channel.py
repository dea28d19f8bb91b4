"""What the log reads in its channel and puts there: messages, pictures, files, the live card."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.boat import Boat
from tests.live.ear import PATIENCE_S
from tests.live.people import Person, Server
from tests.watchkeeper.harness import soon


def test_a_message_that_begins_with_log_is_a_line_and_no_other_is(
    boat: Boat, marie: Person
) -> None:
    marie.say("and now coffee for everybody")
    marie.say("Log: fog, horn every two minutes")
    marie.sees("fog, horn every two minutes", of=boat.settings.bot_id)
    assert boat.typed().count("fog, horn every two minutes") == 1
    assert not any("coffee" in text for text in boat.typed())


def test_a_picture_without_words_is_kept_with_its_line(boat: Boat, marie: Person) -> None:
    # The server must not be able to read it: it is the log's copy that is compared.
    picture = b"\xff\xd8\xff no picture at all"
    marie.say("", file_ids=(marie.upload("été au large.jpg", picture),))
    kept = boat.folder / "data" / "files"

    def copied() -> bool:
        return any(one.read_bytes() == picture for one in kept.rglob("été au large.jpg"))

    assert soon(copied, PATIENCE_S)


def test_a_voyage_is_exported_as_a_file_that_is_downloaded_as_it_was_made(
    boat: Boat, marie: Person
) -> None:
    boat.writes("departure")
    answer = marie.command(f"{boat.slash('log-export')} gpx")
    assert "gpx" in answer
    post = next(one for one in reversed(marie.posts()) if one.get("file_ids"))
    if post["user_id"] != boat.settings.bot_id:
        post = marie.sees("voyage", of=boat.settings.bot_id)
    [file_id] = post["file_ids"]
    info = marie.ask("GET", f"files/{file_id}/info")
    assert info["name"].endswith(".gpx")
    track = marie.call("GET", f"files/{file_id}").content
    assert track.startswith(b"<?xml")
    assert track.count(b"<trkpt") > 1
    assert len(track) == info["size"]


def test_the_live_card_is_pinned_once_edited_in_place_and_comes_back(
    server: Server, boat: Boat, marie: Person
) -> None:
    def pinned() -> list[dict[str, object]]:
        told = marie.ask("GET", f"channels/{marie.channel_id}/pinned")
        return [post for post in told["posts"].values() if not post["delete_at"]]

    assert soon(lambda: len(pinned()) == 1, PATIENCE_S)
    [first] = pinned()
    assert first["user_id"] == boat.settings.bot_id
    assert soon(lambda: pinned()[0]["message"] != first["message"], PATIENCE_S)
    assert pinned()[0]["id"] == first["id"]
    server.ask("DELETE", f"posts/{first['id']}")
    assert soon(
        lambda: [post["id"] for post in pinned()] not in ([], [first["id"]]), 2 * PATIENCE_S
    )
    assert len(pinned()) == 1


@pytest.fixture(scope="module")
def private(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boat]:
    """A boat whose log is kept in a private channel."""
    folder: Path = tmp_path_factory.mktemp("private")
    made = Boat(server, folder, '[schedule]\ninterval = "6h"\n')
    name = f"prive-{server.mark}"
    whole = {
        "team_id": server.team["id"], "name": name, "display_name": f"Privé {server.mark}",
        "type": "P",
    }  # fmt: skip
    server.ask("POST", "channels", whole)
    try:
        assert "private" in made.setup("--channel", name)
        with made.running():
            yield made
    finally:
        made.close()


def test_a_private_channel_where_no_webhook_speaks_is_followed(
    server: Server, private: Boat
) -> None:
    paul = server.person("paul")
    server.invite(private.settings.channel_id, paul)
    assert private.settings.hook is None
    paul.say("log behind closed doors")
    paul.sees("behind closed doors", of=private.settings.bot_id)
    assert private.typed().count("behind closed doors") == 1
