"""The README's tour and the ledger's example, run line by line as they stand there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.service import RunningService

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("page", ["README.md", "docs/ledger.md"])
def test_every_line_of_the_tour_does_what_the_page_says(tmp_path: Path, page: str) -> None:
    (tour,) = re.findall(r"```sh\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    shown = re.findall(r"^#> (.*)$", tour, re.MULTILINE)
    assert len(shown) > 10
    with RunningService(tmp_path) as service:
        script = tour.replace("http://127.0.0.1:8000", service.url)
        script = script.replace(".venv/bin/carbon-ledger", f"{sys.executable} -m entrypoints.cli")
        script = script.replace(".venv/bin/python tools", f"{sys.executable} {ROOT}/tools")
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            env=service.environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert done.returncode == 0, done.stderr
    rest = done.stdout
    for expected in shown:
        _, found, rest = rest.partition(expected)
        assert found, f"{expected!r} does not follow in:\n{done.stdout}"
