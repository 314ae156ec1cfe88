import type { CallLogEntry } from '../../sandbox';
import { linearGrowthOf, type MemorySample } from './memorySamples';

export interface SoakOutcome {
	readonly forms: number;
	readonly requests: number;
	readonly faultyCalls: number;
	readonly log: readonly CallLogEntry[];
	/** The memory samples between the first request and the last. */
	readonly samples: readonly MemorySample[];
}

/** The lifetime of the practice consortium's tokens in this test; by default it is ten minutes. */
export const tokenLifeMs = 120_000;

/** The client's own limit of connections for each server. */
const mostConnections = 16;
/**
 * How much the collected heap may grow in the second half of the run. A leak of 100 bytes per call exceeds this limit, n8n's own variation
 * does not.
 */
const mostGrowthBytes = 5_000_000;

/** Returns the broken promises in words; empty if all were kept. */
export function brokenPromisesOfSoak(outcome: SoakOutcome) {
	const needless = needlessLogins(outcome.log);
	const { connections, heapGrowth } = measures(outcome);
	return [
		...(needless.length > 0 ? [`${needless.length} logins while the token was good, e.g. ${needless.slice(0, 3).join(', ')}`] : []),
		...(connections > mostConnections ? [`${connections} connections at a time`] : []),
		...(heapGrowth > mostGrowthBytes ? [`the heap grew by ${megabytes(heapGrowth)} in the second half`] : []),
	];
}

/** Returns n8n's logins. The resolver has its own account, and uses the other kind of login. */
const loginsIn = (log: readonly CallLogEntry[]) => log.filter(({ path }) => path === '/authn/login-with-expiry');

/** Returns the logins of an account whose last token was still valid for more than half of its life. */
function needlessLogins(log: readonly CallLogEntry[]) {
	const logins = loginsIn(log);
	return logins.flatMap(({ tenant, at }, index) => {
		const last = logins.slice(0, index).findLast((login) => login.tenant === tenant);
		if (last === undefined || at - last.at >= tokenLifeMs / 2 - 2000) return [];
		const wasVoid = log.some((entry) => entry.fault === 'expireTokens' && entry.at >= last.at && entry.at <= at);
		return wasVoid ? [] : [`${tenant ?? ''} after ${Math.round((at - last.at) / 1000)} s`];
	});
}

function measures({ samples }: SoakOutcome): {
	readonly connections: number;
	readonly heapGrowth: number;
	readonly rssGrowth: number;
	readonly half: readonly MemorySample[];
} {
	const half = samples.slice(Math.floor(samples.length / 2));
	return {
		connections: Math.max(...samples.map((sample) => sample.connections)),
		heapGrowth: linearGrowthOf(half, ({ heapBytes }) => heapBytes),
		rssGrowth: linearGrowthOf(half, ({ rssBytes }) => rssBytes),
		half,
	};
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Makes the rows of the table that the test prints at its end. */
export function soakTableOf(outcome: SoakOutcome) {
	const { half, connections, heapGrowth, rssGrowth } = measures(outcome);
	const minutes = ((half.at(-1)?.at ?? 0) - (outcome.samples[0]?.at ?? 0)) / 60_000;
	const first = outcome.samples[0];
	const logins = loginsIn(outcome.log);
	const tenants = [...new Set(logins.flatMap(({ tenant }) => (tenant === undefined ? [] : [tenant])))];
	return [
		['what', 'number'],
		['minutes', minutes.toFixed(0)],
		['calls that the consortium got, of these hit by a fault', `${outcome.log.length}, ${outcome.faultyCalls}`],
		['forms, requests in batches', `${outcome.forms}, ${outcome.requests}`],
		[
			'heap after a collection: first, at half time, last',
			[first, half[0], half.at(-1)].map((sample) => megabytes(sample?.heapBytes ?? 0)).join(', '),
		],
		['growth of the heap in the second half, by its straight line', megabytes(heapGrowth)],
		[
			'memory of the process: first, at half time, last',
			[first, half[0], half.at(-1)].map((sample) => megabytes(sample?.rssBytes ?? 0)).join(', '),
		],
		['growth of the process in the second half', megabytes(rssGrowth)],
		['most connections at a time', String(connections)],
		...tenants.map((tenant) => [`logins at ${tenant}`, String(logins.filter((login) => login.tenant === tenant).length)]),
	];
}
