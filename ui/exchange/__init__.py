"""Partners: who they are, whether they are trusted, and one's own card."""
