import type { Ledger } from './ledger';
import { undelivered, type Reported } from './reports';

/** Searched and requested wishes per second, and how many workers did it. */
export interface Rate {
	readonly workers: number;
	readonly wishes: number;
	readonly seconds: number;
}

/** What came out of a run. */
export interface Outcome {
	readonly references: readonly string[];
	/** How many of the references were sent in two executions at the same time. */
	readonly sentTwice: number;
	/** Items on the output Created, of all executions that succeeded. */
	readonly createdItems: number;
	/** Items on the other outputs, as `reference: reason`. */
	readonly unhappy: readonly string[];
	readonly retriedByHand: number;
	/** Executions whose input n8n had lost. */
	readonly sentAgain: number;
	readonly ledger: Ledger;
	readonly reported: Reported;
}

/** Broken promises in words; empty when all were kept. */
export function judge(outcome: Outcome): string[] {
	const { references, ledger, reported, createdItems, sentTwice, unhappy } = outcome;
	const problems: string[] = [];
	const open = openByReference(ledger);
	const wrong = references.filter((reference) => (open.get(reference) ?? 0) !== 1);
	if (wrong.length > 0) problems.push(`${wrong.length} references have not exactly one open request, e.g. ${wrong.slice(0, 5).map((reference) => `${reference} has ${open.get(reference) ?? 0}`).join(', ')}`);
	const known = new Set(references);
	const strange = ledger.requests.filter((request) => !request.references.some((reference) => known.has(reference)));
	if (strange.length > 0) problems.push(`${strange.length} requests have none of the references that were sent`);
	if (createdItems + unhappy.length < references.length + sentTwice) problems.push(`${references.length + sentTwice} wishes were sent, and ${createdItems + unhappy.length} items came out`);
	if (unhappy.length > 0) problems.push(`${unhappy.length} items left by another output than Created, e.g. ${unhappy.slice(0, 3).join(', ')}`);
	const missing = undelivered(ledger, reported);
	if (missing.length > 0) problems.push(`${missing.length} changes of status were not delivered`);
	const real = new Set(ledger.requests.flatMap(({ transitions }) => transitions));
	const invented = [...reported.times.keys()].filter((id) => !real.has(id));
	if (invented.length > 0) problems.push(`${invented.length} delivered events are no change of status in the consortium`);
	return problems;
}

/** The numbers of a run, for a table. */
export function report(outcome: Outcome, rates: readonly Rate[], ledger: Ledger): string[][] {
	const { references, reported } = outcome;
	const transitions = ledger.requests.reduce((sum, request) => sum + request.transitions.length, 0);
	const delivered = [...reported.times.values()];
	const closed = ledger.requests.filter(({ open }) => !open).length;
	return [
		['what', 'number'],
		...rates.map(({ workers, wishes, seconds }) => [`wishes a second with ${workers} ${workers === 1 ? 'worker' : 'workers'}`, (wishes / seconds).toFixed(1)]),
		['references sent', String(references.length)],
		['of these in two executions at the same time', String(outcome.sentTwice)],
		['executions retried by hand', String(outcome.retriedByHand)],
		['executions sent again, since n8n had lost their input', String(outcome.sentAgain)],
		['items on the output Created', String(outcome.createdItems)],
		['references with exactly one open request', String(exactlyOne(outcome))],
		['requests in the consortium', String(ledger.requests.length)],
		['of these withdrawn, since another execution was first', String(closed)],
		['changes of status', String(transitions)],
		['changes of status delivered', String(delivered.length)],
		['deliveries more than once', String(delivered.reduce((sum, times) => sum + times - 1, 0))],
		['executions of the status trigger', `${reported.executions} (${reported.broken} broken off)`],
		['logins', String(ledger.logins)],
		['GraphQL calls', String(ledger.graphqlCalls)],
		['calls of the resolver', String(ledger.resolverCalls)],
		['list calls and reads of requests', `${ledger.listCalls} and ${ledger.itemReads}`],
	];
}

function exactlyOne({ references, ledger }: Outcome): number {
	const open = openByReference(ledger);
	return references.filter((reference) => open.get(reference) === 1).length;
}

function openByReference({ requests }: Ledger): Map<string, number> {
	const open = new Map<string, number>();
	for (const request of requests) {
		if (!request.open) continue;
		for (const reference of request.references) open.set(reference, (open.get(reference) ?? 0) + 1);
	}
	return open;
}
