export { callLimit } from './callLimit';
export { createPooledFetch, type Fetch } from './fetch';
export { HttpClient, type HttpAnswer, type HttpClientOptions, type HttpRequest, type Sender } from './HttpClient';
export { longestPauseMs, retryAfterMs, statusError } from './statusError';
export { pause, times } from './waitingTimes';
