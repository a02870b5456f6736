"""Tests of csa_tracker.care."""
