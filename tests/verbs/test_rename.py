"""Another name on demand: nothing in the data folder holds the old one, and the chain holds."""

import zipfile
from pathlib import Path

import pytest

from logbook.model.entries import EntryKind
from logbook.model.refusal import Refusal
from logbook.store import archive
from logbook.store.book_reader import BookReader
from logbook.store.members import RENAMES
from logbook.store.renaming import rename_in_backups
from logbook.store.witnesses import BACKUPS
from logbook.verbs import known, role
from logbook.verbs.correct import correct
from logbook.verbs.events import watch
from logbook.verbs.muster import Role
from logbook.verbs.rename import found, rename
from logbook.verbs.write import write
from tests.verbs.aboard import Aboard
from tests.verbs.chat import LEO, MARIE, PAUL


def holding(folder: Path, word: str) -> list[str]:
    """Return which files below `folder` hold a word, zipped ones looked into."""
    wanted = word.encode()
    files = [path for path in folder.rglob("*") if path.is_file()]
    told = [path.name for path in files if wanted in path.read_bytes()]
    for path in files:
        if path.suffix == ".zip":
            told += [
                f"{path.name}: {name}" for name, data in contents(path).items() if wanted in data
            ]
    return sorted(told)


def contents(path: Path) -> dict[str, bytes]:

    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_old_name_is_nowhere_in_the_bytes_of_the_data_folder(ship: Aboard) -> None:
    marie, paul = ship.caller(), ship.caller(PAUL.id)
    write(ship.bridge, paul, "Pris un ris")
    watch(ship.bridge, paul, ())
    # Each change of a role writes the row of the member anew.
    for given in (Role.GUEST, Role.CREW, Role.SKIPPER, Role.CREW):
        role.change(ship.bridge, marie, PAUL.id, given)
    (ship.folder / BACKUPS).mkdir()
    archive.make(ship.folder, ship.folder / BACKUPS / "logbook-1.zip", ship.ship.at)
    assert holding(ship.folder, "paul")
    assert any(":" in name for name in holding(ship.folder, "paul"))

    rename(ship.bridge, ship.caller(PAUL.id), found(ship.bridge, paul, "me", None), "Le Rouge")
    with BookReader(ship.folder) as book:
        renames = book.state(RENAMES)
        assert isinstance(renames, list)
        assert rename_in_backups(ship.folder / BACKUPS, renames, book.members(), book.vessel)
        assert book.verify() == []
    assert holding(ship.folder, "paul") == []
    assert len(holding(ship.folder, "Le Rouge")) >= 4


def test_what_people_typed_themselves_stays_as_they_typed_it(ship: Aboard) -> None:
    write(ship.bridge, ship.caller(), "paul a vomi")
    paul = ship.caller(PAUL.id)
    rename(ship.bridge, paul, paul.member, "Le Rouge")
    with BookReader(ship.folder) as book:
        assert [line for line in book.entries() if "paul" in line.draft.text]


def test_the_name_stays_though_the_chat_still_has_the_old_one(ship: Aboard) -> None:
    paul = ship.caller(PAUL.id)
    line = write(ship.bridge, paul, "Pris un ris")
    rename(ship.bridge, paul, paul.member, "Le Rouge")
    again = ship.caller(PAUL.id)
    assert (again.member.name, again.member.id) == ("Le Rouge", paul.member.id)
    ship.bridge.people.aboard = ship.bridge.people.roles = None
    ship.bridge.people.called.clear()  # as after a restart
    assert ship.caller(PAUL.id).member.name == "Le Rouge"
    role.change(ship.bridge, ship.caller(), PAUL.id, Role.GUEST)
    assert ship.caller(PAUL.id).member.name == "Le Rouge"
    assert line.draft.author == paul.member.id


def test_the_change_is_a_line_that_holds_neither_name(ship: Aboard) -> None:
    paul = ship.caller(PAUL.id)
    line = rename(ship.bridge, paul, paul.member, "Le Rouge")
    assert line.draft.kind is EntryKind.ROLE
    assert line.draft.facts == {"member": paul.member.id, "renamed": True}
    assert "paul" not in line.draft.text
    assert "Le Rouge" not in line.draft.text
    with pytest.raises(Refusal, match=r"amend\.housekeeping"):
        correct(ship.bridge, ship.caller(), line.number, "non")


def test_everybody_but_guests_may_for_themselves_and_a_skipper_for_all(ship: Aboard) -> None:
    leo, paul = ship.caller(LEO.id), ship.caller(PAUL.id)
    rename(ship.bridge, paul, paul.member, "Le Rouge")
    with pytest.raises(Refusal, match=r"rights\.not_guests"):
        rename(ship.bridge, leo, leo.member, "Le Petit")
    with pytest.raises(Refusal, match=r"rename\.not_yours"):
        rename(ship.bridge, paul, leo.member, "Mousse")
    rename(ship.bridge, ship.caller(MARIE.id), paul.member, "Second")
    assert known.members(ship.bridge)[PAUL.id].name == "Second"


def test_a_name_is_one_row_and_nobody_else_s(ship: Aboard) -> None:
    paul, _ = ship.caller(PAUL.id), ship.caller()
    for name in ("", " \x00 ", "@", "x" * 65):
        with pytest.raises(Refusal, match=r"rename\.name"):
            rename(ship.bridge, paul, paul.member, name)
    with pytest.raises(Refusal, match=r"rename\.taken"):
        rename(ship.bridge, paul, paul.member, "MARIE")
    rename(ship.bridge, paul, paul.member, "@Le\n Rouge ⟦x⟧")
    assert ship.caller(PAUL.id).member.name == "Le Rouge x"


def test_somebody_is_found_by_mention_by_name_or_as_oneself(ship: Aboard) -> None:
    paul = ship.caller(PAUL.id)
    assert found(ship.bridge, paul, "@whoever", PAUL.id).id == paul.member.id
    assert found(ship.bridge, paul, "@Paul,", None).id == paul.member.id
    assert found(ship.bridge, paul, "moi", None).id == paul.member.id
    with pytest.raises(Refusal, match=r"role\.unknown"):
        found(ship.bridge, paul, "@zoe", None)


def test_a_name_that_is_an_account_s_is_refused_though_it_never_spoke(ship: Aboard) -> None:
    paul = ship.caller(PAUL.id)
    for name in (
        "leo",
        "LEO",
        "@leo",
        "leo\N{WORD JOINER}",
        "Léo",
        "\N{FULLWIDTH LATIN SMALL LETTER L}eo",
        "Leo.",
        "L eo",
    ):
        with pytest.raises(Refusal, match=r"rename\.taken"):
            rename(ship.bridge, paul, paul.member, name)
    with pytest.raises(Refusal, match=r"rename\.mixed"):
        rename(ship.bridge, paul, paul.member, "le\N{CYRILLIC SMALL LETTER O}")
    rename(ship.bridge, paul, paul.member, "Paul")
    ship.chat.away = True
    with pytest.raises(Refusal, match=r"people\.not_checked"):
        rename(ship.bridge, paul, paul.member, "zoe")


def test_a_name_that_two_bear_finds_neither(ship: Aboard) -> None:
    marie = ship.caller()
    ship.book.enrol("Zoé", "crew", None)
    assert found(ship.bridge, marie, "zoé", None).name == "Zoé"
    ship.book.enrol("zoé", "crew", None)
    with pytest.raises(Refusal, match=r"role\.unknown"):
        found(ship.bridge, marie, "zoé", None)
