const path = require('node:path');

/** Packages that ship ES modules only; jest runs CommonJS, so they are transformed like our own code. */
const esModules = ['p-limit', 'yocto-queue', 'graphql-request', '@graphql-typed-document-node', 'entities', 'fast-png', 'iobuffer'];
/**
 * The entry files of packages that load slowly (n8n's take a second) and create no values that tests compare by class. All suites of a
 * worker share these packages.
 */
const shared =
	'(n8n-core/dist/index|n8n-workflow/dist/cjs/index|@n8n/di/dist/di|@n8n/backend-common/dist/index|reflect-metadata/Reflect|undici/index|graphql/index|zod/index|luxon/build/node/luxon|typescript/lib/typescript)\\.c?js$';

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/jest/environment.cjs',
	// Access to a global of jest's sandbox is slow, so these are passed to each module instead. A global that a test replaces must not
	// be listed.
	sandboxInjectedGlobals: ['Array', 'Map', 'Set', 'Promise', 'Number', 'Object', 'Math', 'JSON', 'String', 'Symbol'],
	setupFiles: ['<rootDir>/test/jestSetup.ts'],
	transform: {
		[`/node_modules/${shared}`]: '<rootDir>/test/jest/sharedPackageTransform.cjs',
		[`^${path.resolve(__dirname, '../../sandbox').replace(/[^\w/]/g, '\\$&')}/.+\\.ts$`]: '<rootDir>/test/jest/sharedSandboxTransform.cjs',
		'^.+\\.(t|m?j)s$': ['@swc/jest', require('./swcOptions.cjs')],
	},
	transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/|${shared})`],
	// TRANSPORT=builtIn runs the suites on the transport of the usual build.
	moduleNameMapper: process.env.TRANSPORT === 'builtIn' ? { '^\\./pooledFetch$': '<rootDir>/reshare/transport/builtInFetch.ts' } : {},
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.n8n-runtime/'],
};
