"""The forms that the chat shows: a new line, a correction, a strike; pure wording.

Mattermost cuts or refuses what is too long, and counts bytes: titles and labels 24, help 150.
Every default is a text, and numbers are asked for as text: its number fields cut the decimals off.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from logbook.locale import Speaker
from logbook.model.entries import EntryKind
from logbook.model.neutral import row
from logbook.summaries import observed

DIALOG_PATH: Final = "/webhooks/dialog"

LOG: Final = "log"
CORRECT: Final = "correct"
STRIKE: Final = "strike"

TEXT: Final = "text"
KIND: Final = "kind"
WIND: Final = "wind"
BARO: Final = "baro"
SEA: Final = "sea"
CLOUD: Final = "cloud"
VISIBILITY: Final = "visibility"
SAILS: Final = "sails"
REASON: Final = "reason"

KINDS: Final = (
    EntryKind.REMARK,
    EntryKind.WEATHER,
    EntryKind.SAILS,
    EntryKind.ENGINE,
    EntryKind.FUEL,
    EntryKind.WATCH,
    EntryKind.ANCHOR,
    EntryKind.CREW,
)
"""What a person may say that a line is, in the form's order."""

MOST_BYTES: Final = 24
MOST_HELP_BYTES: Final = 150
LONGEST_TEXT: Final = 3000
"""What a text area holds at most; a longer line is corrected by its typed command."""
_LONGEST_ROW: Final = 150
_SHOWN: Final = 400

Dialog = dict[str, Any]


class Option(NamedTuple):
    """A choice: what is read, and what is sent."""

    text: str
    value: str


def address(callback: str) -> str:
    """Return where forms are sent: `callback` is our address as Mattermost reaches it."""
    return callback.rstrip("/") + DIALOG_PATH


def log_form(say: Speaker, state: str) -> Dialog:
    """Return the form of a new line. All may be left empty but not all at once."""
    kinds = [Option(say.say(f"entries.kind_{kind.value}"), kind.value) for kind in KINDS]
    return _dialog(
        say,
        LOG,
        state,
        say.say("forms.log_title"),
        [
            _area(say, TEXT, optional=True),
            _choice(say, KIND, kinds, default=EntryKind.REMARK.value),
            _row(say, WIND),
            _row(say, BARO),
            _choice(say, SEA, _scale(say, observed.SEA_STATE)),
            _choice(say, CLOUD, _scale(say, observed.CLOUD)),
            _choice(say, VISIBILITY, _scale(say, observed.VISIBILITY)),
            _row(say, SAILS),
        ],
    )


def correct_form(say: Speaker, state: str, number: int, text: str) -> Dialog:
    """Return the form that corrects entry `number`, which says `text` now."""
    return _dialog(
        say,
        CORRECT,
        state,
        say.say("forms.correct_title", number=number),
        [_area(say, TEXT, default=text), _row(say, REASON)],
        say.say("forms.correct_intro", number=number),
    )


def strike_form(say: Speaker, state: str, number: int, text: str) -> Dialog:
    """Return the form that strikes entry `number`, which says `text` now."""
    shown = row(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
    return _dialog(
        say,
        STRIKE,
        state,
        say.say("forms.strike_title", number=number),
        [_row(say, REASON, optional=False)],
        say.say("forms.strike_intro", number=number, text=shown),
    )


def _dialog(
    say: Speaker,
    purpose: str,
    state: str,
    title: str,
    elements: Sequence[Dialog],
    introduction: str = "",
) -> Dialog:
    return {
        "callback_id": purpose,
        "title": title,
        "introduction_text": introduction,
        "elements": list(elements),
        "submit_label": say.say(f"forms.{purpose}_submit"),
        "notify_on_cancel": False,
        "state": state,
    }


def _element(say: Speaker, name: str, kind: str, *, optional: bool) -> Dialog:
    help_name = f"forms.{name}_help"
    return {
        "display_name": say.say(f"forms.{name}_label"),
        "name": name,
        "type": kind,
        "optional": optional,
        "help_text": say.say(help_name) if say.knows(help_name) else "",
    }


def _area(say: Speaker, name: str, *, default: str = "", optional: bool = False) -> Dialog:
    element = _element(say, name, "textarea", optional=optional)
    return element | {"default": default, "max_length": LONGEST_TEXT}


def _row(say: Speaker, name: str, *, optional: bool = True) -> Dialog:
    return _element(say, name, "text", optional=optional) | {"max_length": _LONGEST_ROW}


def _choice(say: Speaker, name: str, options: Sequence[Option], *, default: str = "") -> Dialog:
    element = _element(say, name, "select", optional=True)
    return element | {"default": default, "options": [one._asdict() for one in options]}


def _scale(say: Speaker, scale: observed.Scale) -> list[Option]:
    return [Option(observed.step(say, scale, step), str(step)) for step in scale.steps]
