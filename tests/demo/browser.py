"""A real Chromium without a window, driven by its own DevTools protocol; skips where there is none.

`LOGBOOK_ALL_TOOLS=1` makes its absence a failure.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest
from websockets.sync.client import ClientConnection, connect

Json = dict[str, Any]

WAIT_S = 10.0
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--remote-debugging-port=0", "--hide-scrollbars",
)  # fmt: skip
_LISTENING = re.compile(r"DevTools listening on (ws://\S+)")


def program() -> str:
    """Return where Chromium is; skips the test where it is not installed."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("LOGBOOK_ALL_TOOLS") == "1":
            pytest.fail("Chromium is not installed")
        pytest.skip("Chromium is not installed")
    return found


class Browser:
    """One browser with a profile of its own; `with Browser() as browser: browser.page(url)`."""

    def __init__(self) -> None:
        self._program = program()
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._process: subprocess.Popen[str] | None = None
        self._tabs = ExitStack()
        self._address = ""

    def __enter__(self) -> Self:
        profile = f"--user-data-dir={self._folder.name}"
        self._process = subprocess.Popen(
            [self._program, *_QUIET, profile, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stderr is not None
        for line in self._process.stderr:
            found = _LISTENING.search(line)
            if found:
                self._address = found[1]
                return self
        pytest.fail("Chromium did not start")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._tabs.close()
        assert self._process is not None
        self._process.terminate()
        self._process.wait(10)
        assert self._process.stderr is not None
        self._process.stderr.close()
        self._folder.cleanup()

    def page(self, url: str, *, width: int = 1280, height: int = 860, dark: bool = False) -> "Page":
        """Open `url` in a tab of its own, of that size."""
        with connect(self._address, max_size=None) as browser:
            asked = {"method": "Target.createTarget", "params": {"url": "about:blank"}}
            browser.send(json.dumps({"id": 1, **asked}))
            target = _reply(browser, 1)["targetId"]
        host = self._address.split("/devtools/", maxsplit=1)[0]
        tab = connect(f"{host}/devtools/page/{target}", max_size=None)
        page = Page(self._tabs.enter_context(tab))
        page.look(width, height, dark=dark)
        page.do("Network.enable")
        page.do("Runtime.enable")
        page.do("Page.enable")
        page.do("Page.navigate", url=url)
        return page


class Page:
    """One tab."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._number = 0
        self.events: list[Json] = []

    def do(self, method: str, **params: Any) -> Json:
        """Carry out a command of the protocol; events on the way are kept."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        self._connection.send(json.dumps(message))
        return _reply(self._connection, self._number, self.events)

    def look(self, width: int, height: int = 860, *, dark: bool = False) -> None:
        """Be of this size, by day or in the dark."""
        self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.do("Emulation.setEmulatedMedia", features=[scheme])

    def run(self, script: str) -> Any:
        """Return what an expression gives; a promise is waited for."""
        told = self.do("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def text(self, selector: str) -> str:
        """Return the text of the first element that fits; empty where there is none."""
        return str(self.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    def texts(self, selector: str) -> list[str]:
        """Return the text of every element that fits."""
        script = f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.innerText)"
        return [str(text) for text in self.run(script)]

    def until(self, script: str, why: str = "", patience_s: float = WAIT_S) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + patience_s
        while time.monotonic() < end:
            if self.run(f"Boolean({script})"):
                return
            time.sleep(0.03)
        pytest.fail(f"{why or script} never came: {self.text('body')[-1500:]}")

    def shows(self, words: str, within: str = "body", patience_s: float = WAIT_S) -> None:
        """Wait until these words are shown in an element that fits."""
        all_of_them = f"[...document.querySelectorAll({json.dumps(within)})]"
        said = f"{all_of_them}.some(e => e.innerText.includes({json.dumps(words)}))"
        self.until(said, f"{words!r} in {within}", patience_s)

    def click(self, selector: str) -> None:
        """Click an element as a finger does: where it is, once it is there."""
        self.until(f"document.querySelector({json.dumps(selector)})", selector)
        script = (
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
            "return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        x, y = self.run(script)
        for kind in ("mousePressed", "mouseReleased"):
            self.do("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def type(self, text: str) -> None:
        """Type text into whatever has the focus."""
        self.do("Input.insertText", text=text)

    def key(self, key: str, *, shift: bool = False) -> None:
        """Press a key: `Enter`, `Tab`, `ArrowDown`, `Escape`."""
        codes = {"Enter": 13, "Tab": 9, "ArrowDown": 40, "ArrowUp": 38, "Escape": 27}
        held = 8 if shift else 0
        said = {"key": key, "code": key, "windowsVirtualKeyCode": codes[key], "modifiers": held}
        typed = {"text": "\r"} if key == "Enter" else {}
        self.do("Input.dispatchKeyEvent", type="keyDown", **said, **typed)
        self.do("Input.dispatchKeyEvent", type="keyUp", **said)

    def picture(self, path: Path) -> None:
        """Save what is seen as a PNG."""
        told = self.do("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(told["data"]))

    def saves_into(self, folder: Path) -> None:
        """Let downloads go into a folder."""
        self.do("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))

    def saved(self, folder: Path) -> Path:
        """Wait for the one file that is downloaded into a folder, whole."""
        end = time.monotonic() + WAIT_S
        while time.monotonic() < end:
            files = [path for path in folder.iterdir() if path.suffix != ".crdownload"]
            if files and files[0].stat().st_size:
                return files[0]
            self.run("new Promise(done => setTimeout(done, 20))")
        pytest.fail("nothing was downloaded")

    def asked(self) -> list[str]:
        """Return the address of everything that was loaded."""
        self.run("1")
        sent = [each for each in self.events if each["method"] == "Network.requestWillBeSent"]
        return [str(each["params"]["request"]["url"]) for each in sent]

    def complaints(self) -> list[str]:
        """Return what went wrong in the page's own scripts."""
        self.run("1")
        return [
            json.dumps(each["params"])
            for each in self.events
            if each["method"] == "Runtime.exceptionThrown"
            or (each["method"] == "Log.entryAdded" and each["params"]["entry"]["level"] == "error")
        ]


def _reply(connection: ClientConnection, number: int, events: list[Json] | None = None) -> Json:
    while True:
        told: Json = json.loads(connection.recv(timeout=30))
        if told.get("id") == number:
            assert "error" not in told, told
            result: Json = told["result"]
            return result
        if events is not None and "method" in told:
            events.append(told)
