"""`doctor` while the chat server is away, and beside a running server of ours."""

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from demo.standin import Fault, StandIn
from logbook.chat import secrets
from logbook.config import Config
from logbook.console import doctor
from logbook.locale import speaker
from logbook.store.lock import FolderLock
from tests.chat.raw_server import RawServer, answer
from tests.chat.setting_up import SPECS
from tests.console.looking import found, remedies
from webhooks import health
from webhooks.server import Server


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault.HANG_UP, "chat.away_cut"),
        (Fault.PORTAL, "chat.away_stranger"),
        (Fault.REDIRECT, "chat.away_elsewhere"),
        (Fault.GATEWAY, "chat.away_broken"),
        (Fault.TOO_MANY, "chat.busy"),
    ],
)
def test_a_server_that_is_away_is_told_by_what_ails_it(
    folder: Path, config: Config, server: StandIn, fault: Fault, sentence: str
) -> None:
    server.faults.plan(fault, times=None)
    assert remedies(folder, config) == {sentence: "doctor.server_remedy"}
    assert found(folder, config)["doctor.callback_later"].aside


def test_a_server_that_is_off_is_told(folder: Path, config: Config, server: StandIn) -> None:
    with server.away():
        assert remedies(folder, config) == {"chat.away_shut": "doctor.server_remedy"}


def test_clocks_that_disagree_are_told(folder: Path, config: Config) -> None:
    kept = secrets.load(folder, {})
    assert kept is not None
    with RawServer(answer(b'{"status":"OK"}', Date="Sat, 21 Nov 2020 23:14:43 GMT")) as raw:
        secrets.save(folder, replace(kept, url=raw.url))
        assert remedies(folder, config)["doctor.clocks_apart"] == "doctor.clock_remedy"


@pytest.fixture
def running(folder: Path, config: Config) -> Iterator[dict[str, Any]]:
    """Yield the health that a server at our port tells, to be changed by the test."""
    told: dict[str, Any] = {
        "status": "ok",
        "feeds": [{"name": config.feeds[0], "state": "up", "age_s": 0.1}],
        "clock": {"source": "gps", "offset_s": -3.2},
        "faults": [],
    }

    def health_now() -> Mapping[str, object]:
        return dict(json.loads(json.dumps(told)))

    app = Flask("logbook")
    app.register_blueprint(health.blueprint(health_now))
    app.add_url_rule("/slash", view_func=dict, methods=["POST"])
    serving = Server(app, config.host, config.port)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    with FolderLock(folder):
        yield told
    serving.stop()
    thread.join(5)


def test_beside_a_running_server_it_asks_that_and_takes_nothing_from_it(
    folder: Path, config: Config, running: dict[str, Any]
) -> None:
    told = found(folder, config)
    assert [name for name, one in told.items() if one.is_wrong] == []
    assert {"doctor.running", "doctor.clock_gps", "doctor.feed_up", "doctor.callback"} <= set(told)
    running["feeds"][0].update(state="silent", age_s=75.2)
    running.update(status="failing", faults=["plein"])
    assert remedies(folder, config) == {
        "doctor.feed_silent_since": "doctor.feed_silent_remedy",
        "doctor.failing": "doctor.failing_remedy",
    }


@pytest.mark.usefixtures("running")
def test_another_folder_s_server_is_not_taken_for_ours(tmp_path: Path, config: Config) -> None:
    told = remedies(tmp_path / "empty", config)
    assert told["doctor.other_server"] == "doctor.other_server_remedy"
    assert not told.keys() & {"doctor.running", "doctor.feed_up", "doctor.clock_gps"}


def test_every_line_that_was_found_here_is_a_sentence_in_both_languages(
    folder: Path, config: Config, server: StandIn
) -> None:
    server.settings.untrusted_connections = ""
    server.settings.site_url = ""
    for one in doctor.findings(folder, config, SPECS, {}):
        for sentence in (one.said, one.remedy):
            if sentence is not None:
                assert "{" not in speaker("fr").refusal(sentence)
                assert "{" not in speaker("en").refusal(sentence)
