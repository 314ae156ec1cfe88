import { ReShareError, rethrowUnlessOfKind } from '../errors';

/**
 * An id that no request has. An attempt to read this request shows whether the account has the permission, without reading data of a
 * patron.
 */
export const nonexistentId = '00000000-0000-0000-0000-000000000000';

/** A permission that the account lacks. `purpose` says in words what it is for, e.g. `to read holdings`. */
export interface MissingPermission {
	readonly purpose: string;
	readonly permission: string | undefined;
}

type Probe = readonly [purpose: string, probe: () => Promise<unknown>];

/** Tries the first probe, then all others at once, and reports all missing permissions together. Every other failure is thrown as it is. */
export async function checkPermissions([first, ...others]: readonly [Probe, ...Probe[]]) {
	const missing = [...(await missingPermission(first)), ...(await Promise.all(others.map(missingPermission))).flat()];
	if (missing.length > 0) throw permissionError(missing);
}

async function missingPermission([purpose, probe]: Probe) {
	try {
		await probe();
		return [];
	} catch (error) {
		rethrowUnlessOfKind(error, 'permission');
		return [{ purpose, permission: error.permission }];
	}
}

/** Names all missing permissions in one sentence, so that one question to the administrator suffices. */
export function permissionError(missing: readonly MissingPermission[]) {
	const list = missing.map(({ purpose, permission }) => (permission === undefined ? purpose : `${purpose} (${permission})`)).join(', ');
	return new ReShareError('permission', `The login works, but the user lacks the permission ${list}`, {
		status: 403,
		permission: missing.find(({ permission }) => permission !== undefined)?.permission,
		description: 'Ask your ReShare administrator to give the user what is missing.',
	});
}
