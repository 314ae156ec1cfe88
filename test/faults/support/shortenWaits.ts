import { waitingTimes } from '../../../reshare/transport';
import { realTiming } from '../../../reshare/requests/create/timing';

/** How long a server may be silent in the matrix, in milliseconds. */
const silenceMs = 3000;

/** Shortens the waiting times without changing their order. It is called once in each process. */
export function shortenWaits() {
	Object.assign(waitingTimes, { silence: silenceMs, silenceWithin: silenceMs });
	Object.assign(realTiming, {
		lookupRetries: [50, 100, 200, 300, 400],
		beforeNewAttempt: 50,
		validationPolls: [30, 50, 100],
		missing: 400,
		mayStillBeStored: 1500,
		firstRaceLookup: 40,
		raceWindow: 400,
		withdrawal: 1500,
	});
}
