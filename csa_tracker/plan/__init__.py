"""Plan services: a whole job on a plan for a person: check, change, tell."""
