"""Text becomes lines: fonts, safe characters, widths and wrapping. No markup is read anywhere."""
