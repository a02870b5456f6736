"""The history of an action: what changed, by whom and when, and the action as it stood on a day."""
