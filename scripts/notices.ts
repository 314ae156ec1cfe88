import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { lettersPage } from './notices/page';

const help = `npm run notices -- FILE      writes every letter, list and page of invented requests into one HTML file:
                             in four languages, light and dark, as wide as a phone (390 px)
npm run notices -- --docs    writes docs/letters.html, where each letter is shown once in each language`;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { help: { type: 'boolean', short: 'h' }, docs: { type: 'boolean' } },
});
const docs = path.join(__dirname, '..', 'docs', 'letters.html');
const file = values.docs === true ? docs : positionals[0];

if (values.help === true || file === undefined || positionals.length > 1) {
	console.log(help);
	process.exitCode = values.help === true ? 0 : 1;
} else {
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, lettersPage(values.docs === true ? ['light'] : ['light', 'dark']));
	console.log(file);
}
