"""Starts everything that keeps the log, looks after it, and stops it in reverse."""

from logbook.watchkeeper.watchkeeper import Watchkeeper

__all__ = ["Watchkeeper"]
