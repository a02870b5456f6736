"""Bring a spreadsheet in: what would come, then all of it or nothing."""
