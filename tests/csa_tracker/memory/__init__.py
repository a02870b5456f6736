"""Undo, other moments and search: what a plan remembers."""
