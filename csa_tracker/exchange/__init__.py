"""Members, their keys, and how others recognise them."""
