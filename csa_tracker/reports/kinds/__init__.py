"""One module for each report: a pure function from a plan's values and the options to the paper."""
