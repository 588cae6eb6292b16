"""The demo: invented patients with courses of several visits, charted through the services."""
