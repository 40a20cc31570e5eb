"""Documents that a request names: trusted ones from a folder, and those that clients register."""

import hashlib
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import build_schema

from schema.documents import REGISTERED, Documents
from schema.trusted import DocumentsRefused, Trusted, read_trusted
from tests.schema.test_http import GRAPHQL, SDL, app, code, post, send

NAMED = "query Greet($t: String) { echo(text: $t) }\n"
OTHER = "{ echo }"
BIG = build_schema("type Query { echo(text: String): String } type Mutation { change: String }")


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def persisted(text: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": hash_of(text)}}


def folder(place: Path, **files: Any) -> Path:
    for name, content in files.items():
        file = place / name.replace("_", ".")
        file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return place


@pytest.fixture
def trusted(tmp_path: Path) -> Trusted:
    return read_trusted(folder(tmp_path, greet_graphql=NAMED, other_graphql=OTHER), SDL)


def get(documents: Documents, **params: str) -> httpx.Response:
    return send(app(documents=documents), "GET", "/graphql", params=params)


def ask(documents: Documents, accept: str | None = None, **body: Any) -> httpx.Response:
    return post(body, accept, app(documents=documents))


@pytest.mark.parametrize("identifier", [f"sha256:{hash_of(NAMED)}", "Greet"])
@pytest.mark.parametrize("only", [True, False])
def test_a_trusted_document_is_asked_by_its_hash_or_its_name(
    trusted: Trusted, identifier: str, only: bool
) -> None:
    documents = Documents(trusted, only=only)

    posted = ask(documents, documentId=identifier, variables={"t": "质量"})
    got = get(documents, documentId=identifier, variables='{"t": "质量"}')

    assert posted.json() == got.json() == {"data": {"echo": "质量"}}


def test_the_name_of_an_operation_chooses_it_among_several(tmp_path: Path) -> None:
    text = 'query A { echo(text: "a") } query B { echo(text: "b") }'
    documents = Documents(read_trusted(folder(tmp_path, both_graphql=text), SDL))

    assert ask(documents, documentId="B").json() == {"data": {"echo": "b"}}
    assert ask(documents, documentId="B", operationName="A").json() == {"data": {"echo": "a"}}


@pytest.mark.parametrize(
    "manifest",
    [
        {
            "format": "apollo-persisted-query-manifest",
            "version": 1,
            "operations": [{"id": hash_of(NAMED), "name": "Greet", "type": "query", "body": NAMED}],
        },
        {hash_of(NAMED): NAMED},
        {f"sha256:{hash_of(NAMED)}": NAMED},
    ],
)
def test_a_manifest_is_read_and_its_documents_are_known_by_every_name(
    tmp_path: Path, manifest: dict[str, Any]
) -> None:
    documents = Documents(read_trusted(folder(tmp_path, front_json=manifest), SDL), only=True)

    by_id = ask(documents, documentId=next(iter(manifest)) if len(manifest) == 1 else hash_of(NAMED))
    by_name = ask(documents, documentId="Greet")
    by_client = ask(documents, extensions=persisted(NAMED))

    assert [each.status_code for each in (by_id, by_name, by_client)] == [200] * 3


def test_an_identifier_of_ones_own_is_heard(tmp_path: Path) -> None:
    documents = Documents(read_trusted(folder(tmp_path, front_json={"x-app:greeting.1": NAMED}), SDL))

    assert get(documents, documentId="x-app:greeting.1").json() == {"data": {"echo": "hello"}}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"documentId": "Nothing"}, "DOCUMENT_NOT_FOUND"),
        ({"documentId": "sha256:" + "0" * 64}, "DOCUMENT_NOT_FOUND"),
        ({"documentId": 1}, "BAD_REQUEST"),
        ({"documentId": ""}, "BAD_REQUEST"),
        ({"documentId": "Greet", "query": OTHER}, "BAD_REQUEST"),
        ({"extensions": {"persistedQuery": 1}}, "BAD_REQUEST"),
        ({"extensions": {"persistedQuery": {"version": 2, "sha256Hash": "0" * 64}}}, "BAD_REQUEST"),
        ({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0"}}}, "BAD_REQUEST"),
    ],
)
def test_a_name_that_leads_nowhere_is_refused(trusted: Trusted, body: dict[str, Any], told: str) -> None:
    answer = ask(Documents(trusted), **body)

    assert (answer.status_code, code(answer)) == (400, told)


