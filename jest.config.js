const { availableParallelism } = require('node:os');

/** Packages that ship ES modules only; jest runs CommonJS, so they are transformed like our own code. */
const esModules = ['p-retry', 'p-limit', 'is-network-error', 'yocto-queue', 'graphql-request', '@graphql-typed-document-node', 'entities'];

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// What a module finds in the global scope of jest's sandbox it finds slowly. Nothing that a test replaces may stand here.
	sandboxInjectedGlobals: ['Array', 'Map', 'Set', 'Promise', 'Number', 'Object', 'Math', 'JSON', 'String', 'Symbol'],
	setupFiles: ['<rootDir>/test/setup.ts'],
	// No test measures time; a busy machine must not fail one, so that no test has a limit of its own.
	testTimeout: 240_000,
	// Most tests wait: on two cores, three workers take 136 seconds where two take 165.
	maxWorkers: availableParallelism() + 1,
	testMatch: ['<rootDir>/test/(unit|engine)/**/*.test.ts'],
	transform: {
		'^.+\\.(t|m?j)s$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } }, module: { type: 'commonjs', ignoreDynamic: false } },
		],
	},
	transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.n8n-runtime/'],
};
