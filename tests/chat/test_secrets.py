"""What set-up keeps: only for us to read, whole or not at all, and followed when it changes."""

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from logbook.chat import secrets
from logbook.chat.secrets import Door, Kept, Mattermost
from logbook.model.refusal import Refusal

SETTINGS = Mattermost(
    url="http://127.0.0.1:8065",
    bot_token="wpcbwu8p6q7165zu88znyqop1n",
    bot_id="t7sqfa1wtbbm7xuspiippnwnqy",
    team_id="9yrfustbmjfrmqnu5p7dssj8hy",
    channel_id="qmmy35abijbd3dy57raieeosqh",
    callback="http://127.0.0.1:8067",
    signing_key="0123456789abcdef" * 4,
    commands={"log": Door("iraftxuimbyauehk6zy34azyro", "e3bb5bwqh3tx4gdyoafi59jjs4")},
    hook=Door("i33gefqp6tnifpk4ux967mpdxc", "4ew684hskuwamm6dsw1qtzn7r4"),
    channel_private=True,
)


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    secrets.save(tmp_path, SETTINGS)
    assert secrets.load(tmp_path, {}) == SETTINGS


def test_without_a_set_up_there_is_nothing(tmp_path: Path) -> None:
    assert secrets.load(tmp_path, {}) is None


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_we_may_read_it_whatever_the_mask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        secrets.save(tmp_path, SETTINGS)
        secrets.save(tmp_path, SETTINGS)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / secrets.NAME).stat().st_mode) == 0o600
    assert not secrets.open_to_others(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [secrets.NAME]


def test_a_file_opened_to_others_is_noticed(tmp_path: Path) -> None:
    secrets.save(tmp_path, SETTINGS)
    (tmp_path / secrets.NAME).chmod(0o640)
    assert secrets.open_to_others(tmp_path)


def test_a_disk_that_takes_nothing_leaves_what_was_there(tmp_path: Path) -> None:
    secrets.save(tmp_path, SETTINGS)
    (tmp_path / "elsewhere").write_text("a file, no folder")
    with pytest.raises(Refusal) as caught:
        secrets.save(tmp_path / "elsewhere", SETTINGS)
    assert caught.value.name == "chat.not_kept"
    assert secrets.load(tmp_path, {}) == SETTINGS


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"url": 3}', b"\xff", b"null",
     json.dumps({"url": "x", "commands": {"log": "x"}}).encode()],
)  # fmt: skip
def test_a_damaged_file_is_told_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / secrets.NAME).write_bytes(content)
    with pytest.raises(Refusal) as caught:
        secrets.load(tmp_path, {})
    assert caught.value.name == "chat.unreadable"


def test_the_environment_stands_in_for_address_token_and_authority(tmp_path: Path) -> None:
    secrets.save(tmp_path, SETTINGS)
    given = {secrets.URL: "http://h:1", secrets.TOKEN: "another", secrets.CA: "/ca.pem"}
    found = secrets.load(tmp_path, given)
    assert found == replace(SETTINGS, url="http://h:1", bot_token="another", ca="/ca.pem")


def test_a_key_of_a_later_release_does_no_harm(tmp_path: Path) -> None:
    secrets.save(tmp_path, SETTINGS)
    path = tmp_path / secrets.NAME
    path.write_text(json.dumps(json.loads(path.read_text()) | {"later": 1}))
    assert secrets.load(tmp_path, {}) == SETTINGS


def test_no_secret_shows_when_the_settings_are_printed() -> None:
    hidden = [SETTINGS.bot_token, SETTINGS.signing_key, SETTINGS.commands["log"].token]
    assert SETTINGS.hook is not None
    shown = repr(SETTINGS) + str(SETTINGS.hook)
    assert [secret for secret in [*hidden, SETTINGS.hook.token] if secret in shown] == []


def test_the_token_of_a_command_is_found_as_the_wire_spells_it() -> None:
    assert SETTINGS.token_of("/log") == SETTINGS.commands["log"].token
    assert SETTINGS.token_of("log") == SETTINGS.commands["log"].token
    assert SETTINGS.token_of("/position") is None


def test_a_signing_key_is_made_anew_each_time_and_long_enough() -> None:
    keys = {secrets.new_signing_key() for _ in range(10)}
    assert len(keys) == 10
    assert {len(key) for key in keys} == {64}


def test_a_running_server_follows_the_file(tmp_path: Path) -> None:
    kept = Kept(tmp_path, {})
    assert kept.now() is None
    secrets.save(tmp_path, SETTINGS)
    first = kept.now()
    assert first == SETTINGS
    assert kept.now() is first
    secrets.save(tmp_path, replace(SETTINGS, bot_token="z" * 26))
    assert kept.now() == replace(SETTINGS, bot_token="z" * 26)
    secrets.remove(tmp_path)
    assert kept.now() is None


def test_a_signing_key_that_was_cut_short_is_no_set_up(tmp_path: Path) -> None:
    secrets.save(tmp_path, replace(SETTINGS, signing_key="5e5e"))
    with pytest.raises(Refusal) as refused:
        secrets.load(tmp_path, {})
    assert refused.value.name == "chat.unreadable"
    assert "5e5e" not in str(refused.value.facts)
