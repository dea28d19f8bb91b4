"""The lines that the log writes by itself, one file each."""
