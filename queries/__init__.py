"""What can be asked: the questions, and the compiler from a GraphQL selection to Cypher."""
