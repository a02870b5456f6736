"""Update packs in the window: one made for a lead, one that came back, looked through and accepted."""
