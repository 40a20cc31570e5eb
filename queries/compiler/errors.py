"""Why a selection is not compiled, in words for the client. Not here: errors of GraphQL's own syntax."""


class SelectionRefused(Exception):
    """The selection asks for something that is not answered; `code` is one of the API's documented codes."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the code apart from the words."""
        super().__init__(message)
        self.code = code
