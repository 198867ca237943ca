"""The environment, and what is refused in it."""

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from entrypoints.settings import InvalidSettings, Settings

GOOD_KEY = "q8Zk3vX1p0LwT6yB9dRmS4uHnC7eJ2gA"
README = Path(__file__).parents[3] / "README.md"


def test_nothing_set_means_the_embedded_database_in_the_data_folder(tmp_path):
    settings = Settings.from_environment({"DATA_DIR": str(tmp_path)})
    assert (settings.host, settings.port, settings.storage) == ("127.0.0.1", 8000, "sql")
    assert settings.sqlalchemy_url == f"sqlite:///{tmp_path}/carbon-ledger.db"
    assert not settings.has_server


def test_the_embedded_mode_makes_a_key_that_only_its_owner_reads_and_keeps_it(tmp_path):
    first = Settings.from_environment({"DATA_DIR": str(tmp_path / "new")})
    kept = tmp_path / "new" / "signing-key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len(first.signing_key) >= 32
    assert Settings.from_environment({"DATA_DIR": str(tmp_path / "new")}).signing_key == first.signing_key
    assert Settings.from_environment({"DATA_DIR": str(tmp_path / "other")}).signing_key != first.signing_key


@pytest.mark.parametrize(("kept", "mode"), [("", 0o600), ("a", 0o600), ("a" * 64, 0o600), (GOOD_KEY, 0o644)])
def test_a_kept_key_that_others_can_read_or_guess_is_refused(tmp_path, kept, mode):
    (tmp_path / "signing-key").write_text(kept)
    (tmp_path / "signing-key").chmod(mode)
    with pytest.raises(InvalidSettings, match="signing-key"):
        Settings.from_environment({"DATA_DIR": str(tmp_path)})


def test_processes_that_start_at_once_take_the_same_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        made = pool.map(lambda _: Settings.from_environment({"DATA_DIR": str(tmp_path)}).signing_key, range(8))
    assert len(set(made)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["signing-key"]


def test_a_data_folder_that_cannot_be_made_is_told():
    with pytest.raises(InvalidSettings, match="DATA_DIR"):
        Settings.from_environment({"DATA_DIR": "/dev/null/data"})


@pytest.mark.parametrize(
    "url",
    ["sqlite://", "sqlite:///", "sqlite:///:memory:", "postgresql://h:port/x", "postgresql://[h/x", "nonsense"],
)
def test_a_database_url_that_names_no_database_is_told(url):
    with pytest.raises(InvalidSettings, match="DATABASE_URL"):
        Settings.from_environment({"DATABASE_URL": url, "SIGNING_KEY": GOOD_KEY})


def test_the_key_before_is_as_good_as_the_key_and_optional(tmp_path):
    given = {"DATA_DIR": str(tmp_path), "SIGNING_KEY": GOOD_KEY}
    assert Settings.from_environment(given).previous_keys == []
    before = GOOD_KEY.swapcase()
    assert Settings.from_environment(given | {"PREVIOUS_SIGNING_KEY": before}).previous_keys == [before]
    for bad in ("too short", "a" * 64):
        with pytest.raises(InvalidSettings, match=r"^PREVIOUS_SIGNING_KEY: ") as refused:
            Settings.from_environment(given | {"PREVIOUS_SIGNING_KEY": bad})
        assert bad not in str(refused.value)


def test_a_password_is_taken_as_it_stands_and_all_else_without_outer_spaces(tmp_path):
    given = {"OPERATOR_EMAIL": " olga@example.org ", "OPERATOR_PASSWORD": " outer spaces ", "STORAGE": " memory "}
    settings = Settings.from_environment({"DATA_DIR": str(tmp_path)} | given)
    assert (settings.operator_email, settings.operator_password) == ("olga@example.org", " outer spaces ")


def test_trusted_proxies_are_addresses_and_networks():
    given = {"STORAGE": "memory", "TRUSTED_PROXIES": " 10.0.0.2, 192.168.7.0/24 ,2001:db8::/32,"}
    assert Settings.from_environment(given).proxies == ["10.0.0.2", "192.168.7.0/24", "2001:db8::/32"]
    assert Settings.from_environment({"STORAGE": "memory"}).proxies == []


@pytest.mark.parametrize("proxies", ["*", "proxy.example.org", "10.0.0.1/8", "10.0.0.2 10.0.0.3", "10.0.0.2:80"])
def test_what_names_no_proxy_is_told(proxies):
    """Rather than passed over, or taken for everybody."""
    with pytest.raises(InvalidSettings, match="TRUSTED_PROXIES"):
        Settings.from_environment({"STORAGE": "memory", "TRUSTED_PROXIES": f"192.0.2.1, {proxies}"})


def test_memory_leaves_nothing_on_disk(tmp_path):
    settings = Settings.from_environment({"STORAGE": "memory", "DATA_DIR": str(tmp_path)})
    assert len(settings.signing_key) >= 32
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("postgres://u:p@h/d", "postgresql://u:p@h/d"),
        ("postgresql+asyncpg://u:p@h/d", "postgresql://u:p@h/d"),
        ("postgresql://h/d", "postgresql://h/d"),
        ("sqlite+aiosqlite:////tmp/a.db", "sqlite:////tmp/a.db"),
    ],
)
def test_a_database_url_is_taken_in_each_of_its_common_spellings(given, url):
    settings = Settings.from_environment({"DATABASE_URL": given, "SIGNING_KEY": GOOD_KEY})
    assert settings.sqlalchemy_url == url
    assert settings.has_server is url.startswith("postgresql")


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (None, "is required"),
        ("", "is required"),
        ("too-short", "has 9 characters"),
        ("changeme-changeme-changeme-changeme-0123456789", "well-known"),
        ("a" * 64, "guessable"),
        ("my super secret key that is quite long 123", "well-known"),
        ("0123456789abcdef0123456789abcdef", "guessable"),
        ("abcdefghijklmnopqrstuvwxyz123456", "guessable"),
        ("09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7", "well-known"),
    ],
)
def test_a_database_server_needs_a_good_key(key, reason):
    given = {"DATABASE_URL": "postgresql://h/d"} | ({} if key is None else {"SIGNING_KEY": key})
    with pytest.raises(InvalidSettings, match=f"SIGNING_KEY: .*{reason}"):
        Settings.from_environment(given)


