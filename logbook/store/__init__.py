"""The two databases; the only package that knows sqlite-utils."""
