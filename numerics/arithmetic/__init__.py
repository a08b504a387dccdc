"""One expression in double precision, to many digits, or in ball arithmetic."""
