"""Films of random grains."""
