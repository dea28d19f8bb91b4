"""Whatever fails, whenever: each owed post stands exactly once in the channel, in order."""

import contextlib
import math
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from logbook.model.entries import EntryKind
from logbook.store.outbox import OwedState
from tests.chat.fake import Fault
from tests.chat.lines import draft
from tests.chat.ship import Ship

FAULTS = st.lists(st.sampled_from([one for one in Fault if one is not Fault.REFUSED]), max_size=6)


class PowerCut(BaseException):
    """Nothing that the program does comes after this."""


class Outages(RuleBasedStateMachine):
    """The crew writes, corrects, deletes; the server and the boat fail; time goes by."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="outages-"))
        self.ship = Ship(self.folder, daily_threads=True)
        self.lines = 0
        self.entries: list[int] = []
        self.struck: set[int] = set()

    def _written(self, kind: EntryKind, text: str, refers_to: int | None = None) -> int:
        author = None if kind is EntryKind.HOURLY else "a1" * 8
        line = draft(text, at=self.ship.utc, kind=kind, refers_to=refers_to, author=author)
        return self.ship.write(line)[0].number

    @rule(count=st.integers(1, 20), kind=st.sampled_from([EntryKind.REMARK, EntryKind.HOURLY]))
    def write(self, count: int, kind: EntryKind) -> None:
        for _ in range(count):
            self.lines += 1
            self.entries.append(self._written(kind, f"mot{self.lines}fin"))

    @precondition(lambda self: self.entries)
    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.entries))
        self.lines += 1
        self._written(EntryKind.CORRECTION, f"mot{self.lines}fin", number)

    @precondition(lambda self: self.entries)
    @rule(data=st.data())
    def strike(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.entries))
        if number not in self.struck:
            self.struck.add(number)
            self._written(EntryKind.STRIKE, "non", number)

    @rule(faults=FAULTS)
    def deliver(self, faults: list[Fault]) -> None:
        self.ship.chat.faults.extend(faults)
        self.ship.deliver()

    @rule(seconds=st.sampled_from([1.0, 5.0, 31.0, 700.0, 40_000.0]))
    def pass_time(self, seconds: float) -> None:
        self.ship.pass_time(seconds)

    @rule()
    def restart(self) -> None:
        self.ship.restart()

    @rule(marks=st.integers(0, 3))
    def be_killed_before_a_mark(self, marks: int) -> None:
        """The power goes after a post arrived, before the book knows of it."""
        outbox, left = self.ship.outbox, marks
        settle = outbox.settle

        def killed(*args: Any, **keywords: Any) -> None:
            nonlocal left
            if left == 0 and keywords.get("post_id"):
                raise PowerCut
            left -= 1
            settle(*args, **keywords)

        with mock.patch.object(outbox, "settle", killed), contextlib.suppress(PowerCut):
            self.ship.deliver()
        self.ship.restart()

    @precondition(lambda self: self.ship.chat.channel)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        post = data.draw(st.sampled_from(self.ship.chat.channel))
        self.ship.chat.erase(post.id)

    @invariant()
    def nothing_is_told_twice(self) -> None:
        told = [uid for post in self.ship.chat.posts.values() for uid in uids(post.props)]
        assert len(told) == len(set(told))

    @invariant()
    def the_count_is_right(self) -> None:
        assert self.ship.outbox.held == self.ship.outbox.count(OwedState.WAITING)

    def teardown(self) -> None:
        self.ship.chat.faults.clear()
        self.ship.pass_time(400.0)
        self.ship.settle()
        self.nothing_is_told_twice()
        assert self.ship.outbox.count(OwedState.PARKED) == 0
        assert self.ship.deliver() == math.inf
        self._all_stand_in_order()
        self._every_correction_is_seen()
        self.ship.close()
        shutil.rmtree(self.folder)

    def _all_stand_in_order(self) -> None:
        with closing(sqlite3.connect(self.folder / "logbook.db")) as conn:
            cards = conn.execute(
                "SELECT entry, post_id FROM outbox WHERE kind = 'card' ORDER BY id"
            ).fetchall()
        assert [entry for entry, _ in cards] == self.entries
        order = list(self.ship.chat.posts)
        places = [order.index(post_id) for _, post_id in cards]
        assert places == sorted(places)

    def _every_correction_is_seen(self) -> None:
        """Each word of the log that holds can be read, unless somebody deleted it."""
        if any(post.delete_at for post in self.ship.chat.posts.values()):
            return
        whole = "\n".join(post.message for post in self.ship.chat.channel)
        with self.ship.readers.book() as book:
            for entry in book.entries():
                hour = entry.draft.kind is EntryKind.HOURLY  # a digest tells the last of them
                if not hour:
                    assert entry.draft.text in whole
                if entry.draft.kind is EntryKind.STRIKE:
                    assert f"(ligne {entry.number})" in whole


def uids(props: object) -> set[str]:
    assert isinstance(props, dict)
    return {props["logbook_uid"], *props.get("logbook_settles", ())}


TestOutages = Outages.TestCase
TestOutages.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
