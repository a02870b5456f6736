"""The first screen: who you are, and how to begin."""
