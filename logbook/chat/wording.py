"""What the Chat's exceptions are to a person: named sentences, each with its remedy."""

from logbook.chat.unreachable import Unreachable
from logbook.model.ports import ChatAway, ChatBusy, ChatRefused
from logbook.model.refusal import Refusal


def briefly(error: ChatAway | ChatRefused) -> object:
    """Return in a few words why a call failed, to stand in another sentence."""
    if isinstance(error, Unreachable):
        return Refusal(f"chat.why_{error.cause.value}")
    return Refusal("chat.why_busy") if isinstance(error, ChatBusy) else str(error)


def worded(error: ChatAway | ChatRefused, url: str) -> Refusal:
    """Return what a call to the server at `url` failed of, and what to do."""
    match error:
        case Unreachable():
            return Refusal(f"chat.away_{error.cause.value}", url=url, reason=error)
        case ChatBusy():
            return Refusal("chat.busy", url=url, wait=error.wait_s)
        case ChatAway():
            return Refusal("chat.away", url=url, reason=error)
        case _ if error.status == 401:
            return Refusal("chat.no_longer_let_in", url=url)
        case _:
            said = error.said or error.error
            return Refusal("chat.refused", url=url, said=said, error=error.error)
