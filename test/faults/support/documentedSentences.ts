import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const engineTests = join(__dirname, '../../engine');

/** The lines of the tests in n8n's engine, which expect the sentences for mistakes in settings and fields word for word. */
export const engineTestLines: readonly string[] = globSync('*.test.ts', { cwd: engineTests }).flatMap((file) =>
	readFileSync(join(engineTests, file), 'utf8').split('\n'),
);

/** Returns the sentences in the first column of the tables in docs/troubleshooting.md. */
export function documentedSentences() {
	const text = readFileSync(join(__dirname, '../../../docs/troubleshooting.md'), 'utf8');
	const tables = text.split(/\n{2,}/).filter((block) => block.startsWith('| you read |'));
	return tables.flatMap((table) =>
		[...table.matchAll(/^\| (?!you read|---)(.+?) \|/gm)].flatMap((match) => (match[1] ?? '').split('<br>')),
	);
}

function escaped(text: string) {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** Makes a pattern for a sentence, in which words in capitals stand for any text. Within another sentence, it begins in lower case. */
export function patternOfSentence(sentence: string) {
	return new RegExp(escaped(sentence).replace(/\b(HOST|CODE|NAME|OLD|NEW)\b/g, '.+?'), 'i');
}

/** Makes a pattern like that of `patternOfSentence`, which also accepts any part of ReShare, any status and any type of content. */
export function patternOfSimilarSentence(sentence: string) {
	const open = escaped(sentence)
		.replace(/\b(HOST|CODE|NAME|OLD|NEW)\b/g, '.+?')
		.replace(/the (list of requests|request)\b/g, '.+')
		.replace(/\b\d{3}\b/g, '\\d{3}')
		.replace('text\\/html', '\\S+');
	return new RegExp(open, 'i');
}
