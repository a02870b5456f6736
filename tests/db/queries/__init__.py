"""Tests of the questions asked of the views."""
