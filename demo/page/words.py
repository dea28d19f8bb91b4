"""What the page itself says, apart from what is in the channel; its keys are the script's."""

from collections.abc import Mapping
from typing import Final

from logbook.locale import speaker

NAMES: Final = (
    "demo.page_aboard",
    "demo.page_attach",
    "demo.page_auto",
    "demo.page_away",
    "demo.page_cancel",
    "demo.page_choose",
    "demo.page_download",
    "demo.page_edited",
    "demo.page_failed",
    "demo.page_intro",
    "demo.page_intro_title",
    "demo.page_keys",
    "demo.page_new",
    "demo.page_now",
    "demo.page_now_none",
    "demo.page_only_you",
    "demo.page_optional",
    "demo.page_placeholder",
    "demo.page_remove",
    "demo.page_reply",
    "demo.page_required",
    "demo.page_role_crew",
    "demo.page_role_guest",
    "demo.page_role_skipper",
    "demo.page_send",
    "demo.page_simulated",
    "demo.page_speak_as",
    "demo.page_today",
    "demo.page_too_long",
    "demo.page_try",
    "demo.page_try_export",
    "demo.page_try_form",
    "demo.page_try_line",
    "demo.page_try_position",
    "demo.page_try_weather",
    "demo.page_yesterday",
)


def words(language: str, boat: str) -> Mapping[str, str]:
    """Return the page's words in `fr` or `en`; other `{facts}` are left for the script."""
    say = speaker(language).say
    return {name.partition("_")[2]: say(name, boat=boat) for name in NAMES}
