"""Dialogs: opened by an integration for one user, filled in, handed back."""

import json
from typing import Any, Final

from demo.standin.actions import called
from demo.standin.exchange import OK, Answer, Ask, Route
from demo.standin.refused import bad_body, may_not
from demo.standin.site import Site

Json = dict[str, Any]

_DIALOG: Final[Json] = {
    "callback_id": "", "title": "", "introduction_text": "", "icon_url": "", "elements": None,
    "submit_label": "", "notify_on_cancel": False, "state": "",
}  # fmt: skip
_ELEMENT: Final[Json] = {
    "display_name": "", "name": "", "type": "", "subtype": "", "default": "", "placeholder": "",
    "help_text": "", "optional": False, "min_length": 0, "max_length": 0, "data_source": "",
    "options": None,
}  # fmt: skip


def _open(site: Site, ask: Ask) -> Answer:
    """Show a user a dialog; the trigger id alone says whom, and that it is allowed."""
    said = ask.record("dialog")
    dialog = said.get("dialog")
    if not isinstance(dialog, dict):
        raise bad_body("dialog")
    whole = _filled(_DIALOG, dialog)
    if whole["elements"] is not None:
        whole["elements"] = [_filled(_ELEMENT, each) for each in whole["elements"]]
    if not said.get("url"):
        raise bad_body("url")
    client, user = site.triggers.read(str(said.get("trigger_id") or ""))
    told = {"trigger_id": client, "url": said["url"], "dialog": whole}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    site.news.tell("open_dialog", {"dialog": text}, user=user)
    return OK


def _filled(shape: Json, given: Json) -> Json:
    """Return `given` with every field; a value of another type makes all unreadable (400)."""
    whole = dict(shape)
    for name, default in shape.items():
        value = given.get(name)
        if value is None:
            continue
        expected = list if default is None else type(default)
        if type(value) is not expected:
            raise bad_body("dialog")
        whole[name] = value
    return whole


def _submit(site: Site, ask: Ask) -> Answer:
    """Hand a submission on; all but the user is what the client says."""
    said = ask.record("dialog")
    channel = said.get("channel_id")
    if not channel:
        raise may_not()
    site.world.must_be_member(str(channel), ask.user)
    team = str(said.get("team_id") or "")
    if (team, ask.user.id) not in site.world.team_members:
        raise may_not()
    told = {
        "type": "dialog_submission", "callback_id": said.get("callback_id") or "",
        "state": said.get("state") or "", "user_id": ask.user.id, "channel_id": channel,
        "team_id": team, "submission": said.get("submission") or {},
        "cancelled": bool(said.get("cancelled")),
    }  # fmt: skip
    reply = called(site, str(said.get("url") or ""), told)
    return Answer(_errors(reply.body))


def _errors(body: bytes) -> Json:
    """Return what was wrong with the fields; an answer that cannot be read is a success."""
    try:
        answer = json.loads(body)
    except ValueError:
        return {}
    if not isinstance(answer, dict):
        return {}
    told: Json = {}
    if answer.get("error") and isinstance(answer["error"], str):
        told["error"] = answer["error"]
    if answer.get("errors") and isinstance(answer["errors"], dict):
        errors = answer["errors"].items()
        told["errors"] = {name: each if isinstance(each, str) else "" for name, each in errors}
    return told


ROUTES = (
    Route("POST", "actions/dialogs/open", _open, open=True),
    Route("POST", "actions/dialogs/submit", _submit),
)
