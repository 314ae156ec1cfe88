const { createTransformer } = require('@swc/jest');

const swc = createTransformer(require('./swcOptions.cjs'));

/** A jest transform for the practice consortium, which keeps no state outside of its objects. All suites of a worker share one copy of it. */
module.exports = {
	process: (source, file, options) => ({
		code: `if (globalThis.loadShared) module.exports = loadShared(${JSON.stringify(file)}); else (() => {\n${swc.process(source, file, options).code}\n})();`,
	}),
	getCacheKey: (source, file, options) => `shared ${swc.getCacheKey(source, file, options)}`,
};
