"""`doctor` against a real server: fine where all is fine, and the remedy where it is not."""

from tests.live.boat import Boat
from tests.live.people import Server


def wrong(boat: Boat) -> tuple[int, list[str]]:
    """Run it; return its exit status and the lines that say what is wrong."""
    done = boat.words("doctor")
    return done.returncode, [row for row in done.stdout.splitlines() if "WRONG" in row]


def test_all_is_fine_while_the_log_runs(boat: Boat) -> None:
    before = boat.typed()
    assert wrong(boat) == (0, [])
    assert boat.typed() == before


def test_a_server_that_cannot_be_reached_is_told(boat: Boat) -> None:
    boat.gate.shut()
    status, rows = wrong(boat)
    boat.gate.open()
    assert status == 1
    assert boat.gate.url in "".join(rows)


def test_a_bot_that_was_put_out_of_the_channel_is_told(server: Server, boat: Boat) -> None:
    settings = boat.settings
    place = f"channels/{settings.channel_id}/members"
    server.ask("DELETE", f"{place}/{settings.bot_id}")
    try:
        status, rows = wrong(boat)
    finally:
        server.ask("POST", place, {"user_id": settings.bot_id})
    assert status == 1
    assert len(rows) == 1
    assert wrong(boat) == (0, [])


def test_a_bot_that_was_disabled_is_told(server: Server, boat: Boat) -> None:
    server.ask("POST", f"bots/{boat.settings.bot_id}/disable")
    try:
        status, rows = wrong(boat)
    finally:
        server.ask("POST", f"bots/{boat.settings.bot_id}/enable")
    assert (status, len(rows)) == (1, 1)
    assert wrong(boat) == (0, [])


def test_a_command_that_calls_elsewhere_is_told(server: Server, boat: Boat) -> None:
    trigger = f"{boat.prefix}-log-help"
    asked = {"team_id": server.team["id"], "custom_only": "true"}
    listed = server.ask("GET", "commands", params=asked)
    [whole] = [one for one in listed if one["trigger"] == trigger]
    server.ask("PUT", f"commands/{whole['id']}", {**whole, "url": "http://127.0.0.1:1/slash"})
    try:
        status, rows = wrong(boat)
    finally:
        server.ask("PUT", f"commands/{whole['id']}", whole)
    assert (status, len(rows)) == (1, 1)
    assert wrong(boat) == (0, [])
