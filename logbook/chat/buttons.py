"""The buttons of a card; each does what a typed command does too."""

from typing import Any, Final

from logbook.chat.hand import Hand

ACTION_PATH: Final = "/webhooks/action"
CORRECT: Final = "correct"
STRIKE: Final = "strike"
PURPOSES: Final = (CORRECT, STRIKE)
"""What a button may do, and its id too: Mattermost wants letters and digits only."""


def buttons(number: int, hand: Hand) -> dict[str, Any]:
    """Return the props that give a card of entry `number` its buttons; none without a signer.

    The server never shows the `integration` again, so they are sent anew with every edit.
    """
    if hand.signer is None:
        return {}
    actions = [
        {
            "id": purpose,
            "type": "button",
            "name": hand.speaker.say(f"cards.button_{purpose}"),
            "integration": {
                "url": hand.callback.rstrip("/") + ACTION_PATH,
                "context": {
                    "vessel": hand.vessel,
                    "entry": number,
                    "purpose": purpose,
                    "sig": hand.signer.sign(hand.vessel, number, purpose),
                },
            },
        }
        for purpose in PURPOSES
    ]
    return {"attachments": [{"actions": actions}]}
