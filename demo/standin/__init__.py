"""A stand-in Mattermost that speaks both directions of the contract as recorded from 6.7.2."""

from demo.standin.faults import Fault
from demo.standin.sailor import Sailor, Told
from demo.standin.standin import StandIn

__all__ = ["Fault", "Sailor", "StandIn", "Told"]
