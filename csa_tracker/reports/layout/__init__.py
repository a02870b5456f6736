"""Lines become blocks and blocks become pages; nothing is clipped, no heading stands alone at a page foot."""
