"""Command line and composition root: the only place that knows all the parts.

`python app.py` starts the server; `python app.py --help` lists the other words.
"""

import contextlib
import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from logbook.config import Config, load
from logbook.console.arguments import COMMANDS, DATA, console_language, understood
from logbook.console.plain import printable
from logbook.guard.prompt import be_brisk, be_prompt
from logbook.locale import Speaker, speaker
from logbook.model.refusal import Refusal

if TYPE_CHECKING:
    # At run time only the commands that serve load them.
    from flask import Flask

    from demo.stage import Stage
    from logbook.console.serving import Served
    from logbook.watchkeeper import Watchkeeper

SETTINGS = Path("ship.toml")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 done, 1 it failed, 2 wrong use."""
    be_brisk()
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        # What an old terminal cannot show is shown as `?`; it is no reason to fail.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    says = speaker(console_language(os.environ))
    if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help"}):
        words.insert(0, COMMANDS[0])
    try:
        status = _command(understood(words, says), says)
        # Here, and not at exit, where nobody could be told any more.
        sys.stdout.flush()
    except Refusal as refusal:
        print(printable(says.refusal(refusal)), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader (`head`, say) has seen enough.
        _hush()
        return 1
    except OSError as error:
        print(printable(says.say("console.output", reason=error)), file=sys.stderr)
        _hush()
        return 1
    except KeyboardInterrupt:
        print(says.say("console.interrupted"), file=sys.stderr)
        return 1
    return status


def _hush() -> None:
    """Let nothing more be written to standard output: Python would complain of it at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _command(arguments: Namespace, says: Speaker) -> int:
    """Load the parts that this command needs, and only those."""
    match arguments.command:
        case "setup":
            from logbook.console import setup
            from slash_commands.specs import specs

            config = _settings(arguments)
            triggers = specs(speaker(config.language))
            return setup.run(arguments, _folder(arguments), config, says, triggers)
        case "doctor":
            from logbook.console import doctor
            from slash_commands.specs import specs

            config = _settings(arguments)
            return doctor.run(_folder(arguments), config, specs(speaker(config.language)))
        case "run" | "demo":
            return _serve(arguments, says)
        case command:
            work = _on_the_log(command)
            return work(arguments, _folder(arguments), _settings(arguments), says)


def _on_the_log(command: str) -> Callable[[Namespace, Path, Config, Speaker], int]:
    """Return what does a command that works on the log in the folder, and then leaves."""
    match command:
        case "import":
            from logbook.console import importing

            return importing.run
        case "export":
            from logbook.console import exporting

            return exporting.run
        case "backup" | "restore":
            from logbook.console import keeping

            return keeping.run
        case _:
            from logbook.console import reading

            return reading.run


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

    from logbook.console import serving
    from logbook.guard import arenas, logged
    from logbook.watchkeeper import Watchkeeper
    from webhooks.server import Server

    arenas.one()
    demo = arguments.command == "demo"
    # A demo's chat server is this very process: at the end it is away before its poster knows.
    level = logging.ERROR if demo else logging.WARNING
    plain = logged.install(level)
    config = _demo_settings(arguments, says) if demo else _settings(arguments)
    folder = _demo_folder(arguments) if demo else _folder(arguments)
    tell = serving.telling(config, says) if demo else serving.silent
    watch = Watchkeeper(config, folder, speaker(config.language), on_entry=tell)
    plain.hide(watch.channel.secrets)
    port = config.port if arguments.port is None else arguments.port
    signal.signal(signal.SIGTERM, _leave)
    server = stage = None
    try:
        # First the folder: that another server keeps this log says more than its port.
        watch.open()
        stage = _stage(config) if demo else None
        # A demo's server calls itself, three threads a command, and takes the crew's pictures.
        room = {"threads": 48, "max_body": 32 * 1024 * 1024} if demo else {}
        server = Server(build(watch, stage), config.host, port, **room)
        served = serving.Served(config, folder, server.port, watch.channel.address())
        watch.start()
        if stage is not None:
            _board(stage, served, watch)
        for row in serving.banner(served, says, demo=demo, fresh=arguments.data is None):
            print(row, flush=True)
        be_prompt()
        server.run()
    except (KeyboardInterrupt, SystemExit):
        # Told to stop before it served.
        pass
    finally:
        # What was heard is on its way to the disk: a second signal does not hurry it.
        ends = (signal.SIGTERM, signal.SIGINT)
        before = {signum: signal.signal(signum, signal.SIG_IGN) for signum in ends}
        if server is not None:
            server.close()
        watch.stop()
        for signum, handler in before.items():
            signal.signal(signum, handler)
    for fault in watch.faults():
        print(printable(says.refusal(fault)), file=sys.stderr)
    if watch.faults():
        return 1
    with contextlib.suppress(BrokenPipeError):
        print(says.say("run.stopped"), flush=True)
    return 0


def build(watch: "Watchkeeper", stage: "Stage | None" = None) -> "Flask":
    """Return the Flask app around an open watch; building it starts nothing.

    With a `stage` the demonstration's chat server and its page are served beside the log.
    """
    from flask import Flask

    from slash_commands.routes import blueprint as slash_routes
    from webhooks import health
    from webhooks.outgoing import Ears, take
    from webhooks.routes import Parts
    from webhooks.routes import blueprint as webhook_routes

    channel = watch.channel
    ears = Ears(bot_id=channel.bot_id, want=channel.pictures.want, weather=channel.forecasts.want)
    channel.hear(lambda post, now: take(channel.bridge(), ears, post, now))
    app = Flask("logbook", static_folder=None)
    app.register_blueprint(health.blueprint(watch.health))
    door = watch.door
    app.register_blueprint(slash_routes(channel.bridge, channel.token_of, door))
    parts = Parts(channel.bridge, channel.hook_token, ears, missed=watch.follower.wake, door=door)
    app.register_blueprint(webhook_routes(parts))
    for routes in () if stage is None else stage.routes():
        app.register_blueprint(routes)
    return app


def _leave(*_: object) -> None:
    raise SystemExit(0)


def _demo_settings(arguments: Namespace, says: Speaker) -> Config:
    if arguments.config is not None:
        return load(arguments.config)
    feeds = (f"simulated://?speed={arguments.speed:g}",)
    return Config(ship_name=says.say("demo.ship"), language=says.language, feeds=feeds)


def _demo_folder(arguments: Namespace) -> Path:
    import tempfile

    return arguments.data or Path(tempfile.mkdtemp(prefix="ships-log-demo-"))


def _stage(config: Config) -> "Stage":
    from demo.stage import Stage

    title = speaker(config.language).say("demo.channel")
    return Stage(config.language, config.ship_name, title)


def _board(stage: "Stage", served: "Served", watch: "Watchkeeper") -> None:
    """Set the log up on the stage's chat server, and let the page change languages."""
    from functools import partial

    from demo.boarding import board
    from logbook.chat import secrets
    from slash_commands.specs import specs

    aboard = speaker(served.config.language)
    keep = partial(secrets.save, served.folder)
    stage.forget = watch.forget
    board(stage, served.address.rstrip("/"), watch.vessel, specs(aboard), aboard, keep)


if __name__ == "__main__":
    sys.exit(main())
