"""Posts a CSV of meter readings to a running Carbon Ledger, then shows its emissions by month.

    python examples/post_readings.py examples/meter-readings.csv --email you@example.org

Columns: facility, meter, source, read_date (YYYY-MM-DD), amount, unit; others are passed over. Each reading is posted
as it stands, dated noon UTC of its day. Amounts go from the file to the wire digit for digit: never through a float.
"""

import argparse
import csv
import getpass
import http.client
import os
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

import msgspec

USAGE_TYPES = {
    ("Electricity", "kWh"): 100,
    ("Natural Gas", "MMBtu"): 102,
    ("Natural Gas", "CCF"): 104,
}
"""Which usage type a reading is of, by its source and unit."""

_encode = msgspec.json.Encoder(decimal_format="number").encode
_decode = msgspec.json.Decoder(float_hook=Decimal).decode


class Refused(Exception):
    """The service answered with a problem (RFC 9457)."""


class Client:
    """One kept-alive connection; `with Client(url) as client: …` closes it."""

    def __init__(self, url: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
        self._headers = {"Content-Type": "application/json"}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def log_in(self, email: str, password: str) -> None:
        """Every later call bears the access token."""
        tokens = self.call("POST", "/auth/log-in", {"email": email, "password": password})
        self._headers["Authorization"] = f"Bearer {tokens['access_token']}"

    def call(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """The decoded answer, numbers as exact decimals. Raises Refused."""
        target = f"/api/v1{path}" + (f"?{urlencode(query)}" if query else "")
        self._connection.request(method, target, None if body is None else _encode(body), self._headers)
        response = self._connection.getresponse()
        text = response.read()
        if response.status >= 400:
            raise Refused(f"{method} {target}: {response.status} {text.decode(errors='replace')}")
        return _decode(text) if text else None

    def walk(self, page_size: int = 100) -> Iterator[Any]:
        """Every usage, oldest first, by cursor."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.call("GET", "/usages", sort="usage_at", cursor=cursor, page_size=page_size)
            yield from page["items"]
            cursor = page["next_cursor"]


def usages_in(path: Path) -> Iterator[dict[str, Any]]:
    """What to post, one usage a reading."""
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield {
                "usage_type_id": USAGE_TYPES[row["source"], row["unit"]],
                "usage_at": f"{row['read_date']}T12:00:00Z",
                "amount": Decimal(row["amount"]),
                "unit": row["unit"],
                "note": f"{row['facility']}, {row['meter']}",
            }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--email", required=True)
    arguments = parser.parse_args()

    with Client(arguments.url) as client:
        # From the environment or the keyboard: an argument would show in the list of processes.
        client.log_in(arguments.email, os.environ.get("PASSWORD") or getpass.getpass())
        posted = sum(1 for usage in usages_in(arguments.file) if client.call("POST", "/usages", usage))
        report = client.call("GET", "/emissions", bucket="month")
    for bucket in report["buckets"]:
        print(f"{bucket['bucket']}  {bucket['total']:>4} usages  {bucket['total_emissions_kg_co2e']:>22,} kg CO2e")
    print(f"{posted} readings posted; {report['total_emissions_kg_co2e']:,} kg CO2e in all {report['total']} usages.")


if __name__ == "__main__":
    try:
        main()
    except Refused as refusal:
        sys.exit(str(refusal))
