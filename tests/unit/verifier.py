"""The stand-alone verifier as a module, and how files are written for it."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

TOOL = Path(__file__).parents[2] / "tools" / "verify_receipt.py"
specification = importlib.util.spec_from_file_location("verify_receipt", TOOL)
assert specification is not None
assert specification.loader is not None
verifier = importlib.util.module_from_spec(specification)
specification.loader.exec_module(verifier)

Check = Callable[..., tuple[int, str]]
in_one_directory = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def compact(file: Any) -> bytes:
    try:
        return json.dumps(file, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can spell out
        return json.dumps(file).encode()
