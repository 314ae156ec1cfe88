export { createPooledFetch, type Fetch, type PoolTimeouts } from './fetch';
export { HttpClient, retryAfterMs, type HttpAnswer, type HttpClientOptions, type HttpRequest } from './HttpClient';
