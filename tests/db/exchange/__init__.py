"""Tests of what the exchange keeps and asks."""
