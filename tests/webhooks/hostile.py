"""A crew, a stranger, and all that they may try: replays, forgeries, races, rights taken away.

After each step: no 5xx, no line without proof and right, and no line twice.
"""

import contextlib
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from logbook.chat.tickets import LIFE_S
from logbook.model.entries import EntryKind
from logbook.verbs.muster import MEMBERSHIP_S
from tests.verbs.aboard import aboard
from tests.verbs.chat import LEO, MARIE, PAUL
from tests.webhooks.crew import FORM, TOKENS, Doors, Told

STRANGER = "zzzzzzzzzzzzzzzzzzzzzzzzzz"
ANYBODY = st.sampled_from([MARIE.id, PAUL.id, LEO.id, STRANGER])
WRONG = st.sampled_from(["", "x", TOKENS["position"], "é", "\x00", "token-of-log "])
PATHS = ("/slash", "/webhooks/outgoing", "/webhooks/action", "/webhooks/dialog")
PURPOSE = st.sampled_from(["correct", "strike"])


class Crew(RuleBasedStateMachine):
    """One ship; every text is typed once, so that one which stands twice was doubled."""

    forms: Bundle[tuple[str, str, float]] = Bundle("forms")
    amending: Bundle[tuple[str, str, str]] = Bundle("amending")

    def __init__(self) -> None:
        super().__init__()
        self._stack = contextlib.ExitStack()
        folder = self._stack.enter_context(tempfile.TemporaryDirectory())
        self.ship = self._stack.enter_context(aboard(Path(folder)))
        self.doors = Doors(self.ship)
        self.typed = 0
        self.spent: set[str] = set()
        self.lines = 0

    def teardown(self) -> None:
        self._stack.close()

    def words(self) -> str:
        self.typed += 1
        return f"ligne numéro {self.typed}"

    def may_write(self, who: str) -> bool:
        return who in self.ship.chat.present

    def wrote(self, told: Told, *, may: bool) -> None:
        """Hold what a call wrote to what it may: one line or none, by somebody of the crew."""
        assert len(told.wrote) <= 1, told
        assert may or not told.wrote, told
        self.lines += len(told.wrote)

    @initialize()
    def the_skipper_comes_aboard(self) -> None:
        self.lines = len(self.doors.slash("log", self.words(), MARIE.id).wrote)
        assert self.lines == 2, "the line that makes her skipper, and hers"

    @rule(who=ANYBODY)
    def a_line_is_typed(self, who: str) -> None:
        told = self.doors.slash("log", self.words(), who)
        assert told.status == 200
        self.wrote(told, may=self.may_write(who))
        assert bool(told.wrote) == self.may_write(who)

    @rule(who=ANYBODY, token=WRONG)
    def a_line_is_typed_without_proof(self, who: str, token: str) -> None:
        told = self.doors.slash("log", self.words(), who, token)
        assert told.is_refused
        self.wrote(told, may=False)

    @rule(target=forms, who=ANYBODY)
    def a_form_is_opened(self, who: str) -> tuple[str, str, float]:
        return self.doors.state(who), who, self.ship.ship.at

    @rule(form=forms, who=ANYBODY)
    def a_form_is_sent(self, form: tuple[str, str, float], who: str) -> None:
        state, owner, opened = form
        told = self.doors.submit(state, {"text": self.words()}, who)
        good = state not in self.spent and self.ship.ship.at - opened < LIFE_S
        may = who == owner and good and self.may_write(who)
        assert (told.is_refused) == (who != owner)
        self.wrote(told, may=may)
        assert bool(told.wrote) == may
        if may:
            self.spent.add(state)

    @rule(form=consumes(forms), who=ANYBODY)
    def a_form_is_sent_by_four_at_once(self, form: tuple[str, str, float], who: str) -> None:
        state, _, _ = form
        calls = [lambda: self.doors.submit(state, {"text": self.words()}, who)] * 4
        found = self.doors.at_once(*calls)
        assert len(found) <= 1
        assert state not in self.spent or not found
        self.lines += len(found)
        if found:
            self.spent.add(state)

    @rule(form=forms, at=st.integers(0, 200), letter=st.sampled_from("0a.Zé\x00\ud800"))
    def a_form_is_forged(self, form: tuple[str, str, float], at: int, letter: str) -> None:
        state, owner, _ = form
        at %= len(state)
        if state[at] == letter:
            return
        forged = state[:at] + letter + state[at + 1 :]
        told = self.doors.submit(forged, {"text": self.words()}, owner)
        assert told.is_refused
        self.wrote(told, may=False)

    @rule(target=amending, data=st.data(), who=ANYBODY, purpose=PURPOSE)
    def a_button_is_clicked(
        self, data: st.DataObject, who: str, purpose: str
    ) -> tuple[str, str, str]:
        number = data.draw(st.integers(1, self.lines))
        before = len(self.ship.chat.dialogs)
        self.wrote(self.doors.click(number, purpose, who), may=False)
        shown = self.ship.chat.dialogs[before:]
        assert not shown or self.may_write(who)
        return (str(shown[0][2]["state"]) if shown else "", who, purpose)

    @rule(
        number=st.integers(-1, 2**60),
        who=ANYBODY,
        purpose=st.sampled_from(["correct", "strike", "log", "", "x"]),
        sig=st.sampled_from(["", "0" * 64, "é", "\ud800"]),
    )
    def a_button_is_forged(self, number: int, who: str, purpose: str, sig: str) -> None:
        told = self.doors.click(number, purpose, who, sig=sig)
        assert told.is_refused
        self.wrote(told, may=False)

    @rule(form=amending, who=ANYBODY)
    def an_amendment_is_sent(self, form: tuple[str, str, str], who: str) -> None:
        state, owner, _ = form
        told = self.doors.submit(state, {"text": self.words(), "reason": "une erreur"}, who)
        assert (told.is_refused) == (who != owner or not state)
        self.wrote(told, may=who == owner and self.may_write(who) and bool(state))
        assert told.went_through or not told.wrote

    @rule(who=ANYBODY, post=st.integers(1, 5), token=st.one_of(st.none(), WRONG))
    def a_message_is_posted(self, who: str, post: int, token: str | None) -> None:
        post_id, text = f"postnumber{post}", f"log message {post}"
        known = any(one.draft.key == f"post:{post_id}" for one in self.ship.entries())
        told = self.doors.hook(text, who, post_id, *([] if token is None else [token]))
        assert (told.is_refused) == (token is not None)
        self.wrote(told, may=token is None and self.may_write(who) and not known)

    @rule(who=st.sampled_from([PAUL.id, LEO.id]))
    def a_member_leaves_or_comes_back(self, who: str) -> None:
        self.ship.chat.present ^= {who}
        self.ship.pass_time(MEMBERSHIP_S + 1.0)

    @rule(
        who=ANYBODY,
        whom=st.sampled_from(["marie", "paul", "leo"]),
        role=st.sampled_from(["skipper", "crew", "guest"]),
    )
    def a_role_is_given(self, who: str, whom: str, role: str) -> None:
        told = self.doors.slash("log-role", f"@{whom} {role}", who)
        self.wrote(told, may=self.may_write(who))

    @rule(seconds=st.sampled_from([1.0, 61.0, 1800.0, 3700.0]))
    def time_passes(self, seconds: float) -> None:
        self.ship.pass_time(seconds)

    @rule(
        path=st.sampled_from(PATHS),
        body=st.binary(max_size=300),
        kind=st.sampled_from([FORM, "application/json", "", "text/plain; charset=utf-16"]),
    )
    def rubbish_comes(self, path: str, body: bytes, kind: str) -> None:
        self.wrote(self.doors.call(path, body, kind), may=False)

    @invariant()
    def nothing_is_doubled_and_all_is_signed_by_somebody(self) -> None:
        entries = self.ship.entries()
        assert len(entries) == self.lines
        lines = [one for one in entries if one.draft.kind is EntryKind.REMARK]
        texts = [one.draft.text for one in lines]
        assert len(texts) == len(set(texts))
        assert all(one.draft.author for one in lines)
        assert [one.number for one in entries] == list(range(1, len(entries) + 1))
