import { waitingTimes } from '../../../reshare/transport';
import { realTiming } from '../../../reshare/requests/create/timing';

/** Shortens the time for which a server may be silent. Undisturbed runs come before, because a busy machine must not end them. */
export const shortenSilence = () => Object.assign(waitingTimes, { silence: 3000, silenceWithin: 3000 });

/** Shortens the other waiting times without changing their order. It is called once in each process. */
export function shortenWaits() {
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
