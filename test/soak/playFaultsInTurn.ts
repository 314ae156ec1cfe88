import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRule, Sandbox } from '../../sandbox';

/** Faults spare the logins, because the test counts these. */
const path = '^/(?!authn)';
const html = { body: '<html><body><h1>Bad Gateway</h1></body></html>', contentType: 'text/html' };

/** The faults, which are switched on one after the other. */
const faults: readonly FaultRule[] = [
	{ kind: 'status', status: 503, path },
	{ kind: 'delay', ms: 3000, path },
	{ kind: 'resetBefore', path },
	{ kind: 'expireTokens', path, times: 1 },
	{ kind: 'status', status: 429, headers: { 'Retry-After': '2' }, path, times: 6 },
	{ kind: 'resetAfter', method: 'POST', path, times: 3 },
	{ kind: 'truncated', method: 'GET', path },
	{ kind: 'status', status: 502, ...html, path },
	{ kind: 'timeout', path, times: 4 },
	{ kind: 'slowBody', ms: 4000, path },
	{ kind: 'slowCommit', ms: 3000, answer: 'reset', method: 'POST', path: '^/(rs|broker|openurl)', times: 2 },
	{ kind: 'cutBody', method: 'GET', path },
	{ kind: 'loginPage', path },
	{ kind: 'slowCommit', ms: 3000, answer: 'gatewayTimeout', method: 'POST', path: '^/(rs|broker|openurl)', times: 2 },
	{ kind: 'status', status: 500, path },
];

const badMs = 20_000;
const goodMs = 25_000;

/**
 * Switches faults on and off, one at a time, until the time `until`.
 *
 * @returns how many calls were hit
 */
export async function playFaultsInTurn({ faults: book }: Sandbox, until: number) {
	let hits = 0;
	for (let round = 0; Date.now() + goodMs < until; round++) {
		await sleep(goodMs);
		const rule = faults[round % faults.length];
		if (rule === undefined) break;
		const id = book.add(rule);
		await sleep(Math.min(badMs, Math.max(0, until - Date.now())));
		hits += book.list().find((active) => active.id === id)?.hits ?? 0;
		book.remove(id);
	}
	return hits;
}
