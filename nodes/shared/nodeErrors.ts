import { BaseError, NodeApiError, NodeOperationError, type Failure, type INode, type JsonObject } from 'n8n-workflow';
import type { ReShareError, ReShareErrorKind } from '../../reshare/index';

/** Recognizes the client's error without loading the client; `instanceof` would also fail across two copies of the client. */
export function isReShareError(error: unknown): error is ReShareError {
	return error instanceof Error && error.name === 'ReShareError' && 'kind' in error;
}

/** Returns the message of an error; if it is the client's, also what to do about it. */
export function errorInWords(error: unknown): string {
	if (!isReShareError(error)) return errorMessageOf(error);
	return error.description === '' ? error.message : `${error.message}. ${error.description}`;
}

export function errorMessageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

export type NodeFailure = NodeApiError | NodeOperationError;

/** Makes the error that n8n shows. Recent versions of n8n also learn from it why the work failed, so that polling backs off correctly. */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): NodeFailure {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (!isReShareError(error)) return new NodeOperationError(node, error instanceof Error ? error : new Error(String(error)), { itemIndex });
	const options = { message: error.message, description: error.description, itemIndex, failure: failureOf(error) };
	if (error.status === undefined) return new NodeOperationError(node, error.message, options);
	return new NodeApiError(node, { message: error.message } satisfies JsonObject, { ...options, httpCode: String(error.status) });
}

/**
 * Why an item failed, as a word by which workflows branch: it says who can help.
 *
 * - `badInput`: a value of this item cannot be used, or names nothing that exists
 * - `settingsWrong`: the credential, an address, a permission or a field of the node must be corrected first
 * - `noAnswer`: ReShare or the network did not answer; trying again later can help
 * - `unexpected`: ReShare answered with something that the node cannot use
 */
export type FailureReason = 'badInput' | 'settingsWrong' | 'noAnswer' | 'unexpected';

export function failureReasonOf(error: unknown): FailureReason {
	if (isReShareError(error)) return meanings[error.kind][0];
	return error instanceof BaseError ? 'settingsWrong' : 'unexpected';
}

type Cause = Failure['cause'];

const meanings: Readonly<Record<ReShareErrorKind, readonly [FailureReason, Cause?]>> = {
	badInput: ['badInput', 'configuration-invalid'],
	notFound: ['badInput'],
	loginRefused: ['settingsWrong', 'credential-invalid'],
	userBlocked: ['settingsWrong', 'credential-invalid'],
	loginRefusedEarlier: ['settingsWrong', 'credential-invalid'],
	unauthorized: ['settingsWrong', 'credential-invalid'],
	permission: ['settingsWrong', 'credential-invalid'],
	unknownTenant: ['settingsWrong', 'configuration-invalid'],
	notOkapi: ['settingsWrong', 'configuration-invalid'],
	// A module may be switched off for an upgrade, which looks as if it never existed. Polling must not pause for half an hour because of
	// that.
	noModule: ['settingsWrong', 'temporarily-unavailable'],
	certificate: ['settingsWrong', 'configuration-invalid'],
	redirect: ['settingsWrong', 'configuration-invalid'],
	blocked: ['settingsWrong', 'configuration-invalid'],
	rateLimited: ['noAnswer', 'rate-limited'],
	network: ['noAnswer', 'temporarily-unavailable'],
	timeout: ['noAnswer', 'temporarily-unavailable'],
	server: ['noAnswer', 'temporarily-unavailable'],
	cancelled: ['noAnswer'],
	tooLarge: ['unexpected'],
	refused: ['unexpected'],
	badAnswer: ['unexpected'],
	unexpected: ['unexpected', 'node-defect'],
	inventory: ['unexpected'],
};

function failureOf({ kind, retryAfterMs }: ReShareError): Failure | undefined {
	const [, cause] = meanings[kind];
	if (cause === undefined) return undefined;
	const asked = retryAfterMs !== undefined && !(cause === 'rate-limited' && retryAfterMs === 0);
	return asked && (cause === 'rate-limited' || cause === 'temporarily-unavailable') ? { cause, retryAfterMs } : ({ cause } as Failure);
}
