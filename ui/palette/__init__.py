"""The command palette: one field that finds actions, commands, pages and views, and does quick deeds by keyboard."""
