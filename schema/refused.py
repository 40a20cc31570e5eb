"""A request that is not run, and why. Not here: finding the reason (`schema.request`, `schema.documents`)."""

from collections.abc import Mapping

from schema import errors


class Refused(Exception):
    """The request is not run; `error` says why, with the HTTP status and headers that go with it.

    `expected` marks a refusal that is a step of a protocol: in plain JSON, which older clients read, its
    status is 200.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        headers: Mapping[str, str] | None = None,
        *,
        expected: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.error = errors.error(code, message)
        self.headers = dict(headers or {})
        self.expected = expected
