"""The policy as a source: its document read into located clauses, and the facts of what it sets up.

Not here: what other systems say about the actors that it names.
"""
