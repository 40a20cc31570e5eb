"""The rules of a question's statement: each one refuses what breaks it, with file, line and remedy.

Not here: what the statements find.
"""

from datetime import date
from pathlib import Path

import pytest

from graph.model import quality_model
from graph.model.actors import Actor, Department
from queries.questions import Id, Question, QuestionRefused, Row, all_questions, question
from queries.questions.question import REQUIRED, Text, fields_of
from queries.questions.rules import check

GOOD = """// Which departments have a remit over a sector?
MATCH (sector:Sector {id: $of})
CALL (sector) {
  MATCH (sector)<-[remit:HAS_REMIT]-(department:Department)
  WHERE coalesce(remit.valid_from <= $as_of, true) AND coalesce($as_of < remit.valid_to, true)
  WITH DISTINCT sector, department  // RETURN is no word here: merge, MATCH
  MATCH (sector) ((narrow:Sector)-[:BROADER]->(broad:Sector)){0,5} (top:Sector)
  WHERE department.name STARTS WITH $prefix AND none(each IN [top] WHERE each.name = 'NOT_STATED')
  RETURN collect(department) AS departments
}
RETURN $as_of AS as_of, departments AS departments
"""

BROKEN = [
    (
        "CYPHER 5 MATCH",
        "MATCH (sector:Sector {id: $of})",
        "CYPHER 5\nMATCH (sector:Sector {id: $of})",
        2,
        "begins with CYPHER",
    ),
    (
        "a write",
        "  RETURN collect",
        "  SET department.name = 'NOT_STATED'\n  RETURN collect",
        9,
        "SET writes",
    ),
    ("a deletion", "  RETURN collect", "  DETACH DELETE department\n  RETURN collect", 9, "DETACH writes"),
    (
        "a procedure",
        "CALL (sector) {",
        "CALL db.labels() YIELD label\nCALL (sector) {",
        3,
        "calls a procedure",
    ),
    ("a small keyword", "WITH DISTINCT", "with DISTINCT", 6, "with is a keyword; write WITH"),
    (
        "two clauses a line",
        "{id: $of})\n",
        "{id: $of}) WITH sector\n",
        2,
        "WITH stands behind another clause",
    ),
    ("a value", "'NOT_STATED'", "'质监'", 8, "'质监' is a value"),
    ("a node without a variable", "(department:Department)", "(:Department)", 4, "a node has no variable"),
    ("an empty node", "(narrow:Sector)", "()", 7, "a node has no variable"),
    ("no label", "(narrow:Sector)", "(narrow)", 7, "narrow has no label"),
    ("two labels", "department:Department", "department:Department:Actor", 4, "has several labels"),
    ("either label", "department:Department", "department:Department|Body", 4, "has several labels"),
    ("a label that is none", "department:Department", "department:Bureau", 4, "Bureau is no kind"),
    ("a type that is none", ":HAS_REMIT", ":HAS_DUTY", 4, "HAS_DUTY is no edge"),
    ("an edge without a type", "[remit:HAS_REMIT]", "[remit]", 4, "an edge has no type"),
    ("an edge without brackets", "-[:BROADER]->", "-->", 7, "names no type"),
    ("a star", "[:BROADER]", "[:BROADER*0..5]", 7, "an edge has a star"),
    ("a dated edge without a variable", "[remit:HAS_REMIT]", "[:HAS_REMIT]", 4, "give the edge a variable"),
    (
        "no beginning",
        "coalesce(remit.valid_from <= $as_of, true)",
        "true",
        4,
        "HAS_REMIT holds for a time; bound it",
    ),
    ("no end", "coalesce($as_of < remit.valid_to, true)", "true", 4, "HAS_REMIT holds for a time; bound it"),
    ("an end that counts", "$as_of < remit.valid_to", "$as_of <= remit.valid_to", 4, "HAS_REMIT holds"),
    (
        "an unknown end that excludes",
        "coalesce($as_of < remit.valid_to, true)",
        "$as_of < remit.valid_to",
        4,
        "HAS_REMIT",
    ),
    (
        "a second edge without bounds",
        "(broad:Sector)){0,5}",
        "(broad:Sector)<-[remit:HAS_REMIT]-(d:Department)){0,5}",
        4,
        "HAS_REMIT",
    ),
    (
        "a property of a node",
        "department.name STARTS",
        "department.title STARTS",
        8,
        "Department has no property title",
    ),
    (
        "a property of an edge",
        "WITH DISTINCT sector,",
        "WITH DISTINCT remit.part AS part, sector,",
        6,
        "HAS_REMIT has no property part",
    ),
    ("a key that is none", "{id: $of}", "{uscc: $of}", 2, "Sector has no property uscc"),
    (
        "another column",
        "departments AS departments",
        "departments AS found",
        11,
        "returns as_of, found; return as_of, departments",
    ),
    ("a column without a name", "departments AS departments", "size(departments)", 11, "each with AS"),
]


