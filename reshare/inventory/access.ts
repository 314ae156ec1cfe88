import type { ReShareError } from '../errors';

/** Whether an error says that this account cannot work here at all, so that going on would only hide it. */
export function isAboutAccess(error: ReShareError): boolean {
	const kinds: ReadonlyArray<ReShareError['kind']> = [
		'wrongCredentials',
		'userBlocked',
		'loginRefusedEarlier',
		'unknownTenant',
		'notOkapi',
		'unauthorized',
		'noModule',
		'certificate',
		'redirect',
		'blocked',
		'badInput',
	];
	return kinds.includes(error.kind);
}
