"""Put examples of the main acts into the schema: a body that is sent, and the answer to it.

They stand in examples.json, a story of one round; tests/api/test_examples.py tells it again and compares.
"""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".json")
EXAMPLES: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
"""By the name of the operation, in the order of the story: `request` and `answer`."""


def add_example(operation: dict[str, Any]) -> None:
    """Write the example of an operation into what the schema tells of it, where there is an example."""
    if example := EXAMPLES.get(operation["operationId"]):
        operation["requestBody"]["content"]["application/json"]["example"] = example["request"]
        operation["responses"]["201"]["content"]["application/json"]["example"] = example["answer"]