def test_a_bad_key_is_refused_in_the_embedded_mode_too(tmp_path):
    with pytest.raises(InvalidSettings, match="SIGNING_KEY"):
        Settings.from_environment({"DATA_DIR": str(tmp_path), "SIGNING_KEY": "short"})


def test_every_fault_is_told_at_once_and_no_secret_with_them():
    faulty = {
        "PORT": "http",
        "STORAGE": "cloud",
        "ACCESS_TOKEN_SECONDS": "901",
        "DATABASE_URL": "mysql://root:hunter2@h/d",
        "OPERATOR_EMAIL": "a@b",
    }
    with pytest.raises(InvalidSettings) as refused:
        Settings.from_environment(faulty)
    message = str(refused.value)
    for name in ("PORT", "STORAGE", "ACCESS_TOKEN_SECONDS", "DATABASE_URL", "OPERATOR_EMAIL"):
        assert f"{name}" in message
    assert "hunter2" not in message


@pytest.mark.parametrize("text", ["true", "1"])
def test_switches_are_read_as_words_or_digits(text):
    assert Settings.from_environment({"STORAGE": "memory", "BEHIND_TLS": text}).behind_tls


def test_the_readme_lists_every_setting_with_its_default_and_meaning():
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.+) \|$", README.read_text(encoding="utf-8"), re.MULTILINE))
    fields = msgspec.structs.fields(Settings)
    assert set(rows) == {field.encode_name.upper() for field in fields}
    for field in fields:
        (meaning,) = (meta.description for meta in field.type.__metadata__ if meta.description)
        default = str(field.default).lower() if isinstance(field.default, bool) else field.default
        assert rows[field.encode_name.upper()] == f"{f'`{default}`' if default != '' else 'none'} | {meaning}"


def test_more_than_one_worker_needs_a_system_that_can_copy_a_process(tmp_path, monkeypatch):
    environment = {"DATA_DIR": str(tmp_path), "WORKERS": "2"}
    assert Settings.from_environment(environment).workers == 2
    monkeypatch.delattr("os.fork")
    with pytest.raises(InvalidSettings, match="WORKERS: this system cannot copy a process"):
        Settings.from_environment(environment)
