"""The watch of `run`: real feeds on loopback, real books."""
