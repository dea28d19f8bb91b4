"""The ship's clock, a recording's and a replay's: what time it is aboard, and how it is known."""

from typing import Final

RELEASE_DAY: Final = 20_779
"""2026-11-22, in days since 1970: no live date before this release is believed, and none more
than ten years past it."""
