"""Help that works without a network: pages to read, and the keys of the program to see and to change."""
