import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { languages, type Language } from '../notices/messages/languages';
import { everyNotice } from './notices/every';

/** `npm run notices`: every notice of invented requests, in every language, on one page. */
const file = path.join(__dirname, '..', '.tmp', 'notices.html');

function mainOf(html: string): string {
	return /<main.*<\/main>/s.exec(html)?.[0].replaceAll(/<(\/?)main/g, '<$1section') ?? '';
}

const parts = (Object.keys(languages) as Language[]).map((language) => {
	const notices = everyNotice(language).map(
		({ name, html }) => `<article lang="${language}"><p><code>${name}</code></p>${mainOf(html)}</article>`,
	);
	return `<h1 id="${language}" lang="${language}">${languages[language]}</h1>\n${notices.join('\n')}`;
});
const style = 'body{margin:16px;font-family:Arial,sans-serif}article{max-width:42em;border:1px solid #8a9099;margin:16px 0;padding:8px}';
const links = Object.entries(languages)
	.map(([language, name]) => `<a href="#${language}">${name}</a>`)
	.join(' ');
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(
	file,
	`<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Notices</title><style>${style}</style></head><body>\n<p>${links}</p>\n${parts.join('\n')}\n</body></html>\n`,
);
console.log(file);
