"""What is stored: tables, change log, merge, views, queries and migrations."""
