"""Questions asked of the views; answers are named tuples."""
