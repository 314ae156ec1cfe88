export { callLimit } from './callLimit';
export type { AddressGuard, Fetch } from './fetch';
export { HttpClient, type HttpAnswer, type HttpClientOptions, type HttpRequest, type Sender } from './HttpClient';
// The package's usual build takes ./hosted instead (gulpfile.js).
export { createFetch, processFetch } from './pooled';
export { retryAfterMs, statusError } from './statusError';
export { longestPauseMs, pause, retryPause, times } from './waitingTimes';
