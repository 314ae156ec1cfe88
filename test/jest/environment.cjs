require('reflect-metadata');
require('./n8nSettings.cjs');
const { isNativeError } = require('node:util/types');
const { TestEnvironment } = require('jest-environment-node');

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
 * Lets all suites of a worker share the packages that `sharedPackageTransform.cjs` loads. A suite that needs its own copies names
 * `@jest-environment node`.
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
