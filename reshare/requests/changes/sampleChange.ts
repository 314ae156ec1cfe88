import type { Lineage } from '../model/lineage';
import type { RequestWithRaw, Side } from '../model/request';
import type { RequestDesk, RequestSource, SampleStep } from '../port/RequestDesk';
import { inventedMask } from '../model/masking';
import { behind, changesOf, type Change } from './change';
import type { WantedEvent } from './eventOfChange';
import { isSelected, type Criteria } from './criteria';
import { badInput } from '../../errors';
import { eventOf } from '../model/state';
import type { StateTable } from '../model/StateTable';
import { named } from '../../words';

const requestsLookedAt = 25;

/**
 * The newest change that fits, of the newest requests.
 *
 * @throws ReShareError when requests cannot be read; one that fails is skipped if another one has a fitting change
 */
export async function newestChange(source: RequestSource, side: Side, criteria: Criteria, lineage: Lineage, signal?: AbortSignal): Promise<Change | undefined> {
	const rows = await source.newest(side, requestsLookedAt, { signal });
	let wasRead = false;
	let failure: { readonly error: unknown } | undefined;
	for (const row of rows) {
		if (row.side !== side) continue;
		let record: RequestWithRaw | undefined;
		try {
			record = await source.getChanged(row, signal);
		} catch (error) {
			if (!wasRead && failure !== undefined) throw error;
			failure = { error };
			continue;
		}
		if (record === undefined) continue;
		wasRead = true;
		for (const change of changesOf(record).reverse()) {
			if (await isSelected(change, criteria, lineage)) return change;
		}
	}
	if (failure !== undefined) throw failure.error;
	return undefined;
}

/**
 * For a library that has no such change yet.
 *
 * @param now this machine's time in milliseconds
 * @throws ReShareError `badInput` for an event that requests of this side do not have
 */
export async function sampleChange(desk: Pick<RequestDesk, 'states' | 'sample'>, side: Side, wanted: ReadonlySet<WantedEvent>, now: number): Promise<Change> {
	const step = sampleStep(desk.states, side, wanted);
	const kind = step.from === undefined ? 'created' : 'transition';
	const change = changesOf(await desk.sample(step, now)).findLast((found) => found.kind === kind);
	if (change === undefined) throw new Error('The sample has no change');
	return change;
}

export function inventPatron(desk: Pick<RequestDesk, 'withInventedPatron'>, change: Change): Change {
	return { ...behind(inventedMask, change), raw: desk.withInventedPatron(change.raw) };
}

function stepTo(states: StateTable, side: Side, event: WantedEvent): SampleStep | undefined {
	const steps = states.codes(side).flatMap((to) => {
		const known = states.of(to, side);
		return [known?.usuallyAfter, known?.alsoAfter].flatMap((from) => (known === undefined || from === undefined ? [] : [{ from, to, known }]));
	});
	const step = steps.find(({ from, known }) => eventOf(from, known) === event || (event === 'needsStaff' && known.needsStaff === true));
	return step === undefined ? undefined : { side, from: step.from, to: step.to };
}

/** The first of the wanted changes that the side has. */
function sampleStep(states: StateTable, side: Side, wanted: ReadonlySet<WantedEvent>): SampleStep {
	const [first] = states.codes(side, ({ isFirst }) => isFirst === true);
	if (wanted.size === 1 && wanted.has('newRequest') && first !== undefined) return { side, to: first };
	const ofOne = [...wanted].map((event) => stepTo(states, side, event)).find((step) => step !== undefined);
	const step = ofOne ?? (wanted.has('anyStatusChange') || wanted.has('newRequest') ? stepTo(states, side, 'shipped') : undefined);
	if (step !== undefined) return step;
	throw badInput(`There is no sample of '${[...wanted].join(', ')}'`, `Requests of the ${side} side do not have this event. Choose another one in ${named('events')}.`);
}
