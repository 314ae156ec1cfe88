import path from 'node:path';

/** The checkout: the folder of package.json. */
export const checkoutFolder = path.resolve(__dirname, '..');

/** Where n8n itself is installed; git-ignored, about 3 GB, shared by the demo and the tests. */
export function n8nRuntimeFolder(): string {
	return path.resolve(checkoutFolder, process.env.N8N_RUNTIME_DIR ?? '.n8n-runtime');
}

/**
 * The Node.js that the checkout brings along. n8n needs Node 24; the machine's own may be older, and whoever started this
 * program may have used it.
 */
export const nodeBinary = path.join(checkoutFolder, 'node_modules', 'node', 'bin', 'node');
