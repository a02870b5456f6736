"""Tests of the window: real plans, real widgets, key events."""
