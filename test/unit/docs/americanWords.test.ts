import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const checkout = path.join(__dirname, '..', '..', '..');

/** Spellings and words that an American librarian would not write. */
const foreign =
	/\b(?:for ever\b(?! y)|anew\b|whilst\b|shall\b|catalogue|colour|favour(?!ite)|honour|behaviour\b(?!\.| ?[:,=)]|`)|licence|programme\b|upon\b|grey\b|recognis|organis(?!m)|normalis|summaris|analys(?:e|er|ing)\b|spelt\b|fulfil\b|centre\b|cheque\b|judgement\b|travell|cancell(?:ed|ing)\b|autumn|collected at\b|[Tt]his mail\b|\bmail address)/;

/** Whole pages, and the comments and sentences of code. */
function textOf(file: string): Array<readonly [number, string]> {
	return readFileSync(path.join(checkout, file), 'utf8')
		.split('\n')
		.map((line, index) => [index + 1, inWords(file, line)] as const);
}

function inWords(file: string, line: string): string {
	if (file.endsWith('.ts')) return readable(line);
	// An event's name, and French words in templates.
	if (file.endsWith('.json')) return line.replace(/\bcancelled\b|notre catalogue/g, '');
	return line.replace(/`[^`]*`|"[^"]*\.png"|\]\([^)]*\)/g, '');
}

/** Comments, and texts of several words. */
function readable(line: string): string {
	const comment = /^\s*(?:\/?\*|\/\/)(.*)$/.exec(line)?.[1] ?? /\/\/ (.*)$/.exec(line)?.[1] ?? '';
	const sentences = [...line.matchAll(/(['"`])((?:\\.|(?!\1).)*)\1/g)]
		.map(([, , text = '']) => text)
		.filter((text) => /^[A-Z]\S* \S+ \S/.test(text));
	return [comment.replace(/`[^`]*`/g, ''), ...sentences].join(' ');
}

describe('the language', () => {
	const files = globSync(
		[
			'*.md',
			'docs/**/*.md',
			'bench/*.md',
			'reshare/**/*.{md,ts}',
			'nodes/**/*.ts',
			'credentials/*.ts',
			'demo/*.ts',
			'scripts/**/*.ts',
			'n8n/*.ts',
			'sandbox/page/*.ts',
			'templates/*.json',
		],
		{ cwd: checkout },
	);

	it('is American in every text of editor, errors and docs, and in comments', () => {
		expect(files.length).toBeGreaterThan(200);
		const found = files.flatMap((file) =>
			textOf(file)
				.filter(([, text]) => foreign.test(text))
				.map(([number, text]) => `${file}:${number} ${foreign.exec(text)?.[0] ?? ''}`),
		);
		expect(found).toEqual([]);
	});
});
