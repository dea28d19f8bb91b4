"""What a person is told who has used the words or the settings wrongly."""

from pathlib import Path

import pytest

from tests.console.commands import Says, refused
from tests.eye import seen

GPX = "{http://www.topografix.com/GPX/1/1}"


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Something is missing: N."), ("fr", "Il manque : N.")],
)
def test_a_wrong_use_is_one_sentence_in_the_reader_s_language(
    says: Says, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    monkeypatch.setenv("LOGBOOK_LANGUAGE", language)
    status, out, err = says("show")
    assert (status, out) == (2, "")
    assert seen(err).startswith(told)
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["sail"],
        ["show", "0"],
        ["show", "one"],
        ["show", "99999999999999999999"],
        ["list", "--jsno"],
        ["list", "--json=yes"],
        ["export"],
        ["export", "kml"],
        ["import"],
        ["import", "x.nmea", "--date", "2026-02-30"],
        ["export", "gpx", "--from", "0001-01-01T00:00+05:00"],
        ["verify", "--root", "abc"],
        ["run", "--port", "70000"],
        ["demo", "--speed", "-1"],
        ["list", "--data"],
    ],
)
def test_every_wrong_use_leaves_with_2_and_one_sentence(says: Says, words: list[str]) -> None:
    refused(says(*words), 2)


@pytest.mark.parametrize("word", ["run", "demo", "import", "export", "list", "show", "verify"])
def test_every_word_takes_help_data_and_config(says: Says, word: str) -> None:
    status, out, _ = says(word, "--help")
    assert status == 0
    assert "--data" in out
    assert "--config" in out


def test_help_speaks_french(says: Says, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGBOOK_LANGUAGE", "fr")
    _, out, _ = says("--help")
    assert "le journal" in out
    assert "show this help" not in out
    assert "positional arguments" not in out


@pytest.mark.parametrize("word", ["run", "list", "import"])
def test_all_that_is_wrong_in_the_settings_is_told_with_its_line(
    says: Says, tmp_path: Path, word: str
) -> None:
    settings = tmp_path / "boat.toml"
    settings.write_text('[ship]\nnmae = "Ar Men"\n\n[http]\nport = "big"\n', encoding="utf-8")
    words = [word, "passage.nmea"] if word == "import" else [word]
    status, out, err = says(*words, "--config", settings, "--data", tmp_path / "data")
    assert (status, out) == (1, "")
    first, second = err.splitlines()
    assert "ship.nmae" in first
    assert "2" in first
    assert "http.port" in second
    assert "5" in second
    assert not (tmp_path / "data").exists()


def test_settings_that_are_not_there_are_said(says: Says, tmp_path: Path) -> None:
    refused(says("list", "--config", tmp_path / "none.toml"), 1, "none.toml")


def test_misspelt_feeds_are_all_told(says: Says, tmp_path: Path) -> None:
    (tmp_path / "ship.toml").write_text(
        '[instruments]\nfeeds = ["tpc://boat:1", "serial://"]\n', encoding="utf-8"
    )
    status, out, err = says("run", "--port", 0, "--data", tmp_path / "data")
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 2
    assert "tpc://boat:1" in err
    assert "serial://" in err
