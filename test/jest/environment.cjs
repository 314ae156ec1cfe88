require('reflect-metadata');
require('./n8nSettings.cjs');
const { readFileSync } = require('node:fs');
const { isNativeError } = require('node:util/types');
const { transformSync } = require('@swc/core');
const { TestEnvironment } = require('jest-environment-node');
const swcOptions = require('./swcOptions.cjs');

/** Compiles the files of the practice consortium that the suites share. As in jest, `./name` is rather `name.ts` than `name.json`. */
const { '.json': loadJson } = require.extensions;
delete require.extensions['.json'];
require.extensions['.ts'] = (module, filename) => {
	module._compile(transformSync(readFileSync(filename, 'utf8'), { ...swcOptions, sourceMaps: 'inline', filename }).code, filename);
};
require.extensions['.json'] = loadJson;

/** Makes `instanceof Error` accept errors of every global scope, because jest's sandbox has an `Error` class of its own. */
function knowAllErrors(ErrorOfScope) {
	const isOfClass = Function.prototype[Symbol.hasInstance];
	Object.defineProperty(ErrorOfScope, Symbol.hasInstance, {
		value(thrown) {
			return isOfClass.call(this, thrown) || (this === ErrorOfScope && isNativeError(thrown));
		},
	});
}

knowAllErrors(Error);

/**
 * Lets all suites of a worker share what `sharedPackageTransform.cjs` and `sharedSandboxTransform.cjs` load. A suite that needs its own
 * copies names `@jest-environment node`.
 */
module.exports = class extends TestEnvironment {
	constructor(...args) {
		super(...args);
		this.global.loadShared = require;
		knowAllErrors(this.global.Error);
		// The shared packages, such as n8n-core, use the `Date` outside of the sandbox, so the nodes must use the same one.
		this.global.Date = Date;
	}
};
