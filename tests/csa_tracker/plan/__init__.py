"""Tests of csa_tracker.plan."""
