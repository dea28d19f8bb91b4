"""Mattermost asks: one file a trigger. `COMMANDS` is all of them, in the order of the help."""

from typing import Final

from slash_commands import (
    log,
    log_anchor,
    log_clock,
    log_correct,
    log_crew,
    log_engine,
    log_export,
    log_fix,
    log_fuel,
    log_help,
    log_list,
    log_role,
    log_sails,
    log_set,
    log_status,
    log_strike,
    log_visa,
    log_voyage,
    log_watch,
    mob,
    position,
    weather,
)
from slash_commands.command import Command

COMMANDS: Final[tuple[Command, ...]] = (
    log.COMMAND,
    log_list.COMMAND,
    log_correct.COMMAND,
    log_strike.COMMAND,
    log_visa.COMMAND,
    log_sails.COMMAND,
    log_engine.COMMAND,
    log_fuel.COMMAND,
    log_watch.COMMAND,
    log_anchor.COMMAND,
    log_crew.COMMAND,
    log_fix.COMMAND,
    log_voyage.COMMAND,
    log_export.COMMAND,
    log_status.COMMAND,
    log_set.COMMAND,
    log_role.COMMAND,
    log_clock.COMMAND,
    log_help.COMMAND,
    mob.COMMAND,
    position.COMMAND,
    weather.COMMAND,
)
"""To add a command: its file, its line here, its words in the catalogues, its test."""
