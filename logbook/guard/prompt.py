"""What lets a server of many threads answer promptly: short turns, and no long look round.

Python runs one thread at a time, and lets each go on for 5 ms while others wait; whoever answers
a call gives its turn away at every read of the database, and so may wait ten times. And now and
then it looks through all that it holds for what nobody needs any more: 77,000 objects, 30 ms, most
of them modules that stay as long as the server does.
"""

import gc
import sys
from typing import Final

LOOK_ROUND: Final = 50_000
"""Objects made between two looks round by who loads modules or reads a long recording: of what
these make nothing waits for a look."""
_OFTEN: Final = (700, 10, 10)
"""Python's own, for a server that goes on for months."""
TURN_S: Final = 0.001
"""While a flood is heard answers take half as long; at rest nobody waits, and nothing changes."""


def be_prompt() -> None:
    """Shorten the turns of this process's threads; leave what is loaded by now alone for good."""
    sys.setswitchinterval(TURN_S)
    gc.freeze()
    gc.set_threshold(*_OFTEN)


def be_brisk() -> None:
    """Look round seldom, in a command that does one piece of work and leaves, or that begins."""
    gc.set_threshold(LOOK_ROUND)
