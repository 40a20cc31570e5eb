"""The systems that deliver: one folder each, with its mapping and its facts."""
