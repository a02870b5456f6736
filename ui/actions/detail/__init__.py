"""The detail of one action: banner, facts, milestones, updates and links, each edited where it stands."""
