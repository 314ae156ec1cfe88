const sharedConfig = require('./test/jest/sharedConfig.cjs');

/** Tests that start real n8n, three at a time also on two cores: each mostly waits. With its browser, one takes up to 2 GB. */
/** @type {import('jest').Config} */
module.exports = {
	...sharedConfig,
	// Real n8n gets the environment of the machine, not that of the other suites.
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	// The trigger on n8n's three polling engines, with kill -9, takes 45 minutes: npm run test:engines.
	testPathIgnorePatterns: process.env.LONG === '1' ? [] : ['/pollingEngines\\.test\\.ts$'],
	testTimeout: 240_000,
	maxWorkers: 3,
	testSequencer: '<rootDir>/test/jest/longestFirst.cjs',
};
