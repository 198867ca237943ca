"""What Schemathesis cannot know of the service: passwords worth having, and which refusals no schema can state."""

import json
import os
import re
import urllib.request
from itertools import count, cycle, islice
from typing import Any
from zoneinfo import available_timezones

import schemathesis
from hypothesis import strategies as st

# Each is a rule that reads several fields, or a field and what is stored; a JSON schema says what one value may be.
_NO_SCHEMA_CAN_STATE = re.compile(
    "|".join(
        (
            # two fields
            r"A period ends after it starts\.",
            r"Must be after valid_from\.",
            r"amount_max must not be below amount_min\.",
            r".+ more than 5000 buckets.+",
            r"Leave page out when cursor is there\.",
            r"Only with cursor: a page has its totals always\.",
            r"Only together with factor\.",
            r"The type's own unit must be among the accepted ones\.",
            r".+ cannot be converted into .+ without a density in kg per l\.",
            r"Is missing, and there is no cookie either\.",
            # a field and what is stored, or the time of day
            r"The instant as of which one asks must not lie in the future\.",
            r".+ in .+ takes .+, not .+\.",
            r"There is no usage type \d+\.",
            r".+ is retired and takes no new usages\.",
            r"Usage type \d+ has no emission factor in force at .+\.",
            r".+ would be 9 000 000 000 000 or more, which no ledger row holds\.",
            r"This key was used before, with another content; take a new key\.",
        )
    )
)

AnyCase = schemathesis.Case[Any]

_SPENT = {"deleteAccount", "changePassword"}
"""Operations that end sessions: each time with an account of its own, so that nobody else is logged out."""
_PASSWORD = "oleander under glass"
_numbers = count(1)

_LETTERS = "seven umbrellas at the harbour"

schemathesis.openapi.format("password", st.text(st.characters(categories=["L", "Nd"]), min_size=16, max_size=64))
schemathesis.openapi.format("iana-time-zone", st.sampled_from(sorted(available_timezones() - {"Factory"})))
schemathesis.openapi.format("cursor", st.just(""))


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: AnyCase, kwargs: dict[str, Any]) -> None:
    """A password that is one letter over and over is refused as common; the same length of others is not."""
    body: Any = case.body
    if _is_valid(case) and isinstance(body, dict):
        for name in {"password", "new_password"} & body.keys():
            given = body[name]
            if len(set(given)) < 8 <= len(given):
                body[name] = "".join(islice(cycle(_LETTERS), len(given)))


@schemathesis.auth(refresh_interval=None)
class Accounts:
    """Who calls: the account that the run is for, but where it would be spent."""

    def get(self, case: AnyCase, context: schemathesis.AuthContext) -> str:
        return _new_account() if _is_spent(context) else os.environ["ACCESS_TOKEN"]

    def set(self, case: AnyCase, data: str, context: schemathesis.AuthContext) -> None:
        case.headers["Authorization"] = f"Bearer {data}"
        body: Any = case.body
        if _is_spent(context) and _is_valid(case) and isinstance(body, dict):
            body.update({name: _PASSWORD for name in ("password", "current_password") if name in body})


@schemathesis.check
def only_faults_that_no_schema_can_state(
    ctx: schemathesis.CheckContext, response: schemathesis.Response, case: AnyCase
) -> None:
    """A 422 to what the document calls valid."""
    if response.status_code == 422 and _is_valid(case):
        for fault in response.json()["errors"]:
            assert _NO_SCHEMA_CAN_STATE.fullmatch(fault["detail"]), fault


def _is_valid(case: AnyCase) -> bool:
    """By the document."""
    return case.meta is not None and case.meta.generation.mode.is_positive


def _is_spent(context: schemathesis.AuthContext) -> bool:
    return context.operation.definition.raw.get("operationId") in _SPENT


def _new_account() -> str:
    email = f"spent{os.getpid()}.{next(_numbers)}@example.org"
    body: Any = json.dumps({"name": "Eve", "email": email, "password": _PASSWORD}).encode()
    url = f"{os.environ['SERVICE_URL']}/api/v1/auth/sign-up"
    with urllib.request.urlopen(urllib.request.Request(url, body, {"Content-Type": "application/json"})) as answer:
        token: str = json.load(answer)["access_token"]
        return token
