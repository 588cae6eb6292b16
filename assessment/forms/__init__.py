"""What the clinician fills in: the fields of a section, and the few ordinary forms."""
