import type { IDataObject } from 'n8n-workflow';
import { inventoryAccountOf, libraryAccountOf } from '../../demo/practiceCredentials';
import type { Sandbox } from '../../sandbox';
import type { ActionNode } from './failingOperations';

export interface Cause {
	readonly name: string;
	/** The credential's fields; undefined if it was deleted. */
	readonly account: (sandbox: Sandbox, node: ActionNode | 'trigger') => IDataObject | undefined;
	/** What the error must say. */
	readonly words: RegExp;
}

/** n8n protects internal addresses, and allows only this name of this machine. */
export const allowedHost = 'localhost';

const onAllowedHost = (account: Record<string, unknown>) =>
	Object.fromEntries(
		Object.entries(account).map(([name, value]) => [name, typeof value === 'string' ? value.replace('127.0.0.1', allowedHost) : value]),
	) as IDataObject;

const right = (sandbox: Sandbox, node: ActionNode | 'trigger') =>
	(node === 'reShareSearch' ? inventoryAccountOf(sandbox) : libraryAccountOf(sandbox)) as IDataObject;

/** Returns the account of the other credential. n8n offers the newest credential first, and people copy addresses. */
function otherAccount(sandbox: Sandbox, node: ActionNode | 'trigger') {
	const { tenant, username, password } = node === 'reShareSearch' ? sandbox.libraries.east : sandbox.inventory;
	return onAllowedHost({ ...right(sandbox, node), tenant, username, password });
}

export const causes: readonly Cause[] = [
	{ name: 'an account of the wrong tenant', account: otherAccount, words: /There is no GraphQL here|does not offer|lacks the permission/ },
	{ name: 'a deleted credential', account: () => undefined, words: /[Cc]redential/ },
	{ name: 'an unusable address', account: (sandbox, node) => ({ ...right(sandbox, node), url: 'okapi' }), words: /'Okapi URL'/ },
	{
		name: 'a refused login',
		account: (sandbox, node) => onAllowedHost({ ...right(sandbox, node), password: 'not-the-password' }),
		words: /refused this user name and password/,
	},
	{ name: 'a host that n8n blocks', account: right, words: /n8n does not allow connections to 127\.0\.0\.1/ },
];
