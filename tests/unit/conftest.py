"""What tests of the stand-alone verifier start from."""

from pathlib import Path
from typing import Any

import pytest

# Nothing of ours in src may be imported by this file: pytest reads it before a worker begins to measure coverage.
from tests.unit.verifier import Check, compact, verifier


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """The exit status and what is said of a file, and of a statement beside it."""

    def run(file: Any, statement: Any = None) -> tuple[int, str]:
        arguments = []
        for name, content in (("file", file), ("--statement", statement)):
            if content is not None:
                path = tmp_path / f"{name}.json"
                path.write_bytes(content if isinstance(content, bytes) else compact(content))
                arguments += [str(path)] if name == "file" else [name, str(path)]
        return verifier.main(arguments), capsys.readouterr().out.replace(str(tmp_path), "")

    return run
