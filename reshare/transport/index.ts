export { createCallLimit } from './createCallLimit';
export type { AddressGuard, Fetch } from './fetchInterface';
export { HttpClient, type HttpAnswer, type HttpClientOptions, type HttpRequest, type HttpSender } from './HttpClient';
// The package's usual build takes ./builtInFetch instead (gulpfile.js).
export { createFetch, createProcessFetch } from './pooledFetch';
export { statusError } from './statusError';
export { longestPauseMs, pauseUnlessStopped, computeRetryPause, retryAfterMs, waitingTimes } from './timeoutsAndRetryPauses';
