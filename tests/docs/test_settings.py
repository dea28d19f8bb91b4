"""Every setting is documented, with its default, and no other."""

import tomllib
from typing import Any

import pytest

from logbook.config import load
from tests.docs.documents import ENGLISH, FRENCH, JOURNAL, ROOT, blocks, read, spans, table

_EXAMPLE = ROOT / "ship.example.toml"


def _settings() -> dict[str, Any]:
    tables = tomllib.loads(_EXAMPLE.read_text(encoding="utf-8"))
    return {
        f"{name}.{key}": value for name, content in tables.items() for key, value in content.items()
    }


def _told(names: tuple[str, ...]) -> dict[str, str]:
    """Return the default that the tables of settings give, by setting."""
    told: dict[str, str] = {}
    for name in names:
        for row in table(read(name)):
            keys = [part.strip(" `") for part in row[0].split(",")]
            defaults = [part.strip(" `") for part in row[1].split(",")] if len(row) == 3 else []
            if len(keys) == len(defaults) and all("." in key for key in keys):
                told |= dict(zip(keys, defaults, strict=True))
    return told


@pytest.mark.parametrize("names", [ENGLISH, FRENCH], ids=["English", "French"])
def test_every_setting_is_told_with_its_default(names: tuple[str, ...]) -> None:
    told = _told(names)
    for setting, default in _settings().items():
        assert setting in told, setting
        assert tomllib.loads(f"value = {told[setting]}")["value"] == default, setting


@pytest.mark.parametrize("name", [*ENGLISH, *FRENCH])
def test_every_setting_in_the_text_is_one_of_the_example(name: str) -> None:
    known = _settings()
    areas = {setting.split(".")[0] for setting in known}
    told = {span for span in spans(name) if span.split(".")[0] in areas and span.count(".") == 1}
    assert {span for span in told if not span.endswith((".py", ".toml"))} <= set(known)


@pytest.mark.parametrize("name", ["docs/feeds.md", JOURNAL])
def test_every_example_of_settings_is_accepted(name: str, tmp_path: Any) -> None:
    examples = blocks(name, "toml")
    assert examples
    feeds = next(one for one in examples if "feeds" in one)
    for example in examples:
        file = tmp_path / "ship.toml"
        file.write_text(example if "feeds" in example else f"{feeds}\n{example}", encoding="utf-8")
        assert load(file).feeds
