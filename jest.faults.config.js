// On the transport of the usual build, unless TRANSPORT=pooled.
process.env.TRANSPORT ??= 'builtIn';
const sharedConfig = require('./test/jest/sharedConfig.cjs');

/** The fault matrix: every operation of every node under every fault. */
/** @type {import('jest').Config} */
module.exports = {
	...sharedConfig,
	testMatch: ['<rootDir>/test/faults/**/*.test.ts'],
	testTimeout: 600_000,
	maxWorkers: 2,
};
