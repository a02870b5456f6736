"""Tests of update packs."""
