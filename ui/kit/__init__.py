"""The parts every screen is made of: text, buttons, fields, chips and painters, all drawn from the tokens."""
