"""The Actions page: the grid, the detail of one action, and the sheets that add to it."""
