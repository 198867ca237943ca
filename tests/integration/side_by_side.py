"""Two storages that are driven side by side, and must answer alike."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from decimal import Decimal
from typing import Any

import httpx
import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, multiple, rule

from domain.journal import Action
from tests.integration.alike_services import START, Service
from tests.integration.random_requests import (
    amounts,
    factors,
    instants,
    near,
    notes,
    optional,
    people,
    sorts,
    types,
    units,
)


class Storages(RuleBasedStateMachine):
    """Drives a reference and another storage side by side."""

    make: Callable[[], tuple[Service, Service]]
    usages = Bundle("usages")
    usage_types = Bundle("usage_types")

    def __init__(self) -> None:
        super().__init__()
        self._loop = asyncio.new_event_loop()
        self._services = type(self).make()
        self._answered: dict[tuple[str, str, tuple[tuple[str, Any], ...]], bytes] = {}

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run_until_complete(work)

    @initialize()
    def open(self) -> None:
        for service in self._services:
            self._run(service.open())

    def teardown(self) -> None:
        for service in self._services:
            self._run(service.close())
        self._loop.close()

    def same(self, method: str, path: str, body: Any = None, who: str = "ada", params: Any = None) -> httpx.Response:
        """The answer that both gave."""
        one, other = (self._run(service.call(method, path, body, who, params)) for service in self._services)
        assert (one.status_code, one.content) == (other.status_code, other.content)
        assert one.headers.get("location") == other.headers.get("location")
        assert one.status_code < 500
        answer: httpx.Response = one
        return answer

    @rule(
        target=usages,
        body=st.fixed_dictionaries(
            {"usage_type_id": types, "usage_at": near | instants, "amount": amounts},
            optional={"unit": units, "note": notes},
        ),
        who=people,
    )
    def record(self, body: Any, who: str) -> Any:
        answer = self.same("POST", "/usages", body, who)
        return answer.json()["id"] if answer.status_code == 201 else multiple()

    @rule(
        usage=usages,
        who=people,
        body=optional(usage_type_id=types, usage_at=near | instants, amount=amounts, unit=units, note=notes),
    )
    def amend(self, usage: int, who: str, body: Any) -> None:
        self.same("PATCH", f"/usages/{usage}", body, who)

    @rule(usage=usages, usage_type=types, at=near, amount=amounts, who=people)
    def replace(self, usage: int, usage_type: int, at: str, amount: Decimal, who: str) -> None:
        self.same("PUT", f"/usages/{usage}", {"usage_type_id": usage_type, "usage_at": at, "amount": amount}, who)

    @rule(usage=usages, who=people)
    def delete(self, usage: int, who: str) -> None:
        self.same("DELETE", f"/usages/{usage}", {"reason": "It was there twice"}, who=who)

    @rule(usage=usages, who=people)
    def restore(self, usage: int, who: str) -> None:
        self.same("POST", f"/usages/{usage}/restore", who=who)

    @rule(usage=usages, who=people)
    def look_at(self, usage: int, who: str) -> None:
        self.same("GET", f"/usages/{usage}", who=who)
        self.same("GET", f"/usages/{usage}/versions", who=who)

    @rule(
        sort=sorts,
        who=people,
        page_size=st.integers(1, 5),
        page=st.integers(1, 4),
        filters=optional(
            **{"from": near, "to": near},
            usage_type_id=st.lists(types, min_size=1, max_size=3),
            amount_min=st.integers(0, 1000),
            amount_max=st.integers(0, 10**12),
        ),
    )
    def list_and_walk(self, sort: str, who: str, page_size: int, page: int, filters: dict[str, Any]) -> None:
        chosen = {"sort": sort, "page_size": page_size, **filters}
        self.same("GET", "/usages", who=who, params=chosen | {"page": page})
        walked: list[Any] = []
        cursor: str | None = ""
        found: dict[str, Any] = {}
        while cursor is not None:
            answer = self.same("GET", "/usages", who=who, params=chosen | {"cursor": cursor, "include": "totals"})
            if answer.status_code != 200:
                return
            found = msgspec.json.Decoder(float_hook=Decimal).decode(answer.content)
            walked += found["items"]
            cursor = found["next_cursor"]
            assert cursor is None or found["items"]
        assert found["total"] == len(walked) == len({item["id"] for item in walked})
        assert found["total_emissions_kg_co2e"] == sum(Decimal(item["emissions_kg_co2e"]) for item in walked)

    @rule(
        who=people,
        asked=optional(
            **{"from": near | instants, "to": near | instants},
            bucket=st.sampled_from(["day", "week", "month", "quarter", "year"]),
            time_zone=st.sampled_from(["UTC", "Europe/Zurich", "Pacific/Apia"]),
            group_by=st.just("usage_type"),
        ),
    )
    def report(self, who: str, asked: Any) -> None:
        self.same("GET", "/emissions", who=who, params=asked)

    @rule(who=people, usage=usages, second=st.integers(0, 400), year=st.integers(1900, 2199))
    def look_back(self, who: str, usage: int, second: int, year: int) -> None:
        """What is answered as of an instant is answered so for ever; half of the instants are still to come."""
        as_of = (START + timedelta(seconds=second)).isoformat()
        period = {"from": f"{year}-01-01T00:00:00Z", "to": "2199-12-31T00:00:00Z", "time_zone": "Pacific/Apia"}
        for path, params in (
            ("/usages", {"sort": "-emissions", "page_size": 3}),
            ("/usages", {"sort": "usage_type", "cursor": "", "include": "totals", "amount_min": 1}),
            ("/emissions", {"bucket": "year", "group_by": "usage_type"}),
            (f"/usages/{usage}", {}),
            ("/emissions/statement", period | {"include": "receipts"}),
            (f"/usages/{usage}/proof", period),
        ):
            self._answer_as_ever(who, path, params | {"as_of": as_of})

    @rule()
    def look_back_again(self) -> None:
        """At some of what was asked before."""
        for who, path, params in list(self._answered)[-12:]:
            self._answer_as_ever(who, path, dict(params))

    def _answer_as_ever(self, who: str, path: str, params: dict[str, Any]) -> None:
        answer = self.same("GET", path, who=who, params=params)
        if answer.status_code in {200, 404}:
            assert self._answered.setdefault((who, path, tuple(params.items())), answer.content) == answer.content

    @rule(usage=usages, who=people, version=st.none() | st.integers(1, 4))
    def take_receipt(self, usage: int, who: str, version: int | None) -> None:
        self.same("GET", f"/usages/{usage}/receipt", who=who, params={} if version is None else {"version": version})

    @rule(usage=usages, who=people, action=st.sampled_from([*Action]))
    def read_journal(self, usage: int, who: str, action: str) -> None:
        self.same("GET", "/journal/head", who=who)
        self.same("GET", "/journal", who=who, params={"usage_id": usage})
        self.same("GET", "/journal", who=who, params={"action": action, "page_size": 2})
        found = self.same("GET", "/journal", who=who, params={"page_size": 5}).json()
        if cursor := found["next_cursor"]:
            self.same("GET", "/journal", who=who, params={"page_size": 5, "cursor": cursor})

    @rule(
        usage_type=types,
        body=st.fixed_dictionaries(
            {"factor": factors, "source": st.just("A table")},
            optional={"valid_from": near, "valid_to": near | instants},
        ),
    )
    def publish(self, usage_type: int, body: Any) -> None:
        self.same("POST", f"/usage-types/{usage_type}/factors", body, "operator")
        self.same("GET", f"/usage-types/{usage_type}/factors")

    @rule(
        usage_type=types,
        body=optional(factor=factors, name=st.sampled_from(["electricity", "heat", "power"]), retired=st.booleans()),
    )
    def change_type(self, usage_type: int, body: Any) -> None:
        self.same("PATCH", f"/usage-types/{usage_type}", body, "operator")
        self.same("GET", f"/usage-types/{usage_type}")
        self.same("GET", "/usage-types")

    @rule(
        target=usage_types,
        body=st.fixed_dictionaries({"name": st.sampled_from(["gas", "oil"]), "unit": units, "factor": factors}),
    )
    def add_type(self, body: Any) -> Any:
        answer = self.same("POST", "/usage-types", body, "operator")
        return answer.json()["id"] if answer.status_code == 201 else multiple()

    @rule(usage_type=consumes(usage_types), amount=amounts, used=st.booleans())
    def use_and_remove_type(self, usage_type: int, amount: Decimal, used: bool) -> None:
        if used:
            self.same("POST", "/usages", {"usage_type_id": usage_type, "usage_at": str(START), "amount": amount})
        self.same("DELETE", f"/usage-types/{usage_type}", who="operator")
