import { accounts } from '../consortium';
import { makeStableId } from '../stableIds';
import type { SandboxUser } from '../sharedTypes';

const attempts = 5;

interface AccountRecord {
	user: SandboxUser;
	active: boolean;
	refusals: number;
}

type LoginResult =
	| { readonly outcome: 'ok'; readonly user: SandboxUser }
	| { readonly outcome: 'unknownUser' }
	| { readonly outcome: 'wrongPassword' | 'blocked'; readonly refusals: number };

/**
 * The accounts of all tenants. The fifth refusal in a row locks an account, however much time lies between: mod-login stamps an attempt
 * before it looks how old the last one is (LoginAttemptsHelper.java), so that its `login.fail.timeout` never expires.
 */
export class Accounts {
	private readonly records = new Map<string, AccountRecord>();

	constructor() {
		for (const user of accounts) this.put(user);
	}

	set(account: Omit<SandboxUser, 'id'>): SandboxUser {
		const user = { ...account, id: makeStableId(`user:${account.tenant}:${account.username}`) };
		this.put(user);
		return user;
	}

	get(tenant: string, username: string): SandboxUser | undefined {
		return this.records.get(key(tenant, username))?.user;
	}

	isActive(user: SandboxUser): boolean {
		return this.records.get(key(user.tenant, user.username))?.active === true;
	}

	setActive(tenant: string, username: string, active: boolean): void {
		const record = this.records.get(key(tenant, username));
		if (record === undefined) throw new Error(`There is no account ${username} in tenant ${tenant}`);
		record.active = active;
		record.refusals = 0;
	}

	/** Finds the account as it is now, because permissions can change while a token is valid. */
	current(user: SandboxUser): SandboxUser {
		return this.get(user.tenant, user.username) ?? user;
	}

	logIn(tenant: string, username: string, password: string): LoginResult {
		const record = this.records.get(key(tenant, username));
		if (record === undefined) return { outcome: 'unknownUser' };
		if (!record.active) return { outcome: 'blocked', refusals: record.refusals };
		if (record.user.password === password) {
			record.refusals = 0;
			return { outcome: 'ok', user: record.user };
		}
		record.refusals++;
		if (record.refusals >= attempts) record.active = false;
		return { outcome: 'wrongPassword', refusals: record.refusals };
	}

	private put(user: SandboxUser): void {
		this.records.set(key(user.tenant, user.username), { user, active: true, refusals: 0 });
	}
}

/** Makes the key of an account. The case of user names does not matter. */
function key(tenant: string, username: string): string {
	return `${tenant}\n${username.toLowerCase()}`;
}
