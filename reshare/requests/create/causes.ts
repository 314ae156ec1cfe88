import type { ReShareErrorKind } from '../../errors';

/** Causes that no other call of the run would be spared: without a login nothing else works either. */
export const stopsEverything: ReadonlySet<ReShareErrorKind> = new Set([
	'wrongCredentials',
	'userBlocked',
	'loginRefusedEarlier',
	'unknownTenant',
	'notOkapi',
	'blocked',
] as const);
