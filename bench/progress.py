"""How far a measurement is, told on the terminal. Not here: what it finds, which is printed."""

import sys


def say(line: str) -> None:
    """Tell how far it is; a line that ends in a carriage return is written over by the next."""
    ending = "" if line.endswith("\r") else "\n"
    print(f"\x1b[2K{line}" if sys.stderr.isatty() else line.rstrip("\r"), end=ending or "\n", file=sys.stderr)
