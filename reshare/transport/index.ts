export { createCallLimit } from './createCallLimit';
export type { AddressGuard, Fetch } from './fetch';
export { HttpClient, type HttpAnswer, type HttpClientOptions, type HttpRequest, type HttpSender } from './HttpClient';
// The package's usual build takes ./hosted instead (gulpfile.js).
export { createFetch, createProcessFetch } from './pooled';
export { retryAfterMs, statusError } from './statusError';
export { longestPauseMs, pauseUnlessStopped, computeRetryPause, waitingTimes } from './waitingTimes';
