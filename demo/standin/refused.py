"""What a server says no with: an error id, a status, and words in the reader's language.

The ids, the English and, where it was recorded, the French are Mattermost 6.7's own; a client
must go by the id.
"""

from typing import Final

NO_PAGE: Final = "api.context.404.app_error"

_ENGLISH: Final[dict[str, str]] = {
    "api.bot.create_disabled": "Bot creation has been disabled.",
    "api.channel.add_members.error": "Unable to add the user.",
    "api.command.disabled.app_error": "Commands have been disabled by the system admin.",
    "api.command.duplicate_trigger.app_error": (
        "This trigger word is already in use. Please choose another word."
    ),
    "api.command.execute_command.create_post_failed.app_error": (
        "Command '{trigger}' failed to post response. Please contact your System Administrator."
    ),
    "api.command.execute_command.failed.app_error": (
        "Command with a trigger of '{trigger}' failed."
    ),
    "api.command.execute_command.failed_resp.app_error": (
        "Command with a trigger of '{trigger}' returned response {answer}."
    ),
    "api.command.execute_command.not_found.app_error": (
        "Command with a trigger of '{trigger}' not found. To send a message beginning with "
        '"/", try adding an empty space at the beginning of the message.'
    ),
    "api.command.execute_command.start.app_error": "No command trigger found.",
    "api.context.invalid_body_param.app_error": "Invalid or missing {name} in request body.",
    "api.context.invalid_url_param.app_error": (
        "Invalid or missing {name} parameter in request URL."
    ),
    "api.context.permissions.app_error": "You do not have the appropriate permissions.",
    "api.context.session_expired.app_error": "Invalid or expired session, please login again.",
    "api.file.attachments.disabled.app_error": (
        "File attachments have been disabled on this server."
    ),
    "api.file.upload_file.too_large_detailed.app_error": (
        "Unable to upload file {name}. {size} bytes exceeds the maximum allowed {most} bytes."
    ),
    "api.outgoing_webhook.disabled.app_error": (
        "Outgoing webhooks have been disabled by the system admin."
    ),
    "api.post.create_post.can_not_post_to_deleted.error": "Can not post to deleted channel.",
    "api.post.create_post.channel_root_id.app_error": "Invalid ChannelId for RootId parameter.",
    "api.post.create_post.root_id.app_error": "Invalid RootId parameter.",
    "api.post.do_action.action_id.app_error": "Invalid action id.",
    "api.post.do_action.action_integration.app_error": "Action integration error.",
    "api.user.login.invalid_credentials_email_username": (
        "Enter a valid email or username and/or password."
    ),
    "api.webhook.create_outgoing.intersect.app_error": (
        "Outgoing webhooks from the same channel cannot have the same trigger words/callback URLs."
    ),
    "api.webhook.create_outgoing.triggers.app_error": (
        "Either trigger_words or channel_id must be set."
    ),
    "app.channel.get.existing.app_error": "Unable to find the existing channel.",
    "app.channel.get_by_name.missing.app_error": "Channel does not exist.",
    "app.channel.get_member.missing.app_error": (
        "No channel member found for that user ID and channel ID."
    ),
    "app.command_webhook.get.missing": "Unable to find the webhook.",
    "app.command_webhook.try_use.invalid": "Invalid webhook.",
    "app.file_info.get.app_error": "Unable to get the file info.",
    "app.post.get.app_error": "Unable to get the post.",
    "app.post.save.app_error": "Unable to save the Post.",
    "app.team.get.find.app_error": "Unable to find the existing team.",
    "app.team.get_by_name.missing.app_error": "Unable to find the existing team.",
    "app.team.get_member.missing.app_error": "No team member found for that user ID and team ID.",
    "app.user.missing_account.const": "Unable to find the user.",
    "app.user.save.username_exists.app_error": "An account with that username already exists.",
    "app.user_access_token.disabled": (
        "Personal access tokens are disabled on this server. "
        "Please contact your system administrator for details."
    ),
    "interactive_message.decode_trigger_id.base64_decode_failed": (
        "Failed to decode base64 for trigger ID for interactive dialog."
    ),
    "interactive_message.decode_trigger_id.expired": (
        "Trigger ID for interactive dialog is expired. Trigger IDs live for a maximum of 3 seconds."
    ),
    "interactive_message.decode_trigger_id.verify_signature_failed": (
        "Signature verification failed of trigger ID for interactive dialog."
    ),
    "model.channel.is_valid.2_or_more.app_error": (
        "Name must be 2 or more lowercase alphanumeric characters."
    ),
    "model.channel.is_valid.header.app_error": "Invalid header.",
    "model.command.is_valid.method.app_error": "Invalid Method.",
    "model.command.is_valid.trigger.app_error": "Invalid trigger.",
    "model.command.is_valid.url.app_error": "Invalid URL.",
    "model.command.is_valid.url_http.app_error": (
        "Invalid URL. Must be a valid URL and start with http:// or https://."
    ),
    "model.post.is_valid.file_ids.app_error": (
        "Invalid file ids. Note that uploads are limited to 10 files maximum. "
        "Please use additional posts for more files."
    ),
    "model.post.is_valid.msg.app_error": "Invalid message.",
    "model.post.is_valid.props.app_error": "Invalid props.",
    "store.sql_bot.get.missing.app_error": "Bot does not exist.",
    "store.sql_channel.save_channel.exists.app_error": (
        "A channel with that name already exists on the same team."
    ),
    "store.sql_command.save.get.app_error": "Unable to get the command.",
    "store.sql_webhooks.get_outgoing.app_error": "Unable to get the webhook.",
    "web.command_webhook.parse.app_error": "Unable to parse incoming data.",
    NO_PAGE: "Sorry, we could not find the page.",
}

_FRENCH: Final[dict[str, str]] = {
    "api.command.execute_command.failed.app_error": (
        "La commande avec le déclencheur '{trigger}' a échoué."
    ),
    "api.context.session_expired.app_error": (
        "Session invalide ou expirée, veuillez vous reconnecter."
    ),
    "api.post.do_action.action_integration.app_error": (
        "Une erreur s'est produite lors de l'action de l'intégration"
    ),
}


class Refused(Exception):
    """The server says no: `error` is its id, `status` the HTTP status, `facts` fill its words."""

    def __init__(self, status: int, error: str, **facts: object) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.facts = facts

    def words(self, language: str) -> str:
        """Return the sentence as a reader of `language` gets it."""
        english = _ENGLISH.get(self.error, self.error)
        return (_FRENCH if language == "fr" else {}).get(self.error, english).format(**self.facts)


def may_not() -> Refused:
    """Return the 403 that also stands for most unknown things."""
    return Refused(403, "api.context.permissions.app_error")


def bad_body(name: str) -> Refused:
    """Return the 400 about a field `name` of the body."""
    return Refused(400, "api.context.invalid_body_param.app_error", name=name)
