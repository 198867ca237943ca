// Made from the OpenAPI document by "npm run types"; not to be edited.
import type { Decimal } from "../decimals/decimal";
export interface paths {
    "/api/v1/auth/log-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in
         * @description Starts a session. An unknown address is answered as a wrong password is; after too many, both wait.
         */
        post: operations["logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/log-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out
         * @description Ends the session of the refresh token, access tokens included, at once. An unknown token is no error.
         */
        post: operations["logOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get new tokens
         * @description A refresh token works once; used again, it ends its session. A token from a cookie is answered by cookie.
         */
        post: operations["refreshTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign up
         * @description Opens an account with an organisation of its own, and logs in. Common passwords are refused.
         */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/emissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Report emissions over time
         * @description Calendar buckets of a time zone, right at days of 23 and 25 hours, empty ones included.
         */
        get: operations["reportEmissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/emissions/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * State emissions
         * @description Asked again with the same `as_of`, it is the same to the byte. The period may hold 50000 usages at most, with receipts 10000.
         */
        get: operations["stateEmissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does it run?
         * @description The process answers.
         */
        get: operations["checkLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can it serve?
         * @description The storage answers, and has the schema that this version knows.
         */
        get: operations["checkReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the journal
         * @description Entries of the organisation's own chain and of the installation's, the latest first.
         */
        get: operations["listJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/head": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the heads of the journal
         * @description The number and hash of the last sealed entry, of the organisation's own chain and of the installation's.
         */
        get: operations["getJournalHeads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one's account
         * @description `on_deletion` says what deleting the account would erase.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        /**
         * Delete one's account
         * @description At once, and for ever: what `on_deletion` of the account says goes with it.
         */
        delete: operations["deleteAccount"];
        options?: never;
        head?: never;
        /**
         * Change one's name
         * @description The organisation keeps its name.
         */
        patch: operations["renameAccount"];
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one's password
         * @description Ends every other session of the account.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List usage types
         * @description By id, each with the factor in force now and the units that amounts may be entered in.
         */
        get: operations["listUsageTypes"];
        put?: never;
        /**
         * Add a usage type (operators)
         * @description Together with its first factor. Unit, accepted units and density never change afterwards.
         */
        post: operations["addUsageType"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usage-types/{usage_type_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a usage type
         * @description With the factor in force now.
         */
        get: operations["getUsageType"];
        put?: never;
        post?: never;
        /**
         * Remove an unused usage type (operators)
         * @description With its factors. One that a usage refers to, a deleted one too, can only be retired.
         */
        delete: operations["removeUsageType"];
        options?: never;
        head?: never;
        /**
         * Rename, retire or give a new factor (operators)
         * @description A factor is published as valid from now on. No recorded figure moves.
         */
        patch: operations["changeUsageType"];
        trace?: never;
    };
    "/api/v1/usage-types/{usage_type_id}/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the factor versions of a usage type
         * @description The latest recorded first, each with its validity and source.
         */
        get: operations["listFactors"];
        put?: never;
        /**
         * Publish a factor (operators)
         * @description It serves usages recorded from now on; no recorded figure moves. Where several factors cover an instant, the latest to begin wins, then the latest recorded.
         */
        post: operations["publishFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List usages
         * @description By page, with totals of all that the filter selects; or by `cursor`, which neither repeats nor skips a usage that nobody touches meanwhile.
         */
        get: operations["listUsages"];
        put?: never;
        /**
         * Record a usage
         * @description The factor in force at `usage_at` is pinned, and the emissions are calculated once, by the service.
         */
        post: operations["recordUsage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usages/{usage_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a usage
         * @description As it is now, or was `as_of` an instant; a deleted one is not found.
         */
        get: operations["getUsage"];
        /**
         * Correct a usage whole
         * @description States everything anew. The pinned factor stays as long as neither type nor instant changes.
         */
        put: operations["replaceUsage"];
        post?: never;
        /**
         * Delete a usage
         * @description Takes it out of lists and sums; its versions stay, and it can be restored.
         */
        delete: operations["deleteUsage"];
        options?: never;
        head?: never;
        /**
         * Correct parts of a usage
         * @description What is left out stays. The pinned factor stays as long as neither type nor instant changes.
         */
        patch: operations["changeUsage"];
        trace?: never;
    };
    "/api/v1/usages/{usage_id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove that a statement holds a usage
         * @description In the statement that the same parameters ask for, of 50000 usages at most. It shows that this receipt is in it, and nothing else.
         */
        get: operations["proveUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usages/{usage_id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the receipt of a figure
         * @description Of any version of a usage, of a deleted one too; it never changes.
         */
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usages/{usage_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a deleted usage
         * @description Under the same id, with its figure and pinned factor as they were. Conditions are on the deleted usage.
         */
        post: operations["restoreUsage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/usages/{usage_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of a usage
         * @description Every version, the latest first; of a deleted usage too.
         */
        get: operations["listUsageVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does it run?
         * @description The process answers.
         */
        get: operations["checkLivenessAtRoot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can it serve?
         * @description The storage answers, and has the schema that this version knows.
         */
        get: operations["checkReadinessAtRoot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AcceptedUnit
         * @description A unit that amounts of a type may be entered in; ``ratio`` is how many of the type's unit one is, as an exact
         *         fraction in text ("5/18"), ``ratio_source`` where that comes from.
         */
        AcceptedUnit: {
            /**
             * @description What it is called now.
             * @example electricity
             */
            name: string;
            /**
             * @description How many of the type's unit one of it is, as an exact fraction.
             * @example 5/18
             */
            ratio: string;
            /** @description What defines that ratio. */
            ratio_source: string;
            /**
             * @description Canonical code of the unit.
             * @example kwh
             */
            unit: string;
        };
        /**
         * AccountChange
         * @description The parts of an account to change; what is left out stays.
         */
        AccountChange: {
            /**
             * @description One line without outer spaces.
             * @example Ada Lovelace
             */
            name?: string;
        };
        /**
         * AccountDeletion
         * @description The proof that it is the account's owner who deletes it.
         */
        AccountDeletion: {
            /**
             * @description The account's password.
             * @example seven umbrellas at the harbour
             */
            password: string;
        };
        /**
         * AccountView
         * @description A user, their organisation, and what deleting the account would erase.
         */
        AccountView: {
            /**
             * Format: date-time
             * @description When the account was opened (UTC).
             * @example 2026-03-01T12:00:00Z
             */
            created_at: string;
            /**
             * @description In lower case.
             * @example ada@example.org
             */
            email: string;
            /**
             * Format: int64
             * @description Positive and below 2^53.
             * @example 100
             */
            id: number;
            /** @description Whether they publish factors and change usage types. */
            is_operator: boolean;
            /**
             * @description What it is called now.
             * @example electricity
             */
            name: string;
            /** @description What deleting the account would erase. */
            on_deletion: components["schemas"]["Erasure"];
            /** @description Whose usages the account reaches. */
            organisation: components["schemas"]["OrganisationReference"];
        };
        /**
         * BucketOfEmissions
         * @description One calendar bucket, clipped to the period; by_usage_type is there on group_by=usage_type.
         */
        BucketOfEmissions: {
            /**
             * @description A day, ISO week, month, quarter or year.
             * @example 2026-03
             */
            bucket: string;
            /** @description The same, split by usage type; the parts add up exactly. */
            by_usage_type?: components["schemas"]["TypeEmissions"][];
            /**
             * Format: date-time
             * @description The first instant (UTC).
             * @example 2026-03-01T12:00:00Z
             */
            from: string;
            /**
             * Format: date-time
             * @description The instant just after (UTC).
             * @example 2026-03-01T12:00:00Z
             */
            to: string;
            /**
             * Format: int64
             * @description How many usages there are.
             * @example 1
             */
            total: number;
            /**
             * @description The exact sum.
             * @example 335.616
             */
            total_emissions_kg_co2e: Decimal;
        };
        /**
         * ChangeReason
         * @description Why a usage is deleted or restored.
         */
        ChangeReason: {
            /**
             * @description Why, where somebody said it.
             * @default null
             */
            reason?: string | null;
        };
        /**
         * EmissionsOverTime
         * @description Emissions by bucket and by type; the parts of either add up to the total exactly. Empty buckets are there, with
         *         0; without usages and without bounds there are no buckets.
         */
        EmissionsOverTime: {
            /**
             * @description A day, ISO week, month, quarter or year.
             * @example 2026-03
             */
            bucket: string;
            /** @description In order, without gap or overlap. */
            buckets: components["schemas"]["BucketOfEmissions"][];
            /** @description The same, split by usage type; the parts add up exactly. */
            by_usage_type: components["schemas"]["TypeEmissions"][];
            /**
             * @description The first instant (UTC).
             * @example 2026-03-01T12:00:00Z
             */
            from: string | null;
            /** @description How buckets are split; null: not at all. */
            group_by: string | null;
            /**
             * @description Whose calendar it is.
             * @example Europe/Zurich
             */
            time_zone: string;
            /**
             * @description The instant just after (UTC).
             * @example 2026-03-01T12:00:00Z
             */
            to: string | null;
            /**
             * Format: int64
             * @description How many usages there are.
             * @example 1
             */
            total: number;
            /**
             * @description The exact sum.
             * @example 335.616
             */
            total_emissions_kg_co2e: Decimal;
        };
        /**
         * Erasure
         * @description What goes when the account is deleted: the user's name, e-mail, password and sessions always, and with an
         *         organisation's only member the organisation with all its usages and their versions.
         *
         *         ``usages`` counts deleted ones too, as they can be restored; ``usage_versions`` all versions, the latest included;
         *         ``journal_entries`` those of the organisation's own chain.
         */
        Erasure: {
            /**
             * Format: int64
             * @description Entries of the organisation's own journal that would go.
             */
            journal_entries: number;
            /** @description Whether the organisation goes with its only member. */
            organisation_goes: boolean;
            /**
             * Format: int64
             * @description Versions of usages that would go.
             */
            usage_versions: number;
            /**
             * Format: int64
             * @description Usages that would go.
             */
            usages: number;
        };
        /**
         * FactorList
         * @description Every factor version of a usage type, the latest recorded first.
         */
        FactorList: {
            /** @description In the order that was asked for. */
            items: components["schemas"]["FactorView"][];
        };
        /**
         * FactorStatement
         * @description A factor to publish.
         */
        FactorStatement: {
            /**
             * @description The publisher's edition.
             * @default null
             */
            edition?: string | null;
            /**
             * @description kg CO2e per unit of the usage type: 0 or more, below 10^12, at most 17 significant digits and 24 decimals.
             * @example 1.5
             */
            factor: Decimal;
            /**
             * @description Who states the factor.
             * @example Grid operator, annual statement
             */
            source: string;
            /**
             * @description The first instant it applies to; null: no bound.
             * @default null
             * @example 2026-03-01T12:00:00Z
             */
            valid_from?: string | null;
            /**
             * @description The instant from which on it no longer applies; null: no bound.
             * @default null
             * @example 2026-03-01T12:00:00Z
             */
            valid_to?: string | null;
        };
        /**
         * FactorVersion
         * @description Which version of a factor is pinned: where it comes from and when it applies.
         */
        FactorVersion: {
            /** @description The publisher's edition. */
            edition: string | null;
            /**
             * Format: int64
             * @description Positive and below 2^53.
             * @example 100
             */
            id: number;
            /**
             * @description Who states it.
             * @example Grid operator, annual statement
             */
            source: string;
            /**
             * @description The first instant it applies to; null: no bound.
             * @example 2026-03-01T12:00:00Z
             */
            valid_from: string | null;
            /**
             * @description The instant from which on it no longer applies; null: no bound.
             * @example 2026-03-01T12:00:00Z
             */
            valid_to: string | null;
        };
        /**
         * FactorView
         * @description A factor version: kg CO2e per unit of its type, when it applies, who states it, when it was recorded.
         */
        FactorView: {
            /** @description The publisher's edition. */
            edition: string | null;
            /**
             * @description kg CO2e per unit of the usage type; exact.
             * @example 19.456
             */
            factor: Decimal;
            /**
             * Format: int64
             * @description Positive and below 2^53.
             * @example 100
             */
            id: number;
            /** @description The operator who published it; null: it came with the installation. */
            published_by: number | null;
            /**
             * Format: date-time
             * @description When it was recorded (UTC).
             * @example 2026-03-01T12:00:00Z
             */
            recorded_at: string;
            /**
             * @description Who states it.
             * @example Grid operator, annual statement
             */
            source: string;
            /**
             * Format: int64
             * @description Which usage type it is of.
             * @example 100
             */
            usage_type_id: number;
            /**
             * @description The first instant it applies to; null: no bound.
             * @example 2026-03-01T12:00:00Z
             */
            valid_from: string | null;
            /**
             * @description The instant from which on it no longer applies; null: no bound.
             * @example 2026-03-01T12:00:00Z
             */
            valid_to: string | null;
        };
        /**
         * Fault
         * @description One thing that is wrong, and where: a JSON pointer (RFC 6901) into the body, or the name of a parameter.
         */
        Fault: {
            /** @description What is wrong, and how to mend it. */
            detail: string;
            /**
             * @description Which query parameter, or header.
             * @example page_size
             */
            parameter?: string;
            /**
             * @description Where in the body (JSON pointer, RFC 6901).
             * @example /amount
             */
            pointer?: string;
        };
        /**
         * Health
         * @description All is well.
         */
        Health: {
            /**
             * @description The HTTP status code.
             * @default ok
             * @enum {string}
             */
            status?: "ok";
        };
        /**
         * JournalHead
         * @description The last sealed entry of a chain; with none sealed yet, 0 and 64 zeros.
         */
        JournalHead: {
            /**
             * Format: int64
             * @description The id of the organisation whose entry it is; 0: it concerns everybody.
             * @example 0
             */
            chain: number;
            /** @description SHA-256 in hex; binds it to the entry before. */
            hash: string;
            /**
             * Format: int64
             * @description Its number in its chain, from 1.
             * @example 1
             */
            sequence: number;
        };
        /**
         * JournalHeadList
         * @description Kept somewhere else, they show whether anything before them was altered since.
         */
        JournalHeadList: {
            /** @description Of what concerns everybody. */
            installation_chain: components["schemas"]["JournalHead"];
            /** @description Of the caller's organisation. */
            organisation_chain: components["schemas"]["JournalHead"];
            /**
             * @description Answers as of this instant, and of any before, are fixed.
             * @example 2026-03-01T12:00:00Z
             */
            settled_until: string | null;
        };
        /**
         * JournalPage
         * @description Entries, the latest first; next_cursor is null at the end.
         */
        JournalPage: {
            /** @description In the order that was asked for. */
            items: components["schemas"]["JournalRecord"][];
            /** @description Leads to what follows; null at the end. */
            next_cursor: string | null;
        };
        /**
         * JournalRecord
         * @description An entry. All but sequence, settled_at and hash are its canonical document; those three are null for the seconds
         *         until it is sealed.
         */
        JournalRecord: {
            /**
             * @description What was done.
             * @example usage.recorded
             * @enum {string}
             */
            action: "usage.recorded" | "usage.corrected" | "usage.deleted" | "usage.restored" | "usage_type.added" | "usage_type.changed" | "usage_type.removed" | "factor.published" | "organisation.erased";
            /** @description As it is since, every decimal as text; null where it is gone. */
            after: Record<string, never> | null;
            /** @description As it was, every decimal as text; null where it was not there. */
            before: Record<string, never> | null;
            /**
             * Format: int64
             * @description The id of the organisation whose entry it is; 0: it concerns everybody.
             * @example 0
             */
            chain: number;
            /** @description SHA-256 in hex; binds it to the entry before. */
            hash: string | null;
            /** @description Why, where somebody said it. */
            reason: string | null;
            /**
             * Format: date-time
             * @description When it was recorded (UTC).
             * @example 2026-03-01T12:00:00Z
             */
            recorded_at: string;
            /**
             * @description Its number in its chain, from 1.
             * @example 1
             */
            sequence: number | null;
            /**
             * @description From this instant on, answers as of then hold it.
             * @example 2026-03-01T12:00:00Z
             */
            settled_at: string | null;
            /**
             * Format: int64
             * @description The usage, usage type, factor or organisation that it was done to.
             * @example 100
             */
            subject_id: number;
            /**
             * Format: int64
             * @description Who recorded it.
             */
            user_id: number;
            /**
             * @description Versions count from 1.
             * @example 1
             */
            version: number | null;
        };
        /**
         * LogInRequest
         * @description Who logs in.
         */
        LogInRequest: {
            /**
             * @description The account's e-mail address.
             * @example ada@example.org
             */
            email: string;
            /**
             * @description The present password.
             * @example seven umbrellas at the harbour
             */
            password: string;
            /**
             * @description Where the refresh token goes: a browser's scripts should never see it, so it takes the cookie.
             * @default body
             * @enum {string}
             */
            refresh_in?: "body" | "cookie";
        };
        /**
         * OrganisationReference
         * @description The organisation that the user is a member of.
         */
        OrganisationReference: {
            /**
             * Format: int64
             * @description Positive and below 2^53.
             * @example 100
             */
            id: number;
            /**
             * @description What it is called now.
             * @example electricity
             */
            name: string;
        };
        /**
         * PasswordChange
         * @description A new password, and the present one as proof.
         */
        PasswordChange: {
            /**
             * @description The present password.
             * @example seven umbrellas at the harbour
             */
            current_password: string;
            /**
             * Format: password
             * @description Any characters but NUL; one that many people have is refused.
             * @example seven umbrellas at the harbour
             */
            new_password: string;
        };
        /**
         * ProblemDetails
         * @description Problem details by RFC 9457; `type` identifies the kind of problem, `errors` names every fault.
         */
        ProblemDetails: {
            /** @description What is wrong, and how to mend it. */
            detail: string;
            /** @description Every fault, with its place. */
            errors?: components["schemas"]["Fault"][];
            /**
             * @description With a 5xx: the request, as X-Request-ID and the log name it.
             * @example urn:carbon-ledger:request:4f1c2e9a7b3d4c5e8f60718293a4b5c6
             */
            instance?: string;
            /**
             * Format: int64
             * @description The HTTP status code.
             */
            status: number;
            /** @description The kind of problem, in words. */
            title: string;
            /** @description Identifies the kind of problem for ever. */
            type: string;
        };
        /**
         * RefreshRequest
         * @description The refresh token; left out where a cookie holds it, as the whole body may be.
         */
        RefreshRequest: {
            /** @description The refresh token; it works once. */
            refresh_token?: string;
        };
        /**
         * SealedProof
         * @description That a receipt hangs in the tree of a statement: its place, and the hashes beside its way to the root.
         */
        SealedProof: {
            /** @description The document that is hashed. */
            proof: Record<string, never>;
            /** @description SHA-256 in hex of the document's canonical bytes (RFC 8785). */
            sha256: string;
        };
        /**
         * SealedReceipt
         * @description All that a version's figure was made from.
         */
        SealedReceipt: {
            /** @description The document that is hashed. */
            receipt: Record<string, never>;
            /** @description SHA-256 in hex of the document's canonical bytes (RFC 8785). */
            sha256: string;
        };
        /**
         * SealedStatement
         * @description Totals by type and month, and the root of the Merkle tree (RFC 9162) in which the receipts of all usages hang, by
         *         instant of usage and id. The receipts themselves are there on include=receipts.
         */
        SealedStatement: {
            /** @description In the order of the tree's leaves. */
            receipts?: Record<string, never>[];
            /** @description SHA-256 in hex of the document's canonical bytes (RFC 8785). */
            sha256: string;
            /** @description The document that is hashed. */
            statement: Record<string, never>;
        };
        /**
         * SignUpRequest
         * @description A person, who gets an organisation of their own.
         */
        SignUpRequest: {
            /**
             * @description An e-mail address.
             * @example ada@example.org
             */
            email: string;
            /**
             * @description One line without outer spaces.
             * @example Ada Lovelace
             */
            name: string;
            /**
             * Format: password
             * @description Any characters but NUL; one that many people have is refused.
             * @example seven umbrellas at the harbour
             */
            password: string;
            /**
             * @description Where the refresh token goes: a browser's scripts should never see it, so it takes the cookie.
             * @default body
             * @enum {string}
             */
            refresh_in?: "body" | "cookie";
        };
        /**
         * Tokens
         * @description Tokens by RFC 6749, 5.1; the access token lives for expires_in seconds. refresh_token is missing where a cookie
         *         holds it.
         */
        Tokens: {
            /** @description For the header Authorization: Bearer … */
            access_token: string;
            /**
             * Format: int64
             * @description Life of the access token in seconds.
             * @example 900
             */
            expires_in: number;
            /** @description For the next access token; works once. */
            refresh_token?: string;
            /**
             * @description How the access token is presented.
             * @default Bearer
             * @enum {string}
             */
            token_type?: "Bearer";
        };
        /**
         * TypeEmissions
         * @description The part of one usage type; ``total`` counts its usages.
         */
        TypeEmissions: {
            /**
             * @description In the usage type's unit, rounded half to even to 6 decimals; emissions come from what was entered.
             * @example 17.25
             */
            amount_in_type_unit: Decimal;
            /**
             * @description Entered amount × ratio × factor, rounded once, to the milligram.
             * @example 335.616
             */
            emissions_kg_co2e: Decimal;
            /**
             * Format: int64
             * @description How many usages there are.
             * @example 1
             */
            total: number;
            /** @description The usage type as it is named now. */
            usage_type: components["schemas"]["UsageTypeReference"];
        };
        /**
         * UsageChange
         * @description The parts of a usage to change; what is left out stays.
         */
        UsageChange: {
            /**
             * @description An amount as entered: 0 or more, below 10^12, at most 6 decimals.
             * @example 17.25
             */
            amount?: Decimal;
            /** @description null or empty takes the note away. */
            note?: string | null;
            /**
             * @description Why, where somebody said it.
             * @default null
             */
            reason?: string | null;
            /**
             * @description Code or alias of a unit; case counts.
             * @example kwh
             */
            unit?: string;
            /**
             * Format: date-time
             * @description When it was used; chooses the emission factor.
             * @example 2026-03-01T12:00:00Z
             */
            usage_at?: string;
            /**
             * Format: int64
             * @description The id of the usage type.
             * @example 100
             */
            usage_type_id?: number;
        };
        /**
         * UsagePage
         * @description A page of usages, with the totals of all that the filter selects.
         */
        UsagePage: {
            /** @description In the order that was asked for. */
            items: components["schemas"]["UsageView"][];
            /**
             * Format: int64
             * @description Counted from 1.
             * @example 1
             */
            page: number;
            /**
             * Format: int64
             * @description Usages on a full page.
             * @example 25
             */
            page_size: number;
            /**
             * Format: int64
             * @description How many usages there are.
             * @example 1
             */
            total: number;
            /**
             * @description The exact sum.
             * @example 335.616
             */
            total_emissions_kg_co2e: Decimal;
        };
        /**
         * UsageReplacement
         * @description What was used, stated anew.
         */
        UsageReplacement: {
            /**
             * @description An amount as entered: 0 or more, below 10^12, at most 6 decimals.
             * @example 17.25
             */
            amount: Decimal;
            /**
             * @description Free text.
             * @default null
             */
            note?: string | null;
            /**
             * @description Why, where somebody said it.
             * @default null
             */
            reason?: string | null;
            /**
             * @description Code or alias of a unit; case counts.
             * @example kwh
             */
            unit?: string;
            /**
             * Format: date-time
             * @description When it was used; chooses the emission factor.
             * @example 2026-03-01T12:00:00Z
             */
            usage_at: string;
            /**
             * Format: int64
             * @description The id of the usage type.
             * @example 100
             */
            usage_type_id: number;
        };
        /**
         * UsageStatement
         * @description What was used.
         */
        UsageStatement: {
            /**
             * @description An amount as entered: 0 or more, below 10^12, at most 6 decimals.
             * @example 17.25
             */
            amount: Decimal;
            /**
             * @description Free text.
             * @default null
             */
            note?: string | null;
            /**
             * @description Code or alias of a unit; case counts.
             * @example kwh
             */
            unit?: string;
            /**
             * Format: date-time
             * @description When it was used; chooses the emission factor.
             * @example 2026-03-01T12:00:00Z
             */
            usage_at: string;
            /**
             * Format: int64
             * @description The id of the usage type.
             * @example 100
             */
            usage_type_id: number;
        };
        /**
         * UsageTypeAmendment
         * @description The parts of a usage type to change; what is left out stays. A factor is published as valid from now on.
         */
        UsageTypeAmendment: {
            /**
             * @description The publisher's edition.
             * @default null
             */
            edition?: string | null;
            /**
             * @description kg CO2e per unit of the usage type: 0 or more, below 10^12, at most 17 significant digits and 24 decimals.
             * @example 1.5
             */
            factor?: Decimal;
            /**
             * @description What is used.
             * @example district heating
             */
            name?: string;
            /** @description A retired type takes no new usages. */
            retired?: boolean;
            /**
             * @description Who states the factor.
             * @example Grid operator, annual statement
             */
            source?: string;
        };
        /**
         * UsageTypeList
         * @description Every usage type, by id, retired ones too.
         */
        UsageTypeList: {
            /** @description In the order that was asked for. */
            items: components["schemas"]["UsageTypeView"][];
        };
        /**
         * UsageTypeReference
         * @description A usage type as it is named now.
         */
        UsageTypeReference: {
            /**
             * Format: int64
             * @description Positive and below 2^53.
             * @example 100
             */
            id: number;
            /**
             * @description What it is called now.
             * @example electricity
             */
            name: string;
            /**
             * @description Canonical code of the unit.
             * @example kwh
             */
            unit: string;
        };
        /**
         * UsageTypeStatement
         * @description A usage type to add, with its first factor.
         */
        UsageTypeStatement: {
            /** @description Units to enter amounts in; all of the unit's dimension if left out. */
            accepted_units?: string[];
            /**
             * @description Through which a type in kg takes volumes; null: it takes none.
             * @default null
             * @example 1
             */
            density_kg_per_l?: Decimal | null;
            /**
             * @description The publisher's edition.
             * @default null
             */
            edition?: string | null;
            /**
             * @description kg CO2e per unit of the usage type: 0 or more, below 10^12, at most 17 significant digits and 24 decimals.
             * @example 1.5
             */
            factor: Decimal;
            /**
             * @description What is used.
             * @example district heating
             */
            name: string;
            /**
             * @description Who states the factor.
             * @default Stated by the operator
             * @example Grid operator, annual statement
             */
            source?: string;
            /**
             * @description Code or alias of a unit; case counts.
             * @example kwh
             */
            unit: string;
            /**
             * @description The first instant it applies to; null: no bound.
             * @default null
             * @example 2026-03-01T12:00:00Z
             */
            valid_from?: string | null;
            /**
             * @description The instant from which on it no longer applies; null: no bound.
             * @default null
             * @example 2026-03-01T12:00:00Z
             */
            valid_to?: string | null;
        };
        /**
         * UsageTypeView
         * @description A usage type with the factor in force at a moment; both are None when none is in force.
         */
        UsageTypeView: {
            /** @description The units that amounts may be entered in. */
            accepted_units: components["schemas"]["AcceptedUnit"][];
            /**
             * @description Through which a type in kg takes volumes; null: it takes none.
             * @example 1
             */
            density_kg_per_l: Decimal | null;
            /**
             * @description kg CO2e per unit of the usage type; exact.
             * @example 19.456
             */
            factor: Decimal | null;
            /** @description Which version of the factor that is, and where it comes from. */
            factor_version: components["schemas"]["FactorView"] | null;
            /**
             * Format: int64
             * @description Positive and below 2^53.
             * @example 100
             */
            id: number;
            /**
             * @description What it is called now.
             * @example electricity
             */
            name: string;
            /**
             * @description Since when it takes no new usages; null: it takes them.
             * @example 2026-03-01T12:00:00Z
             */
            retired_at: string | null;
            /**
             * @description Canonical code of the unit.
             * @example kwh
             */
            unit: string;
        };
        /**
         * UsageVersion
         * @description One version of a usage, the deleted ones too; superseded_at is when the next took its place.
         */
        UsageVersion: {
            /**
             * @description As it was entered.
             * @example 17.25
             */
            amount: Decimal;
            /**
             * @description In the usage type's unit, rounded half to even to 6 decimals; emissions come from what was entered.
             * @example 17.25
             */
            amount_in_type_unit: Decimal;
            /**
             * @description What opened this version.
             * @example recorded
             * @enum {string}
             */
            change: "recorded" | "corrected" | "deleted" | "restored";
            /**
             * Format: date-time
             * @description When this version was opened (UTC).
             * @example 2026-03-01T12:00:00Z
             */
            changed_at: string;
            /**
             * Format: int64
             * @description The user who opened this version.
             */
            changed_by: number;
            /**
             * @description Entered amount × ratio × factor, rounded once, to the milligram.
             * @example 335.616
             */
            emissions_kg_co2e: Decimal;
            /**
             * @description kg CO2e per unit of the usage type; exact.
             * @example 19.456
             */
            factor: Decimal;
            /** @description Which version of the factor that is, and where it comes from. */
            factor_version: components["schemas"]["FactorVersion"];
            /**
             * Format: int64
             * @description Positive and below 2^53.
             * @example 100
             */
            id: number;
            /** @description Free text. */
            note: string | null;
            /**
             * Format: date-time
             * @description When it was recorded (UTC).
             * @example 2026-03-01T12:00:00Z
             */
            recorded_at: string;
            /**
             * @description When the next version took its place; null for the latest.
             * @example 2026-03-01T12:00:00Z
             */
            superseded_at: string | null;
            /**
             * @description Canonical code of the unit.
             * @example kwh
             */
            unit: string;
            /**
             * Format: date-time
             * @description When it was used (UTC).
             * @example 2026-03-01T12:00:00Z
             */
            usage_at: string;
            /** @description The usage type as it is named now. */
            usage_type: components["schemas"]["UsageTypeReference"];
            /**
             * Format: int64
             * @description Which usage type it is of.
             * @example 100
             */
            usage_type_id: number;
            /**
             * Format: int64
             * @description Who recorded it.
             */
            user_id: number;
            /**
             * Format: int64
             * @description Versions count from 1.
             * @example 1
             */
            version: number;
        };
        /**
         * UsageVersions
         * @description Every version of a usage, the latest first.
         */
        UsageVersions: {
            /** @description In the order that was asked for. */
            items: components["schemas"]["UsageVersion"][];
        };
        /**
         * UsageView
         * @description A usage with its type and its pinned factor (kg CO2e per unit of the type).
         */
        UsageView: {
            /**
             * @description As it was entered.
             * @example 17.25
             */
            amount: Decimal;
            /**
             * @description In the usage type's unit, rounded half to even to 6 decimals; emissions come from what was entered.
             * @example 17.25
             */
            amount_in_type_unit: Decimal;
            /**
             * @description What opened this version.
             * @example recorded
             * @enum {string}
             */
            change: "recorded" | "corrected" | "deleted" | "restored";
            /**
             * Format: date-time
             * @description When this version was opened (UTC).
             * @example 2026-03-01T12:00:00Z
             */
            changed_at: string;
            /**
             * Format: int64
             * @description The user who opened this version.
             */
            changed_by: number;
            /**
             * @description Entered amount × ratio × factor, rounded once, to the milligram.
             * @example 335.616
             */
            emissions_kg_co2e: Decimal;
            /**
             * @description kg CO2e per unit of the usage type; exact.
             * @example 19.456
             */
            factor: Decimal;
            /** @description Which version of the factor that is, and where it comes from. */
            factor_version: components["schemas"]["FactorVersion"];
            /**
             * Format: int64
             * @description Positive and below 2^53.
             * @example 100
             */
            id: number;
            /** @description Free text. */
            note: string | null;
            /**
             * Format: date-time
             * @description When it was recorded (UTC).
             * @example 2026-03-01T12:00:00Z
             */
            recorded_at: string;
            /**
             * @description Canonical code of the unit.
             * @example kwh
             */
            unit: string;
            /**
             * Format: date-time
             * @description When it was used (UTC).
             * @example 2026-03-01T12:00:00Z
             */
            usage_at: string;
            /** @description The usage type as it is named now. */
            usage_type: components["schemas"]["UsageTypeReference"];
            /**
             * Format: int64
             * @description Which usage type it is of.
             * @example 100
             */
            usage_type_id: number;
            /**
             * Format: int64
             * @description Who recorded it.
             */
            user_id: number;
            /**
             * Format: int64
             * @description Versions count from 1.
             * @example 1
             */
            version: number;
        };
        /**
         * UsageWalk
         * @description A stretch of a walk; next_cursor is null at the end. Totals are there on include=totals.
         */
        UsageWalk: {
            /** @description In the order that was asked for. */
            items: components["schemas"]["UsageView"][];
            /** @description Leads to what follows; null at the end. */
            next_cursor: string | null;
            /**
             * Format: int64
             * @description How many usages there are.
             * @example 1
             */
            total?: number;
            /**
             * @description The exact sum.
             * @example 335.616
             */
            total_emissions_kg_co2e?: Decimal;
        };
    };
    responses: {
        /** @description A body has at most 1 000 000 bytes. */
        BODY_TOO_LARGE: {
            headers: {
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:body-too-large",
                 *       "title": "Body too large",
                 *       "status": 413,
                 *       "detail": "A body has at most 1 000 000 bytes."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The request does not fit the present state. */
        CONFLICT: {
            headers: {
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:conflict",
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "The request does not fit the present state."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The caller is known, but this is not theirs to do. */
        FORBIDDEN: {
            headers: {
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:forbidden",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "detail": "The caller is known, but this is not theirs to do."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description All headers together have at most 32 768 bytes. */
        HEADERS_TOO_LARGE: {
            headers: {
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:headers-too-large",
                 *       "title": "Headers too large",
                 *       "status": 431,
                 *       "detail": "All headers together have at most 32 768 bytes."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description A defect of the service; it is logged there. */
        INTERNAL: {
            headers: {
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:internal",
                 *       "title": "Internal error",
                 *       "status": 500,
                 *       "detail": "A defect of the service; it is logged there.",
                 *       "instance": "urn:carbon-ledger:request:4f1c2e9a7b3d4c5e8f60718293a4b5c6"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The request can be read, but values in it are wrong; errors names each. */
        INVALID: {
            headers: {
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:invalid",
                 *       "title": "Invalid values",
                 *       "status": 422,
                 *       "detail": "The request can be read, but values in it are wrong; errors names each."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The request cannot be read: not HTTP (no host, or two), not JSON, or an unknown or repeated parameter. */
        MALFORMED: {
            headers: {
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:malformed",
                 *       "title": "Malformed request",
                 *       "status": 400,
                 *       "detail": "The request cannot be read: not HTTP (no host, or two), not JSON, or an unknown or repeated parameter."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The path exists; the header Allow names its methods. */
        METHOD_NOT_ALLOWED: {
            headers: {
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:method-not-allowed",
                 *       "title": "Method not allowed",
                 *       "status": 405,
                 *       "detail": "The path exists; the header Allow names its methods."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description There is no such thing, or it belongs to somebody else. */
        NOT_FOUND: {
            headers: {
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:not-found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "detail": "There is no such thing, or it belongs to somebody else."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The thing is not what If-Match or If-None-Match makes a condition; the header ETag says what it is now. */
        PRECONDITION_FAILED: {
            headers: {
                /**
                 * @description See RFC 9110.
                 * @example "yoH5OWBc5uIWYYmC2CPcUQ"
                 */
                ETag?: string;
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:precondition-failed",
                 *       "title": "Precondition failed",
                 *       "status": 412,
                 *       "detail": "The thing is not what If-Match or If-None-Match makes a condition; the header ETag says what it is now."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description It was tried too often; retry after Retry-After seconds. */
        TOO_MANY_ATTEMPTS: {
            headers: {
                /**
                 * @description See RFC 9110.
                 * @example 900
                 */
                "Retry-After"?: string;
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:too-many-attempts",
                 *       "title": "Too many attempts",
                 *       "status": 429,
                 *       "detail": "It was tried too often; retry after Retry-After seconds."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Access token, refresh token or password is missing or not accepted. */
        UNAUTHENTICATED: {
            headers: {
                /**
                 * @description See RFC 9110.
                 * @example Bearer realm="carbon-ledger"
                 */
                "WWW-Authenticate"?: string;
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:unauthenticated",
                 *       "title": "Not authenticated",
                 *       "status": 401,
                 *       "detail": "Access token, refresh token or password is missing or not accepted."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description The storage cannot be reached now; retry after Retry-After seconds. */
        UNAVAILABLE: {
            headers: {
                /**
                 * @description See RFC 9110.
                 * @example 1
                 */
                "Retry-After"?: string;
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:unavailable",
                 *       "title": "Unavailable",
                 *       "status": 503,
                 *       "detail": "The storage cannot be reached now; retry after Retry-After seconds.",
                 *       "instance": "urn:carbon-ledger:request:4f1c2e9a7b3d4c5e8f60718293a4b5c6"
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description A body is application/json in UTF-8, not compressed. */
        UNSUPPORTED_BODY: {
            headers: {
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:unsupported-body",
                 *       "title": "Unsupported body",
                 *       "status": 415,
                 *       "detail": "A body is application/json in UTF-8, not compressed."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Path and query have at most 8 192 bytes. */
        URL_TOO_LONG: {
            headers: {
                /**
                 * @description What the request is called in the log: the sender's word for it, or else one of ours.
                 * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                 */
                "X-Request-ID"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:carbon-ledger:problem:url-too-long",
                 *       "title": "URL too long",
                 *       "status": 414,
                 *       "detail": "Path and query have at most 8 192 bytes."
                 *     }
                 */
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.org",
                 *       "password": "seven umbrellas at the harbour"
                 *     }
                 */
                "application/json": components["schemas"]["LogInRequest"];
            };
        };
        responses: {
            /** @description Tokens by RFC 6749, 5.1; the access token lives for expires_in seconds. refresh_token is missing where a cookie holds it. */
            200: {
                headers: {
                    /** @description The refresh token, where a cookie keeps it. */
                    "Set-Cookie"?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            429: components["responses"]["TOO_MANY_ATTEMPTS"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    /** @description The refresh token, where a cookie keeps it. */
                    "Set-Cookie"?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED"];
            403: components["responses"]["FORBIDDEN"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    refreshTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description Tokens by RFC 6749, 5.1; the access token lives for expires_in seconds. refresh_token is missing where a cookie holds it. */
            200: {
                headers: {
                    /** @description The refresh token, where a cookie keeps it. */
                    "Set-Cookie"?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            403: components["responses"]["FORBIDDEN"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ada Lovelace",
                 *       "email": "ada@example.org",
                 *       "password": "seven umbrellas at the harbour"
                 *     }
                 */
                "application/json": components["schemas"]["SignUpRequest"];
            };
        };
        responses: {
            /** @description Tokens by RFC 6749, 5.1; the access token lives for expires_in seconds. refresh_token is missing where a cookie holds it. */
            201: {
                headers: {
                    /** @description The refresh token, where a cookie keeps it. */
                    "Set-Cookie"?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            400: components["responses"]["MALFORMED"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            429: components["responses"]["TOO_MANY_ATTEMPTS"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    reportEmissions: {
        parameters: {
            query?: {
                /** @description As the ledger stood at this instant, which must have passed, with the names that types had then. Such an answer never changes. */
                as_of?: string;
                /** @description A week is an ISO 8601 week. At most 5000 buckets are made. */
                bucket?: "day" | "month" | "quarter" | "week" | "year";
                /** @description Used at this instant or later; else from the first bucket with a usage. */
                from?: string;
                /** @description Split each bucket. */
                group_by?: "usage_type";
                /** @description IANA name of the zone whose calendar it is. */
                time_zone?: string;
                /** @description Used before this instant; else to the last bucket with a usage. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Emissions by bucket and by type; the parts of either add up to the total exactly. Empty buckets are there, with 0; without usages and without bounds there are no buckets. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmissionsOverTime"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    stateEmissions: {
        parameters: {
            query: {
                /** @description As the ledger stood at this instant, which must have passed, with the names that types had then. Such an answer never changes. */
                as_of?: string;
                /** @description Used at this instant or later. */
                from: string;
                /** @description Add every receipt. */
                include?: "receipts";
                /** @description IANA name of the zone whose calendar it is. */
                time_zone?: string;
                /** @description Used before this instant. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Totals by type and month, and the root of the Merkle tree (RFC 9162) in which the receipts of all usages hang, by instant of usage and id. The receipts themselves are there on include=receipts. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealedStatement"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    checkLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All is well. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["MALFORMED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    checkReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All is well. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["MALFORMED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listJournal: {
        parameters: {
            query?: {
                /** @description What was done; repeat the parameter for several. */
                action?: ("factor.published" | "organisation.erased" | "usage.corrected" | "usage.deleted" | "usage.recorded" | "usage.restored" | "usage_type.added" | "usage_type.changed" | "usage_type.removed")[];
                /** @description next_cursor of the answer before; empty, or left out, begins with the latest. */
                cursor?: string;
                /** @description Recorded at this instant or later. */
                from?: string;
                /** @description Entries in one answer. */
                page_size?: number;
                /** @description Recorded before this instant. */
                to?: string;
                /** @description Entries of this usage alone. */
                usage_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Entries, the latest first; next_cursor is null at the end. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalPage"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getJournalHeads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Kept somewhere else, they show whether anything before them was altered since. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalHeadList"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description * or entity tags: only if the ETag is one of these; a weak one never is.
                 * @example *
                 */
                "If-Match"?: string;
                /**
                 * @description * or entity tags: only if the ETag is none; on GET, if it is one: 304.
                 * @example "yoH5OWBc5uIWYYmC2CPcUQ"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A user, their organisation, and what deleting the account would erase. */
            200: {
                headers: {
                    /** @description Changes with whatever is shown; for conditions. */
                    ETag?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description It is what If-None-Match names. */
            304: {
                headers: {
                    /** @description What it is. */
                    ETag?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            412: components["responses"]["PRECONDITION_FAILED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    deleteAccount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description * or entity tags: only if the ETag is one of these; a weak one never is.
                 * @example *
                 */
                "If-Match"?: string;
                /**
                 * @description * or entity tags: only if the ETag is none; on GET, if it is one: 304.
                 * @example "yoH5OWBc5uIWYYmC2CPcUQ"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "seven umbrellas at the harbour"
                 *     }
                 */
                "application/json": components["schemas"]["AccountDeletion"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            412: components["responses"]["PRECONDITION_FAILED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            429: components["responses"]["TOO_MANY_ATTEMPTS"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    renameAccount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description * or entity tags: only if the ETag is one of these; a weak one never is.
                 * @example *
                 */
                "If-Match"?: string;
                /**
                 * @description * or entity tags: only if the ETag is none; on GET, if it is one: 304.
                 * @example "yoH5OWBc5uIWYYmC2CPcUQ"
                 */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ada Lovelace"
                 *     }
                 */
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description A user, their organisation, and what deleting the account would erase. */
            200: {
                headers: {
                    /** @description Changes with whatever is shown; for conditions. */
                    ETag?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            412: components["responses"]["PRECONDITION_FAILED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "current_password": "seven umbrellas at the harbour",
                 *       "new_password": "seven umbrellas at the harbour"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            429: components["responses"]["TOO_MANY_ATTEMPTS"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listUsageTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every usage type, by id, retired ones too. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageTypeList"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    addUsageType: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A key of the client's own, new for each request, such as a UUID; bare or in double quotes. Sent again within 24 hours by the same user, to the same path, with the same body, the request is answered as it was the first time, and nothing is done again. With another body: 422. Refusals are not kept.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "district heating",
                 *       "unit": "kwh",
                 *       "factor": 1.5
                 *     }
                 */
                "application/json": components["schemas"]["UsageTypeStatement"];
            };
        };
        responses: {
            /** @description A usage type with the factor in force at a moment; both are None when none is in force. */
            201: {
                headers: {
                    /** @description Changes with whatever is shown; for conditions. */
                    ETag?: string;
                    /** @description There if the request was carried out before, and this is its first answer. */
                    "Idempotency-Replayed"?: "true";
                    /** @description Where the new one is. */
                    Location?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageTypeView"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            403: components["responses"]["FORBIDDEN"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getUsageType: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description * or entity tags: only if the ETag is one of these; a weak one never is.
                 * @example *
                 */
                "If-Match"?: string;
                /**
                 * @description * or entity tags: only if the ETag is none; on GET, if it is one: 304.
                 * @example "yoH5OWBc5uIWYYmC2CPcUQ"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the usage type. */
                usage_type_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A usage type with the factor in force at a moment; both are None when none is in force. */
            200: {
                headers: {
                    /** @description Changes with whatever is shown; for conditions. */
                    ETag?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageTypeView"];
                };
            };
            /** @description It is what If-None-Match names. */
            304: {
                headers: {
                    /** @description What it is. */
                    ETag?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            404: components["responses"]["NOT_FOUND"];
            412: components["responses"]["PRECONDITION_FAILED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    removeUsageType: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description * or entity tags: only if the ETag is one of these; a weak one never is.
                 * @example *
                 */
                "If-Match"?: string;
                /**
                 * @description * or entity tags: only if the ETag is none; on GET, if it is one: 304.
                 * @example "yoH5OWBc5uIWYYmC2CPcUQ"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the usage type. */
                usage_type_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            403: components["responses"]["FORBIDDEN"];
            404: components["responses"]["NOT_FOUND"];
            409: components["responses"]["CONFLICT"];
            412: components["responses"]["PRECONDITION_FAILED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    changeUsageType: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description * or entity tags: only if the ETag is one of these; a weak one never is.
                 * @example *
                 */
                "If-Match"?: string;
                /**
                 * @description * or entity tags: only if the ETag is none; on GET, if it is one: 304.
                 * @example "yoH5OWBc5uIWYYmC2CPcUQ"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the usage type. */
                usage_type_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "district heating"
                 *     }
                 */
                "application/json": components["schemas"]["UsageTypeAmendment"];
            };
        };
        responses: {
            /** @description A usage type with the factor in force at a moment; both are None when none is in force. */
            200: {
                headers: {
                    /** @description Changes with whatever is shown; for conditions. */
                    ETag?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageTypeView"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            403: components["responses"]["FORBIDDEN"];
            404: components["responses"]["NOT_FOUND"];
            409: components["responses"]["CONFLICT"];
            412: components["responses"]["PRECONDITION_FAILED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listFactors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the usage type. */
                usage_type_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every factor version of a usage type, the latest recorded first. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorList"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            404: components["responses"]["NOT_FOUND"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    publishFactor: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A key of the client's own, new for each request, such as a UUID; bare or in double quotes. Sent again within 24 hours by the same user, to the same path, with the same body, the request is answered as it was the first time, and nothing is done again. With another body: 422. Refusals are not kept.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the usage type. */
                usage_type_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "factor": 1.5,
                 *       "source": "Grid operator, annual statement"
                 *     }
                 */
                "application/json": components["schemas"]["FactorStatement"];
            };
        };
        responses: {
            /** @description A factor version: kg CO2e per unit of its type, when it applies, who states it, when it was recorded. */
            201: {
                headers: {
                    /** @description There if the request was carried out before, and this is its first answer. */
                    "Idempotency-Replayed"?: "true";
                    /** @description Where the new one is. */
                    Location?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorView"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            403: components["responses"]["FORBIDDEN"];
            404: components["responses"]["NOT_FOUND"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listUsages: {
        parameters: {
            query?: {
                /** @description In the type's unit; the bound itself is included. */
                amount_max?: Decimal;
                /** @description In the type's unit; the bound itself is included. */
                amount_min?: Decimal;
                /** @description As the ledger stood at this instant, which must have passed, with the names that types had then. Such an answer never changes. */
                as_of?: string;
                /** @description next_cursor of the answer before; empty starts a walk. */
                cursor?: string;
                /** @description Used at this instant or later. */
                from?: string;
                /** @description With cursor: add the totals. */
                include?: "totals";
                /** @description Counted from 1; 1 without cursor. */
                page?: number;
                /** @description Usages in one answer. */
                page_size?: number;
                /** @description The key, with - before it to descend; ids break ties. */
                sort?: "usage_at" | "-usage_at" | "amount" | "-amount" | "emissions" | "-emissions" | "usage_type" | "-usage_type" | "recorded_at" | "-recorded_at";
                /** @description Used before this instant. */
                to?: string;
                /** @description Of these types; repeat the parameter for several. */
                usage_type_id?: number[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of usages, with the totals of all that the filter selects. Or: A stretch of a walk; next_cursor is null at the end. Totals are there on include=totals. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsagePage"] | components["schemas"]["UsageWalk"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    recordUsage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A key of the client's own, new for each request, such as a UUID; bare or in double quotes. Sent again within 24 hours by the same user, to the same path, with the same body, the request is answered as it was the first time, and nothing is done again. With another body: 422. Refusals are not kept.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "usage_type_id": 100,
                 *       "usage_at": "2026-03-01T12:00:00Z",
                 *       "amount": 17.25
                 *     }
                 */
                "application/json": components["schemas"]["UsageStatement"];
            };
        };
        responses: {
            /** @description A usage with its type and its pinned factor (kg CO2e per unit of the type). */
            201: {
                headers: {
                    /** @description Changes with whatever is shown; for conditions. */
                    ETag?: string;
                    /** @description There if the request was carried out before, and this is its first answer. */
                    "Idempotency-Replayed"?: "true";
                    /** @description Where the new one is. */
                    Location?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageView"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getUsage: {
        parameters: {
            query?: {
                /** @description As the ledger stood at this instant, which must have passed, with the names that types had then. Such an answer never changes. */
                as_of?: string;
            };
            header?: {
                /**
                 * @description * or entity tags: only if the ETag is one of these; a weak one never is.
                 * @example *
                 */
                "If-Match"?: string;
                /**
                 * @description * or entity tags: only if the ETag is none; on GET, if it is one: 304.
                 * @example "yoH5OWBc5uIWYYmC2CPcUQ"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the usage. */
                usage_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A usage with its type and its pinned factor (kg CO2e per unit of the type). */
            200: {
                headers: {
                    /** @description Changes with whatever is shown; for conditions. */
                    ETag?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageView"];
                };
            };
            /** @description It is what If-None-Match names. */
            304: {
                headers: {
                    /** @description What it is. */
                    ETag?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            404: components["responses"]["NOT_FOUND"];
            409: components["responses"]["CONFLICT"];
            412: components["responses"]["PRECONDITION_FAILED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    replaceUsage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description * or entity tags: only if the ETag is one of these; a weak one never is.
                 * @example *
                 */
                "If-Match"?: string;
                /**
                 * @description * or entity tags: only if the ETag is none; on GET, if it is one: 304.
                 * @example "yoH5OWBc5uIWYYmC2CPcUQ"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the usage. */
                usage_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "usage_type_id": 100,
                 *       "usage_at": "2026-03-01T12:00:00Z",
                 *       "amount": 17.25
                 *     }
                 */
                "application/json": components["schemas"]["UsageReplacement"];
            };
        };
        responses: {
            /** @description A usage with its type and its pinned factor (kg CO2e per unit of the type). */
            200: {
                headers: {
                    /** @description Changes with whatever is shown; for conditions. */
                    ETag?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageView"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            404: components["responses"]["NOT_FOUND"];
            409: components["responses"]["CONFLICT"];
            412: components["responses"]["PRECONDITION_FAILED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    deleteUsage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description * or entity tags: only if the ETag is one of these; a weak one never is.
                 * @example *
                 */
                "If-Match"?: string;
                /**
                 * @description * or entity tags: only if the ETag is none; on GET, if it is one: 304.
                 * @example "yoH5OWBc5uIWYYmC2CPcUQ"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the usage. */
                usage_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["ChangeReason"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            404: components["responses"]["NOT_FOUND"];
            409: components["responses"]["CONFLICT"];
            412: components["responses"]["PRECONDITION_FAILED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    changeUsage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description * or entity tags: only if the ETag is one of these; a weak one never is.
                 * @example *
                 */
                "If-Match"?: string;
                /**
                 * @description * or entity tags: only if the ETag is none; on GET, if it is one: 304.
                 * @example "yoH5OWBc5uIWYYmC2CPcUQ"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the usage. */
                usage_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "usage_type_id": 100
                 *     }
                 */
                "application/json": components["schemas"]["UsageChange"];
            };
        };
        responses: {
            /** @description A usage with its type and its pinned factor (kg CO2e per unit of the type). */
            200: {
                headers: {
                    /** @description Changes with whatever is shown; for conditions. */
                    ETag?: string;
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageView"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            404: components["responses"]["NOT_FOUND"];
            409: components["responses"]["CONFLICT"];
            412: components["responses"]["PRECONDITION_FAILED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    proveUsage: {
        parameters: {
            query: {
                /** @description As the ledger stood at this instant, which must have passed, with the names that types had then. Such an answer never changes. */
                as_of?: string;
                /** @description Used at this instant or later. */
                from: string;
                /** @description IANA name of the zone whose calendar it is. */
                time_zone?: string;
                /** @description Used before this instant. */
                to: string;
            };
            header?: never;
            path: {
                /** @description The id of the usage. */
                usage_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description That a receipt hangs in the tree of a statement: its place, and the hashes beside its way to the root. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealedProof"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            404: components["responses"]["NOT_FOUND"];
            409: components["responses"]["CONFLICT"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    getReceipt: {
        parameters: {
            query?: {
                /** @description The latest if left out. */
                version?: number;
            };
            header?: never;
            path: {
                /** @description The id of the usage. */
                usage_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that a version's figure was made from. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealedReceipt"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            404: components["responses"]["NOT_FOUND"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    restoreUsage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A key of the client's own, new for each request, such as a UUID; bare or in double quotes. Sent again within 24 hours by the same user, to the same path, with the same body, the request is answered as it was the first time, and nothing is done again. With another body: 422. Refusals are not kept.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: string;
                /**
                 * @description * or entity tags: only if the ETag is one of these; a weak one never is.
                 * @example *
                 */
                "If-Match"?: string;
                /**
                 * @description * or entity tags: only if the ETag is none; on GET, if it is one: 304.
                 * @example "yoH5OWBc5uIWYYmC2CPcUQ"
                 */
                "If-None-Match"?: string;
            };
            path: {
                /** @description The id of the usage. */
                usage_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["ChangeReason"];
            };
        };
        responses: {
            /** @description A usage with its type and its pinned factor (kg CO2e per unit of the type). */
            200: {
                headers: {
                    /** @description Changes with whatever is shown; for conditions. */
                    ETag?: string;
                    /** @description There if the request was carried out before, and this is its first answer. */
                    "Idempotency-Replayed"?: "true";
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageView"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            404: components["responses"]["NOT_FOUND"];
            409: components["responses"]["CONFLICT"];
            412: components["responses"]["PRECONDITION_FAILED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            415: components["responses"]["UNSUPPORTED_BODY"];
            422: components["responses"]["INVALID"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    listUsageVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the usage. */
                usage_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every version of a usage, the latest first. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageVersions"];
                };
            };
            400: components["responses"]["MALFORMED"];
            401: components["responses"]["UNAUTHENTICATED"];
            404: components["responses"]["NOT_FOUND"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    checkLivenessAtRoot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All is well. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["MALFORMED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
    checkReadinessAtRoot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All is well. */
            200: {
                headers: {
                    /**
                     * @description What the request is called in the log: the sender's word for it, or else one of ours.
                     * @example 4f1c2e9a7b3d4c5e8f60718293a4b5c6
                     */
                    "X-Request-ID"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["MALFORMED"];
            413: components["responses"]["BODY_TOO_LARGE"];
            414: components["responses"]["URL_TOO_LONG"];
            431: components["responses"]["HEADERS_TOO_LARGE"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["UNAVAILABLE"];
        };
    };
}
