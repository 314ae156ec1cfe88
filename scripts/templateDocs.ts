import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { listings } from './templateDocs/listings';
import { templatesPages } from './templateDocs/pages';

const checkout = path.join(__dirname, '..');

/** Writes docs/templates and listings from the templates' own notes; a test fails if they differ. */
for (const [file, text] of templatesPages()) writeFileSync(path.join(checkout, 'docs', 'templates', file), text);
for (const [file, text] of listings()) writeFileSync(path.join(checkout, 'listings', file), text);
