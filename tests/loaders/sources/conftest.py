"""What tests of the policy share: the document's text, whose path QG_POLICY_FILE names."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def policy_file() -> Path:
    path = os.environ.get("QG_POLICY_FILE")
    if path:
        return Path(path)
    message = "QG_POLICY_FILE is not set; set it to the path of the policy document's text"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
