const { availableParallelism } = require('node:os');
const sharedConfig = require('./test/jest/sharedConfig.cjs');

/** @type {import('jest').Config} */
module.exports = {
	...sharedConfig,
	testMatch: ['<rootDir>/test/(unit|engine)/**/*.test.ts'],
	// No test measures time; a busy machine must not fail one, so that no test has a limit of its own.
	testTimeout: 240_000,
	// Most tests wait: on two cores, three workers take 136 seconds where two take 165.
	maxWorkers: availableParallelism() + 1,
};
