"""From rows to what is shown: charts, records with their derived results, lists for screens."""
