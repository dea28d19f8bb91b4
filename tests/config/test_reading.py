"""Settings are checked whole, and every problem is told with its line."""

import re
import tomllib
from pathlib import Path

import pytest

from logbook import config
from logbook.config.keys import KEYS
from logbook.model.refusal import Refusal, Refusals
from logbook.model.units import KNOT

EXAMPLE = Path(__file__).parents[2] / "ship.example.toml"


def _write(folder: Path, text: str) -> Path:
    path = folder / "ship.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _problems(folder: Path, text: str) -> list[tuple[str, object, object]]:
    with pytest.raises(Refusals) as caught:
        config.load(_write(folder, text))
    return [(part.name, part.facts["line"], part.facts["key"]) for part in caught.value.parts]


def test_the_example_states_every_setting_with_its_default() -> None:
    assert config.load(EXAMPLE) == config.Config()
    stated = {
        (table, key)
        for table, keys in tomllib.loads(EXAMPLE.read_text(encoding="utf-8")).items()
        for key in keys
    }
    assert stated == set(KEYS)


def test_each_setting_is_read_into_the_unit_that_the_code_uses(tmp_path: Path) -> None:
    loaded = config.load(
        _write(
            tmp_path,
            """
            [ship]
            name = "Ma Doué"
            language = "en"
            time = "-09:30"
            max_sog_kn = 60
            [instruments]
            feeds = ["tcp://10.0.0.2:10110", "udp://:10110"]
            [priority]
            position = ["udp://:10110"]
            tws = ["tcp://10.0.0.2:10110", "udp://:10110"]
            [http]
            port = 9000
            [schedule]
            interval = "30min"
            at_anchor = true
            """,
        )
    )
    assert loaded.ship_name == "Ma Doué"
    assert loaded.ship_offset_s == -34_200
    assert loaded.max_sog == pytest.approx(60 * KNOT)
    assert loaded.feeds == ("tcp://10.0.0.2:10110", "udp://:10110")
    assert loaded.priorities["position"] == ("udp://:10110",)
    assert (loaded.port, loaded.interval_s, loaded.at_anchor) == (9000, 1800, True)


def test_all_problems_are_told_at_once_each_with_its_line(tmp_path: Path) -> None:
    text = (
        "color = 1\n[ship]\nname = 3\nlangage = 'fr'\ntime = '+2'\n"
        "[http]\nport = 70000\n[track]\nbound_m = true\n[sails]\nmain = 1\n"
        "[schedule]\ninterval = '90min'\nat_anchor = 'yes'\n[priority]\nmood = []\n"
    )
    assert _problems(tmp_path, text) == [
        ("config.unknown_key", 1, "color"),
        ("config.expected_text", 3, "ship.name"),
        ("config.unknown_key", 4, "ship.langage"),
        ("config.expected_offset", 5, "ship.time"),
        ("config.expected_number", 7, "http.port"),
        ("config.expected_number", 9, "track.bound_m"),
        ("config.unknown_key", 10, "sails"),
        ("config.expected_interval", 13, "schedule.interval"),
        ("config.expected_flag", 14, "schedule.at_anchor"),
        ("config.unknown_key", 16, "priority.mood"),
    ]


@pytest.mark.parametrize("offset", ["+15:00", "-12:30", "+02:60", "2", "UTC", 2])
def test_a_ship_time_that_no_clock_ashore_keeps_is_refused(tmp_path: Path, offset: object) -> None:
    text = f"[ship]\ntime = {offset!r}\n"
    assert _problems(tmp_path, text) == [("config.expected_offset", 2, "ship.time")]


def test_an_alarm_list_of_the_file_calls_nobody_who_is_everybody(tmp_path: Path) -> None:
    text = '[chat]\nalarm = ["@Channel", "marie", "all", "here.", "@allan"]\n'
    assert config.load(_write(tmp_path, text)).alarm == ("marie", "allan")


def test_an_interval_that_is_a_list_is_told_like_any_other_mistake(tmp_path: Path) -> None:
    text = "[schedule]\ninterval = [1]\n"
    assert _problems(tmp_path, text) == [("config.expected_interval", 2, "schedule.interval")]


def test_a_priority_may_only_name_a_feed_that_exists(tmp_path: Path) -> None:
    text = "[instruments]\nfeeds = ['-']\n[priority]\nposition = ['udp://:1']\n"
    assert _problems(tmp_path, text) == [("config.unknown_feed", 4, "priority.position")]


def test_a_file_that_is_not_toml_is_refused_with_the_place(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        config.load(_write(tmp_path, "[ship\n"))
    assert caught.value.name == "config.not_toml"
    assert re.search(r"line 1", str(caught.value.facts["reason"]))


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        config.load(tmp_path / "none.toml")
    assert caught.value.name == "config.unreadable"
    (tmp_path / "latin.toml").write_bytes(b"[ship]\nname = '\xe9'\n")
    with pytest.raises(Refusal):
        config.load(tmp_path / "latin.toml")
