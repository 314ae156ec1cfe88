const unit = require('./jest.config.js');

/** The fault matrix: every operation of every node under every fault. */
/** @type {import('jest').Config} */
module.exports = {
	...unit,
	testMatch: ['<rootDir>/test/faults/**/*.test.ts'],
	testTimeout: 600_000,
	maxWorkers: 2,
};
