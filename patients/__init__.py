"""Who is treated, why, and who else is involved: patients, contacts, episodes of care."""
