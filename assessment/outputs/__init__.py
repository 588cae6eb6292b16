"""What leaves the record: report, text note, structured data, the episode so far, trends."""
