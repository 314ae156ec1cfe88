import { ReShareError, type ReShareErrorKind } from '../errors';
import { defaultCallingProgram } from '../callerTerms';

/** Node.js's codes for faults that OpenSSL finds in a certificate. `UNSPECIFIED` stands for all others, such as a short key or SHA-1. */
const certificateCodes = [
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
	'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
	'CERT_SIGNATURE_FAILURE',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_CHAIN_TOO_LONG',
	'CERT_REVOKED',
	'CERT_UNTRUSTED',
	'CERT_REJECTED',
	'ERROR_IN_CERT_NOT_BEFORE_FIELD',
	'ERROR_IN_CERT_NOT_AFTER_FIELD',
	'INVALID_CA',
	'INVALID_PURPOSE',
	'PATH_LENGTH_EXCEEDED',
	'HOSTNAME_MISMATCH',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'UNSPECIFIED',
];

const stopNames = ['AbortError', 'TimeoutError'];
const timeoutCodes = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT', 'ECONNABORTED'];

const notReachedCodes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

/**
 * Codes of the operating system, of decompression, of undici and of TLS. Node.js's own codes for wrong arguments (`ERR_INVALID_...`) are
 * not network failures.
 */
const networkCode =
	/^(E[A-Z0-9]+|Z_[A-Z]+_ERROR|UND_ERR_(?!INVALID_|NOT_SUPPORTED)[A-Z_]+|HPE_[A-Z_]+|ERR_(SSL|TLS|HTTP2|STREAM)_[A-Z0-9_]+)$/;
/** The messages of errors that fetch throws without a code. */
const fetchWords = ['fetch failed', 'terminated', 'other side closed', 'socket hang up'];

/** The host of an address, never its path or query: an OpenURL carries the patron's id. */
export function hostOf(url: string) {
	return URL.canParse(url) ? new URL(url).host : 'the server';
}

/**
 * Describes a failed call in words. The text of a thrown error is not passed on unless it is surely harmless (`kindOf`), because it can
 * hold the whole URL. `wasSent` says whether the request may have gone out before an unknown error. `refusalError` is the beginning of the
 * name of the error with which the calling program refuses an address.
 */
export function errorOfFailedCall(error: unknown, url: string, refusalError = defaultCallingProgram.refusalError, wasSent = true) {
	if (error instanceof ReShareError) return error;
	const host = hostOf(url);
	const chain = causesOf(error);
	const codes = chain.flatMap((one) => ('code' in one && typeof one.code === 'string' ? [one.code] : []));
	const code = codes[0] ?? '';
	const cause = code === '' ? undefined : new Error(code);
	const failure = (kind: ReShareErrorKind, message: string, description: string, mayHaveReached = false) =>
		new ReShareError(kind, message, { description, mayHaveReached, cause });
	if (chain.some((one) => [one.constructor.name, one.name].some((name) => name.startsWith(refusalError))))
		return new ReShareError('blocked', `⟦refusal⟧ ${host}`, '⟦refusalHelp⟧');
	const ofProxy = proxyFailure(chain, code, url);
	if (ofProxy !== undefined) return failure('network', ...ofProxy);
	const hasCodeOf = (known: readonly string[]) => codes.some((candidate) => known.includes(candidate));
	if (hasCodeOf(certificateCodes))
		return failure(
			'certificate',
			`The certificate of ${host} is not trusted (${code})`,
			'Ask whoever runs the server for a valid certificate, or add its certificate authority to ⟦program⟧ (NODE_EXTRA_CA_CERTS).',
		);
	if (codes.includes('UND_ERR_CONNECT_TIMEOUT'))
		return failure(
			'timeout',
			`${host} did not accept a connection within 10 seconds`,
			'Check the URL, and whether a firewall stands between ⟦program⟧ and the server.',
		);
	if (stopNames.includes(chain[0]?.name ?? '') || hasCodeOf(timeoutCodes))
		return failure('timeout', `${host} did not answer in time`, 'The server may be busy. Try again later.', true);
	if (codes.includes('ENOTFOUND') || codes.includes('EAI_AGAIN'))
		return failure('network', `There is no server with the name ${host}`, 'Check the URL in the ⟦settings⟧ for typing mistakes.');
	if (codes.includes('ECONNREFUSED'))
		return failure(
			'network',
			`${host} refused the connection`,
			'Check the URL and its port in the ⟦settings⟧, and that the server is running.',
		);
	if (!codes.some((candidate) => networkCode.test(candidate)) && !chain.some(({ message }) => fetchWords.includes(message)))
		return failure(
			'unexpected',
			`The call to ${host} was stopped by an error that has nothing to do with the network (${kindOf(error)})`,
			'⟦unexpected⟧ Please report it with this text.',
			wasSent,
		);
	// As in every error of this function, `cause` names the code only in its message: if it had the property `code`, a calling program that
	// explains codes would replace this text, which names the server, with its own.
	return failure(
		'network',
		`The connection to ${host} was lost`,
		'Try again. If it happens often, ask whoever runs the server.',
		!hasCodeOf(notReachedCodes),
	);
}

