"""Weather files: kept, decoded in a process apart, interpolated, and put into words."""
