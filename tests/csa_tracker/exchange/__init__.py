"""Tests of csa_tracker.exchange."""
