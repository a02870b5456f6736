"""Tests of what is shipped as data."""
