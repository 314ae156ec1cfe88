import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { editorTerms } from '../../../nodes/shared/editorTerms';

const checkout = path.join(__dirname, '..', '..', '..');

/** Returns the sentences in the first column of the tables in docs/troubleshooting.md. */
function quoted() {
	const text = readFileSync(path.join(checkout, 'docs', 'troubleshooting.md'), 'utf8');
	const tables = text.split(/\n{2,}/).filter((block) => block.startsWith('| you read |'));
	return tables.flatMap((table) =>
		[...table.matchAll(/^\| (?!you read|---)(.+?) \|/gm)].flatMap((match) => (match[1] ?? '').split('<br>')),
	);
}

/** Fills in n8n's words and the names of fields, as people read the sentence. */
function asRead(code: string) {
	const words: Readonly<Record<string, unknown>> = { ...editorTerms };
	const names: Readonly<Record<string, string>> = editorTerms.names;
	return code
		.replaceAll(/\$\{quotedTerm\('(\w+)'\)\}/g, (_all, name: string) => `'${names[name] ?? name}'`)
		.replaceAll(/\$\{hostTerms\.(\w+)\}/g, (_all, name: string) => String(words[name]));
}

/** Returns the words around the parts that differ from case to case. */
function fixedParts(sentence: string) {
	return sentence
		.split(/\b(?:HOST|CODE|NAME|OLD|NEW)\b|the list of requests|the request\b|\brecords could|type ReShare|text\/html|\d+(?: MB)?/)
		.map((part) => part.replace(/^['\s(.)]+|['\s(.)]+$/g, ''))
		.filter((part) => part.length > 3);
}

describe('docs/troubleshooting.md', () => {
	const code = globSync('{reshare,nodes}/**/*.ts', { cwd: checkout }).map((file) =>
		asRead(readFileSync(path.join(checkout, file), 'utf8'))
			.replaceAll("\\'", "'")
			.toLowerCase(),
	);
	/** A sentence may be spread over some lines of code. */
	const passages = code.flatMap((file) => {
		const lines = file.split('\n');
		return lines.map((_line, index) => lines.slice(index, index + 12).join(' '));
	});

	it.each(quoted())('docs/troubleshooting.md quotes a message that the code can write: %s', (sentence) => {
		const parts = fixedParts(sentence);
		expect(parts.length).toBeGreaterThan(0);
		expect(passages.some((passage) => parts.every((part) => passage.includes(part.toLowerCase())))).toBe(true);
	});

	it('docs/troubleshooting.md quotes more than 45 messages', () => {
		expect(quoted().length).toBeGreaterThan(45);
	});
});
