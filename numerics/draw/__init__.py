"""What the figures of every paper share."""