@pytest.mark.parametrize(
    "body",
    [
        {"query": "{ fails }"},
        {"query": NAMED.strip()},
        {"query": "{ fails }", "extensions": persisted("{ fails }")},
        {"extensions": persisted("{ fails }")},
    ],
)
def test_where_only_trusted_documents_are_run_every_other_is_refused(
    trusted: Trusted, body: dict[str, Any]
) -> None:
    documents = Documents(trusted, only=True)

    answers = [ask(documents, accept, **body) for accept in (None, GRAPHQL)]

    assert [(each.status_code, code(each)) for each in answers] == [(403, "DOCUMENT_NOT_TRUSTED")] * 2


def test_a_trusted_document_may_be_sent_in_full_too(trusted: Trusted) -> None:
    documents = Documents(trusted, only=True)

    assert ask(documents, query=NAMED, extensions=persisted(NAMED)).json() == {"data": {"echo": "hello"}}


def test_a_client_registers_a_document_with_its_hash_and_then_sends_the_hash() -> None:
    documents = Documents()

    unknown = ask(documents, extensions=persisted(OTHER))
    registered = ask(documents, query=OTHER, extensions=persisted(OTHER))
    known = get(documents, extensions=json.dumps(persisted(OTHER)))
    named = get(documents, documentId=f"sha256:{hash_of(OTHER)}")

    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"  # which clients compare
    assert (unknown.status_code, code(unknown)) == (200, "PERSISTED_QUERY_NOT_FOUND")
    assert registered.json() == known.json() == named.json() == {"data": {"echo": "hello"}}


def test_an_unknown_hash_has_the_status_of_its_media_type() -> None:
    assert ask(Documents(), GRAPHQL, extensions=persisted(OTHER)).status_code == 400


def test_a_wrong_hash_is_refused_and_nothing_is_registered() -> None:
    documents = Documents()

    wrong = ask(documents, query="{ fails }", extensions=persisted(OTHER))

    assert (wrong.status_code, code(wrong)) == (400, "BAD_REQUEST")
    assert hash_of("{ fails }") in wrong.json()["errors"][0]["message"]
    for text in (OTHER, "{ fails }"):
        assert code(ask(documents, extensions=persisted(text))) == "PERSISTED_QUERY_NOT_FOUND"


def test_the_documents_that_were_not_asked_for_longest_make_room() -> None:
    documents = Documents()
    texts = [f"{{ echo }} # {number}" for number in range(REGISTERED + 1)]

    for text in texts[:-1]:
        documents.meant({"query": text, "extensions": persisted(text)})
    documents.meant({"extensions": persisted(texts[0])})  # asked for again
    documents.meant({"query": texts[-1], "extensions": persisted(texts[-1])})

    assert documents.meant({"extensions": persisted(texts[0])}) == (texts[0], None)
    assert code(ask(documents, extensions=persisted(texts[1]))) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize(
    ("files", "place", "reason"),
    [
        ({"a_graphql": "query A {\n  echo\n  nothing\n}"}, "a.graphql:3:3", "Cannot query field 'nothing'"),
        ({"a_graphql": "query A {\n  echo"}, "a.graphql:2:7", "Syntax Error"),
        ({"a_graphql": "mutation A { change }"}, "a.graphql", "hold queries"),
        ({"a_graphql": "fragment F on Query { echo }"}, "a.graphql", "F"),
        ({"a_graphql": "{ echo }" + " " * 20_000}, "a.graphql", "20,000 characters"),
        ({"a_graphql": "query A { echo }", "b_graphql": "query A { e: echo }"}, "b.graphql", "a.graphql"),
        ({"a_json": "{"}, "a.json", "no JSON"),
        ({"a_json": "[]"}, "a.json", "no manifest"),
        ({"a_json": {"format": "other", "version": 1, "operations": []}}, "a.json", "version 1"),
        ({"a_json": {"0" * 64: OTHER}}, "a.json, 000", hash_of(OTHER)),
        ({"a_json": {"a b": OTHER}}, "a.json, a b", "identifier"),
        ({"a_json": {"y-own:1": OTHER}}, "a.json, y-own:1", "identifier"),
        ({"a_json": {"a": 1}}, "a.json, a", "document text"),
        ({}, "", "holds no document"),
    ],
)  # fmt: skip
def test_a_folder_that_cannot_be_used_is_refused_with_the_place(
    tmp_path: Path, files: dict[str, Any], place: str, reason: str
) -> None:
    with pytest.raises(DocumentsRefused) as refused:
        read_trusted(folder(tmp_path, **files), BIG)

    assert place in str(refused.value)
    assert reason in str(refused.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.graphql").write_bytes(b"\xff")

    with pytest.raises(DocumentsRefused, match=r"a\.graphql cannot be read"):
        read_trusted(tmp_path, SDL)
    with pytest.raises(DocumentsRefused, match="is no folder"):
        read_trusted(tmp_path / "none", SDL)
