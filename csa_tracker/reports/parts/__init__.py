"""Parts that several reports share, each a pure function from plan values to blocks."""
