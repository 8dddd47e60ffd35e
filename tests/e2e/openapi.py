# SPDX-License-Identifier: Apache-2.0
"""schemas/openapi.yaml as tests ask it: operations, examples, and whether a value is as described."""
import dataclasses
import json
import pathlib
import re

import jsonschema
import yaml

FILE = pathlib.Path(__file__).resolve().parents[2] / "schemas" / "openapi.yaml"
ALWAYS = {"401", "403", "404", "429"}  # of every operation, as the description says at its top


class Loader(yaml.SafeLoader):
    """JSON has no dates: they stay texts."""


Loader.yaml_implicit_resolvers = {first: [one for one in resolvers if one[0] != "tag:yaml.org,2002:timestamp"]
                                  for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


@dataclasses.dataclass(frozen=True)
class Operation:
    method: str
    path: str
    parameters: list
    content: dict

    @property
    def name(self):
        return self.content["operationId"]


class Description:
    def __init__(self):
        self.root = yaml.load(FILE.read_text(encoding="utf-8"), Loader)
        self.operations = [Operation(method.upper(), path, item.get("parameters", []) + content.get("parameters", []), content)
                           for path, item in self.root["paths"].items() for method, content in item.items() if method != "parameters"]

    def resolved(self, node):
        while "$ref" in node:
            target = self.root
            for name in node["$ref"].removeprefix("#/").split("/"):
                target = target[name]
            node = target
        return node

    def operation(self, method, path):
        """Which one a request is; the path with the fewest parameters before others."""
        fitting = [one for one in self.operations if one.method == method and re.fullmatch(pattern_of(one.path), path)]
        return min(fitting, key=lambda one: one.path.count("{"), default=None)

    def requests(self, operation):
        return operation.content.get("requestBody", {}).get("content", {})

    def responses(self, operation, status):
        """Contents by media type; of a status that is not listed, those of a refusal every operation may answer with."""
        listed = operation.content["responses"]
        if str(status) not in listed and str(status) in ALWAYS:
            return self.root["components"]["responses"]["Problem"]["content"]
        return self.resolved(listed[str(status)]).get("content", {})

    def example(self, content):
        """That of the content, or of the schema it names."""
        return content["example"] if "example" in content else self.resolved(content.get("schema", {})).get("example")

    def problems(self, content, value):
        """What of the value is not as the content's schema says."""
        whole = {**content.get("schema", {}), "components": self.root["components"]}
        check = jsonschema.Draft202012Validator(whole)
        return [f"{error.json_path}: {error.message[:300]}" for error in check.iter_errors(value)]


def pattern_of(path):
    return "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"({[^}]+})", path))


def is_json(media_type):
    return media_type == "application/json" or media_type.endswith("+json")


def media_type_of(header):
    return (header or "").partition(";")[0].strip().lower()
