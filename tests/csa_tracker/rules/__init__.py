"""Tests of csa_tracker.rules."""
