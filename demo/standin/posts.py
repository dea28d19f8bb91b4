"""`/posts`: writing, changing, deleting, pinning, reading them."""

from typing import Any

from demo.standin import hooks_fired
from demo.standin.exchange import OK, Answer, Ask, Route
from demo.standin.ids import new_id
from demo.standin.records import Json
from demo.standin.refused import Refused, bad_body, may_not
from demo.standin.site import Site
from demo.standin.writings import Post


def _create(site: Site, ask: Ask) -> Answer:
    draft = ask.record("post")
    channel = site.world.must_be_member(str(draft.get("channel_id") or ""), ask.user)
    post, new = site.board.write(ask.user, channel, draft)
    told = site.board.told(post, pending=new)
    if new:
        hooks_fired.fire(site, ask.user, channel, post)
    else:
        del told["metadata"]
    return Answer(told, 201)


def _readable(site: Site, ask: Ask) -> Post:
    post = site.board.get(ask.ids[0])
    site.world.must_be_member(post.channel_id, ask.user)
    return post


def _own(site: Site, ask: Ask) -> Post:
    """Return the post if the caller may change it; an unknown one is forbidden, not missing."""
    post = site.board.posts.get(ask.ids[0])
    if post is None or post.delete_at:
        raise may_not()
    site.world.must_be_member(post.channel_id, ask.user)
    if post.user_id != ask.user.id and not ask.user.administers:
        raise may_not()
    return post


def _get(site: Site, ask: Ask) -> Answer:
    return Answer(site.board.told(_readable(site, ask)))


def _put(site: Site, ask: Ask) -> Answer:
    """Replace a post: what is not given is wiped, its props above all."""
    wanted = ask.record("post")
    if wanted.get("id") != ask.ids[0]:
        raise bad_body("id")
    changes = {"message": wanted.get("message") or "", "props": wanted.get("props") or {}}
    return Answer(site.board.told(site.board.edit(_own(site, ask), **changes)))


def _patch(site: Site, ask: Ask) -> Answer:
    wanted = ask.record("post")
    changes: dict[str, Any] = {}
    for name in ("message", "props", "is_pinned"):
        if wanted.get(name) is not None:
            changes[name] = wanted[name]
    return Answer(site.board.told(site.board.edit(_own(site, ask), **changes)))


def _delete(site: Site, ask: Ask) -> Answer:
    site.board.delete(_own(site, ask))
    return OK


def _pin(site: Site, ask: Ask) -> Answer:
    site.board.pin(_readable(site, ask), pinned=True)
    return OK


def _unpin(site: Site, ask: Ask) -> Answer:
    site.board.pin(_readable(site, ask), pinned=False)
    return OK


def _thread(site: Site, ask: Ask) -> Answer:
    post = _readable(site, ask)
    root = site.board.get(post.root_id) if post.root_id else post
    posts = [root, *site.board.thread(root.id)]
    return Answer(_list(site, posts, [post.id, *(each.id for each in posts)]))


def _list(site: Site, posts: list[Post], order: list[str], prev: str = "", after: str = "") -> Json:
    return {
        "order": order, "posts": {post.id: site.board.told(post) for post in posts},
        "next_post_id": after, "prev_post_id": prev, "has_next": False,
    }  # fmt: skip


def _of_channel(site: Site, ask: Ask) -> Answer:
    """Return a page of a channel, newest first; with `since` what changed after it, deleted too."""
    channel = site.world.must_be_member(ask.ids[0], ask.user)
    posts = site.board.of_channel(channel.id)[::-1]
    if "since" in ask.query:
        changed = [post for post in posts if post.update_at > ask.number("since")][:1000]
        told = _list(site, changed, [post.id for post in changed])
        for each in told["posts"].values():
            each["reply_count"] = 0  # not counted here, whatever there is
        return Answer(told)
    posts = [post for post in posts if not post.delete_at]
    for word in ("before", "after"):
        if ask.query.get(word):
            ids = [post.id for post in posts]
            cut = ids.index(ask.query[word]) if ask.query[word] in ids else len(ids)
            posts = posts[cut + 1 :] if word == "before" else posts[:cut]
    size = min(ask.number("per_page", 60), 200)
    start = ask.number("page") * size
    page, rest = posts[start : start + size], posts[start + size :]
    prev = rest[0].id if rest else ""
    after = posts[start - 1].id if start and start <= len(posts) else ""
    return Answer(_list(site, page, [post.id for post in page], prev, after))


def _pinned(site: Site, ask: Ask) -> Answer:
    channel = site.world.must_be_member(ask.ids[0], ask.user)
    posts = site.board.of_channel(channel.id)[::-1]
    pinned = [post for post in posts if post.is_pinned and not post.delete_at]
    return Answer(_list(site, pinned, [post.id for post in pinned]))


def _ephemeral(site: Site, ask: Ask) -> Answer:
    """Show one user a post; a plain bot may not."""
    if not ask.user.administers:
        raise may_not()
    wanted = ask.record("post")
    draft = wanted.get("post") or {}
    user = site.world.user(str(wanted.get("user_id")))
    now = site.clock()
    post = Post(
        new_id(), str(draft.get("channel_id")), ask.user.id, str(draft.get("message") or ""),
        now, 0, props=draft.get("props") or {}, root_id=str(draft.get("root_id") or ""),
    )  # fmt: skip
    if not site.world.is_member(post.channel_id, user.id):
        raise Refused(404, "app.channel.get_member.missing.app_error")
    return Answer(site.board.whisper(user.id, post), 201)


ROUTES = (
    Route("POST", "posts", _create),
    Route("POST", "posts/ephemeral", _ephemeral),
    Route("GET", "posts/{post}", _get),
    Route("PUT", "posts/{post}", _put),
    Route("PUT", "posts/{post}/patch", _patch),
    Route("DELETE", "posts/{post}", _delete),
    Route("POST", "posts/{post}/pin", _pin),
    Route("POST", "posts/{post}/unpin", _unpin),
    Route("GET", "posts/{post}/thread", _thread),
    Route("GET", "channels/{channel}/posts", _of_channel),
    Route("GET", "channels/{channel}/pinned", _pinned),
)
