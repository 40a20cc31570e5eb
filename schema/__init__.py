"""How it is asked: GraphQL types made from the model, and the HTTP application."""
