"""The recorder, on real books."""
