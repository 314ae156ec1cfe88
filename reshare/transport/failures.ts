import { ReShareError } from '../errors';

const certificateCodes = new Set([
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const timeoutCodes = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/** Codes after which no byte of the request can have reached the server. */
const notReachedCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Host names are shown, paths and queries are not: an OpenURL carries the patron's id. */
export function hostOf(url: string): string {
	return URL.canParse(url) ? new URL(url).host : 'the server';
}

/** Turns what fetch threw into words. An error that the host's egress filter raised keeps its own text. */
export function describeFailure(error: unknown, url: string): ReShareError {
	if (error instanceof ReShareError) return error;
	const host = hostOf(url);
	const codes = errorCodes(error);
	const code = codes.find((candidate) => candidate !== undefined) ?? '';
	if (codes.some((candidate) => certificateCodes.has(candidate))) {
		return new ReShareError('certificate', `The certificate of ${host} is not trusted (${code})`, {
			description: 'Ask whoever runs the server for a valid certificate, or add its certificate authority to n8n (NODE_EXTRA_CA_CERTS).',
			cause: safeCause(code),
		});
	}
	if (codes.includes('UND_ERR_CONNECT_TIMEOUT')) {
		return new ReShareError('timeout', `${host} did not accept a connection within 10 seconds`, {
			description: 'Check the URL, and whether a firewall stands between n8n and the server.',
			cause: safeCause(code),
		});
	}
	if (isAbortOrTimeout(error) || codes.some((candidate) => timeoutCodes.has(candidate))) {
		return new ReShareError('timeout', `${host} did not answer in time`, {
			description: 'The server may be busy. Try again later.',
			mayHaveReached: true,
			cause: safeCause(code),
		});
	}
	if (codes.includes('ENOTFOUND') || codes.includes('EAI_AGAIN')) {
		return new ReShareError('network', `There is no server with the name ${host}`, {
			description: 'Check the URL in the credential for typing mistakes.',
			cause: safeCause(code),
		});
	}
	if (codes.includes('ECONNREFUSED')) {
		return new ReShareError('network', `${host} refused the connection`, {
			description: 'Check the URL and its port in the credential, and that the server is running.',
			cause: safeCause(code),
		});
	}
	const reached = !codes.some((candidate) => notReachedCodes.has(candidate));
	return new ReShareError('network', `The connection to ${host} was lost${code === '' ? '' : ` (${code})`}`, {
		description: 'Try again. If it happens often, ask whoever runs the server.',
		mayHaveReached: reached,
		cause: safeCause(code),
	});
}

function errorCodes(error: unknown): string[] {
	const codes: string[] = [];
	let current: unknown = error;
	for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
		if ('code' in current && typeof current.code === 'string') codes.push(current.code);
		if ('errors' in current && Array.isArray(current.errors)) codes.push(...current.errors.flatMap(errorCodes));
		current = current.cause;
	}
	return codes;
}

function isAbortOrTimeout(error: unknown): boolean {
	return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

/** The original error is not kept: its text can hold the whole URL. */
function safeCause(code: string): Error | undefined {
	return code === '' ? undefined : new Error(code);
}
