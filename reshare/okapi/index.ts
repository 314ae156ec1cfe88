export { isNoSuchModule } from './gatewayErrors';
export { normalizeAccount, normalizeBaseUrl, type OkapiAccount } from './account';
export { readJsonAnswerOrThrow, OkapiClient, parseJsonAnswerOrThrow, requireEmptyAnswer, type OkapiCall } from './OkapiClient';
export { SessionStore, tokenOf } from './Session';
