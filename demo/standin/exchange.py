"""One call and its answer, and the table of addresses; knows no web framework."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from demo.standin.records import User
from demo.standin.refused import Refused, bad_body
from demo.standin.site import Site

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a multipart form; `filename` is empty for a plain field."""

    name: str
    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Ask:
    """A call: `user` is who the token belongs to, `ids` what the address named, in order."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    parts: tuple[Part, ...] = ()
    caller: User | None = None
    token: str = ""
    ids: tuple[str, ...] = ()

    @property
    def user(self) -> User:
        """Who calls; only addresses that need no token may be reached without one."""
        assert self.caller is not None
        return self.caller

    @property
    def language(self) -> str:
        """The reader's language: what the browser says, and not the user's setting."""
        return self.headers.get("Accept-Language", "en")[:2].lower()

    def record(self, name: str) -> Json:
        """Return the body, an object. Raises Refused (400) that names it `name`."""
        found = self._decoded(name)
        if not isinstance(found, dict):
            raise bad_body(name)
        return found

    def listed(self, name: str) -> list[Any]:
        """Return the body, an array. Raises Refused (400) that names it `name`."""
        found = self._decoded(name)
        if not isinstance(found, list):
            raise bad_body(name)
        return found

    def number(self, name: str, default: int = 0) -> int:
        """Return a number of the query."""
        text = self.query.get(name, "")
        return int(text) if text.isdigit() else default

    def _decoded(self, name: str) -> Any:
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise bad_body(name) from error


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back: JSON, unless `body` is bytes."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"

    def as_bytes(self) -> bytes:
        """Return the body as it goes over the wire."""
        if isinstance(self.body, bytes):
            return self.body
        text = json.dumps(self.body, ensure_ascii=False, separators=(",", ":"))
        # Go's encoder keeps these out of a page's way.
        for mark, escaped in (("&", "\\u0026"), ("<", "\\u003c"), (">", "\\u003e")):
            text = text.replace(mark, escaped)
        return text.encode(errors="replace") + b"\n"


OK = Answer({"status": "OK"})

Handler = Callable[[Site, Ask], Answer]


@dataclass(frozen=True, slots=True)
class Route:
    """An address: `{post}` stands for an id, `{name*}` for a name; `open` needs no token."""

    method: str
    path: str
    handler: Handler
    open: bool = False

    def match(self, method: str, path: str) -> tuple[str, ...] | None:
        """Return what the address names, or None where this is another one."""
        if method != self.method:
            return None
        pattern = re.sub(r"\{\w+\*\}", r"([A-Za-z0-9_.@-]+)", self.path)
        pattern = re.sub(r"\{\w+\}", r"([A-Za-z0-9]+)", pattern)
        found = re.fullmatch(pattern, path)
        return found.groups() if found else None

    def check(self, ids: tuple[str, ...]) -> None:
        """Raise Refused (400) for an id that cannot be one."""
        names = re.findall(r"\{(\w+\*?)\}", self.path)
        for name, text in zip(names, ids, strict=True):
            if name.endswith("*") or name == "action" or (name == "user" and text == "me"):
                continue
            if len(text) != 26:
                raise Refused(400, "api.context.invalid_url_param.app_error", name=f"{name}_id")
