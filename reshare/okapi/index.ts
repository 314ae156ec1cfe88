export { isNoSuchModule } from './gatewayErrors';
export { normalizeAccount, normalizeBaseUrl, type OkapiAccount } from './account';
export { readJsonAnswer, OkapiClient, parseJson, requireEmptyAnswer, type OkapiCall } from './OkapiClient';
export { SessionStore } from './Session';
