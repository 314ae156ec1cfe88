export { noSuchModule } from './answers';
export { normalizeAccount, normalizeBaseUrl, type OkapiAccount } from './account';
export { jsonOf, OkapiClient, parseJson, parseNothing, type OkapiCall } from './OkapiClient';
export { SessionStore } from './Session';
