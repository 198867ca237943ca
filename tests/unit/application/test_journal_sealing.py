"""Sealing what the use cases wrote into the journal."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application import retries
from application.authorisation import Caller
from application.ports import StorageUnavailable
from application.usage_types.preloaded import ENTRIES
from domain.journal import INSTALLATION_CHAIN, Head, seal
from tests.unit.application.installation import Installation
from tests.unit.application.journal import Undone, everything


async def test_the_sealer_seals_all_there_is(app: Installation, ada: Caller) -> None:
    """Each chain by itself, in the order of its entries."""
    bob = await app.member("bob@example.org")
    for caller in (ada, bob, ada):
        await app.record(caller)
        await app.publish("2")
    await app.seal_journal()
    heads: dict[int, Head] = {}
    for item in await everything(app):
        assert item.seal is not None
        assert item.seal == seal(item.entry, heads.get(item.entry.chain, Head()), item.entry.recorded_at)
        heads[item.entry.chain] = item.seal.head
    assert {chain: head.sequence for chain, head in heads.items()} == {
        INSTALLATION_CHAIN: len(ENTRIES) + 3,
        ada.organisation_id: 2,
        bob.organisation_id: 1,
    }
    assert {chain: await app.journal.head(chain) for chain in heads} == heads


async def test_a_sealer_that_is_undone_leaves_all_as_it_was(
    app: Installation, ada: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "_PAUSES", (timedelta(0),) * 3)
    monkeypatch.setattr(Undone, "times", 5)
    await app.record(ada)
    sealing = replace(app.seal_journal, new_unit_of_work=lambda: Undone(app.storage))
    with pytest.raises(StorageUnavailable):
        await sealing()
    assert {item.seal for item in await everything(app)} == {None}
    assert await app.journal.settled_until() is None
    await sealing()
    assert (await app.journal.head(ada.organisation_id)).sequence == 1
