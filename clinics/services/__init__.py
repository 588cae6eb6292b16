"""Every write of this app: keyword-only functions, one transaction each, audited inside it."""
