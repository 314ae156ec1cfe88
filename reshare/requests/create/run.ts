import pLimit from 'p-limit';
import type { RequestDesk } from '../port/RequestDesk';
import type { ReferenceKey } from './reference';
import { RunLookups } from './runLookups';
import { realTiming, type Timing } from './timing';

export interface CreateDeps {
	readonly requests: RequestDesk;
	/** For wishes without a reference. */
	readonly referenceKey: ReferenceKey;
	readonly lookups: RunLookups;
	readonly timing: Timing;
	/** Limits wishes from preparing to settling, for memory's sake. */
	readonly inHand: Turns;
	/** Limits wishes that are checked and sent; the waiting afterwards needs no place. */
	readonly place: Turns;
	/** Nothing more is sent once it is aborted. */
	readonly signal?: AbortSignal;
	/** No other process can make requests with the same references: one look for those after sending is enough. */
	readonly isAlone?: boolean;
}

type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

const atOnce = 4;
/** They share look-ups, and wait for their verdicts together. More would only take memory. */
const mostInHand = 1000;

/** Another `referenceKey` makes other references for the same wishes. Aborting `signal` stops the run; what was sent by then is finished. */
export function startCreating(requests: RequestDesk, referenceKey: ReferenceKey, surroundings: Pick<CreateDeps, 'signal' | 'isAlone'> = {}): CreateDeps {
	return { requests, referenceKey, ...surroundings, lookups: new RunLookups(requests), timing: realTiming, inHand: pLimit(mostInHand), place: pLimit(atOnce) };
}
