"""JSON schemas of the types in the API, by msgspec, with what it cannot know added."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec

from entrypoints.http.openapi.vocabulary import VOCABULARY

TEMPLATE = "#/components/schemas/{name}"
Schema = dict[str, Any]

_VALUES = {"examples", "enum", "default"}
_OF_TEXT = {"format", "enum"}


def schemas_of(types: Iterable[Any]) -> dict[str, Schema]:
    """The schema of every type, and of every type in them, by name."""
    _, components = msgspec.json.schema_components(types, ref_template=TEMPLATE)
    return {name: _explained(_completed(schema)) for name, schema in components.items()}


def schema_of(kind: Any) -> Schema:
    """The schema of one simple type."""
    schema: Schema = _completed(msgspec.json.schema(kind))
    return schema


def reference_to(kind: type) -> Schema:
    """A reference to a type's schema."""
    return {"$ref": TEMPLATE.format(name=kind.__name__)}


def example_of(schema: Schema) -> Schema:
    """The smallest object with an example value for whatever is required."""
    properties = schema["properties"]
    names = schema["required"] or list(properties)[:1]
    return {name: properties[name]["examples"][0] for name in names if "examples" in properties[name]}


def _completed(schema: Any) -> Any:
    """msgspec takes decimals for text and says no type of choices; ids want 64 bits."""
    if isinstance(schema, dict):
        if schema.get("format") == "decimal":
            schema = {name: value for name, value in schema.items() if name != "format"} | {"type": "number"}
        elif schema.get("type") == "integer":
            schema = schema | {"format": "int64"}
        elif "enum" in schema:
            schema = {"type": "string"} | schema
        if "multipleOf" in schema:
            schema = schema | {"multipleOf": Decimal(schema["multipleOf"])}
        return {name: value if name in _VALUES else _completed(value) for name, value in schema.items()}
    return [_completed(member) for member in schema] if isinstance(schema, list) else schema


def _explained(schema: Schema) -> Schema:
    for name, described in schema.get("properties", {}).items():
        if "description" not in described:
            for word, value in VOCABULARY.get(name, {}).items():
                (_text_in(described) if word in _OF_TEXT else described)[word] = value
    return schema


def _text_in(schema: Schema) -> Schema:
    """The part of a schema that is about text, where null is a value too."""
    return next((choice for choice in schema.get("anyOf", ()) if choice.get("type") == "string"), schema)
