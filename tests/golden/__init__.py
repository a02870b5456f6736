"""Bytes and ids that must never change."""
