/** What went wrong, as a word that callers may branch on. */
export type ReShareErrorKind =
	/** A value given by the user; nothing was sent. */
	| 'badInput'
	/** The transport. */
	| 'network' | 'timeout' | 'certificate' | 'tooLarge' | 'redirect' | 'blocked'
	/** The caller's signal ended the call. */
	| 'cancelled'
	/** Logging in. */
	| 'notOkapi' | 'unknownTenant' | 'loginRefused' | 'userBlocked' | 'loginRefusedEarlier'
	/** The gateway. */
	| 'permission' | 'unauthorized' | 'noModule'
	/** The module behind the gateway. */
	| 'notFound' | 'rateLimited' | 'server' | 'refused'
	/** An answer of another form than promised. */
	| 'badAnswer'
	/** An error of the code or the host, such as a function that it lacks. */
	| 'unexpected'
	/** The shared inventory answered with GraphQL errors. */
	| 'inventory';

/** Causes that would hit every other call of a run, too: without a login nothing else works. */
export const stopsEverything: ReadonlySet<ReShareErrorKind> = new Set(['loginRefused', 'userBlocked', 'loginRefusedEarlier', 'unknownTenant', 'notOkapi', 'blocked'] as const);

export interface ReShareErrorDetails {
	/** What to do, one or two sentences. */
	readonly description?: string;
	/** The HTTP status. */
	readonly status?: number;
	/** How long the server asks to wait, in milliseconds. */
	readonly retryAfterMs?: number;
	/** The name of the missing one. */
	readonly permission?: string;
	/** Whether the server may have acted although no usable answer came. What was to be created may exist. */
	readonly mayHaveReached?: boolean;
	readonly cause?: unknown;
}

/**
 * The only error that the client throws. `message` says what happened, `description` what to do, both for library staff;
 * neither ever holds a password, a token or patron data.
 */
export class ReShareError extends Error {
	readonly kind: ReShareErrorKind;
	readonly description: string;
	readonly status: number | undefined;
	readonly retryAfterMs: number | undefined;
	readonly permission: string | undefined;
	readonly mayHaveReached: boolean;

	constructor(kind: ReShareErrorKind, message: string, details: ReShareErrorDetails = {}) {
		super(message, details.cause === undefined ? undefined : { cause: details.cause });
		this.name = 'ReShareError';
		this.kind = kind;
		this.description = details.description ?? '';
		this.status = details.status;
		this.retryAfterMs = details.retryAfterMs;
		this.permission = details.permission;
		this.mayHaveReached = details.mayHaveReached ?? false;
	}
}

export function badInput(message: string, description = ''): ReShareError {
	return new ReShareError('badInput', message, { description });
}

/** What is asked for; undefined where it fails in one of these ways. */
export async function unless<Answer>(asking: Promise<Answer>, ...kinds: readonly ReShareErrorKind[]): Promise<Answer | undefined> {
	try {
		return await asking;
	} catch (error) {
		if (error instanceof ReShareError && kinds.includes(error.kind)) return undefined;
		throw error;
	}
}

export function unknownForm(message: string, details: Omit<ReShareErrorDetails, 'description'> = {}): ReShareError {
	return new ReShareError('badAnswer', message, { description: 'The server may be newer or older than this package knows. Please report it with this text.', ...details });
}

/**
 * Runs what must be done before a call, such as a login. Where it fails, the call has made and changed nothing.
 *
 * @throws what `prepare` throws, with `mayHaveReached` false
 */
export async function beforehand<Result>(prepare: () => Promise<Result>): Promise<Result> {
	try {
		return await prepare();
	} catch (error) {
		if (!(error instanceof ReShareError) || !error.mayHaveReached) throw error;
		throw again(error, false);
	}
}

/**
 * Runs a later step of several calls. Where it fails, an earlier one has changed something.
 *
 * @throws what `step` throws, with `mayHaveReached` true
 */
export async function afterwards<Result>(step: () => Promise<Result>): Promise<Result> {
	try {
		return await step();
	} catch (error) {
		throw error instanceof ReShareError ? again(error, true) : error;
	}
}

function again({ kind, message, description, status, retryAfterMs, permission, cause }: ReShareError, mayHaveReached: boolean): ReShareError {
	return new ReShareError(kind, message, { description, cause, mayHaveReached, status, retryAfterMs, permission });
}
