"""Bytes to sentences to reports; the only package that knows pynmea2."""
