require('reflect-metadata');
require('./n8nSettings.cjs');
const { isNativeError } = require('node:util/types');
const { TestEnvironment } = require('jest-environment-node');

/** An error is one in whichever global scope it was made. */
function knowAllErrors(ErrorOfScope) {
	const isOfClass = Function.prototype[Symbol.hasInstance];
	Object.defineProperty(ErrorOfScope, Symbol.hasInstance, {
		value(thrown) {
			return isOfClass.call(this, thrown) || (this === ErrorOfScope && isNativeError(thrown));
		},
	});
}

knowAllErrors(Error);

/** A worker's suites share what `sharedPackage.cjs` takes from here. A suite that needs packages of its own names `@jest-environment node`. */
module.exports = class extends TestEnvironment {
	constructor(...args) {
		super(...args);
		this.global.loadShared = require;
		knowAllErrors(this.global.Error);
		// n8n's moments are those of the nodes.
		this.global.Date = Date;
	}
};
