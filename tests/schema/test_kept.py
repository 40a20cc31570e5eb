"""Documents that are kept: the last ones, within a bound."""

from schema.kept import LEAST, Kept


def test_a_document_is_read_once_as_long_as_it_is_kept() -> None:
    read: list[tuple[str, str | None]] = []

    def make(document: str, name: str | None) -> int:
        read.append((document, name))
        return len(read)

    kept = Kept(make, characters=3 * LEAST)
    assert [kept.of(each, None) for each in "abcabc"] == [1, 2, 3, 1, 2, 3]
    assert kept.of("a", "B") == 4  # another operation, and the document asked for longest ago goes
    assert [kept.of(each, None) for each in "bca"] == [2, 3, 5]


def test_a_long_document_leaves_room_for_few() -> None:
    read: list[str] = []
    kept = Kept(lambda document, name: read.append(document), characters=10 * LEAST)
    kept.of("x" * 9 * LEAST, None)
    for each in "abc":
        kept.of(each, None)
    before = len(read)
    kept.of("x" * 9 * LEAST, None)
    assert len(read) == before + 1
