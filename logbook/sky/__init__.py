"""Sun and moon: when they rise and set where the ship is, and how much of the moon is lit."""
