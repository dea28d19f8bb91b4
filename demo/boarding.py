"""Sets the log up on the demonstration's chat server, as `setup` does on a real one."""

import logging
import threading
from collections.abc import Callable, Sequence

from demo.stage import CHANNEL, SKIPPER, TEAM, Stage
from logbook.chat.administration import Admin
from logbook.chat.registration import register
from logbook.chat.secrets import Mattermost
from logbook.chat.wanted import CommandSpec, Wanted
from logbook.locale import Speaker
from logbook.model.ports import ChatAway

_log = logging.getLogger(__name__)


def board(
    stage: Stage,
    url: str,
    vessel: str,
    specs: Sequence[CommandSpec],
    say: Speaker,
    keep: Callable[[Mattermost], None],
) -> threading.Thread:
    """Begin to register everything; return the thread, which ends when `keep` was told of it.

    On a thread of its own, since the server that is asked is the one that this process is about
    to serve at `url`.
    """
    stage.serve_at(url)
    wanted = Wanted(
        url=url,
        vessel=vessel,
        callback=url,
        specs=specs,
        say=say,
        team=TEAM,
        channel=CHANNEL,
        skipper=SKIPPER,
    )

    def settle() -> None:
        try:
            register(Admin(url, stage.setup_token), wanted, None, keep, _quietly)
        except ChatAway as error:
            # The demonstration was ended before it had quite begun.
            _log.warning("the demonstration's channel was not set up: %s", error)

    thread = threading.Thread(target=settle, name="boarding", daemon=True)
    thread.start()
    return thread


def _quietly(name: str, /, **facts: object) -> None:
    """Tell nobody what was registered: the page shows it."""
    del name, facts
