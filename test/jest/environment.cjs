require('reflect-metadata');
require('./n8nSettings.cjs');
const { TestEnvironment } = require('jest-environment-node');

/** A worker's suites share n8n's packages, which `sharedPackage.cjs` takes from here. A suite that needs n8n of its own names `@jest-environment node`. */
module.exports = class extends TestEnvironment {
	constructor(...args) {
		super(...args);
		this.global.loadShared = require;
		// So that n8n's errors and moments are those of the nodes.
		Object.assign(this.global, { Date, Error });
	}
};
