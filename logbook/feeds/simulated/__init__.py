"""A made-up passage on the coast of Brittany, told in true NMEA 0183 sentences."""
