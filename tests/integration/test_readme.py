"""The README's tour, run line by line as it stands there."""

import re
import subprocess
import sys
from pathlib import Path

from tests.service import RunningService

README = Path(__file__).parents[2] / "README.md"


def test_every_line_of_the_tour_does_what_the_readme_says(tmp_path: Path) -> None:
    (tour,) = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    shown = re.findall(r"^#> (.*)$", tour, re.MULTILINE)
    assert len(shown) > 10
    with RunningService(tmp_path) as service:
        script = tour.replace("http://127.0.0.1:8000", service.url)
        script = script.replace(".venv/bin/carbon-ledger", f"{sys.executable} -m entrypoints.cli")
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            env=service.environment,
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
