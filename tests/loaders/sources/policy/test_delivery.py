"""The policy document arrives as a delivery: one record a part, or one clear sentence why not."""

from pathlib import Path

import pytest

from graph.model.policy import Clause
from loaders.delivery import Delivery
from loaders.sources.policy.delivery import DocumentUnreadable, document_delivery
from loaders.sources.policy.document import DocumentRefused
from loaders.sources.policy.facts import facts_delivery


def clauses(delivery: Delivery) -> dict[str, Clause]:
    found = (claim for record in delivery.records for claim in record.claims)
    return {claim.locator: claim for claim in found if isinstance(claim, Clause)}


def test_the_document_delivers_74_clauses_with_wording_span_and_parent(policy_file: Path) -> None:
    text = policy_file.read_bytes().decode("utf-8")

    found = clauses(document_delivery(policy_file))

    assert len(found) == 74
    assert all(text[clause.start : clause.end] == clause.text for clause in found.values())
    assert found["三.（二）.10"].parent is not None
    assert found["三.（二）.10"].parent.to == "clause:nx-2012-quality~三.（二）"
    assert found["署"].parent is None


def test_document_and_facts_say_the_same_of_place_and_heading(policy_file: Path) -> None:
    worded, outlined = clauses(document_delivery(policy_file)), clauses(facts_delivery())

    for locator, clause in outlined.items():
        assert worded[locator].model_copy(update={"text": None, "start": None, "end": None}) == clause


def test_each_record_of_the_document_says_the_line_it_begins_on(policy_file: Path) -> None:
    text = policy_file.read_bytes().decode("utf-8")

    places = {record.key: record.place for record in document_delivery(policy_file).records}

    line = text[: text.index("10.推进质量诚信")].count("\n") + 1
    assert places["三.（二）.10"] == f"{policy_file.name}, line {line}"


def test_text_and_file_deliver_the_same_records(policy_file: Path) -> None:
    from_text = document_delivery(policy_file.read_bytes().decode("utf-8"))

    assert clauses(from_text) == clauses(document_delivery(policy_file))


def test_a_byte_order_mark_is_no_damage(policy_file: Path, tmp_path: Path) -> None:
    marked = tmp_path / "marked.txt"
    marked.write_bytes(b"\xef\xbb\xbf" + policy_file.read_bytes())

    assert clauses(document_delivery(marked)) == clauses(document_delivery(policy_file))


def test_a_damaged_document_is_refused_with_line_and_locator(policy_file: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.txt"
    text = policy_file.read_bytes().decode("utf-8").replace("质量失信企业", "质量守信企业", 1)
    damaged.write_bytes(text.encode("utf-8"))

    with pytest.raises(DocumentRefused) as caught:
        document_delivery(damaged)

    assert caught.value.locator == "三.（二）.10"
    assert caught.value.line > 1


def test_a_missing_file_is_one_sentence_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(DocumentUnreadable) as caught:
        document_delivery(tmp_path / "none.txt")

    assert str(caught.value).endswith("none.txt; give the path of the document's text.")


def test_a_file_in_another_encoding_is_named_with_the_byte_that_does_not_fit(tmp_path: Path) -> None:
    other = tmp_path / "gb.txt"
    other.write_bytes("各市".encode("gb18030"))

    with pytest.raises(DocumentUnreadable, match=r"gb\.txt is not UTF-8 text \(byte 0 does not fit\)"):
        document_delivery(other)


def test_a_folder_in_place_of_a_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(DocumentUnreadable, match="cannot be read"):
        document_delivery(tmp_path)
