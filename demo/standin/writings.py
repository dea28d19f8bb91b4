"""What a Mattermost server keeps of posts, files, commands and hooks, and the JSON it shows."""

import copy
from dataclasses import dataclass, field
from typing import Any, Final

from demo.standin.ids import new_id

Json = dict[str, Any]

LONGEST_POST: Final = 16383
"""Characters, not bytes; an emoji is one."""
LONGEST_PROPS: Final = 800_000

_ATTACHMENT: Final[Json] = {
    "id": 0, "fallback": "", "color": "", "pretext": "", "author_name": "", "author_link": "",
    "author_icon": "", "title": "", "title_link": "", "text": "", "fields": None,
    "image_url": "", "thumb_url": "", "footer": "", "footer_icon": "", "ts": None,
}  # fmt: skip
_ACTION: Final = ("id", "type", "name", "disabled", "style", "data_source", "options",
                  "default_option", "cookie")  # fmt: skip


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file; `post_id` is empty until a post takes it."""

    id: str
    user_id: str
    channel_id: str
    create_at: int
    name: str
    mime_type: str
    data: bytes = b""
    post_id: str = ""

    def as_json(self) -> Json:
        """Return what is told of it."""
        told: Json = {"id": self.id, "user_id": self.user_id}
        if self.post_id:
            told["post_id"] = self.post_id
        return told | {
            "channel_id": "", "create_at": self.create_at, "update_at": self.create_at,
            "delete_at": 0, "name": self.name,
            "extension": self.name.rpartition(".")[2] if "." in self.name else "",
            "size": len(self.data), "mime_type": self.mime_type, "mini_preview": None,
            "remote_id": "",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it is kept: `props` with what the server never shows (each button's address)."""

    id: str
    channel_id: str
    user_id: str
    message: str
    create_at: int
    update_at: int
    edit_at: int = 0
    delete_at: int = 0
    is_pinned: bool = False
    root_id: str = ""
    type: str = ""
    props: Json = field(default_factory=dict)
    file_ids: tuple[str, ...] = ()
    pending_post_id: str = ""
    original_id: str = ""

    def as_json(self, replies: int, files: tuple[File, ...], *, pending: bool = False) -> Json:
        """Return what is shown; `pending`: to its author, once, with the id that it came under."""
        props = shown(self.props)
        metadata: Json = {}
        if props.get("attachments"):
            metadata["embeds"] = [{"type": "message_attachment"}]
        if files:
            metadata["files"] = [file.as_json() for file in files]
        told: Json = {
            "id": self.id, "create_at": self.create_at, "update_at": self.update_at,
            "edit_at": self.edit_at, "delete_at": self.delete_at, "is_pinned": self.is_pinned,
            "user_id": self.user_id, "channel_id": self.channel_id, "root_id": self.root_id,
            "original_id": self.original_id, "message": self.message, "type": self.type,
            "props": props, "hashtags": _hashtags(self.message),
        }  # fmt: skip
        if self.file_ids:
            told["file_ids"] = list(self.file_ids)
        return told | {
            "pending_post_id": self.pending_post_id if pending else "", "reply_count": replies,
            "last_reply_at": 0, "participants": None, "metadata": metadata,
        }  # fmt: skip


def _hashtags(message: str) -> str:
    return " ".join(word for word in message.split() if word[0] == "#" and word[1:].isalpha())


def settled(props: Json) -> Json:
    """Return props as the server keeps them: whole attachments, every action with an id."""
    kept = copy.deepcopy(props)
    attachments = kept.get("attachments")
    if not isinstance(attachments, list):
        return dict(sorted(kept.items()))
    whole = []
    for attachment in attachments:
        filled = {**_ATTACHMENT, **attachment}
        for action in filled.get("actions") or ():
            action["id"] = action.get("id") or new_id()
            action["type"] = action.get("type", "")
        whole.append(filled)
    return dict(sorted({**kept, "attachments": whole}.items()))


def shown(props: Json) -> Json:
    """Return props as clients see them: without any button's address and context."""
    told = copy.deepcopy(props)
    for attachment in told.get("attachments") or ():
        actions = attachment.get("actions")
        if actions is not None:
            attachment["actions"] = [
                {key: action[key] for key in _ACTION if action.get(key) or key == "type"}
                for action in actions
            ]
    return told


def action_of(props: Json, action_id: str) -> Json | None:
    """Return the button or menu with that id, address and context included."""
    for attachment in props.get("attachments") or ():
        for action in attachment.get("actions") or ():
            if action["id"] == action_id and action.get("integration"):
                found: Json = action
                return found
    return None
