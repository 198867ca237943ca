"""The statements on accounts."""

from sqlalchemy import BigInteger, Delete, String, bindparam, delete, func, select
from sqlalchemy.orm import aliased

from adapters.sql.engine.statements import Query
from adapters.sql.schema.account_tables import OrganisationRow, SessionRow, UserRow
from adapters.sql.schema.tables import JournalEntryRow, UsageRow, UsageVersionRow

_USER = bindparam("user_id", type_=BigInteger)
_ORGANISATION = bindparam("organisation_id", type_=BigInteger)


def caller() -> Query:
    """Whose a session is, and their rights."""
    is_session = SessionRow.id == bindparam("session_id", type_=BigInteger)
    return (
        select(UserRow.organisation_id, UserRow.is_operator)
        .join(SessionRow, SessionRow.user_id == UserRow.id)
        .where(is_session, UserRow.id == _USER)
    )


def credentials() -> Query:
    """By e-mail address."""
    return select(UserRow.id, UserRow.password_hash).where(UserRow.email == bindparam("email", type_=String))


def credentials_of() -> Query:
    """By user."""
    return select(UserRow.id, UserRow.password_hash).where(UserRow.id == _USER)


def erase_versions() -> Delete:
    """Every closed version, and mark of deletion, of an organisation."""
    return delete(UsageVersionRow).where(UsageVersionRow.organisation_id == _ORGANISATION)


def erase_usages() -> Delete:
    """Every current usage of an organisation."""
    return delete(UsageRow).where(UsageRow.organisation_id == _ORGANISATION)


def erase_journal() -> Delete:
    """An organisation's chain; the database wants to see first that the installation's chain says so."""
    return delete(JournalEntryRow).where(JournalEntryRow.chain == _ORGANISATION)


def erase_organisation() -> Delete:
    """An organisation that has no members, usages or versions any more."""
    return delete(OrganisationRow).where(OrganisationRow.id == _ORGANISATION)


def account() -> Query:
    """A user and their organisation; how many other members it has; its current usages, its closed versions with the
    marks of deletion, those marks alone, and its entries of the journal."""
    other = aliased(UserRow)
    others = select(func.count()).where(other.organisation_id == OrganisationRow.id, other.id != UserRow.id)
    current = select(func.count()).where(UsageRow.organisation_id == OrganisationRow.id)
    closed = select(func.count()).where(UsageVersionRow.organisation_id == OrganisationRow.id)
    entries = select(func.count()).where(JournalEntryRow.chain == OrganisationRow.id)
    deleted = closed.where(UsageVersionRow.superseded_at.is_(None))
    return (
        select(
            UserRow.name,
            UserRow.email,
            UserRow.is_operator,
            UserRow.created_at,
            OrganisationRow.id,
            OrganisationRow.name,
            *(
                count.correlate(UserRow, OrganisationRow).scalar_subquery()
                for count in (others, current, closed, deleted, entries)
            ),
        )
        .join(OrganisationRow, OrganisationRow.id == UserRow.organisation_id)
        .where(UserRow.id == _USER)
    )
