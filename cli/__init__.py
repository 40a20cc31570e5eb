"""The commands of the front door: one command a file, wiring and settings. Not here: any work of its own."""
