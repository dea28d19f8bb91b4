"""The console, for the exports that are asked for there."""

from tests.console.conftest import says

__all__ = ["says"]
