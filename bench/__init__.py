"""Benchmarks. Each prints what it measured; none asserts a time."""
