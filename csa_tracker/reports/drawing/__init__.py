"""Drawings of the papers: rating shapes, cards and stacked bars, as vectors with text alternatives."""
