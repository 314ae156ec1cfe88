import { waitingTimes } from '../reshare/transport';

/** In tests, the pause before a call is repeated is shorter. */
waitingTimes.retry = 5;

/** jest takes a hundred lines of each error's stack, which zod's many errors do not need. */
Error.stackTraceLimit = 10;
