"""The sources are found by name, and a wrong request says what to write."""

from pathlib import Path

import pytest

from loaders.sources.catalogue import SOURCES, SourceRefused, deliveries_of
from loaders.sources.policy.delivery import DocumentUnreadable


@pytest.mark.parametrize("name", ["policy", "regions", "standards"])
def test_a_source_with_facts_delivers_them_under_its_own_name(name: str) -> None:
    [delivery] = deliveries_of(name)

    assert delivery.system == name
    assert delivery.records


def test_the_policy_with_its_document_delivers_facts_and_wording(policy_file: Path) -> None:
    assert [delivery.system for delivery in deliveries_of("policy", policy_file)] == [
        "policy",
        "policy-document",
    ]
    assert [delivery.system for delivery in deliveries_of("policy-document", policy_file)] == [
        "policy-document"
    ]


def test_a_file_that_cannot_be_read_refuses_the_whole_request(tmp_path: Path) -> None:
    with pytest.raises(DocumentUnreadable):
        deliveries_of("policy", tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("name", "file", "sentence"),
    [
        (
            "polices",
            None,
            "There is no source polices; write one of regions, standards, policy, policy-document.",
        ),
        ("policy-document", None, "The source policy-document needs a file; write policy-document FILE."),
        ("regions", Path("a.csv"), "The source regions takes no file; write regions alone."),
    ],
)
def test_a_wrong_request_is_one_sentence_with_the_remedy(name: str, file: Path | None, sentence: str) -> None:
    with pytest.raises(SourceRefused) as caught:
        deliveries_of(name, file)

    assert str(caught.value) == sentence


def test_every_source_can_be_asked_for_something() -> None:
    assert all(source.facts or source.file for source in SOURCES.values())