def refusal(text: str) -> str:
    with pytest.raises(QuestionRefused) as refused:
        check(text, Path("q.cypher"), ["as_of", "departments"], quality_model())
    return str(refused.value)


def test_a_statement_that_keeps_the_rules_is_taken() -> None:
    check(GOOD, Path("q.cypher"), ["as_of", "departments"], quality_model())


def test_the_long_way_to_bound_an_edge_is_taken_too() -> None:
    long = (
        "(remit.valid_from IS NULL OR remit.valid_from <= $as_of)\n"
        "    AND (remit.valid_to IS NULL OR $as_of < remit.valid_to)"
    )
    short = "coalesce(remit.valid_from <= $as_of, true) AND coalesce($as_of < remit.valid_to, true)"
    assert short in GOOD

    check(GOOD.replace(short, long), Path("q.cypher"), ["as_of", "departments"], quality_model())


def test_a_node_whose_edge_leads_to_one_kind_alone_needs_no_label(tmp_path: Path) -> None:
    file = tmp_path / "bare.cypher"
    file.write_text(GOOD.replace("(department:Department)", "(department)"), "utf-8")

    @question(zh="谁管这个行业？", path=file)
    def bare(of: Id, as_of: date) -> Remit:  # type: ignore[empty-body]
        """Say which.

        Args:
            of: the sector.
            as_of: the day asked about.
        """

    assert bare.statements[""].labels == {"Department", "Sector"}
    assert "Department has no property nick" in refusal(
        file.read_text("utf-8").replace("department.name", "department.nick")
    )


@pytest.mark.parametrize(("old", "new", "line", "said"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_a_statement_that_breaks_a_rule_is_refused_with_its_line(
    old: str, new: str, line: int, said: str
) -> None:
    assert old in GOOD

    message = refusal(GOOD.replace(old, new))

    assert message.startswith(f"q.cypher, line {line}: "), message
    assert said in message


SEARCH = """// Which departments are called so?
CALL () {
  UNWIND $indexes AS index
  CALL db.index.fulltext.queryNodes(index, $query, {limit: 20}) YIELD node, score
  WITH node AS department, score
  ORDER BY score DESC
  RETURN collect(department) AS departments
}
RETURN $as_of AS as_of, departments AS departments
"""


def test_a_statement_may_ask_the_full_text_indexes() -> None:
    check(SEARCH, Path("q.cypher"), ["as_of", "departments"], quality_model())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("db.index.fulltext.queryNodes", "db.index.fulltext.queryRelationships", "calls a procedure"),
        ("db.index.fulltext.queryNodes", "db.index.fulltext.queryNodesAndMore", "calls a procedure"),
        ("db.index.fulltext.queryNodes", "`db`.index.fulltext.queryNodes", "calls a procedure"),
        ("CALL db.index.fulltext.queryNodes", "Call db.labels", "calls a procedure"),
        ("CALL db.index.fulltext.queryNodes", "CALL apoc.cypher.run", "calls a procedure"),
        ("$query", "'name:AND'", "searches in another form"),
        ("$query", "$query + $more", "searches in another form"),
        (", {limit: 20}", "", "searches in another form"),
        (" YIELD node, score", "", "searches in another form"),
        (" YIELD node, score", " YIELD *", "searches in another form"),
    ],
)
def test_a_statement_calls_no_other_procedure_and_that_one_in_one_form(old: str, new: str, said: str) -> None:
    assert old in SEARCH

    message = refusal(SEARCH.replace(old, new))

    assert message.startswith("q.cypher, line 4: ")
    assert said in message


