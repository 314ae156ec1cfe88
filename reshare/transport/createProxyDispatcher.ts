import { EnvHttpProxyAgent, Pool, type Dispatcher } from 'undici';
import { ReShareError } from '../errors';
import { waitingTimes } from './timeoutsAndRetryPauses';

export function createProxyDispatcher(options: EnvHttpProxyAgent.Options): Dispatcher {
	const { env } = process;
	try {
		return new EnvHttpProxyAgent({
			...options,
			clientFactory: dispatcherFor,
			httpProxy: withScheme(env.http_proxy ?? env.HTTP_PROXY),
			httpsProxy: withScheme(env.https_proxy ?? env.HTTPS_PROXY),
		});
	} catch {
		// The error has no cause, because the cause can hold the proxy's password.
		throw new ReShareError(
			'blocked',
			'⟦program⟧ has a proxy whose address cannot be used',
			'Ask the administrator of ⟦program⟧ to correct HTTP_PROXY or HTTPS_PROXY. It must look like http://proxy.example.org:3128; characters such as # and / in a password are written as %23 and %2F.',
		);
	}
}

/** Adds `http://` to a proxy without a scheme, since most programs also accept `proxy.example.org:3128`. */
function withScheme(proxy = '') {
	return proxy === '' || proxy.includes('://') ? proxy : `http://${proxy}`;
}

/**
 * Makes a pool that reports a tunnel which the proxy does not open as a failed connection. After its usual error for a lost connection,
 * undici would ask for the tunnel again without end.
 */
function dispatcherFor(origin: URL, options: object): Dispatcher {
	const pool = new Pool(origin, { ...options, headersTimeout: waitingTimes.connection });
	const ask = pool.connect.bind(pool) as (tunnel: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData>;
	const connect = async (tunnel: Dispatcher.ConnectOptions) => {
		try {
			return await ask(tunnel);
		} catch (error) {
			const code = error instanceof Error && 'code' in error ? error.code : undefined;
			if (code === 'UND_ERR_SOCKET') throw Object.assign(new Error('The proxy gave no tunnel'), { code: 'ECONNRESET' });
			if (code === 'UND_ERR_HEADERS_TIMEOUT')
				throw Object.assign(new Error('The proxy gave no tunnel in time'), { code: 'UND_ERR_CONNECT_TIMEOUT' });
			throw error;
		}
	};
	return Object.assign(pool, { connect });
}
