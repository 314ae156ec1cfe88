export * from './errors';
export * from './transport';
export * from './okapi';
export * from './process';
export * from './requests';
export * from './directory';
export * from './openurl';
export * from './requests/create';
