"""What is needed to put the log on a computer for good, and to know what it is made of."""
