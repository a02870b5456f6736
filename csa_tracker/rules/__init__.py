"""Rules: the same answer for the same input, no input or output, `today` passed in."""
