/**
 * A jest transform for the entry file of a package that takes long to load and depends on nothing under test. It returns the copy that all
 * suites of a worker share.
 */
module.exports = {
	process: (source, file) => ({
		code: `if (globalThis.loadShared) module.exports = loadShared(${JSON.stringify(file)}); else {\n${source}\n}`,
	}),
	getCacheKey: (_, file) => file,
};
