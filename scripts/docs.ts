import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkoutFolder } from '../n8n/paths';
import { withArchitecturePicture } from './drawArchitecture';
import { writeNodePages } from './nodeDocs/writeNodePages';
import { writeLetterPages } from './notices/writeLetterPages';
import { writeTemplateLibraryEntries } from './templateDocs/writeTemplateLibraryEntries';
import { writeTemplatePages } from './templateDocs/writeTemplatePages';

/** Writes all texts that are made from code or templates; tests fail if they differ. */
async function main() {
	const contributing = readFileSync(path.join(checkoutFolder, 'CONTRIBUTING.md'), 'utf8');
	const folders: Readonly<Record<string, ReadonlyMap<string, string>>> = {
		'docs/nodes': await writeNodePages(),
		'docs/templates': writeTemplatePages(),
		'docs/letters': writeLetterPages(),
		listings: writeTemplateLibraryEntries(),
		'.': new Map([['CONTRIBUTING.md', withArchitecturePicture(contributing, checkoutFolder)]]),
	};
	for (const [folder, files] of Object.entries(folders)) {
		mkdirSync(path.join(checkoutFolder, folder), { recursive: true });
		for (const [file, text] of files) writeFileSync(path.join(checkoutFolder, folder, file), text);
	}
}

void main();
