"""Faults put into the product one at a time, to see whether a test notices (docs/mutation.md)."""
