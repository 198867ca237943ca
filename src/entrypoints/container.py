"""Which adapter serves which port: the only file that names concrete adapters.

It stays synchronous: an asynchronous resource would turn everything that depends on it into futures.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from typing import Protocol, TypeVar

from dependency_injector import containers, providers

from adapters.argon2.passwords import Argon2PasswordHasher
from adapters.jwt.access_tokens import JwtAccessTokens
from adapters.memory.accounts import MemoryAccountQueries
from adapters.memory.backups import MemoryBackups
from adapters.memory.emissions import MemoryEmissionQueries
from adapters.memory.ids import MemoryIdGenerator
from adapters.memory.journal import MemoryJournalQueries
from adapters.memory.ledger import MemoryLedgerQueries
from adapters.memory.receipts import MemoryReceiptQueries
from adapters.memory.storage import MemoryStorage
from adapters.memory.unit_of_work import MemoryUnitOfWork
from adapters.memory.usage_types import MemoryUsageTypeQueries
from adapters.memory.usages import MemoryUsageQueries
from adapters.sql.accounts import SqlAccountQueries
from adapters.sql.backups import SqlBackups
from adapters.sql.emissions import SqlEmissionQueries
from adapters.sql.ids import SqlIdGenerator
from adapters.sql.journal import SqlJournalQueries
from adapters.sql.ledger import SqlLedgerQueries
from adapters.sql.receipts import SqlReceiptQueries
from adapters.sql.storage import SqlStorage
from adapters.sql.unit_of_work import SqlUnitOfWork
from adapters.sql.usage_types import SqlUsageTypeQueries
from adapters.sql.usages import SqlUsageQueries
from adapters.system.clock import SystemClock
from adapters.system.secrets import SystemSecretGenerator
from adapters.zxcvbn.common_passwords import ZxcvbnCommonPasswords
from application.accounts.act_for import ActFor
from application.accounts.add_user import AddUser
from application.accounts.authenticate import Authenticate
from application.accounts.change_password import ChangePassword
from application.accounts.delete import DeleteAccount
from application.accounts.ensure_operator import EnsureOperator
from application.accounts.get import GetAccount
from application.accounts.grants import TokenGrants
from application.accounts.log_in import LogIn
from application.accounts.log_out import LogOut
from application.accounts.refresh import Refresh
from application.accounts.rename import RenameAccount
from application.accounts.set_password import SetPassword
from application.accounts.sign_up import SignUp
from application.accounts.throttle import Limit, Throttle
from application.emissions.report import ReportEmissions
from application.factors.list import ListFactors
from application.factors.publish import PublishFactor
from application.forget_expired import ForgetExpired
from application.journal.history import History
from application.journal.list import GetJournalHeads, ListJournal
from application.journal.seal import SealJournal
from application.ledger.back_up import BackUpLedger
from application.ledger.check import CheckLedger
from application.ledger.check_journal import CheckJournal
from application.ledger.restore import RestoreLedger
from application.receipts.get import GetReceipt
from application.receipts.state import StateEmissions
from application.receipts.verify import VerifyReceipt
from application.usage_types.add import AddUsageType
from application.usage_types.change import ChangeUsageType
from application.usage_types.list import GetUsageType, ListUsageTypes
from application.usage_types.remove import RemoveUsageType
from application.usages.correct import CorrectUsage
from application.usages.delete import DeleteUsage
from application.usages.get import GetUsage, ListUsageVersions
from application.usages.list import ListUsages
from application.usages.record import RecordUsage
from application.usages.restore import RestoreUsage
from entrypoints.settings import Settings


class _Closable(Protocol):
    def close(self) -> None: ...


T = TypeVar("T", bound=_Closable)


def _until_closed(make: Callable[..., T], *given: object) -> Iterator[T]:
    with closing(make(*given)) as made:
        yield made


class Container(containers.DeclarativeContainer):
    """Ports first, then the use cases that stand on them."""

    settings = providers.Dependency(instance_of=Settings)
    _kind = settings.provided.storage

    clock = providers.Singleton(SystemClock)
    secrets = providers.Singleton(SystemSecretGenerator)
    passwords = providers.Resource(_until_closed, Argon2PasswordHasher, settings.provided.password_hashers)
    common_passwords = providers.Resource(_until_closed, ZxcvbnCommonPasswords)
    access_tokens = providers.Singleton(
        JwtAccessTokens,
        signing_key=settings.provided.signing_key,
        lifetime_seconds=settings.provided.access_token_seconds,
        previous_keys=settings.provided.previous_keys,
    )

    sql = providers.Singleton(SqlStorage, settings.provided.sqlalchemy_url)
    memory = providers.Singleton(MemoryStorage)
    storage = providers.Selector(_kind, sql=sql, memory=memory)
    new_unit_of_work = providers.Selector(
        _kind, sql=providers.Factory(SqlUnitOfWork, sql), memory=providers.Factory(MemoryUnitOfWork, memory)
    )
    ids = providers.Selector(
        _kind,
        sql=providers.Singleton(SqlIdGenerator, sql, clock),
        memory=providers.Singleton(MemoryIdGenerator, memory, clock),
    )
    usages = providers.Selector(
        _kind, sql=providers.Singleton(SqlUsageQueries, sql), memory=providers.Singleton(MemoryUsageQueries, memory)
    )
    usage_types = providers.Selector(
        _kind,
        sql=providers.Singleton(SqlUsageTypeQueries, sql),
        memory=providers.Singleton(MemoryUsageTypeQueries, memory),
    )
    emissions = providers.Selector(
        _kind,
        sql=providers.Singleton(SqlEmissionQueries, sql),
        memory=providers.Singleton(MemoryEmissionQueries, memory),
    )
    accounts = providers.Selector(
        _kind,
        sql=providers.Singleton(SqlAccountQueries, sql),
        memory=providers.Singleton(MemoryAccountQueries, memory),
    )
    ledger = providers.Selector(
        _kind, sql=providers.Singleton(SqlLedgerQueries, sql), memory=providers.Singleton(MemoryLedgerQueries, memory)
    )

    journal = providers.Selector(
        _kind,
        sql=providers.Singleton(SqlJournalQueries, sql),
        memory=providers.Singleton(MemoryJournalQueries, memory),
    )
    receipts = providers.Selector(
        _kind,
        sql=providers.Singleton(SqlReceiptQueries, sql),
        memory=providers.Singleton(MemoryReceiptQueries, memory),
    )
    backups = providers.Selector(
        _kind, sql=providers.Singleton(SqlBackups, sql), memory=providers.Singleton(MemoryBackups)
    )

    _grants = providers.Singleton(
        TokenGrants,
        access_tokens,
        secrets,
        providers.Factory(timedelta, days=settings.provided.refresh_token_days),
    )
    _throttle = providers.Singleton(
        Throttle,
        clock,
        new_unit_of_work.provider,
        per_account=providers.Factory(Limit, settings.provided.log_in_failures, timedelta(minutes=15)),
        per_client=providers.Factory(Limit, settings.provided.log_in_failures_per_client, timedelta(minutes=15)),
        sign_ups=providers.Factory(Limit, settings.provided.sign_ups_per_client, timedelta(hours=1)),
    )
    # What most use cases that write are given; not shared state, whatever the linter thinks of a dictionary here.
    _write = {"new_unit_of_work": new_unit_of_work.provider}  # noqa: RUF012
    _timed = {"clock": clock} | _write
    _add = {"ids": ids} | _timed
    _guarded = {"passwords": passwords, "throttle": _throttle}  # noqa: RUF012
    _chosen = {"passwords": passwords, "common_passwords": common_passwords}  # noqa: RUF012

    sign_up = providers.Singleton(SignUp, grants=_grants, **_add, **_guarded | _chosen)
    log_in = providers.Singleton(LogIn, grants=_grants, accounts=accounts, **_add, **_guarded)
    refresh = providers.Singleton(Refresh, grants=_grants, **_timed)
    log_out = providers.Singleton(LogOut, **_write)
    authenticate = providers.Singleton(Authenticate, clock, access_tokens, accounts)
    get_account = providers.Singleton(GetAccount, accounts)
    rename_account = providers.Singleton(RenameAccount, **_write)
    change_password = providers.Singleton(ChangePassword, accounts=accounts, **_write, **_guarded | _chosen)
    delete_account = providers.Singleton(DeleteAccount, accounts=accounts, **_timed, **_guarded)
    add_user = providers.Singleton(AddUser, **_add, **_chosen)
    ensure_operator = providers.Singleton(EnsureOperator, add_user)
    set_password = providers.Singleton(SetPassword, accounts=accounts, **_write, **_chosen)
    act_for = providers.Singleton(ActFor, accounts)

    seal_journal = providers.Singleton(SealJournal, **_timed)
    _history = providers.Singleton(History, clock, journal, seal_journal, usage_types)

    record_usage = providers.Singleton(RecordUsage, **_add)
    correct_usage = providers.Singleton(CorrectUsage, **_timed)
    delete_usage = providers.Singleton(DeleteUsage, **_timed)
    restore_usage = providers.Singleton(RestoreUsage, **_timed)
    get_usage = providers.Singleton(GetUsage, usages, _history)
    list_usage_versions = providers.Singleton(ListUsageVersions, usages)
    list_usages = providers.Singleton(ListUsages, usages, _history)

    list_usage_types = providers.Singleton(ListUsageTypes, clock, usage_types)
    get_usage_type = providers.Singleton(GetUsageType, clock, usage_types)
    add_usage_type = providers.Singleton(AddUsageType, **_add)
    change_usage_type = providers.Singleton(ChangeUsageType, **_add)
    remove_usage_type = providers.Singleton(RemoveUsageType, **_timed)
    publish_factor = providers.Singleton(PublishFactor, **_add)
    list_factors = providers.Singleton(ListFactors, usage_types)

    list_journal = providers.Singleton(ListJournal, journal)
    get_journal_heads = providers.Singleton(GetJournalHeads, journal)

    forget_expired = providers.Singleton(ForgetExpired, **_timed)

    report_emissions = providers.Singleton(ReportEmissions, clock, emissions, usage_types, _history)
    get_receipt = providers.Singleton(GetReceipt, receipts)
    state_emissions = providers.Singleton(StateEmissions, clock, receipts, usage_types, _history)
    verify_receipt = providers.Singleton(VerifyReceipt, receipts)
    check_ledger = providers.Singleton(CheckLedger, ledger)
    check_journal = providers.Singleton(CheckJournal, clock, journal)
    back_up_ledger = providers.Singleton(BackUpLedger, backups)
    restore_ledger = providers.Singleton(RestoreLedger, clock, backups)


async def close(container: Container) -> None:
    """Lets go of the storage, and ends every thread."""
    try:
        await container.storage().close()
    finally:
        container.shutdown_resources()
