import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeNodePages } from './nodeDocs/writeNodePages';

/** Writes docs/nodes from the nodes' descriptions; a test fails if they differ. */
const folder = path.join(__dirname, '..', 'docs', 'nodes');
mkdirSync(folder, { recursive: true });
void writeNodePages().then((pages) => {
	for (const [file, text] of pages) writeFileSync(path.join(folder, file), text);
});
