import { ReShareError } from '../../errors';
import type { SampleStep } from '../port/RequestDesk';
import type { Side } from '../model/request';
import { eventOf } from '../model/state';
import type { StateTable } from '../model/StateTable';
import { named } from '../../words';
import type { WantedEvent } from './events';

/** The first state of the side that the event stands for, and where requests often come from; undefined where it has none. */
function stepTo(states: StateTable, side: Side, event: WantedEvent): SampleStep | undefined {
	const steps = states.codes(side).flatMap((to) => {
		const known = states.of(to, side);
		return [known?.usuallyAfter, known?.alsoAfter].flatMap((from) => (known === undefined || from === undefined ? [] : [{ from, to, known }]));
	});
	const step = steps.find(({ from, known }) => eventOf(from, known) === event || (event === 'needsStaff' && known.needsStaff === true));
	return step === undefined ? undefined : { side, from: step.from, to: step.to };
}

/**
 * What happens to the request of a sample: the first of the wanted changes that the side has.
 *
 * @throws ReShareError `badInput` for an event that requests of this side do not have
 */
export function sampleStep(states: StateTable, side: Side, wanted: ReadonlySet<WantedEvent>): SampleStep {
	const [first] = states.codes(side, ({ isFirst }) => isFirst === true);
	if (wanted.size === 1 && wanted.has('newRequest') && first !== undefined) return { side, to: first };
	const ofOne = [...wanted].map((event) => stepTo(states, side, event)).find((step) => step !== undefined);
	const step = ofOne ?? (wanted.has('anyStatusChange') || wanted.has('newRequest') ? stepTo(states, side, 'shipped') : undefined);
	if (step !== undefined) return step;
	throw new ReShareError('badInput', `There is no sample of '${[...wanted].join(', ')}'`, {
		description: `Requests of the ${side} side do not have this event. Choose another one in ${named('events')}.`,
	});
}
