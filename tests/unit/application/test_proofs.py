"""Proofs that a usage is in a statement."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from application.authorisation import Caller
from application.views.usages import UsageView
from domain.canonical import canonical, hash_of
from domain.errors import UsageNotFound
from domain.merkle import is_included, leaf_hash
from tests.clocks import NOON
from tests.unit.application.handed_out import END, YEAR, receipt, statement
from tests.unit.application.happenings import DAY, amend
from tests.unit.application.installation import Installation


async def test_a_usage_is_proved_to_be_in_the_statement(app: Installation, ada: Caller) -> None:
    """In every place of trees of every size."""
    usages = list[UsageView]()
    for number in range(1, 10):
        app.clock.advance(seconds=1)
        usages.append(await app.record(ada, str(number), at=NOON - number * DAY))
        whole = await statement(app, ada)
        for index, usage in enumerate(reversed(usages)):
            handed_out = await app.state_emissions.proof(ada, YEAR, usage.id)
            proof = handed_out["proof"]
            assert handed_out["sha256"] == hash_of(proof)
            assert proof["receipt"] == await receipt(app, ada, usage.id)
            assert (proof["leaf_index"], proof["leaves"]) == (index, number)
            assert (proof["root"], proof["statement_sha256"]) == (whole["statement"]["root"], whole["sha256"])
            assert leads_to_root(proof, proof["receipt"])
            altered = {**proof["receipt"], "version": 2}
            assert not leads_to_root(proof, altered)


def leads_to_root(proof: dict[str, Any], leaf: dict[str, Any]) -> bool:
    path, root = [bytes.fromhex(beside) for beside in proof["path"]], bytes.fromhex(proof["root"])
    return is_included(leaf_hash(canonical(leaf)), proof["leaf_index"], proof["leaves"], path, root)


async def test_a_proof_as_of_then_is_of_the_version_of_then(app: Installation, ada: Caller) -> None:
    usage, _ = await app.record(ada, "2"), await app.record(ada, "3")
    request = replace(YEAR, as_of=app.clock.now())
    before = await app.state_emissions.proof(ada, request, usage.id)
    await amend(app, ada, usage, amount=Decimal(4))
    await app.delete_usage(ada, usage.id)
    app.clock.advance(seconds=1)
    assert canonical(await app.state_emissions.proof(ada, request, usage.id)) == canonical(before)
    assert before["proof"]["receipt"]["version"] == 1


async def test_what_is_not_in_the_statement_is_not_proved(app: Installation, ada: Caller) -> None:
    """Of another time, deleted, recorded later, somebody else's, or not there at all."""
    app.clock.advance(seconds=-1)
    kept, outside, deleted = [await app.record(ada, at=at) for at in (NOON, END, NOON)]
    bob = await app.member("bob@example.org")
    theirs = await app.record(bob)
    await app.delete_usage(ada, deleted.id)
    app.clock.advance(seconds=1)
    await app.seal_journal(settle=True)
    later = await app.record(ada)
    request = replace(YEAR, as_of=NOON)
    assert await app.state_emissions.proof(ada, request, kept.id)
    for usage_id in (outside.id, deleted.id, theirs.id, later.id, 7):
        with pytest.raises(UsageNotFound, match=f"There is no usage {usage_id} in this statement"):
            await app.state_emissions.proof(ada, request, usage_id)
