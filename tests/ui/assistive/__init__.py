"""A real assistive client at work on the real window."""
