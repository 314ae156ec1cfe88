/** What went wrong, as a word that callers may branch on. */
export type ReShareErrorKind =
	/** A value that the user has given cannot be used; nothing was sent. */
	| 'badInput'
	/** The transport could not get an answer that can be read. */
	| 'network'
	| 'timeout'
	| 'certificate'
	| 'tooLarge'
	| 'redirect'
	| 'blocked'
	/** The caller's signal ended the call, or kept it from beginning. */
	| 'cancelled'
	/** The login failed. */
	| 'notOkapi'
	| 'unknownTenant'
	| 'loginRefused'
	| 'userBlocked'
	| 'loginRefusedEarlier'
	/** The gateway in front of the modules refused the call. */
	| 'permission'
	| 'unauthorized'
	| 'noModule'
	/** The module behind the gateway, or another server, answered with an error status. */
	| 'notFound'
	| 'rateLimited'
	| 'server'
	| 'refused'
	/** The server's answer does not have the form that its interface promises. */
	| 'badAnswer'
	/** A defect of the client or of the calling program, such as a call of a function that does not exist. */
	| 'unexpected'
	/** The shared inventory answered, but not with what was needed, e.g. with GraphQL errors or with records without holdings. */
	| 'inventory';

/**
 * The kinds of error that every other call of the run would meet, too: the run was stopped, the login failed, or the calling program does
 * not allow the address.
 */
const kindsThatStopARun: readonly ReShareErrorKind[] = [
	'cancelled',
	'loginRefused',
	'userBlocked',
	'loginRefusedEarlier',
	'unknownTenant',
	'notOkapi',
	'blocked',
];

/** Whether only this call failed, so that other calls of the run may still succeed. */
export function isErrorOfOneCall(error: unknown): error is ReShareError {
	return error instanceof ReShareError && !kindsThatStopARun.includes(error.kind);
}

/** Asks, and returns what `orElse` makes of the error's message if only this call failed. */
export async function answerOrElse<Answer, Other>(ask: () => Promise<Answer>, orElse: (why: string) => Other) {
	try {
		return await ask();
	} catch (error) {
		if (!isErrorOfOneCall(error)) throw error;
		return orElse(error.message);
	}
}

export interface ReShareErrorDetails {
	/** What to do, one or two sentences. */
	readonly description?: string;
	readonly status?: number;
	/** How long the server asks to wait, in milliseconds. */
	readonly retryAfterMs?: number;
	/** The name of the permission that the account lacks. */
	readonly permission?: string;
	/** Whether the server may have acted although no usable answer came, so that a new request may exist. */
	readonly mayHaveReached?: boolean;
	readonly cause?: unknown;
}

/**
 * The only error that the client throws. `message` says what happened, `description` what to do, both for library staff;
 * neither ever holds a password, a token or patron data.
 */
export class ReShareError extends Error {
	readonly description: string;
	readonly status: number | undefined;
	readonly retryAfterMs: number | undefined;
	readonly permission: string | undefined;
	readonly mayHaveReached: boolean;

	/** @param details the description alone, or more */
	constructor(
		readonly kind: ReShareErrorKind,
		message: string,
		details: string | ReShareErrorDetails = {},
	) {
		const {
			description = '',
			status,
			retryAfterMs,
			permission,
			mayHaveReached = false,
			cause,
		}: ReShareErrorDetails = typeof details === 'string' ? { description: details } : details;
		super(message, cause === undefined ? undefined : { cause });
		this.name = 'ReShareError';
		this.description = description;
		this.status = status;
		this.retryAfterMs = retryAfterMs;
		this.permission = permission;
		this.mayHaveReached = mayHaveReached;
	}
}

export function badInputError(message: string, description = '') {
	return new ReShareError('badInput', message, description);
}

/** Throws an error again, unless it is the client's own and of one of these kinds; without kinds, of any. */
export function rethrowUnlessOfKind(error: unknown, ...kinds: readonly ReShareErrorKind[]): asserts error is ReShareError {
	if (!(error instanceof ReShareError) || (kinds.length > 0 && !kinds.includes(error.kind))) throw error;
}

/** Waits for an answer. It returns undefined if the call fails with one of these kinds of error; without kinds, with any. */
export async function undefinedIfFailed<Answer>(asking: Promise<Answer>, ...kinds: readonly ReShareErrorKind[]) {
	try {
		return await asking;
	} catch (error) {
		rethrowUnlessOfKind(error, ...kinds);
		return undefined;
	}
}

/** Waits for an answer for which another run has asked already. If that run is stopped, the caller asks by itself. */
export async function askAgainIfStopped<Answer>(underWay: Promise<Answer>, ask: () => Promise<Answer>) {
	try {
		return await underWay;
	} catch (error) {
		rethrowUnlessOfKind(error, 'cancelled');
		return await ask();
	}
}

export function badAnswerError(message: string, details: Omit<ReShareErrorDetails, 'description'> = {}) {
	return new ReShareError('badAnswer', message, {
		description: 'The server may be newer or older than this package knows. Please report it with this text.',
		...details,
	});
}

/** Runs what must be done before a call, such as a login. If it fails, the error says that the call has changed nothing. */
export function runWithFailureMarkedUnsent<Result>(prepare: () => Promise<Result>) {
	return prepare().catch((error: unknown) => Promise.reject(markMayHaveReached(error, false)));
}

/** Runs a later one of several calls. If it fails, the error says that an earlier call has changed something. */
export function runWithFailureMarkedReached<Result>(step: () => Promise<Result>) {
	return step().catch((error: unknown) => Promise.reject(markMayHaveReached(error)));
}

/** Returns an error that says whether the server may have acted. An error that is not the client's own stays as it is. */
export function markMayHaveReached(error: unknown, mayHaveReached = true) {
	if (!(error instanceof ReShareError) || error.mayHaveReached === mayHaveReached) return error;
	return new ReShareError(error.kind, error.message, { ...error, cause: error.cause, mayHaveReached });
}
