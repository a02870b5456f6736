"""Papers as tagged PDF: each kind of block becomes blocks of the layout."""
