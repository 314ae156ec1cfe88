import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { templatesPages } from './templateDocs/pages';

/** Writes the pages of docs/templates from the templates' own notes; a test fails when they differ. */
for (const [file, text] of templatesPages()) writeFileSync(path.join(__dirname, '..', 'docs', 'templates', file), text);
