"""The database itself lets a chain go with its organisation, once everybody's chain tells of it, and no other."""

from dataclasses import replace

import pytest

from adapters.sql.engine.errors import BrokenConstraint
from adapters.sql.storage import SqlStorage
from domain.journal import INSTALLATION_CHAIN, Head, JournalEntry
from domain.organisation import User
from tests.clocks import NOON
from tests.integration.contract.scene import Scene
from tests.integration.sql.journal_rows import ADA, BOB, GUARD, add, entry, kept, run
from tests.integration.storages import StorageParts


async def told_of_erasure(parts: StorageParts, organisation_id: int) -> None:
    await add(parts, JournalEntry.of_erasure(organisation_id, Head(), by=5, at=NOON))


@pytest.mark.usefixtures("sealed")
async def test_with_its_erasure_told_a_chain_goes_and_only_that_one(storage: SqlStorage, parts: StorageParts) -> None:
    """Sealed entries and others."""
    await told_of_erasure(parts, ADA)
    before = [one for one in await kept(storage) if one[0] != ADA]
    for which in (f"chain = {BOB}", "chain = 0", "1 = 1"):
        assert GUARD in (await run(storage, f"DELETE FROM journal_entries WHERE {which}") or ""), which
    assert await run(storage, f"DELETE FROM journal_entries WHERE chain = {ADA}") is None
    assert await kept(storage) == before


@pytest.mark.usefixtures("sealed")
async def test_everybodys_chain_is_erased_by_nothing(storage: SqlStorage, parts: StorageParts) -> None:
    """It is no organisation's, whatever an entry says."""
    await told_of_erasure(parts, INSTALLATION_CHAIN)
    before = await kept(storage)
    for which in ("chain = 0", "chain = 0 AND sequence IS NOT NULL"):
        assert GUARD in (await run(storage, f"DELETE FROM journal_entries WHERE {which}") or "")
    assert await kept(storage) == before


async def test_of_an_organisation_that_is_there_nothing_goes(
    storage: SqlStorage, scene: Scene, parts: StorageParts
) -> None:
    """Though somebody made up its erasure."""
    ada = await scene.member()
    await add(parts, entry(1, ada.organisation_id))
    await told_of_erasure(parts, ada.organisation_id)
    before = await kept(storage)
    said = await run(storage, f"DELETE FROM journal_entries WHERE chain = {ada.organisation_id}")
    assert GUARD in (said or "")
    assert await kept(storage) == before


async def test_what_another_chain_says_of_an_erasure_erases_nothing(storage: SqlStorage, parts: StorageParts) -> None:
    await add(parts, entry(1), replace(JournalEntry.of_erasure(ADA, Head(), by=5, at=NOON), chain=BOB))
    assert GUARD in (await run(storage, f"DELETE FROM journal_entries WHERE chain = {ADA}") or "")


async def erase(parts: StorageParts, user: User) -> None:
    async with parts.new_unit_of_work() as uow:
        await uow.accounts.erase(user.id)
        await uow.commit()


async def test_an_account_is_erased_with_its_organisations_chain_or_not_at_all(
    storage: SqlStorage, scene: Scene, parts: StorageParts
) -> None:
    ada, bob = await scene.member(), await scene.member()
    await add(parts, entry(1, ada.organisation_id), entry(1, bob.organisation_id))
    with pytest.raises(BrokenConstraint):
        await erase(parts, ada)
    assert (await parts.accounts.account(ada.id)).on_deletion.journal_entries == 1
    await told_of_erasure(parts, ada.organisation_id)
    await erase(parts, ada)
    assert {one[0] for one in await kept(storage)} == {INSTALLATION_CHAIN, bob.organisation_id}
