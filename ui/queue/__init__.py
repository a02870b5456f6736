"""The quarter queue: one action after another that still owes its update."""
