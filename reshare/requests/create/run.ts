import pLimit from 'p-limit';
import type { RequestDesk } from '../port/RequestDesk';
import type { ReferenceKey } from './reference';
import { RunLookups } from './runLookups';
import { realTiming, type Timing } from './timing';

/** What the wishes of one run share. */
export interface CreateDeps {
	readonly requests: RequestDesk;
	/** For references of wishes that bring none. */
	readonly referenceKey: ReferenceKey;
	readonly lookups: RunLookups;
	readonly timing: Timing;
	/** Lets so many wishes be in hand, from preparing to settling, as memory allows. */
	readonly inHand: Turns;
	/** Lets a few wishes at a time be checked and sent; the waiting afterwards needs no place. */
	readonly place: Turns;
	/** Nothing more is sent once it is aborted. */
	readonly signal?: AbortSignal;
	/** No other process can be making requests with the same references: after sending, one look for another one's is enough. */
	readonly isAlone?: boolean;
}

/** Begins work when its turn comes. */
type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Wishes of one run that are checked and sent at the same time. */
const atOnce = 4;
/** Wishes of one run that are prepared: they share look-ups, and wait for their verdicts together. More would only take memory. */
const mostInHand = 1000;

/**
 * @param referenceKey see `referenceKey`; another one makes other references of the same wishes
 * @param surroundings its `signal` is aborted when the run is to stop; what has been sent by then is finished
 */
export function startCreating(requests: RequestDesk, referenceKey: ReferenceKey, surroundings: Pick<CreateDeps, 'signal' | 'isAlone'> = {}): CreateDeps {
	return { requests, referenceKey, ...surroundings, lookups: new RunLookups(requests), timing: realTiming, inHand: pLimit(mostInHand), place: pLimit(atOnce) };
}
