const sharedConfig = require('./test/jest/sharedConfig.cjs');

/** @type {import('jest').Config} */
module.exports = {
	...sharedConfig,
	testMatch: ['<rootDir>/test/(unit|engine)/**/*.test.ts'],
	// No test measures time; a busy machine must not fail one, so that no test has a limit of its own.
	testTimeout: 240_000,
	// `npm run test:unit` goes without V8's slowest compiler, because each suite loads all code anew and runs little of it for long. Its young
	// generation is larger, so that garbage is collected less often. All suites run in one process: a second one would load and warm up
	// everything once more, which takes ten to twenty seconds of processor time.
	maxWorkers: 1,
};
