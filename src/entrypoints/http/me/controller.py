"""`/me`."""

from litestar import Controller, delete, get, patch, post
from litestar.di import NamedDependency

from application.accounts.change_password import ChangePassword
from application.accounts.delete import DeleteAccount
from application.accounts.get import GetAccount
from application.accounts.rename import RenameAccount
from application.authorisation import Caller
from application.views.accounts import AccountView
from entrypoints.http.me.schemas import AccountChange, AccountDeletion, PasswordChange


class MeController(Controller):
    """The caller's own account."""

    path = "/me"
    tags = ("Account",)

    @get(operation_id="getAccount", summary="Get one's account")
    async def show(self, caller: NamedDependency[Caller], get_account: NamedDependency[GetAccount]) -> AccountView:
        """`on_deletion` says what deleting the account would erase."""
        return await get_account(caller)

    @patch(operation_id="renameAccount", summary="Change one's name")
    async def rename(
        self,
        caller: NamedDependency[Caller],
        sent: NamedDependency[AccountChange],
        rename_account: NamedDependency[RenameAccount],
        get_account: NamedDependency[GetAccount],
    ) -> AccountView:
        """The organisation keeps its name."""
        return await (rename_account(caller, sent.name) if sent.name else get_account(caller))

    @delete(operation_id="deleteAccount", summary="Delete one's account")
    async def erase(
        self,
        caller: NamedDependency[Caller],
        sent: NamedDependency[AccountDeletion],
        delete_account: NamedDependency[DeleteAccount],
    ) -> None:
        """At once, and for ever: what `on_deletion` of the account says goes with it."""
        await delete_account(caller, sent.password)

    @post("/password", operation_id="changePassword", summary="Change one's password", status_code=204)
    async def change_password(
        self,
        caller: NamedDependency[Caller],
        sent: NamedDependency[PasswordChange],
        change_password: NamedDependency[ChangePassword],
    ) -> None:
        """Ends every other session of the account."""
        await change_password(caller, sent.current_password, sent.new_password)
