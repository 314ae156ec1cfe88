import { times } from '../reshare/transport';

/** Tests wait less before a call is sent again. */
times.retry = 5;
