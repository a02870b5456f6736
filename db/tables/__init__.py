"""View tables: SQLModel classes that declare what the log's materialiser writes and everything else only reads."""
