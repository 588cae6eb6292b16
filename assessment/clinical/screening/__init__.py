"""The red-flag screen: plain functions from what was answered to what each rule came to."""
