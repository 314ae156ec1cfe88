import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nodePages } from './nodeDocs/pages';

/** Writes docs/nodes from the nodes' descriptions; a test fails if they differ. */
const folder = path.join(__dirname, '..', 'docs', 'nodes');
mkdirSync(folder, { recursive: true });
void nodePages().then((pages) => {
	for (const [file, text] of pages) writeFileSync(path.join(folder, file), text);
});
