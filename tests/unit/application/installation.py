"""The whole application on memory, for tests of its use cases."""

from datetime import datetime, timedelta
from decimal import Decimal

from adapters.jwt.access_tokens import JwtAccessTokens
from adapters.memory.accounts import MemoryAccountQueries
from adapters.memory.emissions import MemoryEmissionQueries
from adapters.memory.ids import MemoryIdGenerator
from adapters.memory.journal import MemoryJournalQueries
from adapters.memory.ledger import MemoryLedgerQueries
from adapters.memory.receipts import MemoryReceiptQueries
from adapters.memory.storage import MemoryStorage
from adapters.memory.unit_of_work import MemoryUnitOfWork
from adapters.memory.usage_types import MemoryUsageTypeQueries
from adapters.memory.usages import MemoryUsageQueries
from adapters.system.secrets import SystemSecretGenerator
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
from application.authorisation import COMMAND_LINE, Caller
from application.emissions.report import ReportEmissions
from application.factors.draft import FactorDraft
from application.factors.list import ListFactors
from application.factors.publish import PublishFactor
from application.forget_expired import ForgetExpired
from application.journal.history import History
from application.journal.seal import SealJournal
from application.ledger.check import CheckLedger
from application.ledger.check_journal import CheckJournal
from application.receipts.get import GetReceipt
from application.receipts.state import StateEmissions
from application.receipts.verify import VerifyReceipt
from application.usage_types.add import AddUsageType
from application.usage_types.change import ChangeUsageType
from application.usage_types.list import GetUsageType, ListUsageTypes
from application.usage_types.remove import RemoveUsageType
from application.usages.correct import CorrectUsage
from application.usages.delete import DeleteUsage
from application.usages.draft import UsageDraft
from application.usages.get import GetUsage, ListUsageVersions
from application.usages.list import ListUsages
from application.usages.record import RecordUsage
from application.usages.restore import RestoreUsage
from application.views.usage_types import FactorView
from application.views.usages import UsageView
from domain.period import Period
from tests.clocks import NOON, FixedClock
from tests.passwords import FewCommonPasswords, QuickPasswordHasher

PASSWORD = "correct horse"
REFRESH_LIFETIME = timedelta(days=30)
WINDOW = timedelta(minutes=15)
PER_ACCOUNT, PER_CLIENT, SIGN_UPS = 5, 12, 40
ALWAYS = Period()


class Installation:
    """Every use case, wired by hand to real adapters; only the clock and the password hashing are made for tests."""

    def __init__(self) -> None:
        self.storage = MemoryStorage()
        self.clock = clock = FixedClock()
        self.passwords = passwords = QuickPasswordHasher()
        self.access_tokens = JwtAccessTokens("a key of tests that is long enough for HS256", 900)
        ids, receipts = MemoryIdGenerator(self.storage, clock), MemoryReceiptQueries(self.storage)
        grants = TokenGrants(self.access_tokens, SystemSecretGenerator(), REFRESH_LIFETIME)
        begin, common = self.new_unit_of_work, FewCommonPasswords()
        limits = Limit(PER_ACCOUNT, WINDOW), Limit(PER_CLIENT, WINDOW), Limit(SIGN_UPS, WINDOW)
        self.throttle = throttle = Throttle(clock, begin, *limits)
        self.usages = MemoryUsageQueries(self.storage)
        self.usage_types = MemoryUsageTypeQueries(self.storage)
        self.accounts = accounts = MemoryAccountQueries(self.storage)
        self.emissions = MemoryEmissionQueries(self.storage)
        self.journal = MemoryJournalQueries(self.storage)
        self.seal_journal = SealJournal(clock, begin)
        history = History(clock, self.journal, self.seal_journal, self.usage_types)

        self.sign_up = SignUp(clock, ids, passwords, common, throttle, grants, begin)
        self.log_in = LogIn(clock, ids, passwords, throttle, grants, accounts, begin)
        self.refresh = Refresh(clock, grants, begin)
        self.log_out = LogOut(begin)
        self.authenticate = Authenticate(clock, self.access_tokens, accounts)
        self.get_account = GetAccount(accounts)
        self.rename_account = RenameAccount(begin)
        self.change_password = ChangePassword(passwords, common, throttle, accounts, begin)
        self.delete_account = DeleteAccount(clock, passwords, throttle, accounts, begin)
        self.add_user = AddUser(clock, ids, passwords, common, begin)
        self.ensure_operator = EnsureOperator(self.add_user)
        self.set_password = SetPassword(passwords, common, accounts, begin)
        self.act_for = ActFor(accounts)
        self.record_usage = RecordUsage(clock, ids, begin)
        self.correct_usage = CorrectUsage(clock, begin)
        self.delete_usage = DeleteUsage(clock, begin)
        self.restore_usage = RestoreUsage(clock, begin)
        self.get_usage = GetUsage(self.usages, history)
        self.list_versions = ListUsageVersions(self.usages)
        self.list_usages = ListUsages(self.usages, history)
        self.list_usage_types = ListUsageTypes(clock, self.usage_types)
        self.get_usage_type = GetUsageType(clock, self.usage_types)
        self.add_usage_type = AddUsageType(clock, ids, begin)
        self.change_usage_type = ChangeUsageType(clock, ids, begin)
        self.remove_usage_type = RemoveUsageType(clock, begin)
        self.publish_factor = PublishFactor(clock, ids, begin)
        self.list_factors = ListFactors(self.usage_types)
        self.report_emissions = ReportEmissions(clock, self.emissions, self.usage_types, history)
        self.forget_expired = ForgetExpired(clock, begin)
        self.check_ledger = CheckLedger(MemoryLedgerQueries(self.storage))
        self.check_journal = CheckJournal(clock, self.journal)
        self.get_receipt = GetReceipt(receipts)
        self.state_emissions = StateEmissions(clock, receipts, self.usage_types, history)
        self.verify_receipt = VerifyReceipt(receipts)

    def new_unit_of_work(self) -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self.storage)

    async def member(self, email: str = "ada@example.org") -> Caller:
        """Somebody who has just signed up, as the caller they are."""
        grant = await self.sign_up("Ada", email, PASSWORD)
        return await self.authenticate(grant.access_token)

    async def operator(self) -> Caller:
        """Somebody who publishes factors."""
        user = await self.add_user(COMMAND_LINE, "Grace", "grace@example.org", PASSWORD, is_operator=True)
        grant = await self.log_in(user.email, PASSWORD)
        return await self.authenticate(grant.access_token)

    async def record(
        self, caller: Caller, amount: str = "1", usage_type_id: int = 100, at: datetime = NOON, unit: str | None = None
    ) -> UsageView:
        """A usage, recorded."""
        return await self.record_usage(caller, UsageDraft(usage_type_id, at, Decimal(amount), unit))

    async def publish(self, value: str, validity: Period = ALWAYS, usage_type_id: int = 100) -> FactorView:
        """A factor, published by the operator of the host a moment after all that was recorded."""
        self.clock.advance(seconds=1)
        return await self.publish_factor(COMMAND_LINE, usage_type_id, FactorDraft(Decimal(value), "A table", validity))
