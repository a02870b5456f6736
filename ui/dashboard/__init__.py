"""The Dashboard: what a manager sees first."""
