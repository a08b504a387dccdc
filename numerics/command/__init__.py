"""The command `grains`."""
