"""The pages about patients; each view's first line gets what the person may touch."""
