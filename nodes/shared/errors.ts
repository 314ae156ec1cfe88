import { NodeApiError, NodeOperationError, type Failure, type INode, type JsonObject } from 'n8n-workflow';
import type { ReShareError } from '../../reshare/index';

/** Recognises the client's error without loading the client; `instanceof` would also fail across two copies of it. */
export function isReShareError(error: unknown): error is ReShareError {
	return error instanceof Error && error.name === 'ReShareError' && 'kind' in error;
}

/**
 * The error that n8n shows for what the client threw. Carries the item's index and, for n8n versions that read it, why
 * the work failed, so that polling backs off rightly.
 */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const place = itemIndex === undefined ? {} : { itemIndex };
	if (!isReShareError(error)) {
		return new NodeOperationError(node, error instanceof Error ? error : new Error(String(error)), place);
	}
	const failure = failureOf(error);
	const options = {
		message: error.message,
		description: error.description,
		...place,
		...(failure === undefined ? {} : { failure }),
	};
	if (error.status === undefined) return new NodeOperationError(node, error.message, options);
	return new NodeApiError(node, { message: error.message } satisfies JsonObject, { ...options, httpCode: String(error.status) });
}

function failureOf(error: ReShareError): Failure | undefined {
	switch (error.kind) {
		case 'wrongCredentials':
		case 'userBlocked':
		case 'loginRefusedEarlier':
		case 'unauthorized':
		case 'permission':
			return { cause: 'credential-invalid' };
		case 'unknownTenant':
		case 'notOkapi':
		case 'noModule':
		case 'certificate':
		case 'redirect':
		case 'blocked':
		case 'badInput':
			return { cause: 'configuration-invalid' };
		case 'rateLimited':
			return error.retryAfterMs === undefined || error.retryAfterMs === 0
				? { cause: 'rate-limited' }
				: { cause: 'rate-limited', retryAfterMs: error.retryAfterMs };
		case 'network':
		case 'timeout':
		case 'server':
			return error.retryAfterMs === undefined ? { cause: 'temporarily-unavailable' } : { cause: 'temporarily-unavailable', retryAfterMs: error.retryAfterMs };
		default:
			return undefined;
	}
}
