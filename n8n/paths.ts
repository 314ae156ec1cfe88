import path from 'node:path';

/** The folder of package.json. */
export const checkoutFolder = path.resolve(__dirname, '..');

/** The folder of n8n's own installation, which Git ignores; it has about 3 GB. */
export function n8nRuntimeFolder(): string {
	return path.resolve(checkoutFolder, process.env.N8N_RUNTIME_DIR ?? '.n8n-runtime');
}

/** The checkout's own Node.js, because n8n needs Node 24, and the machine's may be older. */
export const nodeBinary = path.join(checkoutFolder, 'node_modules', 'node', 'bin', 'node');
