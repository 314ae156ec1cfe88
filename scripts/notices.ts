import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeLetterPages } from './notices/letterDocs';
import { renderLettersPage } from './notices/lettersHtml';

const help = `npm run notices -- FILE      writes every letter, list and page of invented requests into one HTML file:
                             in four languages, light and dark, as wide as a phone (390 px)
npm run notices -- --docs    writes docs/letters, a page of their texts for each language`;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { help: { type: 'boolean', short: 'h' }, docs: { type: 'boolean' } },
});
const [file] = positionals;

function write(to: string, text: string): void {
	mkdirSync(path.dirname(to), { recursive: true });
	writeFileSync(to, text);
	console.log(to);
}

if (values.docs === true) for (const [name, text] of writeLetterPages()) write(path.join(__dirname, '..', 'docs', 'letters', name), text);
else if (values.help === true || file === undefined || positionals.length > 1) {
	console.log(help);
	process.exitCode = values.help === true ? 0 : 1;
} else write(file, renderLettersPage());
