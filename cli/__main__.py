"""Runs the front door's commands as `python -m cli`. Not here: the commands."""

from cli.main import app

app(prog_name="./qg")
