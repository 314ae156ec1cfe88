/** What went wrong, as a word that callers may branch on. */
export type ReShareErrorKind =
	/** A value given by the user cannot be used; nothing was sent. */
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
	/** An answer that has not the promised form. */
	| 'badAnswer'
	/** An error of the code or of the host, such as a function that it lacks. */
	| 'unexpected'
	/** The shared inventory answered with GraphQL errors. */
	| 'inventory';

/** Causes that no other call of a run would be spared: without a login nothing else works either. */
export const stopsEverything: ReadonlySet<ReShareErrorKind> = new Set(['loginRefused', 'userBlocked', 'loginRefusedEarlier', 'unknownTenant', 'notOkapi', 'blocked'] as const);

export interface ReShareErrorDetails {
	/** What to do, one or two sentences. */
	readonly description?: string;
	/** HTTP status of the answer, where there was one. */
	readonly status?: number;
	/** How long the server asks to wait, in milliseconds. */
	readonly retryAfterMs?: number;
	/** The missing permission's name, for kind `permission`. */
	readonly permission?: string;
	/**
	 * Whether the server may have acted on the request although no usable answer came back. A create that ends this
	 * way may exist.
	 */
	readonly mayHaveReached?: boolean;
	readonly cause?: unknown;
}

/**
 * The only error that the client throws. `message` says what happened and `description` what to do, both in words for
 * library staff; neither ever holds a password, a token or patron data.
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

/** The error for a value given by the user that cannot be used. */
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

/** The error for an answer that this package cannot read. */
export function unknownForm(message: string, details: Omit<ReShareErrorDetails, 'description'> = {}): ReShareError {
	return new ReShareError('badAnswer', message, { description: 'The server may be newer or older than this package knows. Please report it with this text.', ...details });
}

/**
 * Runs what must be done before a call can be sent, such as a login. What fails then fails without the call, whatever has become of
 * the preparation: nothing has been made or changed.
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
 * Runs a later step of what takes several calls. Where it fails, an earlier one has changed something already.
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
