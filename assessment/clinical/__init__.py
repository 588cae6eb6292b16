"""What follows from the readings: plain functions over plain data, each with its formula's name."""
