"""`/system` and `/config`: is it there, and what its administrator has set."""

from demo.standin.exchange import OK, Answer, Ask, Route
from demo.standin.records import Json
from demo.standin.refused import may_not
from demo.standin.site import Site


def _ping(_: Site, ask: Ask) -> Answer:
    told = {
        "AndroidLatestVersion": "", "AndroidMinVersion": "", "IosLatestVersion": "",
        "IosMinVersion": "",
    }  # fmt: skip
    if ask.query.get("get_server_status") == "true":
        whole = {"database_status": "OK", "filestore_status": "OK", "status": "OK"}
        return Answer(told | whole, headers={name.capitalize(): "OK" for name in whole})
    return Answer(told | {"status": "OK"})


def _client_config(site: Site, ask: Ask) -> Answer:
    """Return what clients need: words only, `true` and `false` too; more to those who are in."""
    told = {"Version": site.settings.version, "SiteName": "Mattermost", "DefaultClientLocale": "en"}
    if ask.caller is not None:
        settings = site.settings
        told |= {
            "SiteURL": settings.site_url,
            "EnableCommands": _word(settings.commands),
            "EnableOutgoingWebhooks": _word(settings.outgoing_webhooks),
            "EnableBotAccountCreation": _word(settings.bot_creation),
            "EnableUserAccessTokens": _word(settings.personal_tokens),
            "EnablePostUsernameOverride": _word(settings.name_override),
            "EnablePostIconOverride": _word(settings.icon_override),
            "EnableFileAttachments": _word(settings.attachments),
            "MaxFileSize": str(settings.largest_file),
        }
    return Answer(told)


def _word(value: bool) -> str:
    return "true" if value else "false"


def _config(site: Site, ask: Ask) -> Answer:
    if not ask.user.administers:
        raise may_not()
    return Answer(_whole(site))


def _whole(site: Site) -> Json:
    settings = site.settings
    return {
        "ServiceSettings": {
            "SiteURL": settings.site_url,
            "AllowedUntrustedInternalConnections": settings.untrusted_connections,
            "EnableCommands": settings.commands,
            "EnableOutgoingWebhooks": settings.outgoing_webhooks,
            "EnableBotAccountCreation": settings.bot_creation,
            "EnableUserAccessTokens": settings.personal_tokens,
            "EnablePostUsernameOverride": settings.name_override,
            "EnablePostIconOverride": settings.icon_override,
        },
        "FileSettings": {
            "EnableFileAttachments": settings.attachments,
            "MaxFileSize": settings.largest_file,
        },
    }


def _log_out(site: Site, ask: Ask) -> Answer:
    site.world.tokens.pop(ask.token, None)
    return OK


ROUTES = (
    Route("GET", "system/ping", _ping, open=True),
    Route("GET", "config/client", _client_config, open=True),
    Route("GET", "config", _config),
    Route("POST", "users/logout", _log_out),
)
