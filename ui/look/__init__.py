"""How the window looks: colour tokens, type, icons, the rating badge and one style sheet made from them."""
