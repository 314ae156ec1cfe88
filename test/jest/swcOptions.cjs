/** How TypeScript is compiled for the tests. */
module.exports = {
	jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
	module: { type: 'commonjs', ignoreDynamic: false },
};
