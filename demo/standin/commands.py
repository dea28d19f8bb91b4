"""`/commands`: slash commands of a team, for those who run it."""

from dataclasses import replace
from typing import Final

from demo.standin import slash
from demo.standin.exchange import OK, Answer, Ask, Route
from demo.standin.ids import new_id
from demo.standin.records import Json
from demo.standin.refused import Refused, may_not
from demo.standin.registered import Command
from demo.standin.site import Site

BUILT_IN: Final = {
    "away", "code", "collapse", "dnd", "echo", "expand", "groupmsg", "header", "help", "invite",
    "invite_people", "join", "kick", "leave", "logout", "me", "msg", "mute", "offline", "online",
    "open", "purpose", "remove", "rename", "search", "settings", "shortcuts", "shrug", "status",
}  # fmt: skip


def _enabled(site: Site) -> None:
    if not site.settings.commands:
        raise Refused(501, "api.command.disabled.app_error")


def _create(site: Site, ask: Ask) -> Answer:
    _enabled(site)
    wanted = ask.record("command")
    team = str(wanted.get("team_id") or "")
    site.world.must_run_team(team, ask.user)
    made = _from(wanted, Command(new_id(), new_id(), site.clock(), ask.user.id, team, "", "", ""))
    with site.world.lock:
        _check_free(site, made)
        site.world.commands[made.id] = made
    return Answer(made.as_json(secret=True), 201)


def _from(wanted: Json, command: Command) -> Command:
    """Return the command as `wanted`, whole. Raises Refused (400)."""
    trigger = str(wanted.get("trigger") or "").lower()
    if not 1 <= len(trigger) <= 128 or trigger.startswith("/") or " " in trigger:
        raise Refused(400, "model.command.is_valid.trigger.app_error")
    url = str(wanted.get("url") or "")
    if not url:
        raise Refused(400, "model.command.is_valid.url.app_error")
    if not url.startswith(("http://", "https://")):
        raise Refused(400, "model.command.is_valid.url_http.app_error")
    method = str(wanted.get("method") or "")
    if method not in ("P", "G"):
        raise Refused(400, "model.command.is_valid.method.app_error")
    words = {
        name: str(wanted.get(name) or "")
        for name in (
            "username", "icon_url", "auto_complete_desc", "auto_complete_hint", "display_name",
            "description",
        )
    }  # fmt: skip
    return replace(
        command, trigger=trigger, url=url, method=method,
        auto_complete=bool(wanted.get("auto_complete")), **words,  # type: ignore[arg-type] # the texts are read by name
    )  # fmt: skip


def _check_free(site: Site, command: Command) -> None:
    taken = any(
        other.trigger == command.trigger and other.team_id == command.team_id
        for other in site.world.commands.values()
        if other.id != command.id
    )
    if taken or command.trigger in BUILT_IN:
        raise Refused(400, "api.command.duplicate_trigger.app_error")


def _list(site: Site, ask: Ask) -> Answer:
    _enabled(site)
    team = ask.query.get("team_id", "")
    runs = site.world.runs_team(team, ask.user)
    if ask.query.get("custom_only") == "true" and not runs:
        raise may_not()
    return Answer([c.as_json(secret=runs) for c in _of(site, team)])


def _of(site: Site, team: str) -> list[Command]:
    return [c for c in list(site.world.commands.values()) if c.team_id == team]


def _runs(site: Site, ask: Ask) -> Command:
    """Return the command if the caller runs its team; it does not exist for anybody else."""
    found = site.world.commands.get(ask.ids[0])
    if found is None or not site.world.runs_team(found.team_id, ask.user):
        raise Refused(404, "store.sql_command.save.get.app_error")
    return found


def _get(site: Site, ask: Ask) -> Answer:
    return Answer(_runs(site, ask).as_json(secret=True))


def _update(site: Site, ask: Ask) -> Answer:
    """Replace the whole command; its token stays."""
    wanted = ask.record("command")
    changed = replace(_from(wanted, _runs(site, ask)), update_at=site.clock())
    _check_free(site, changed)
    site.world.commands[changed.id] = changed
    return Answer(changed.as_json(secret=True))


def _delete(site: Site, ask: Ask) -> Answer:
    del site.world.commands[_runs(site, ask).id]
    return OK


def _new_token(site: Site, ask: Ask) -> Answer:
    changed = replace(_runs(site, ask), token=new_id(), update_at=site.clock())
    site.world.commands[changed.id] = changed
    return Answer({"token": changed.token})


def _completion(site: Site, ask: Ask) -> Answer:
    # Switched off, only the server's own are listed; of those the stand-in lists none.
    listed = _of(site, ask.ids[0]) if site.settings.commands else []
    return Answer([c.as_json(secret=False) for c in listed if c.auto_complete])


def _suggestions(site: Site, ask: Ask) -> Answer:
    typed = ask.query.get("user_input", "").removeprefix("/")
    found = [
        {
            "Complete": c.trigger, "Suggestion": c.trigger, "Hint": c.auto_complete_hint,
            "Description": c.auto_complete_desc, "IconData": "",
        }
        for c in sorted(_of(site, ask.ids[0]), key=lambda c: c.trigger)
        if c.auto_complete and c.trigger.startswith(typed)
    ]  # fmt: skip
    return Answer(found)


def _execute(site: Site, ask: Ask) -> Answer:
    _enabled(site)
    return Answer(slash.execute(site, ask))


ROUTES = (
    Route("POST", "commands", _create),
    Route("GET", "commands", _list),
    Route("POST", "commands/execute", _execute),
    Route("GET", "commands/{command}", _get),
    Route("PUT", "commands/{command}", _update),
    Route("DELETE", "commands/{command}", _delete),
    Route("PUT", "commands/{command}/regen_token", _new_token),
    Route("GET", "teams/{team}/commands/autocomplete", _completion),
    Route("GET", "teams/{team}/commands/autocomplete_suggestions", _suggestions),
)
