"""Databases that earlier releases left behind, signed, for both engines."""
