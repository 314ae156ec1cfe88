export { isNoSuchModule } from './gatewayErrors';
export { normalizeAccount, normalizeBaseUrl, type OkapiAccount } from './account';
export { requireJsonAnswer, OkapiClient, requireParsedAnswer, requireEmptyAnswer, type OkapiCall } from './OkapiClient';
export { SessionStore } from './Session';
