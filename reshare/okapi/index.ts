export { normalizeAccount, normalizeBaseUrl, type OkapiAccount } from './account';
export { OkapiClient, parseJson, type OkapiCall, type OkapiClientOptions } from './OkapiClient';
export { SessionStore } from './Session';
