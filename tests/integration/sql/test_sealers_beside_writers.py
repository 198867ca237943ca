"""Nobody waits for a sealer but another one, nor it for anybody, and no chain breaks."""

import asyncio
from pathlib import Path

import pytest

from application.journal.seal import AT_ONCE
from domain.journal import INSTALLATION_CHAIN, TICK, Action, Head, JournalEntry, seal
from tests.clocks import NOON, FixedClock
from tests.integration.contract.scene import Scene
from tests.integration.sql.member_ledger import Ledger, keep
from tests.integration.sql.test_simultaneous_changes import waits
from tests.integration.storages import StorageKind, StorageParts, postgresql_kind, sqlite_kind

SECONDS = 5
"""Ten times what anything here takes, unless it waits for somebody."""


@pytest.fixture(scope="session")
def kind(request: pytest.FixtureRequest) -> StorageKind:
    """PostgreSQL, where units of work run side by side."""
    return postgresql_kind(request.getfixturevalue("postgres_server"))


async def test_writers_do_not_wait_for_a_sealer(ledger: Ledger, parts: StorageParts, clock: FixedClock) -> None:
    """Not even those who correct what it is just sealing; what they write, the next one seals."""
    usage_id = await ledger.record("1")
    async with parts.new_unit_of_work() as sealing:
        (found,) = await sealing.journal.unsealed(10, chain=ledger.user.organisation_id)
        await sealing.journal.seal([(found, seal(found.entry, Head(), NOON))])
        await sealing.journal.settle(NOON)
        async with asyncio.timeout(SECONDS):
            await ledger.record("2")
            await ledger.correct(usage_id, "3")
        await sealing.commit()
    clock.advance(seconds=1)
    await ledger.seal()
    assert len(await ledger.chain()) == 3
    assert (await ledger.amounts(NOON), await ledger.amounts(NOON + TICK)) == ([1], [2, 3])


async def test_a_sealer_does_not_wait_for_writers(
    ledger: Ledger, scene: Scene, parts: StorageParts, clock: FixedClock
) -> None:
    """It seals what is committed."""
    usage_id = await ledger.record("1")
    async with parts.new_unit_of_work() as recording, parts.new_unit_of_work() as correcting:
        await keep(recording, None, await scene.draft(ledger.user, "2"))
        usage = await correcting.usages.get(ledger.user.organisation_id, usage_id)
        await keep(correcting, usage, usage.delete(by=ledger.user.id, at=clock.now()))
        async with asyncio.timeout(SECONDS):
            await ledger.seal(settle=True)
            assert await ledger.amounts(NOON) == [1]
        assert len(await ledger.chain()) == 1
        await recording.commit()
        await correcting.commit()
    await ledger.seal()
    assert len(await ledger.chain()) == 3


async def test_of_two_sealers_the_second_waits_and_goes_on_from_the_first(
    ledger: Ledger, parts: StorageParts, clock: FixedClock
) -> None:
    await ledger.record("1")
    async with parts.new_unit_of_work() as sealing:
        (found,) = await sealing.journal.unsealed(10, chain=ledger.user.organisation_id)
        await sealing.journal.seal([(found, seal(found.entry, Head(), NOON))])
        clock.advance(seconds=1)
        await ledger.record("2")
        second = await waits(ledger.seal())
        await sealing.commit()
    await asyncio.wait_for(second, SECONDS)
    assert [item.seal.sequence for item in await ledger.chain() if item.seal] == [1, 2]


async def test_an_organisation_that_is_erased_while_it_is_sealed_is_gone_whole(
    ledger: Ledger, scene: Scene, parts: StorageParts, clock: FixedClock
) -> None:
    """Whoever comes first: nothing is in anybody's way for ever, and no chain breaks."""
    others = [Ledger(parts, clock, await scene.member()) for _ in range(6)]
    for other in (ledger, *others):
        for amount in "123":
            await other.record(amount)

    async def erase(other: Ledger) -> None:
        async with parts.new_unit_of_work() as uow:
            organisation_id = await uow.accounts.goes_with(other.user.id)
            assert organisation_id is not None
            head = Head()
            for found in await uow.journal.unsealed(100, chain=organisation_id):
                head = seal(found.entry, head, NOON).head
            await uow.journal.add(JournalEntry.of_erasure(organisation_id, head, by=other.user.id, at=clock.now()))
            await uow.accounts.erase(other.user.id)
            await uow.commit()

    async with asyncio.timeout(2 * SECONDS):
        work = [*(erase(other) for other in others), *(ledger.seal() for _ in range(4)), ledger.record("4")]
        await asyncio.gather(*work)
    await ledger.seal()
    assert len(await ledger.chain()) == 4
    assert [await other.chain() for other in others] == [[]] * 6
    erased = {item.entry.subject_id for item in await ledger.chain(INSTALLATION_CHAIN)}
    assert erased >= {other.user.organisation_id for other in others}


async def test_on_sqlite_a_writer_waits_for_no_more_than_one_transaction_of_a_sealer(tmp_path: Path) -> None:
    """However much there is to seal."""
    clock = FixedClock()
    kind = await asyncio.to_thread(sqlite_kind, tmp_path)
    parts = (await kind.migrated())(clock)
    ledger = Ledger(parts, clock, await Scene(parts, clock).member())
    chain = ledger.user.organisation_id
    async with parts.new_unit_of_work() as uow:
        for number in range(4 * AT_ONCE):
            await uow.journal.add(JournalEntry(chain, NOON, 5, Action.USAGE_RECORDED, number + 1, 1, None, {"a": 1}))
        await uow.commit()
    sealing = asyncio.create_task(ledger.seal())
    await asyncio.sleep(0)  # it has begun
    await ledger.record()
    sealed = (await parts.journal.head(chain)).sequence
    assert not sealing.done()
    assert 0 < sealed <= 2 * AT_ONCE
    await sealing
    assert (await parts.journal.head(chain)).sequence == 4 * AT_ONCE + 1
    await parts.storage.close()
