"""`/files`: uploads, as a form or as the body itself, and downloads."""

import mimetypes
from urllib.parse import quote

from demo.standin.exchange import Answer, Ask, Route
from demo.standin.ids import new_id
from demo.standin.refused import Refused, bad_body, may_not
from demo.standin.site import Site
from demo.standin.writings import File

_TYPES = {
    "gpx": "application/gpx+xml",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/octet-stream",
}


def _upload(site: Site, ask: Ask) -> Answer:
    if not site.settings.attachments:
        raise Refused(501, "api.file.attachments.disabled.app_error")
    if ask.headers.get("Content-Type", "").startswith("multipart/"):
        return _upload_form(site, ask)
    name = ask.query.get("filename", "")
    channel = site.world.must_be_member(_channel(ask.query.get("channel_id")), ask.user)
    _check_size(site, name, ask.body, len(ask.body))
    kept = _keep(site, ask, channel.id, name, ask.body)
    return Answer({"file_infos": [kept.as_json()], "client_ids": None}, 201)


def _upload_form(site: Site, ask: Ask) -> Answer:
    fields = {part.name: part.data.decode() for part in ask.parts if not part.filename}
    channel = site.world.must_be_member(_channel(fields.get("channel_id")), ask.user)
    told = []
    for part in ask.parts:
        if part.filename:
            # The form is read as a stream, so that its size is not known when it is refused.
            _check_size(site, part.filename, part.data, -1)
            told.append(_keep(site, ask, channel.id, part.filename, part.data).as_json())
    clients = [part.data.decode() for part in ask.parts if part.name == "client_ids"]
    return Answer({"file_infos": told, "client_ids": clients}, 201)


def _channel(given: str | None) -> str:
    if not given:
        raise bad_body("channel_id")
    return given


def _check_size(site: Site, name: str, data: bytes, size: int) -> None:
    most = site.settings.largest_file
    if len(data) > most:
        error = "api.file.upload_file.too_large_detailed.app_error"
        raise Refused(413, error, name=name, size=size, most=most)


def _keep(site: Site, ask: Ask, channel_id: str, name: str, data: bytes) -> File:
    extension = name.rpartition(".")[2].lower()
    kind = _TYPES.get(extension) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    kept = File(new_id(), ask.user.id, channel_id, site.clock(), name, kind, data)
    site.board.files[kept.id] = kept
    return kept


def _readable(site: Site, ask: Ask) -> File:
    found = site.board.files.get(ask.ids[0])
    if found is None:
        raise Refused(404, "app.file_info.get.app_error")
    mine = found.user_id == ask.user.id
    if not (mine or ask.user.administers or site.world.is_member(found.channel_id, ask.user.id)):
        raise may_not()
    return found


def _get(site: Site, ask: Ask) -> Answer:
    file = _readable(site, ask)
    name = quote(file.name)
    return Answer(
        file.data,
        headers={
            "Accept-Ranges": "bytes",
            "Cache-Control": "private, no-cache",
            "Content-Disposition": f"attachment;filename=\"{name}\"; filename*=UTF-8''{name}",
            "Content-Security-Policy": "Frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        },
        content_type=file.mime_type,
    )


def _info(site: Site, ask: Ask) -> Answer:
    headers = {"Cache-Control": "max-age=2592000, private"}
    return Answer(_readable(site, ask).as_json(), headers=headers)


def _of_post(site: Site, ask: Ask) -> Answer:
    post = site.board.get(ask.ids[0])
    site.world.must_be_member(post.channel_id, ask.user)
    told = [site.board.files[file_id].as_json() for file_id in post.file_ids]
    return Answer(told, headers={"Cache-Control": "max-age=2592000, private"})


ROUTES = (
    Route("POST", "files", _upload),
    Route("GET", "files/{file}", _get),
    Route("GET", "files/{file}/info", _info),
    Route("GET", "posts/{post}/files/info", _of_post),
)
