import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { templatesPages } from './templateDocs/pages';

/** Writes docs/templates from the templates' own notes; a test fails if they differ. */
for (const [file, text] of templatesPages()) writeFileSync(path.join(__dirname, '..', 'docs', 'templates', file), text);
