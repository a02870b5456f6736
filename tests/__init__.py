"""Tests mirror the rooms; property, faults, golden, bench and house cut across them."""
