import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeListings } from './templateDocs/writeListings';
import { writeTemplatePages } from './templateDocs/writeTemplatePages';

const checkout = path.join(__dirname, '..');

/** Writes docs/templates and listings from the templates' own notes; a test fails if they differ. */
for (const [file, text] of writeTemplatePages()) writeFileSync(path.join(checkout, 'docs', 'templates', file), text);
for (const [file, text] of writeListings()) writeFileSync(path.join(checkout, 'listings', file), text);
