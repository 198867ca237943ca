"""`/me`."""

from litestar import Controller, delete, get, patch, post
from litestar.di import NamedDependency

from application.accounts.change_password import ChangePassword
from application.accounts.delete import DeleteAccount
from application.accounts.get import GetAccount
from application.accounts.rename import RenameAccount
from application.accounts.throttle import TooManyAttempts
from application.authorisation import Caller
from application.views.accounts import AccountView
from entrypoints.http.answers import JsonAnswer
from entrypoints.http.me.schemas import AccountChange, AccountDeletion, PasswordChange
from entrypoints.http.openapi.declared import ETAG, may_raise
from entrypoints.http.preconditions import Conditions, tagged
from entrypoints.http.reading.values import given


class MeController(Controller):
    """The caller's own account."""

    path = "/me"
    tags = ("Account",)

    @get(operation_id="getAccount", summary="Get one's account", response_headers=ETAG)
    async def show(
        self,
        caller: NamedDependency[Caller],
        conditions: NamedDependency[Conditions],
        get_account: NamedDependency[GetAccount],
    ) -> JsonAnswer[AccountView]:
        """`on_deletion` says what deleting the account would erase."""
        return conditions.shown(await get_account(caller))

    @patch(operation_id="renameAccount", summary="Change one's name", response_headers=ETAG)
    async def rename(
        self,
        caller: NamedDependency[Caller],
        sent: NamedDependency[AccountChange],
        conditions: NamedDependency[Conditions],
        rename_account: NamedDependency[RenameAccount],
    ) -> JsonAnswer[AccountView]:
        """The organisation keeps its name."""
        return tagged(await rename_account(caller, given(sent.name), conditions.precondition))

    @delete(operation_id="deleteAccount", summary="Delete one's account", opt=may_raise(TooManyAttempts))
    async def erase(
        self,
        caller: NamedDependency[Caller],
        sent: NamedDependency[AccountDeletion],
        conditions: NamedDependency[Conditions],
        delete_account: NamedDependency[DeleteAccount],
    ) -> None:
        """At once, and for ever: what `on_deletion` of the account says goes with it."""
        await delete_account(caller, sent.password, conditions.precondition)

    @post(
        "/password",
        operation_id="changePassword",
        summary="Change one's password",
        status_code=204,
        opt=may_raise(TooManyAttempts),
    )
    async def change_password(
        self,
        caller: NamedDependency[Caller],
        sent: NamedDependency[PasswordChange],
        change_password: NamedDependency[ChangePassword],
    ) -> None:
        """Ends every other session of the account."""
        await change_password(caller, sent.current_password, sent.new_password)
