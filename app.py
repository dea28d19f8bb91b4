"""Command line and composition root: the only place that knows all the parts.

`python app.py` starts the server; `python app.py --help` lists the other words.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from logbook.config import Config, load
from logbook.console.arguments import COMMANDS, DATA, console_language, parser
from logbook.locale import Speaker, speaker
from logbook.model.refusal import Refusal

if TYPE_CHECKING:
    # At run time only the commands that serve load them.
    from flask import Flask

    from logbook.model.entries import LogEntry
    from logbook.watchkeeper import Watchkeeper

SETTINGS = Path("ship.toml")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 done, 1 it failed, 2 wrong use."""
    words = list(sys.argv[1:] if argv is None else argv)
    says = speaker(console_language(os.environ))
    if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help"}):
        words.insert(0, COMMANDS[0])
    arguments = parser(says).parse_args(words)
    if arguments.command is None:
        arguments.command = COMMANDS[0]
    try:
        return _command(arguments, says)
    except Refusal as refusal:
        print(says.refusal(refusal), file=sys.stderr)
    except BrokenPipeError:
        # The reader (`head`, say) has seen enough; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return 1


def _command(arguments: Namespace, says: Speaker) -> int:
    """Load the parts that this command needs, and only those."""
    match arguments.command:
        case "import":
            from logbook.console import importing

            return importing.run(arguments, _folder(arguments), _settings(arguments), says)
        case "export":
            from logbook.console import exporting

            return exporting.run(arguments, _folder(arguments), _settings(arguments), says)
        case "list" | "show" | "verify":
            from logbook.console import reading

            return reading.run(arguments, _folder(arguments), _settings(arguments), says)
        case _:
            return _serve(arguments, says)


def _folder(arguments: Namespace) -> Path:
    return arguments.data or Path(os.environ.get(DATA) or "data")


def _settings(arguments: Namespace) -> Config:
    if arguments.config is not None:
        return load(arguments.config)
    return load(SETTINGS) if SETTINGS.exists() else Config()


def _serve(arguments: Namespace, says: Speaker) -> int:
    """Run the server until it is told to stop; `demo` has settings and a folder of its own."""
    import logging
    import signal

    from logbook.watchkeeper import Watchkeeper
    from webhooks.server import Server

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    demo = arguments.command == "demo"
    config = _demo_settings(arguments, says) if demo else _settings(arguments)
    folder = _demo_folder(arguments) if demo else _folder(arguments)
    speaker_aboard = speaker(config.language)
    watch = Watchkeeper(
        config, folder, speaker_aboard, on_entry=_telling(config) if demo else _silently
    )
    port = config.port if arguments.port is None else arguments.port
    server = Server(build(watch), config.host, port)
    # Before the feeds start, so that a signal always finds something to stop.
    signal.signal(signal.SIGTERM, _leave)
    try:
        watch.start()
        for row in _banner(config, folder, server.port, says, demo=demo):
            print(row, flush=True)
        server.run()
    finally:
        server.close()
        watch.stop()
    print(says.say("run.stopped"), flush=True)
    return 0


def build(watch: "Watchkeeper") -> "Flask":
    """Return the Flask app around a watch; building it starts nothing."""
    from flask import Flask

    from webhooks import health

    app = Flask("logbook")
    app.register_blueprint(health.blueprint(watch.health))
    return app


def _leave(*_: object) -> None:
    raise SystemExit(0)


def _silently(_: "LogEntry") -> None:
    """Tell nobody: `list` does, and so will the channel."""


def _telling(config: Config) -> Callable[["LogEntry"], None]:
    from logbook.locale import formats

    def tell(entry: "LogEntry") -> None:
        hour = formats.hour(entry.at, config.ship_offset_s)
        print(f"{entry.number:>5} {hour}  {entry.draft.text}", flush=True)

    return tell


def _demo_settings(arguments: Namespace, says: Speaker) -> Config:
    if arguments.config is not None:
        return load(arguments.config)
    return Config(language=says.language, feeds=(f"simulated://?speed={arguments.speed:g}",))


def _demo_folder(arguments: Namespace) -> Path:
    import tempfile

    return arguments.data or Path(tempfile.mkdtemp(prefix="ships-log-demo-"))


def _banner(config: Config, folder: Path, port: int, says: Speaker, *, demo: bool) -> Iterator[str]:
    host = f"[{config.host}]" if ":" in config.host else config.host
    address = f"http://{host}:{port}/healthz"
    if demo:
        yield says.say("demo.simulated")
        yield says.say("demo.address", address=address)
        yield says.say("demo.folder", folder=folder)
        yield says.say("demo.stop")
        return
    yield says.say("run.address", address=address)
    yield says.say("run.folder", folder=folder)
    if config.feeds:
        yield says.say("run.feeds", count=len(config.feeds), feeds=", ".join(config.feeds))
    else:
        yield says.say("run.no_feeds")
    yield says.say("run.no_mattermost")


if __name__ == "__main__":
    sys.exit(main())
