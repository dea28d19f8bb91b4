"""Buttons and menus: the click, the call to whoever put them there, and what comes of it."""

import json
from dataclasses import dataclass
from typing import Any

from demo.standin import cookies, slack
from demo.standin.callout import CallFailed, Reply, call
from demo.standin.exchange import Answer, Ask, Route
from demo.standin.ids import new_id
from demo.standin.records import Channel
from demo.standin.refused import Refused, may_not
from demo.standin.site import Site
from demo.standin.wording import wire
from demo.standin.writings import Post, action_of

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Clicked:
    """What was clicked: on a post that is kept, or (by its cookie) on one that is not."""

    action: Json
    post_id: str
    channel: Channel
    retained: Json
    post: Post | None


def _click(site: Site, ask: Ask) -> Answer:
    said = ask.record("post_action") if ask.body else {}
    clicked = _found(site, ask, str(said.get("cookie") or ""))
    client, ticket = site.triggers.make(ask.user.id)
    reply = called(
        site, clicked.action["integration"].get("url", ""), _told(site, ask, clicked, said, ticket)
    )
    answer = _read(reply)
    _update(site, clicked, answer.get("update"))
    _whisper(site, ask, clicked, answer)
    return Answer({"status": "OK", "trigger_id": client})


def _found(site: Site, ask: Ask, cookie: str) -> Clicked:
    post_id, action_id = ask.ids
    post = site.board.posts.get(post_id)
    if post is None or post.delete_at:
        baked = site.cookies.get(cookie)
        if baked is None:
            raise may_not()
        channel = site.world.must_be_member(baked.channel_id, ask.user)
        return Clicked(baked.action, post_id, channel, baked.retained, None)
    channel = site.world.must_be_member(post.channel_id, ask.user)
    action = action_of(post.props, action_id)
    if action is None:
        raise Refused(404, "api.post.do_action.action_id.app_error")
    return Clicked(action, post_id, channel, cookies.retained(post.props), post)


def _told(site: Site, ask: Ask, clicked: Clicked, said: Json, ticket: str) -> Json:
    channel, action = clicked.channel, clicked.action
    team = site.world.teams.get(channel.team_id)
    context = dict(action["integration"].get("context") or {})
    if action.get("type") == "select" and said.get("selected_option"):
        context["selected_option"] = said["selected_option"]
    told: Json = {
        "user_id": ask.user.id, "user_name": ask.user.username, "channel_id": channel.id,
        "channel_name": channel.name, "team_id": channel.team_id,
        "team_domain": team.name if team else "", "post_id": clicked.post_id,
        "trigger_id": ticket, "type": action.get("type", ""),
        "data_source": action.get("data_source", ""),
    }  # fmt: skip
    return told | {"context": context} if context else told


def called(site: Site, url: str, body: Json) -> Reply:
    """Call an integration with JSON. Raises Refused (400) unless it answers 200."""
    failed = Refused(400, "api.post.do_action.action_integration.app_error")
    try:
        reply = call(site, url, wire(body), content_type="application/json")
    except CallFailed as error:
        site.log(f"Action integration error: {error}")
        raise failed from error
    if reply.status != 200:
        site.log(f"Action integration error: status {reply.status}")
        raise failed
    return reply


def _read(reply: Reply) -> Json:
    if not reply.body:
        return {}
    try:
        answer = json.loads(reply.body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Refused(400, "api.post.do_action.action_integration.app_error")
    return answer


def _update(site: Site, clicked: Clicked, update: Json | None) -> None:
    """Change the post as the answer says; without props, those that it has stay."""
    if update is None:
        return
    if clicked.post is None:
        raise Refused(404, "app.post.get.app_error")
    props = update.get("props")
    kept = clicked.post.props if props is None else {**props, **clicked.retained}
    site.board.edit(clicked.post, message=str(update.get("message") or ""), props=kept)


def _whisper(site: Site, ask: Ask, clicked: Clicked, answer: Json) -> None:
    text = str(answer.get("ephemeral_text") or "")
    if not text:
        return
    if not answer.get("skip_slack_parsing"):
        text = slack.rewritten(site, text)
    root = (clicked.post.root_id if clicked.post else "") or clicked.post_id
    props = {} if clicked.post else clicked.retained
    post = Post(
        new_id(), clicked.channel.id, ask.user.id, text, site.clock(), 0, root_id=root, props=props
    )
    site.board.whisper(ask.user.id, post)


ROUTES = (Route("POST", "posts/{post}/actions/{action}", _click),)
