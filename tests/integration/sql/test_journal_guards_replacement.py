"""The database itself refuses entries in the place of others, whatever words of its own somebody uses."""

import pytest

from adapters.sql.storage import SqlStorage
from tests.integration.sql.journal_rows import (
    ADA,
    CONTENT,
    FIRST_SEAL,
    GUARD,
    SEAL,
    kept,
    run,
)


def row(chain: int, position: str, subject_id: int, sequence: str = "NULL") -> str:
    """The values of an entry that somebody would have in another's place."""
    digest = "NULL" if sequence == "NULL" else f"'{'f' * 64}'"
    at = "'2027-05-18 12:00:00.000000Z'"
    content = f"{chain}, {position}, {at}, 5, 'usage.deleted', {subject_id}, 1, NULL, NULL, 'forged'"
    return f"({', '.join(CONTENT)}, {', '.join(SEAL)}) VALUES ({content}, {sequence}, {at}, {digest})"


def of_ada(what: str, sequence: str = "= 1") -> str:
    return f"(SELECT {what} FROM journal_entries WHERE chain = {ADA} AND sequence {sequence})"


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize(
    ("position", "subject_id", "sequence"),
    [(of_ada("position"), 9, "NULL"), (of_ada("position", "IS NULL"), 9, "NULL"), (of_ada("position"), 1, "1")],
    ids=["a sealed one", "one without a seal", "number and all"],
)
async def test_no_entry_is_put_in_the_place_of_another(
    storage: SqlStorage, position: str, subject_id: int, sequence: str
) -> None:
    before = await kept(storage)
    values = row(ADA, position, subject_id, sequence)
    for conflict in ("DO NOTHING", "(chain, position) DO UPDATE SET reason = 'forged'"):
        await run(storage, f"INSERT INTO journal_entries {values} ON CONFLICT {conflict}")
        assert await kept(storage) == before, conflict
    assert await run(storage, f"INSERT INTO journal_entries {values}")
    assert await kept(storage) == before


ON_SQLITE = {
    "its place": f"INSERT OR REPLACE INTO journal_entries {row(ADA, of_ada('position'), 9)}",
    "the place of an unsealed one": f"REPLACE INTO journal_entries {row(ADA, of_ada('position', 'IS NULL'), 9)}",
    "its number": f"REPLACE INTO journal_entries {row(ADA, '900', 9, '1')}",
    "its version": f"REPLACE INTO journal_entries {row(ADA, '900', 1)}",
    "its version, under a new number": f"REPLACE INTO journal_entries {row(ADA, '900', 1, '7')}",
    "its number, by a seal": f"UPDATE OR REPLACE journal_entries SET {FIRST_SEAL} WHERE hash IS NULL",
    "its place, by a move": f"UPDATE OR REPLACE journal_entries SET position = {of_ada('position')} WHERE hash IS NULL",
}
"""REPLACE removes whatever is in the way, without a word to triggers of deletion."""
ON_POSTGRESQL = {
    "all": "TRUNCATE journal_entries",
    "all, with others": "TRUNCATE usages, journal_entries CASCADE",
}


@pytest.mark.usefixtures("sealed")
async def test_no_word_of_the_databases_own_gets_round_the_guards(storage: SqlStorage) -> None:
    before = await kept(storage)
    said = {}
    for what, change in (ON_POSTGRESQL if storage.database.is_postgres else ON_SQLITE).items():
        said[what] = await run(storage, change) or "nothing"
        if await kept(storage) != before:
            said[what] = "nothing, and did it"
            break
    assert {what: answer for what, answer in said.items() if GUARD not in answer} == {}
