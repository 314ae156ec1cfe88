import { inspect } from 'node:util';
import { createFetch, HttpClient } from '../../../reshare/transport';
import { errorOfFailedCall } from '../../../reshare/transport/errorOfFailedCall';
import { closeServers, startCountingServer, startTcpServer } from './testServers';

const url = 'https://openurl.example.org/RESHARE:US-EAST?req_id=P1001&svc.note=private';
const failed = (cause: unknown) => new TypeError('fetch failed', { cause });
const coded = (code: string, message = `${code} at ${url}`) => Object.assign(new Error(message), { code });

afterEach(closeServers);

describe('errorOfFailedCall of an error of the network', () => {
	it.each([
		['a lost connection', failed(coded('UND_ERR_SOCKET'))],
		['ECONNRESET of the operating system', failed(coded('ECONNRESET'))],
		['an answer that is no HTTP', failed(coded('HPE_INVALID_CONSTANT'))],
		['an answer that breaks off', new TypeError('terminated', { cause: coded('UND_ERR_SOCKET') })],
		['an error of fetch without a cause', failed(undefined)],
		["an ECONNRESET thrown by n8n's helper", coded('ECONNRESET')],
		['TLS that breaks off', failed(coded('ERR_SSL_WRONG_VERSION_NUMBER'))],
	])('errorOfFailedCall reports a lost connection for %s', (_name, error) => {
		expect(errorOfFailedCall(error, url)).toMatchObject({
			kind: 'network',
			message: 'The connection to openurl.example.org was lost',
			mayHaveReached: true,
		});
	});

	it.each([
		'UND_ERR_SOCKET',
		'ECONNREFUSED',
		'ENOTFOUND',
		'UND_ERR_HEADERS_TIMEOUT',
		'UND_ERR_CONNECT_TIMEOUT',
		'CERT_HAS_EXPIRED',
		'ERR_INVALID_ARG_TYPE',
	])('errorOfFailedCall holds nothing of the requested address, neither in the message nor in the cause (%s)', (code) => {
		const shown = inspect(errorOfFailedCall(failed(coded(code)), url), { depth: 8, showHidden: true });
		for (const secret of ['P1001', 'private', 'req_id', 'RESHARE:']) expect(shown).not.toContain(secret);
		if (code === 'UND_ERR_SOCKET') expect(shown).toContain('UND_ERR_SOCKET');
	});
});

it.each([
	'CERT_HAS_EXPIRED',
	'INVALID_PURPOSE',
	'INVALID_CA',
	'CERT_SIGNATURE_FAILURE',
	'CERT_REVOKED',
	'HOSTNAME_MISMATCH',
	'UNSPECIFIED',
])('errorOfFailedCall reports a certificate that OpenSSL refused as not trusted (%s)', (code) => {
	expect(errorOfFailedCall(failed(coded(code)), url)).toMatchObject({
		kind: 'certificate',
		message: `The certificate of openurl.example.org is not trusted (${code})`,
		mayHaveReached: false,
	});
});

describe('an error that is not about the network', () => {
	it.each([
		[
			new TypeError('(0 , n8n_workflow.getCredentialAllowedDomains) is not a function'),
			'TypeError: (0 , n8n_workflow.getCredentialAllowedDomains) is not a function',
		],
		[
			new TypeError("Cannot read properties of undefined (reading 'helpers')"),
			"TypeError: Cannot read properties of undefined (reading 'helpers')",
		],
		[new RangeError(`too much of ${url}`), 'RangeError'],
		[failedNever(), 'TypeError'],
		['a text', 'string'],
	])('errorOfFailedCall reports a program error, not a network failure, for %s', (error, kind) => {
		const described = errorOfFailedCall(error, url);
		expect(described).toMatchObject({
			kind: 'unexpected',
			mayHaveReached: true,
			message: `The call to openurl.example.org was stopped by an error that has nothing to do with the network (${kind})`,
		});
		expect(inspect(described)).not.toContain('P1001');
	});

	function failedNever() {
		return Object.assign(new TypeError(`Invalid URL ${url}`), { code: 'ERR_INVALID_URL' });
	}

	it('a program error before an HTTP call makes it fail as not sent, and nothing is sent or repeated', async () => {
		const server = await startCountingServer((_seen, response) => response.end('fine'));
		let asked = 0;
		const allowUrl = () => {
			asked += 1;
			throw new TypeError('host.helper is not a function');
		};
		const http = new HttpClient({ fetch: createFetch(), allowUrl });
		await expect(http.send({ method: 'GET', url: server.url, safeToRepeat: true })).rejects.toMatchObject({
			kind: 'unexpected',
			mayHaveReached: false,
		});
		expect([asked, server.requests.length]).toEqual([1, 0]);
	});

	it("a program error in the caller's fetch is not repeated", async () => {
		let asked = 0;
		const fetch = async () => {
			asked += 1;
			return await Promise.reject(new TypeError('helpers.request is not a function'));
		};
		await expect(new HttpClient({ fetch }).send({ method: 'GET', url, safeToRepeat: true })).rejects.toMatchObject({ kind: 'unexpected' });
		expect(asked).toBe(1);
	});
});

it('an HTTP call whose connection the server breaks fails with a network error', async () => {
	const server = await startTcpServer((socket) => socket.destroy());
	await expect(new HttpClient({ fetch: createFetch() }).send({ method: 'GET', url: server.url })).rejects.toMatchObject({
		kind: 'network',
		mayHaveReached: true,
	});
});
