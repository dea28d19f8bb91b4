"""The description of our routes is true: the same routes, and no status that it does not name."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import app as program
from logbook.config import Config
from logbook.locale import speaker
from logbook.watchkeeper import Watchkeeper
from tests.docs.documents import ROOT

API: dict[str, Any] = json.loads((ROOT / "docs/openapi.json").read_text(encoding="utf-8"))
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Flask, Watchkeeper]]:
    watch = Watchkeeper(Config(), tmp_path, speaker("fr"))
    watch.open()
    try:
        yield program.build(watch), watch
    finally:
        watch.stop()


def operations() -> set[tuple[str, str]]:
    return {(path, method) for path, methods in API["paths"].items() for method in methods}


def test_it_describes_every_route_and_no_other(served: tuple[Flask, Watchkeeper]) -> None:
    app, _ = served
    routes = {
        (rule.rule, method.lower())
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == operations()


@pytest.mark.parametrize(("path", "method"), sorted(operations()))
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", FORM),
        (b"token=wrong&command=/log&text=x", FORM),
        (b"\xff\xfe\x00%ZZ&&==" * 50, FORM),
        (b"a=b&" * 5000, FORM),
        (b"{}", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"a":' * 100_000, "application/json"),
        (b'{"state": "\\ud800", "user_id": "a", "context": {"sig": 1e999}}', "application/json"),
        (b'{"token": ' + b"9" * 4000 + b"}", "application/json; charset=utf-16"),
        (b"x" * 600_000, "application/octet-stream"),
    ],
)
def test_no_call_is_answered_by_a_status_that_it_does_not_name(
    served: tuple[Flask, Watchkeeper], path: str, method: str, body: bytes, kind: str
) -> None:
    named = API["paths"][path][method]["responses"]
    sent = {} if method == "get" else {"data": body, "content_type": kind}
    told = served[0].test_client().open(path, method=method, **sent)  # type: ignore[arg-type] # by name
    assert str(told.status_code) in named
    assert told.status_code < 500 or path == "/healthz"


def test_health_has_the_fields_that_it_names(served: tuple[Flask, Watchkeeper]) -> None:
    health = served[1].health()
    schema = API["components"]["schemas"]["Health"]
    assert set(schema["required"]) <= set(health)
    assert set(schema["properties"]) <= set(health)
    assert health["status"] in schema["properties"]["status"]["enum"]


def test_words_for_a_member_are_the_only_answer_of_a_command() -> None:
    told = API["paths"]["/slash"]["post"]["responses"]["200"]["content"]["application/json"]
    assert set(told["schema"]["required"]) == {"response_type", "text", "skip_slack_parsing"}
