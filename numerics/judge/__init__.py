"""One equation judged."""
