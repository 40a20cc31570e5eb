"""What holds for all ways alike. Not here: what one of them is told beside it."""

PAGE = 1_000  # the most that one page may hold
