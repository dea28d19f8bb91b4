"""What each recording gives when it is imported whole: a change of behaviour shows as a diff."""
