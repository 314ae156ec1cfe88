import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { templatesPage } from './templateDocs/pages';

/** Writes docs/templates/README.md from the templates' own notes; a test fails when they differ. */
writeFileSync(path.join(__dirname, '..', 'docs', 'templates', 'README.md'), templatesPage());
