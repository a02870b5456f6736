"""Tests of csa_tracker.cli."""
