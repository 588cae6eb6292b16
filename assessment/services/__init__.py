"""Every write to a chart: keyword-only, `by=` a member, one transaction, audit inside."""
