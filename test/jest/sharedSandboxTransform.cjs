const { createTransformer } = require('@swc/jest');

const swc = createTransformer(require('./swcOptions.cjs'));

/**
 * A jest transform for the practice consortium. All suites of a worker share one copy of it, because its modules keep nothing but caches of
 * values that never change. So a test must not replace what it exports.
 */
module.exports = {
	process: (source, file, options) => ({
		code: `if (globalThis.loadShared) module.exports = loadShared(${JSON.stringify(file)}); else (() => {\n${swc.process(source, file, options).code}\n})();`,
	}),
	getCacheKey: (source, file, options) => `shared ${swc.getCacheKey(source, file, options)}`,
};
