import { modRsStates } from './modrs/states';
import type { StateTable } from './states';

/** The states of the back end that keeps the requests; there is one so far. */
export const states: StateTable = modRsStates;
