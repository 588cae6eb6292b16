"""Chart, sign and read knee evaluations."""

VERSION = "0.1.0"
