"""The JSON addresses asked by a generator of questions that knows only their description (Schemathesis)."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings

from webapp.api.openapi import described

schemathesis: Any = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
checks: Any = pytest.importorskip("schemathesis.checks")
EXAMPLES = 40
"""Questions of each kind to each address."""

LENIENT = ("positive_data_acceptance", "negative_data_rejection")
"""Not asked for: a query without words is refused though it is a string; an empty parameter counts as not given."""
ADDRESSES = described("")["paths"]


@pytest.fixture(scope="module")
def schema(app: Flask) -> Any:
    """Description of the addresses, as the app gives it."""
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app)


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["POSITIVE", "NEGATIVE"])
@pytest.mark.parametrize("path", sorted(ADDRESSES))
def test_every_answer_is_as_described(schema: Any, path: str, mode: str) -> None:
    if mode == "NEGATIVE" and not ADDRESSES[path]["get"]["parameters"]:
        pytest.skip("what takes no parameters cannot be asked wrongly")
    strategy = schema[path]["GET"].as_strategy(generation_mode=schemathesis.GenerationMode[mode])

    @given(case=strategy)
    @settings(max_examples=EXAMPLES,
              suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        case.call_and_validate(headers={"Accept-Encoding": "identity"},
                               excluded_checks=[getattr(checks, name) for name in LENIENT])

    ask()
