"""Fault injection: what an acknowledged change survives."""
