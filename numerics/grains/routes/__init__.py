"""Independent calculations of what the paper's equations state."""
