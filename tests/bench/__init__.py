"""Benchmarks: figures beside a baseline, run by make bench."""
