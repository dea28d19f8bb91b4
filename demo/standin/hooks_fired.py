"""Outgoing webhooks going off: on each new post of a public channel, once, without a retry."""

import json
import threading
from typing import Any
from urllib.parse import urlencode

from demo.standin import slack
from demo.standin.callout import CallFailed, call
from demo.standin.records import Channel, Team, User
from demo.standin.refused import Refused
from demo.standin.registered import Hook
from demo.standin.site import Site
from demo.standin.wording import wire
from demo.standin.writings import LONGEST_POST, Post

Json = dict[str, Any]


def fire(site: Site, user: User, channel: Channel, post: Post) -> None:
    """Set off the hooks that a new post concerns; the writer never waits for them."""
    if not site.settings.outgoing_webhooks or channel.type != "O":
        return
    team = site.world.teams[channel.team_id]
    for hook in list(site.world.hooks.values()):
        here = hook.channel_id == channel.id or (not hook.channel_id and bool(hook.trigger_words))
        word = hook.word_for(post.message) if here and hook.team_id == team.id else None
        if word is not None:
            told = (site, hook, _told(hook, team, channel, user, post, word), post, channel)
            site.go(threading.Thread(target=_call, args=told, name="outgoing hook", daemon=True))


def _told(hook: Hook, team: Team, channel: Channel, user: User, post: Post, word: str) -> Json:
    return {
        "token": hook.token, "team_id": team.id, "team_domain": team.name,
        "channel_id": channel.id, "channel_name": channel.name, "timestamp": post.create_at,
        "user_id": user.id, "user_name": user.username, "post_id": post.id,
        "text": post.message, "trigger_word": word, "file_ids": ",".join(post.file_ids),
    }  # fmt: skip


def _call(site: Site, hook: Hook, told: Json, post: Post, channel: Channel) -> None:
    """Call every address of the hook; failures stand in the server's log only."""
    if hook.content_type == "application/json":
        body, kind = wire(told), "application/json"
    else:
        # Seconds in the form, milliseconds in JSON.
        told = {**told, "timestamp": told["timestamp"] // 1000}
        body, kind = urlencode(sorted(told.items())).encode(), "application/x-www-form-urlencoded"
    for url in hook.callback_urls:
        try:
            reply = call(site, url, body, content_type=kind)
            if reply.body:
                _post_reply(site, hook, json.loads(reply.body), post, channel)
        except (CallFailed, ValueError, Refused) as error:
            site.log(f"Outgoing webhook {hook.display_name}: {error}")


def _post_reply(site: Site, hook: Hook, answer: Any, post: Post, channel: Channel) -> None:
    """Post what the hook answered, whatever its status was, as the hook's creator."""
    if not isinstance(answer, dict):
        return
    text, attachments = answer.get("text"), answer.get("attachments") or []
    if text is None and not attachments:
        return
    props = {**(answer.get("props") or {}), "from_webhook": "true"}
    props["webhook_display_name"] = hook.display_name
    if site.settings.name_override:
        props["override_username"] = hook.username or answer.get("username") or "webhook"
    icon = hook.icon_url or answer.get("icon_url")
    if site.settings.icon_override and icon:
        props["override_icon_url"] = icon
    if attachments:
        props["attachments"] = slack.attachments(attachments)
    creator = site.world.user(hook.creator_id)
    root = post.id if answer.get("response_type") == "comment" else ""
    message = slack.rewritten(site, str(text or ""))
    for start in range(0, max(len(message), 1), LONGEST_POST):
        draft = {
            "message": message[start : start + LONGEST_POST], "props": props, "root_id": root,
            "type": "slack_attachment" if attachments else "",
        }  # fmt: skip
        site.board.write(creator, channel, draft)
