import type { Lineage } from '../model/Lineage';
import type { PatronRequest, Side } from '../model/request';
import type { RequestBackend, ChangeSource } from '../port/RequestBackend';
import { inventedPatron, testEventMask } from '../model/masking';
import { dayMs, secondsToIso } from '../model/datesAndTimes';
import { maskChange, changesOf, type Change } from './change';
import { isSelectedChange, type ChangeCriteria, type WantedEvent } from './changeCriteria';
import { tryToReadRequest } from './quarantine';
import { badInputError } from '../../errors';
import { eventOfTransition, hasTrait, type RequestState } from '../model/state';
import type { StateTable } from '../model/StateTable';

const requestsSearched = 25;

/** Searches the newest requests for a change. A request that cannot be read is skipped if another one has a selected change. */
export async function findNewestChange(source: ChangeSource, side: Side, criteria: ChangeCriteria, lineage: Lineage, signal?: AbortSignal) {
	const heads = await source.newest(side, requestsSearched, { signal });
	let wasRead = false;
	let missed: unknown;
	for (const head of heads.filter((one) => one.side === side)) {
		const result = await tryToReadRequest(source, head, signal);
		// After two failures and no success, the server is down.
		if (result.kind === 'failed' && missed !== undefined && !wasRead) break;
		if (result.kind === 'failed') missed = result.reason;
		if (result.kind !== 'read') continue;
		wasRead = true;
		const change = await findLastSelected(changesOf(result.record), criteria, lineage);
		if (change !== undefined) return change;
	}
	if (missed !== undefined) throw missed;
	return undefined;
}

async function findLastSelected(changes: readonly Change[], criteria: ChangeCriteria, lineage: Lineage) {
	for (const change of [...changes].reverse()) if (await isSelectedChange(change, criteria, lineage)) return change;
	return undefined;
}

/**
 * Invents a change for a library that has no real one. Its `raw` is empty, because no server sent it. `now` is in milliseconds.
 *
 * @throws ReShareError `badInput` if the requests of this side have none of the events
 */
export function inventSampleChange(states: StateTable, side: Side, wanted: ReadonlySet<WantedEvent>, now: number) {
	const usual = wanted.has('anyStatusChange') ? ['shipped' as const] : [];
	const steps = [...wanted, ...usual].flatMap((event) => stepTo(states, side, event) ?? []);
	// A change of status shows more than a new request.
	const step = steps.find(({ from }) => from !== undefined) ?? steps[0];
	const change = step && changesOf({ request: inventRequest(side, step, now), raw: {} }).at(-1);
	if (change !== undefined) return change;
	throw badInputError(
		`There is no sample of '${[...wanted].join(', ')}'`,
		`Requests of the ${side} side do not have this event. Choose another one in '⟦events⟧'.`,
	);
}

/** Invents a request that has just gone through the given change of state. */
function inventRequest(side: Side, { from, to: state, isRefused }: SampleStep, now: number): PatronRequest {
	const inDays = (days: number) => secondsToIso(Math.floor((now + days * dayMs) / 1000));
	const at = inDays(0);
	const isCopy = hasTrait(state.known, 'copy');
	const supplier = 'Sample Lending Library';
	return {
		id: '00000000-0000-4000-8000-000000000001',
		hrid: 'SAMPLE-1',
		side,
		createdAt: inDays(-2),
		changedAt: at,
		state,
		serviceType: isCopy ? 'copy' : 'loan',
		title: 'Sample title: this library has no such change yet',
		author: 'Sample, Author',
		isbn: '9780000000002',
		...inventedPatron,
		pickupLocation: 'Main Library',
		pickupPlace: 'Main Library',
		neededBy: inDays(30).slice(0, 10),
		references: ['SAMPLE-REFERENCE'],
		borrower: 'Sample Borrowing Library',
		supplier,
		rota: [],
		due: { iso: inDays(42) },
		documentLink: isCopy ? 'https://documents.example.org/sample' : undefined,
		history: from === undefined ? [] : [{ id: 'sample-change', at, from, to: state }],
		messages:
			isRefused || state.known?.exchange === 'declined'
				? [{ id: 'sample-message', at, sent: false, seen: true, status: 'Unfilled', reason: 'NotOnShelf', from: supplier }]
				: [],
		conditions: state.known?.exchange === 'conditions' ? [{ id: 'sample-condition', at, code: 'LibraryUseOnly' }] : [],
	};
}

export function withInventedPatronOfChange(backend: Pick<RequestBackend, 'withInventedPatron'>, change: Change) {
	return { ...maskChange(testEventMask, change), raw: backend.withInventedPatron(change.raw) };
}

/** A change of state. Without `from`, the request is new. */
interface SampleStep {
	readonly from?: RequestState;
	readonly to: RequestState;
	/** Whether a message refuses the request, which leaves the status as it is. */
	readonly isRefused?: boolean;
}

function stepTo(states: StateTable, side: Side, event: WantedEvent): SampleStep | undefined {
	const onLoan = states.codes(side, ({ phase }) => phase === 'onLoan');
	for (const [code, known] of states.rows(side)) {
		const leadsTo = (from: string) => eventOfTransition(from, known) === event || (event === 'needsStaff' && known.whatToDo !== undefined);
		const before = [known.usuallyAfter, ...Object.keys(known.eventAfter ?? {}), ...(known.event === event ? onLoan : [])];
		const from = before.find((one) => one !== undefined && leadsTo(one));
		if (from !== undefined) return { from: states.read({ code: from }, side), to: { ...states.read({ code }, side), known } };
	}
	// Where refusals change no status, a message tells of them.
	const isRefused = event === 'supplierDeclined';
	const [only] = states.codes(side, (known) =>
		isRefused ? known.event === 'supplierChosen' : event === 'newRequest' && hasTrait(known, 'initial'),
	);
	return only === undefined ? undefined : { to: states.read({ code: only }, side), isRefused };
}
