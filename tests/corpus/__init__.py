"""Messy spreadsheets as partners send them, each with what a careful person would understand from it."""
