"""Runs the front door's commands as `python -m cli`. Not here: the commands."""

import sys

try:
    from cli.main import app

    app(prog_name="./qg")
except KeyboardInterrupt:  # before a command could take it
    sys.exit(130)
