"""The printed schema: `python -m schema.sdl` writes `schema/schema.graphql`, which a test holds to the code.

Not here: the schema itself (`schema.types`).
"""

from pathlib import Path

from graph.model import quality_model
from queries.analyses import all_analyses
from queries.questions import all_questions
from schema.types import build_schema

FILE = Path(__file__).with_name("schema.graphql")


def printed() -> str:
    """Return the schema of this program in GraphQL's schema language."""
    return build_schema(quality_model(), all_questions(), all_analyses()).as_str() + "\n"


def main() -> None:
    """Write the printed schema to its file."""
    FILE.write_text(printed(), "utf-8")
    print(f"wrote {FILE.name}")


if __name__ == "__main__":
    main()
