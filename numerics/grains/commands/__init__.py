"""The commands that compute with this model."""
