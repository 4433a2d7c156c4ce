"""The JSON addresses do what their description says."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from web_home import MORNING, Checked

from webapp.api.openapi import described

JSON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "null": (type(None),), "object": (dict,),
    "array": (list,), "boolean": (bool,),
}


def fits(value: Any, schema: dict[str, Any], whole: dict[str, Any], path: str = "") -> None:
    """Hold a value to the part of JSON Schema that the description uses."""
    if "$ref" in schema:
        fits(value, whole["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], whole, path)
    for part in schema.get("allOf", ()):
        fits(value, part, whole, path)
    if "anyOf" in schema:
        assert value is None or fits(value, schema["anyOf"][0], whole, path) is None
    if "enum" in schema:
        assert value in schema["enum"], path
    if "type" in schema:
        names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        assert isinstance(value, tuple(kind for name in names for kind in JSON_TYPES[name])), (path, value)
    assert set(schema.get("required", ())) <= set(value if isinstance(value, dict) else ()), path
    for name, inner in schema.get("properties", {}).items():
        if name in value:
            fits(value[name], inner, whole, f"{path}.{name}")
    if "items" in schema:
        for item in value:
            fits(item, schema["items"], whole, f"{path}[]")


@pytest.mark.parametrize(("path", "query", "status"), [
    ("/api/search", {"q": "goose"}, 200), ("/api/search", {"q": "goose", "speaker": "vetkin", "limit": "1"}, 200),
    ("/api/search", {"q": '"'}, 400), ("/api/search", {"q": "a", "sort": "nothing"}, 400),
    ("/api/turn", {"ref": f"en-hearing/{MORNING}/0002"}, 200), ("/api/turn", {"ref": "nothing"}, 404),
    ("/api/turn", {}, 404), ("/api/turn", {"ref": f"en-hearing/{MORNING}/0002", "h": "zz"}, 400),
    ("/api/like", {"ref": f"en-hearing/{MORNING}/0002"}, 200), ("/api/like", {"ref": "nothing"}, 404),
    ("/api/like", {"ref": f"en-hearing/{MORNING}/0002", "limit": "0"}, 400),
    ("/api/texts", {}, 200), ("/api/verify", {"quote": "The goose stood by the gate."}, 200),
    ("/api/verify", {}, 400), ("/api/verify", {"quote": "x" * 1001}, 400),
    ("/api/sentences", {"left": f"ru-hearing/{MORNING}/0002", "right": f"en-hearing/{MORNING}/0002"}, 200),
    ("/api/sentences", {"left": "a"}, 404), ("/api/sentences", {}, 400),
])
def test_answers_are_as_described(client: FlaskClient, path: str, query: dict[str, str], status: int) -> None:
    whole = client.get("/api/openapi.json").get_json()
    answer = client.get(path, query_string=query)
    assert answer.status_code == status
    described_answer = whole["paths"][path]["get"]["responses"][str(status)]
    fits(answer.get_json(), described_answer["content"]["application/json"]["schema"], whole)


def test_description_names_its_parts(client: FlaskClient) -> None:
    whole = client.get("/api/openapi.json").get_json()
    assert whole["openapi"] == "3.1.0"
    assert whole["servers"] == [{"url": "https://trials.example"}]
    operations = [entry["get"]["operationId"] for entry in whole["paths"].values()]
    assert len(set(operations)) == len(operations)
    assert described("https://trials.example")["paths"].keys() == whole["paths"].keys()


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_worked_examples_work(client: FlaskClient, prefix: str) -> None:
    shown = Checked(client.get(f"{prefix}/api/").get_data(as_text=True))
    assert not shown.wrong
    examples = [link for link in shown.links if link.startswith("/api/") and link != "/api/openapi.json"]
    assert len(examples) >= 4
    assert all(client.get(link).status_code == 200 for link in examples)


@pytest.mark.parametrize(("address", "name", "like"), [
    ("/api/search?q=lamp&trail=1936", "trail", "trial"),
    ("/api/search?q=lamp&n=2", "n", ""),
    ("/api/turn?reff=x", "reff", "ref"),
    ("/api/like?ref=x&limits=3", "limits", "limit"),
    ("/api/texts?kind=cited", "kind", ""),
    ("/api/verify?quote=lamp&page=12", "page", ""),
    ("/api/sentences?left=a&right=b&rihgt=c", "rihgt", "right"),
])
def test_a_parameter_that_is_not_known_is_refused(client: FlaskClient, address: str, name: str, like: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    said = answer.get_json()["error"]
    assert f"“{name}”" in said
    assert not like or f"Did you mean {like}?" in said


def test_a_value_of_a_filter_that_is_not_there_is_named(client: FlaskClient) -> None:
    for address in ("/api/search?q=lamp&role=judge", "/api/search?q=lamp+role:judge"):
        answer = client.get(address).get_json()
        assert answer["hits_total"] == 0
        assert "defendant" in answer["there"]["role:judge"]
