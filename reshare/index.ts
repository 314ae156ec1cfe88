export * from './errors';
export * from './transport';
export * from './okapi';
export * from './process';
export * from './requests';
