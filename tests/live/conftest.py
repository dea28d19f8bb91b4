"""The optional suite against a real Mattermost: skipped where none is given.

LOGBOOK_TEST_MATTERMOST_URL is its address (plain http), LOGBOOK_TEST_MATTERMOST_TOKEN a personal
access token of a system administrator: the suite makes a team, people and boats of its own, and
archives them. The server must be allowed to call this computer (AllowedUntrustedInternalConnections
with 127.0.0.1), must let bots and personal tokens be made, and should not limit the rate.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.boat import Boat, given
from tests.live.people import Person, Server

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what stands in this folder where no server is given; share one server in one worker."""
    absent = pytest.mark.skip(reason="LOGBOOK_TEST_MATTERMOST_URL and …_TOKEN name no server")
    for item in items:
        if _HERE in item.path.parents and not all(given()):
            item.add_marker(absent)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The server, with a team that is made for this run."""
    found = Server(*given())
    try:
        yield found
    finally:
        found.close()


@pytest.fixture(scope="session")
def boat(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boat]:
    """A boat that is set up and whose log runs; nothing is written by itself but departures."""
    folder = tmp_path_factory.mktemp("boat")
    made = Boat(server, folder, '[schedule]\ninterval = "6h"\n')
    try:
        made.setup("--channel", f"Journal {made.prefix}")
        with made.running():
            yield made
    finally:
        made.close()


@pytest.fixture(scope="session")
def marie(server: Server, boat: Boat) -> Person:
    """One of the crew, in English, in the log's channel."""
    return _crew(server, boat, "marie", "en")


@pytest.fixture(scope="session")
def yann(server: Server, boat: Boat) -> Person:
    """Another one, in French."""
    return _crew(server, boat, "yann", "fr")


@pytest.fixture(scope="session")
def skipper(server: Server, boat: Boat) -> Person:
    """One of the crew whom the first skipper, the token's owner, has made a second one."""
    made = _crew(server, boat, "anne", "en")
    said = {
        "channel_id": boat.settings.channel_id, "team_id": server.team["id"],
        "command": f"{boat.slash('log-role')} @{made.name} skipper",
    }  # fmt: skip
    told = server.ask("POST", "commands/execute", said)
    assert made.name in told["text"], told
    return made


def _crew(server: Server, boat: Boat, name: str, locale: str) -> Person:
    made = server.person(name, locale)
    server.invite(boat.settings.channel_id, made)
    return made
