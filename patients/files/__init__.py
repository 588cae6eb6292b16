"""Patients in files: reading a table out of bytes, saying what its columns are, judging its rows,
and writing a list.
"""
