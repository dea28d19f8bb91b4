"""What an integration may answer to a slash command, and the posts that come of it."""

import json
from collections.abc import Mapping
from typing import Any, Final

from demo.standin import slack
from demo.standin.callout import Reply
from demo.standin.cookies import with_cookies
from demo.standin.ids import new_id
from demo.standin.kept import Place
from demo.standin.refused import Refused
from demo.standin.registered import Command
from demo.standin.site import Site
from demo.standin.writings import Post, settled, shown

Json = dict[str, Any]

_SHAPE: Final[dict[str, type]] = {
    "response_type": str, "text": str, "username": str, "channel_id": str, "icon_url": str,
    "type": str, "props": dict, "goto_location": str, "trigger_id": str,
    "skip_slack_parsing": bool, "attachments": list, "extra_responses": list,
}  # fmt: skip
_EMPTY: Final = {str: "", bool: False}


def read(reply: Reply) -> Json:
    """Return the whole response. Raises ValueError where the server finds it unreadable."""
    if reply.content_type.partition(";")[0].strip().lower() != "application/json":
        return whole({"text": reply.body.decode(errors="replace")})
    return whole(decoded(reply.body))


def decoded(body: bytes) -> Any:
    """Return JSON as Go reads it: broken UTF-8 is replaced. Raises ValueError."""
    return json.loads(body.decode(errors="replace"))


def whole(said: object) -> Json:
    """Return a response with every field. Raises ValueError for a wrong type."""
    if said is None:
        said = {}
    if not isinstance(said, Mapping):
        raise ValueError("not an object")  # noqa: TRY004 - as unreadable as broken JSON
    told: Json = {}
    for name, kind in _SHAPE.items():
        value = said.get(name)
        if value is not None and not isinstance(value, kind):
            raise ValueError(name)
        told[name] = _EMPTY.get(kind) if value is None else value
    if told["attachments"] is not None:
        told["attachments"] = settled({"attachments": slack.attachments(told["attachments"])})[
            "attachments"
        ]
    if told["extra_responses"] is not None:
        told["extra_responses"] = [whole(each) for each in told["extra_responses"]]
    return told


def deliver(site: Site, place: Place, response: Json) -> None:
    """Post or whisper a response and its extra ones. Raises Refused (500) where that fails."""
    if not response["skip_slack_parsing"]:
        response["text"] = slack.mentioned(site, response["text"])
    try:
        _one(site, place, response)
    except Refused as refused:
        error = "api.command.execute_command.create_post_failed.app_error"
        raise Refused(500, error, trigger=place.command.trigger) from refused
    for extra in response["extra_responses"] or ():
        deliver(site, place, extra)


def _one(site: Site, place: Place, response: Json) -> None:
    channel_id = response["channel_id"] or place.channel_id
    channel = site.world.must_be_member(channel_id, place.user)
    if response["type"] and not response["type"].startswith("custom_"):
        raise Refused(400, "model.post.is_valid.type.app_error")
    props = _props(site, place.command, response)
    text = response["text"] if response["skip_slack_parsing"] else slack.linked(response["text"])
    root = place.root_id if channel_id == place.channel_id else ""
    if response["response_type"] == "in_channel":
        kind = response["type"] or ("slack_attachment" if response["attachments"] else "")
        draft = {"message": text, "props": props, "root_id": root, "type": kind}
        site.board.write(place.user, channel, draft)
    elif response["response_type"] in ("", "ephemeral") and (
        response["text"] or response["attachments"]
    ):
        props = with_cookies(site, settled(props), channel.id)
        response["attachments"] = shown(props).get("attachments")
        post = Post(
            new_id(), channel.id, place.user.id, text, site.clock(), 0, root_id=root, props=props
        )
        site.board.whisper(place.user.id, post)


def _props(site: Site, command: Command, response: Json) -> Json:
    props = {**(response["props"] or {}), "from_webhook": "true"}
    if response["attachments"]:
        props["attachments"] = response["attachments"]
    name = command.username or response["username"]
    if site.settings.name_override and name:
        props["override_username"] = name
    if site.settings.icon_override:
        props["override_icon_url"] = command.icon_url or response["icon_url"]
    return props
