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
"""Objects made between two looks round by a command that reads a long recording: 700 is Python's
own, and of what a sentence makes nothing waits for a look."""
TURN_S: Final = 0.001
"""While a flood is heard answers take half as long; at rest nobody waits, and nothing changes."""


def be_prompt() -> None:
    """Shorten the turns of this process's threads; leave what is loaded by now alone for good."""
    sys.setswitchinterval(TURN_S)
    gc.freeze()


def be_brisk() -> None:
    """Look round seldom in a command that does one long piece of work and then leaves."""
    gc.set_threshold(LOOK_ROUND)
