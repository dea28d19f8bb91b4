"""What `run` and `demo` print: where they are reached, what is heard, and each line of a demo."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from logbook.config import Config
from logbook.console.amendments import text
from logbook.console.plain import printable
from logbook.locale import Speaker, formats
from logbook.model.entries import LogEntry


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: the settings, the data folder, the port, and the chat's address if any."""

    config: Config
    folder: Path
    port: int
    chat: str | None = None

    @property
    def address(self) -> str:
        """The address of the server itself, for a browser on this computer."""
        host = f"[{self.config.host}]" if ":" in self.config.host else self.config.host
        return f"http://{host}:{self.port}/"


def banner(served: Served, says: Speaker, *, demo: bool, fresh: bool) -> Iterator[str]:
    """Yield the rows; `fresh` says that the demo made a folder of its own."""
    if demo:
        yield says.say("demo.simulated")
        yield says.say("demo.address", address=served.address)
        yield says.say("demo.folder" if fresh else "run.folder", folder=served.folder)
        yield says.say("demo.stop")
        return
    yield says.say("run.address", address=f"{served.address}healthz")
    yield says.say("run.folder", folder=served.folder)
    feeds = served.config.feeds
    if feeds:
        yield says.say("run.feeds", count=len(feeds), feeds=", ".join(feeds))
    else:
        yield says.say("run.no_feeds")
    if served.chat is None:
        yield says.say("run.no_mattermost")
    else:
        yield says.say("run.mattermost", address=served.chat)


def telling(config: Config, says: Speaker) -> Callable[[LogEntry], None]:
    """Return who prints each new line, as `list` would."""

    def tell(entry: LogEntry) -> None:
        hour = formats.hour(entry.at, config.ship_offset_s)
        print(printable(f"{entry.number:>5} {hour}  {text(says, entry, None)}"), flush=True)

    return tell


def silent(_: LogEntry) -> None:
    """Tell nobody: `list` does, and the channel."""