def test_a_question_is_about_a_thing_or_about_a_text(tmp_path: Path) -> None:
    file = tmp_path / "called.cypher"
    file.write_text(SEARCH, "utf-8")

    @question(zh="谁叫这个名字？", path=file, given=lambda model, values: {"query": values["text"].upper()})
    def called(text: Text, as_of: date, first: int = 20) -> Remit:  # type: ignore[empty-body]
        """Who is called so?

        Args:
            text: what was typed.
            as_of: the day.
            first: how many.
        """

    assert (called.subject, called.about_text) == ("text", True)
    assert [each.default for each in called.parameters] == [REQUIRED, REQUIRED, 20]
    assert called.values(quality_model(), {"text": "a"}) == {"text": "a", "query": "A"}
    with pytest.raises(TypeError, match="no parameter of type Id or Text"):

        @question(zh="谁？", path=file)
        def nobody(name: str, as_of: date) -> Remit:  # type: ignore[empty-body]
            """Who?

            Args:
                name: of nobody.
                as_of: the day.
            """


def test_a_statement_without_a_return_is_refused() -> None:
    assert "returns nothing" in refusal("MATCH (sector:Sector {id: $of})\n")


class Remit(Row):
    """Departments with a remit."""

    as_of: date
    departments: list[Department]


def declared(path: Path) -> Question:
    @question(zh="谁管？", path=path)
    def departments_of(of_: Id, as_of: date, prefix: str) -> Remit:  # type: ignore[empty-body]
        """Who has a remit over a sector?

        Args:
            of_: the sector,
                by its id.
            as_of: the day.
            prefix: how the name begins.
        """

    return departments_of


def test_a_question_is_its_signature_and_its_file(tmp_path: Path) -> None:
    file = tmp_path / "departments_of.cypher"
    file.write_text(GOOD, "utf-8")

    made = declared(file)

    assert (made.name, made.subject, made.zh, made.doc) == (
        "departments_of", "of", "谁管？", "Who has a remit over a sector?",
    )  # fmt: skip
    assert [(p.name, p.type, p.doc) for p in made.parameters] == [
        ("of", Id, "the sector, by its id."), ("as_of", date, "the day."),
        ("prefix", str, "how the name begins."),
    ]  # fmt: skip
    assert made.statement_for("sector:1").text == GOOD  # type: ignore[union-attr]


def test_a_folder_has_a_file_for_each_kind_of_subject(tmp_path: Path) -> None:
    (tmp_path / "sector-region.cypher").write_text(GOOD, "utf-8")

    made = declared(tmp_path)

    assert sorted(made.statements) == ["region", "sector"]
    assert made.statement_for("enterprise:1") is None


def test_a_file_that_breaks_a_rule_is_refused_when_it_is_declared(tmp_path: Path) -> None:
    file = tmp_path / "departments_of.cypher"
    file.write_text(GOOD.replace("as_of, departments AS", "AS"), "utf-8")

    with pytest.raises(QuestionRefused, match=r"departments_of\.cypher, line 11"):
        declared(file)


def test_a_field_of_a_row_is_read_with_all_that_it_may_be() -> None:
    class Wide(Row):
        """All that a field may be."""

        one: Actor
        some: list[Remit]
        maybe: date | None

    found = [(field.name, field.type, field.many, field.nullable) for field in fields_of(Wide)]

    assert found == [
        ("one", Actor, False, False), ("some", Remit, True, False), ("maybe", date, False, True),
    ]  # fmt: skip


@pytest.mark.parametrize("asked", all_questions(), ids=lambda asked: str(asked.name))
def test_every_question_says_what_it_is_in_both_languages(asked: Question) -> None:
    assert asked.doc
    assert asked.zh
    assert "as_of" in [parameter.name for parameter in asked.parameters]
    assert all(field.zh for field in asked.fields)
