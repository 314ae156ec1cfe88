import { waitingTimes } from '../reshare/transport';

/** Tests wait less before a call is sent again. */
waitingTimes.retry = 5;
