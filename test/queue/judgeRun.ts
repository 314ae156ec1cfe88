import type { BackEndName } from '../../demo/practiceBackEnds';
import type { Ledger } from './consortium';
import { undeliveredTransitions, type ReportedChanges } from './deliveries';

/** An item that left by another output than Created. */
export interface NotCreatedItem {
	readonly reference: string;
	readonly reason: string;
}

export interface QueueRunOutcome {
	readonly references: readonly string[];
	/** The references that were sent in two executions at the same time, some of them while processes were killed. */
	readonly sentTwice: readonly string[];
	/** The number of items on the output Created, in executions that succeeded. */
	readonly createdItems: number;
	readonly unhappy: readonly NotCreatedItem[];
	readonly retriedByHand: number;
	/** Executions whose input n8n had lost. */
	readonly sentAgain: number;
	readonly ledger: Ledger;
	readonly reported: ReportedChanges;
}

/** Returns the references that were sent twice at the same time and now have more than one open request. */
export function doubledReferencesOf({ sentTwice, ledger }: QueueRunOutcome) {
	const open = openByReference(ledger);
	return sentTwice.filter((reference) => (open.get(reference) ?? 0) > 1);
}

/** Returns the doubled references about which no item says that there may be two requests. */
function unreported(outcome: QueueRunOutcome) {
	const reported = new Set(outcome.unhappy.filter(({ reason }) => reason === 'twoRequests').map(({ reference }) => reference));
	return doubledReferencesOf(outcome).filter((reference) => !reported.has(reference));
}

/**
 * Returns the broken promises in words; empty if all were kept. mod-rs accepts a reference twice, so that a duplicate may stay if the
 * process that made it is killed, or if a library was asked before the duplicate could be withdrawn; then it must be reported. CrossLink
 * accepts a reference once.
 */
export function brokenPromisesOf(outcome: QueueRunOutcome, backEnd: BackEndName) {
	const { references, sentTwice, ledger, reported, createdItems } = outcome;
	const problems: string[] = [];
	const open = openByReference(ledger);
	const left = new Set(backEnd === 'modRs' ? doubledReferencesOf(outcome) : []);
	const mayBeReported = new Set(backEnd === 'modRs' ? sentTwice : []);
	const unhappy = outcome.unhappy.filter(({ reference, reason }) => reason !== 'twoRequests' || !mayBeReported.has(reference));
	const silent = unreported(outcome);
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
	const sent = references.length + sentTwice.length;
	if (items < sent) problems.push(`${sent} requests were sent, and ${items} items came out`);
	if (unhappy.length > 0)
		problems.push(
			`${unhappy.length} items left by another output than Created, e.g. ${unhappy
				.slice(0, 3)
				.map(({ reference, reason }) => `${reference}: ${reason}`)
				.join(', ')}`,
		);
	const missing = undeliveredTransitions(ledger, reported);
	if (missing.length > 0) problems.push(`${missing.length} changes of status were not delivered`);
	const real = new Set(ledger.requests.flatMap(({ transitions }) => transitions));
	const invented = [...reported.times.keys()].filter((id) => !real.has(id));
	if (invented.length > 0) problems.push(`${invented.length} delivered events are no change of status in the consortium`);
	return problems;
}

function openByReference({ requests }: Ledger) {
	const open = new Map<string, number>();
	for (const request of requests) {
		if (!request.open) continue;
		for (const reference of request.references) open.set(reference, (open.get(reference) ?? 0) + 1);
	}
	return open;
}
