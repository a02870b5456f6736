"""Save papers from the window, without stopping it."""
