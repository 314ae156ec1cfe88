import { waitingTimes } from '../reshare/transport';

/** In tests, the pause before a call is repeated is shorter. */
waitingTimes.retry = 5;
