"""Care of a plan: check it and put right what can be put right."""