/** What is wrong with the proxy on the way to a server; undefined where the errors name no proxy. */
function proxyFailure(chain: readonly Error[], code: string, url: string): [message: string, description: string] | undefined {
	const host = hostOf(url);
	const proxyStatus = chain
		.map(({ message }) => /^Proxy (?:response|Authentication Required) \((\d{3})\)/.exec(message)?.[1])
		.find((status) => status !== undefined);
	if (proxyStatus !== undefined)
		return [
			`The proxy did not let the connection to ${host} through (${proxyStatus})`,
			'Ask the administrator of ⟦program⟧ to allow this host at the proxy (HTTP_PROXY, HTTPS_PROXY), or to leave it out (NO_PROXY).',
		];
	if (!chain.some((one) => isOfAnotherAddress(one, url))) return undefined;
	return [
		`The proxy on the way to ${host} was not reached (${code})`,
		'Ask the administrator of ⟦program⟧ to check the address of the proxy (HTTP_PROXY, HTTPS_PROXY), or to leave this host out (NO_PROXY).',
	];
}

/** Lists an error and all its causes. A connection that was tried at several addresses has one cause for each. */
function causesOf(error: unknown, depth = 0): Error[] {
	if (!isError(error) || depth > 4) return [];
	const parts = 'errors' in error && Array.isArray(error.errors) ? error.errors.flatMap((part) => causesOf(part, depth + 1)) : [];
	return [error, ...parts, ...causesOf(error.cause, depth + 1)];
}

/** Whether the failure is about another address than that of the call, which is then a proxy's. */
function isOfAnotherAddress(error: Error, url: string) {
	if (!URL.canParse(url) || !('code' in error) || !notReachedCodes.includes(String(error.code))) return false;
	const { hostname, port, protocol } = new URL(url);
	if ('hostname' in error && typeof error.hostname === 'string') return error.hostname !== hostname;
	return 'port' in error && typeof error.port === 'number' && error.port !== Number(port || (protocol === 'https:' ? 443 : 80));
}

/** Where code runs in a sandbox, errors of Node.js itself come from another realm, so that `instanceof` does not recognize them. */
function isError(value: unknown): value is Error {
	return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string' && 'name' in value;
}

/** Returns the name of an error, with its text only if that is a usual message of JavaScript, e.g. `TypeError: x.y is not a function`. */
function kindOf(error: unknown) {
	if (!isError(error)) return typeof error;
	const harmless =
		/^[\w$.(), ]{1,120} is not (a function|a constructor|defined|iterable)$|^Cannot read properties of \w+ \(reading '\w+'\)$/;
	return harmless.test(error.message) ? `${error.name}: ${error.message}` : error.name;
}
