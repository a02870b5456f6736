"""What the exchange of files keeps and asks: streams, members, the books of what came and went."""
