"""Data of the language and the modules that name its engine."""
