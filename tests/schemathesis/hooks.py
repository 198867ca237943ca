"""What Schemathesis cannot know of the service: passwords worth having, and which refusals no schema can state."""

import json
import os
import re
import urllib.request
from itertools import count
from typing import Any

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
            # a field and what is stored
            r".+ in .+ takes .+, not .+\.",
            r"There is no usage type \d+\.",
            r".+ is retired and takes no new usages\.",
            r"Usage type \d+ has no emission factor in force at .+\.",
            r".+ would be 9 000 000 000 000 or more, which no ledger row holds\.",
            r"This key was used before, with another content; take a new key\.",
        )
    )
)

_SPENT = {"deleteAccount", "changePassword"}
"""Operations that end sessions: each time with an account of its own, so that nobody else is logged out."""
_PASSWORD = "oleander under glass"
_numbers = count(1)

schemathesis.openapi.format("password", st.text(st.characters(categories=["L", "Nd"]), min_size=16, max_size=64))


@schemathesis.auth(refresh_interval=None)
class Accounts:
    """Who calls: the account that the run is for, but where it would be spent."""

    def get(self, case: schemathesis.Case, context: schemathesis.AuthContext) -> str:
        is_spent = context.operation.definition.raw.get("operationId") in _SPENT
        return _new_account(case) if is_spent else os.environ["ACCESS_TOKEN"]

    def set(self, case: schemathesis.Case, data: str, context: schemathesis.AuthContext) -> None:
        case.headers["Authorization"] = f"Bearer {data}"
        if case.meta is not None and case.meta.generation.mode.is_positive and isinstance(case.body, dict):
            right = {name: _PASSWORD for name in ("password", "current_password") if name in case.body}
            if context.operation.definition.raw.get("operationId") in _SPENT:
                case.body = case.body | right


@schemathesis.check
def only_faults_that_no_schema_can_state(
    ctx: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case
) -> None:
    """A 422 to what the document calls valid."""
    if response.status_code == 422 and case.meta is not None and case.meta.generation.mode.is_positive:
        for fault in response.json()["errors"]:
            assert _NO_SCHEMA_CAN_STATE.fullmatch(fault["detail"]), fault


def _new_account(case: schemathesis.Case) -> str:
    email = f"spent{os.getpid()}.{next(_numbers)}@example.org"
    body: Any = json.dumps({"name": "Eve", "email": email, "password": _PASSWORD}).encode()
    url = f"{os.environ['SERVICE_URL']}/api/v1/auth/sign-up"
    with urllib.request.urlopen(urllib.request.Request(url, body, {"Content-Type": "application/json"})) as answer:
        token: str = json.load(answer)["access_token"]
        return token
