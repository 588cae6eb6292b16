"""Pages of the chart. A view's first line gets what the signed-in person may touch."""
