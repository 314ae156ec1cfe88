import type { BackEndName } from '../../demo/backEnds';
import type { Ledger } from './consortium';
import { undelivered, type Reported } from './reports';

/** Requests per second. */
export interface Rate {
	readonly workers: number;
	readonly wishes: number;
	readonly seconds: number;
}

/** An item of another output than Created. */
export interface Unhappy {
	readonly reference: string;
	readonly reason: string;
}

export interface Outcome {
	readonly references: readonly string[];
	/** References sent in two executions at the same time. */
	readonly sentTwice: number;
	/** References that were under way when processes were killed. */
	readonly killed: readonly string[];
	/** On the output Created, of executions that succeeded. */
	readonly createdItems: number;
	readonly unhappy: readonly Unhappy[];
	readonly retriedByHand: number;
	/** Executions whose input n8n had lost. */
	readonly sentAgain: number;
	readonly ledger: Ledger;
	readonly reported: Reported;
}

/** References under way at a kill that have more than one open request since. */
export function doubled({ killed, ledger }: Outcome): string[] {
	const open = openByReference(ledger);
	return killed.filter((reference) => (open.get(reference) ?? 0) > 1);
}

/** Of these, the ones that no item reports. */
function untold(outcome: Outcome): string[] {
	const told = new Set(outcome.unhappy.filter(({ reason }) => reason === 'twoRequests').map(({ reference }) => reference));
	return doubled(outcome).filter((reference) => !told.has(reference));
}

/**
 * Broken promises in words; empty when all were kept. mod-rs takes a reference twice, so that a double may stay when the process
 * that made it is
 * killed; then it must be told. CrossLink takes it once.
 */
export function judge(outcome: Outcome, backEnd: BackEndName): string[] {
	const { references, killed, ledger, reported, createdItems, sentTwice } = outcome;
	const problems: string[] = [];
	const open = openByReference(ledger);
	const left = new Set(backEnd === 'modRs' ? doubled(outcome) : []);
	const mayBeTold = new Set(backEnd === 'modRs' ? killed : []);
	const unhappy = outcome.unhappy.filter(({ reference, reason }) => reason !== 'twoRequests' || !mayBeTold.has(reference));
	const silent = untold(outcome);
	if (silent.length > 0)
		problems.push(`${silent.length} references have two open requests and no item says so, e.g. ${silent.slice(0, 5).join(', ')}`);
	const wrong = references.filter((reference) => (open.get(reference) ?? 0) !== 1 && !left.has(reference));
	if (wrong.length > 0)
		problems.push(
			`${wrong.length} references have not exactly one open request, e.g. ${wrong
				.slice(0, 5)
				.map((reference) => `${reference} has ${open.get(reference) ?? 0}`)
				.join(', ')}`,
		);
	const known = new Set(references);
	const strange = ledger.requests.filter((request) => !request.references.some((reference) => known.has(reference)));
	if (strange.length > 0) problems.push(`${strange.length} requests have none of the references that were sent`);
	const items = createdItems + outcome.unhappy.length;
	if (items < references.length + sentTwice)
		problems.push(`${references.length + sentTwice} wishes were sent, and ${items} items came out`);
	if (unhappy.length > 0)
		problems.push(
			`${unhappy.length} items left by another output than Created, e.g. ${unhappy
				.slice(0, 3)
				.map(({ reference, reason }) => `${reference}: ${reason}`)
				.join(', ')}`,
		);
	const missing = undelivered(ledger, reported);
	if (missing.length > 0) problems.push(`${missing.length} changes of status were not delivered`);
	const real = new Set(ledger.requests.flatMap(({ transitions }) => transitions));
	const invented = [...reported.times.keys()].filter((id) => !real.has(id));
	if (invented.length > 0) problems.push(`${invented.length} delivered events are no change of status in the consortium`);
	return problems;
}

/** For a table. */
export function report(outcome: Outcome, rates: readonly Rate[], ledger: Ledger): string[][] {
	const { references, reported } = outcome;
	const transitions = ledger.requests.reduce((sum, request) => sum + request.transitions.length, 0);
	const delivered = [...reported.times.values()];
	const closed = ledger.requests.filter(({ open }) => !open).length;
	return [
		['what', 'number'],
		...rates.map(({ workers, wishes, seconds }) => [
			`wishes a second with ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
			(wishes / seconds).toFixed(1),
		]),
		['references sent', String(references.length)],
		['of these in two executions at the same time', String(outcome.sentTwice)],
		['executions retried by hand', String(outcome.retriedByHand)],
		['executions sent again, since n8n had lost their input', String(outcome.sentAgain)],
		['items on the output Created', String(outcome.createdItems)],
		['references with exactly one open request', String(exactlyOne(outcome))],
		['references with two open requests, since a process was killed', String(doubled(outcome).length)],
		['of these told as Needs Staff, twoRequests', String(doubled(outcome).length - untold(outcome).length)],
		['requests in the consortium', String(ledger.requests.length)],
		['of these withdrawn, since another execution was first', String(closed)],
		['changes of status', String(transitions)],
		['changes of status delivered', String(delivered.length)],
		['deliveries more than once', String(delivered.reduce((sum, times) => sum + times - 1, 0))],
		['executions of the status trigger', `${reported.executions} (${reported.broken} broken off)`],
		['logins', String(ledger.logins)],
		['GraphQL calls', String(ledger.graphqlCalls)],
		['calls that make requests', String(ledger.creatingCalls)],
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
