"""The wheel carries all that the service needs, the built web app included."""

import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import httpx
import pytest

from tests.service import RunningService

ROOT = Path(__file__).parents[2]
BUILT = Path(str(files("entrypoints.http") / "web_dist"))


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an installation of the wheel puts among the packages."""
    assert (BUILT / "index.html").exists(), "the web app is not built: make web-app"
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_has_the_web_app_and_nothing_of_its_making(unpacked: Path) -> None:
    """Every file that a browser loads; no source, no manifest."""
    packed = unpacked / "entrypoints" / "http" / "web_dist"
    assert {file.name for file in (packed / "assets").iterdir()} == {file.name for file in (BUILT / "assets").iterdir()}
    assert {file.name for file in packed.iterdir()} == {"assets", "index.html"}


def test_an_installed_wheel_serves_the_web_app_without_node(unpacked: Path, tmp_path: Path) -> None:
    """In a process that sees the wheel's files first, and no other program at all."""
    (unpacked / "entrypoints" / "http" / "web_dist" / "index.html").write_text("the wheel's own")
    with RunningService(tmp_path, PYTHONPATH=str(unpacked), PATH="") as service:
        assert httpx.get(f"{service.url}/usages").text == "the wheel's own"
        assert httpx.get(f"{service.url}/api/v1/health/ready").json() == {"status": "ok"}
