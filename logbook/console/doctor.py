"""`doctor`: looks at all that a set-up can get wrong, and says how to mend each; writes nothing."""

import http.client
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from logbook.chat import secrets
from logbook.chat.inspection import Inspector
from logbook.chat.wanted import CommandSpec
from logbook.clock import boot
from logbook.config import Config
from logbook.console import doctor_aboard as aboard
from logbook.console import doctor_callback, doctor_chat
from logbook.console.finding import Finding, aside, fine, rows, wrong
from logbook.locale import speaker
from logbook.model.refusal import Refusal
from logbook.store import lock

_ASK_S: Final = 3.0
_EVERYWHERE: Final = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 (compared, never bound)
_BESIDE: Final = frozenset(
    f"doctor.{name}"
    for name in ("no_site_url", "hooks_off", "no_hook", "bot_is_admin", "clocks_apart")
)
"""What is wrong at the chat server and still lets it call us: both are then mended in one go."""


def run(
    folder: Path,
    config: Config,
    specs: Sequence[CommandSpec],
    environment: Mapping[str, str] = os.environ,
) -> int:
    """Print a line for each thing, in the boat's language; return 1 if anything is wrong."""
    says = speaker(config.language)
    count = 0
    for finding in findings(folder, config, specs, environment):
        count += finding.is_wrong
        for row in rows(finding, says):
            print(row, flush=True)
    if count:
        print(says.say("doctor.count", count=count))
    else:
        print(says.say("doctor.all_fine"))
    return 1 if count else 0


def findings(
    folder: Path,
    config: Config,
    specs: Sequence[CommandSpec],
    environment: Mapping[str, str] = os.environ,
) -> Iterator[Finding]:
    """Yield what is found, aboard first, then at the chat server, then on the way back."""
    answered = asked(config.host, config.port)
    held = lock.is_held(folder)
    # What answers while nobody holds our folder keeps another log.
    health = answered if held else None
    yield from aboard.disk(folder)
    yield from aboard.sqlite()
    yield from aboard.book(folder)
    yield from aboard.kept(folder)
    yield _running(folder, config, answered, held=held)
    yield from aboard.clock(boot.host_now(), health)
    if health is not None or (answered is None and not held):
        # What another server listens to must not be taken from it.
        yield from aboard.feeds(config, health, boot.boot_now)
    try:
        settings = secrets.load(folder, environment)
    except Refusal as refusal:
        yield wrong(refusal, Refusal("doctor.run_setup"))
        return
    if settings is None:
        yield wrong(Refusal("doctor.not_set_up"), Refusal("doctor.how_to_set_up"))
        return
    inspector = Inspector(settings)
    may_call = True
    triggers = [spec.trigger for spec in specs]
    for finding in doctor_chat.look(settings, inspector, triggers, boot.host_now()):
        may_call = may_call and (not finding.is_wrong or finding.said.name in _BESIDE)
        yield finding
    if may_call:
        yield from doctor_callback.look(settings, inspector, config)
    else:
        yield aside("doctor.callback_later")


def asked(host: str, port: int) -> Mapping[str, Any] | None:
    """Return what the running server says of its health; None where none answers."""
    there = "127.0.0.1" if host in _EVERYWHERE else host
    connection = http.client.HTTPConnection(there, port, timeout=_ASK_S)
    try:
        connection.request("GET", "/healthz")
        told = json.loads(connection.getresponse().read(1_000_000))
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()
    return told if isinstance(told, dict) and "clock" in told else None


def _running(
    folder: Path, config: Config, health: Mapping[str, Any] | None, *, held: bool
) -> Finding:
    if health is None:
        return aside("doctor.busy" if held else "doctor.not_running")
    if not held:
        said = Refusal("doctor.other_server", host=config.host, port=config.port, folder=folder)
        return wrong(said, Refusal("doctor.other_server_remedy"))
    if health.get("status") == "failing":
        faults = "; ".join(map(str, health.get("faults") or ())) or "?"
        return wrong(Refusal("doctor.failing", faults=faults), Refusal("doctor.failing_remedy"))
    return fine("doctor.running")
