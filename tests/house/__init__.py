"""The house rules as tests: rooms, names, sizes, locks and documents."""
