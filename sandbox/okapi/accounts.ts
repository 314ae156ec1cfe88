import { accounts } from '../consortium';
import { stableId } from '../ids';
import type { SandboxUser } from '../types';

const attempts = 5;
const windowMs = 10 * 60_000;

interface AccountRecord {
	user: SandboxUser;
	active: boolean;
	/** Times of refused logins, within the window. */
	refusals: number[];
}

export type LoginResult =
	| { readonly outcome: 'ok'; readonly user: SandboxUser }
	| { readonly outcome: 'unknownUser' | 'blocked' }
	| { readonly outcome: 'wrongPassword'; readonly refusals: number };

/** The accounts of all tenants, with the lock that closes after five refusals within ten minutes. */
export class Accounts {
	private readonly records = new Map<string, AccountRecord>();

	constructor(private readonly now: () => number) {
		for (const user of accounts) this.put(user);
	}

	/** Adds an account, or gives an existing one another password or other permissions. */
	set(account: Omit<SandboxUser, 'id'>): SandboxUser {
		const user = { ...account, id: stableId(`user:${account.tenant}:${account.username}`) };
		this.put(user);
		return user;
	}

	get(tenant: string, username: string): SandboxUser | undefined {
		return this.records.get(key(tenant, username))?.user;
	}

	isActive(user: SandboxUser): boolean {
		return this.records.get(key(user.tenant, user.username))?.active === true;
	}

	/** What an administrator does with a locked account, or to lock one. */
	setActive(tenant: string, username: string, active: boolean): void {
		const record = this.records.get(key(tenant, username));
		if (record === undefined) throw new Error(`There is no account ${username} in tenant ${tenant}`);
		record.active = active;
		record.refusals = [];
	}

	/** The account as it is now: permissions can change while a token is out. */
	current(user: SandboxUser): SandboxUser {
		return this.get(user.tenant, user.username) ?? user;
	}

	logIn(tenant: string, username: string, password: string): LoginResult {
		const record = this.records.get(key(tenant, username));
		if (record === undefined) return { outcome: 'unknownUser' };
		if (!record.active) return { outcome: 'blocked' };
		if (record.user.password === password) {
			record.refusals = [];
			return { outcome: 'ok', user: record.user };
		}
		const now = this.now();
		record.refusals = [...record.refusals.filter((at) => at > now - windowMs), now];
		if (record.refusals.length >= attempts) record.active = false;
		return { outcome: 'wrongPassword', refusals: record.refusals.length };
	}

	private put(user: SandboxUser): void {
		this.records.set(key(user.tenant, user.username), { user, active: true, refusals: [] });
	}
}

/** User names do not heed the case of letters. */
function key(tenant: string, username: string): string {
	return `${tenant}\n${username.toLowerCase()}`;
}
