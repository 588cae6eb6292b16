"""Migrations for a test: those of `assessment`, then one that rebuilds locked tables on SQLite."""
