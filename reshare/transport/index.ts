export { CallLimit } from './CallLimit';
export { createPooledFetch, type Fetch, type PoolTimeouts } from './fetch';
export { HttpClient, type HttpAnswer, type HttpClientOptions, type HttpRequest } from './HttpClient';
export { longestPauseMs, retryAfterMs, statusError } from './statusError';
