/** The entry of a package that all suites of a worker share: it takes a second to load, and knows nothing of what is tested. */
module.exports = {
	process: (source, file) => ({ code: `if (globalThis.loadShared) module.exports = loadShared(${JSON.stringify(file)}); else {\n${source}\n}` }),
	getCacheKey: (_, file) => file,
};
