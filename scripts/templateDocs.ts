import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { templatePages } from './templateDocs/pages';

/** Writes docs/templates/ from the templates' own notes; a test fails when they differ. */
const folder = path.join(__dirname, '..', 'docs', 'templates');
mkdirSync(folder, { recursive: true });
for (const [file, text] of templatePages()) writeFileSync(path.join(folder, file), text);
