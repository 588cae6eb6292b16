"""Pages of the clinic itself."""
