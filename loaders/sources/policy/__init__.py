"""The policy document as a source: reading its text into located parts.

Not here: the clauses as graph nodes, and the systems, targets and actors that the clauses describe.
"""
