"""The window: everything a person sees and presses, over the services of `csa_tracker`."""
