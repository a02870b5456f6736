"""Somebody's spreadsheet becomes proposed changes of a plan: read, understood, shown, and only then applied."""
