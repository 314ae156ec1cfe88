import { ReShareError } from '../errors';

/** No request has it: reading it shows the permission without showing a patron. */
export const idOfNothing = '00000000-0000-0000-0000-000000000000';

/** What a missing permission stops, in words, e.g. `to read holdings`. */
export interface Missing {
	readonly purpose: string;
	readonly permission: string | undefined;
}

/** The permission that a probe misses; every other failure is thrown. */
export async function missingPermission(purpose: string, probe: () => Promise<unknown>): Promise<Missing[]> {
	try {
		await probe();
		return [];
	} catch (error) {
		if (error instanceof ReShareError && error.kind === 'permission') return [{ purpose, permission: error.permission }];
		throw error;
	}
}

/** All missing permissions in one sentence, so that the administrator is asked once. */
export function permissionError(missing: readonly Missing[]): ReShareError {
	const list = missing.map(({ purpose, permission }) => (permission === undefined ? purpose : `${purpose} (${permission})`)).join(', ');
	const first = missing.find(({ permission }) => permission !== undefined)?.permission;
	return new ReShareError('permission', `The login works, but the user lacks the permission ${list}`, {
		status: 403,
		permission: first,
		description: 'Ask your ReShare administrator to give the user what is missing.',
	});
}
