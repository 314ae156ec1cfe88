import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const checkout = path.join(__dirname, '..', '..', '..');

/** Spellings and words that an American librarian would not write. */
const foreign =
	/\b(?:for ever\b(?! y)|anew\b|whilst\b|shall\b|catalogue|colour|favour(?!ite)|honour|behaviour\b(?!\.| ?[:,=)]|`)|licence|programme\b|upon\b|grey\b|recognis|organis(?!m)|normalis|summaris|analys(?:e|er|ing)\b|spelt\b|fulfil\b|centre\b|cheque\b|judgement\b|travell|cancell(?:ed|ing)\b|autumn|collected at\b|[Tt]his mail\b|\bmail address)/;

/** Returns whole pages, and the comments and sentences of code. */
function textOf(file: string) {
	return readFileSync(path.join(checkout, file), 'utf8')
		.split('\n')
		.map((line, index) => [index + 1, inWords(file, line)] as const);
}

function inWords(file: string, line: string) {
	if (file.endsWith('.ts')) return readable(line);
	// The word is the name of an event, or French in a template.
	if (file.endsWith('.json')) return line.replace(/\bcancelled\b|notre catalogue/g, '');
	return line.replace(/`[^`]*`|"[^"]*\.png"|\]\([^)]*\)/g, '');
}

/** Comments, and texts of several words. */
function readable(line: string) {
	const comment = /^\s*(?:\/?\*|\/\/)(.*)$/.exec(line)?.[1] ?? /\/\/ (.*)$/.exec(line)?.[1] ?? '';
	const sentences = [...line.matchAll(/(['"`])((?:\\.|(?!\1).)*)\1/g)]
		.map(([, , text = '']) => text)
		.filter((text) => /^[A-Z]\S* \S+ \S/.test(text));
	return [comment.replace(/`[^`]*`/g, ''), ...sentences].join(' ');
}

/** Words that screens, letters, pages and docs no longer use, each with the term of interlibrary loan. */
const outdated: ReadonlyArray<readonly [RegExp, string]> = [
	[/\bwish(?:es)?\b/i, 'request or citation'],
	[/\bNo Request Is Open\b/i, 'Request not placed'],
	[/\bGot Another Way\b/i, 'Obtain another way'],
	[/\bWanted Back\b/i, 'Recalled'],
	[/\b(?:is|Everything is) settled\b|'Settled'/, 'Complete'],
	[/\bAlso What Is Over\b/i, 'Include superseded changes'],
	[/\bChange the Words\b|\bkeep ours\b/i, 'Customize wording, keep the default'],
	[/\bPage to Cancel At\b/i, 'Cancellation page URL'],
	[/\bStaff's Address\b/i, 'Staff email'],
	[/\bLetter: |\b(?:Second|Last) letter\b/, 'Second notice, Final notice'],
	[/\bPatrons Hear of\b/i, 'Notify patrons of each step'],
	[/\bTell the story\b|\bstory of (?:a|each) request\b/i, "Show a request's history"],
	[/\bWho Said No\b|\bReasons for a No\b|\b(?:get|became|becomes|is|say|to) a no\b/i, 'Unfilled responses, Reasons for unfilled'],
	[/\bOnly Place There Is\b/i, 'Only location'],
	[/\bFetched From\b/i, 'Lending location'],
	[/\bStaff Do Otherwise\b/i, 'Maximum staff disagreement (%)'],
	[/\botherwise than staff\b/i, 'differ from staff'],
	[/\bAsk for Another Request\b/i, 'Retry with another record'],
	[/\bfrom the question to the arrival\b|\bOf a lending library, filled\b/i, 'from request to receipt; For lenders, filled means shipped'],
	[/\bAccount of a List\b/i, 'Results for a list'],
	[/\bwhat stands below\b/i, 'Tell the patron the following'],
	[/\bis mended\b/i, 'Once fixed'],
	[/\bsee to it that\b/i, 'Please pass this on'],
	[/\b9 of 10 loans from there\b/i, 'Most loans from there arrive by'],
	[/\bLook again\b|\bDesk by barcode\b|go: 'Go'/i, 'Refresh, Barcode desk, Submit'],
	[/\bNotOnShelf\b/, 'Not on shelf'],
	[/\bname: 'Cancelled'|\*Cancelled\*/, 'Canceled'],
	[/\b(?:lending|borrowing) librar(?:y|ies)\b|\b(?:a|the) supplier\b/i, 'lender, borrower'],
];

/** Only letters explain to patrons what a lender is, and to staff what a code means. */
const explains = /^(?:notices\/messages|docs\/letters)\//;

describe('the language of docs and screens', () => {
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
			'notices/messages/en.json',
		],
		{ cwd: checkout, exclude: ['docs/letters/{de,es,fr}.md'] },
	);

	it('docs, comments and texts on screens are in American English', () => {
		expect(files.length).toBeGreaterThan(200);
		const found = files.flatMap((file) =>
			textOf(file)
				.filter(([, text]) => foreign.test(text))
				.map(([number, text]) => `${file}:${number} ${foreign.exec(text)?.[0] ?? ''}`),
		);
		expect(found).toEqual([]);
	});

	it('screens, letters, templates and docs use the terms of interlibrary loan', () => {
		const screens = globSync(
			[
				'README.md',
				'docs/**/*.md',
				'templates/*.json',
				'notices/messages/*.json',
				'{nodes,credentials,notices,demo,sandbox/page}/**/*.ts',
				'reshare/requests/{model,rules}/*.ts',
				'scripts/{nodeDocs,templateDocs}/*.ts',
			],
			{ cwd: checkout },
		);
		const shown = (file: string, line: string) =>
			file.endsWith('.ts')
				? [...line.matchAll(/\w+: '[^']+'|(['"`])(?:\\.|(?!\1).)* (?:\\.|(?!\1).)*\1/g)].map(([text]) => text).join(' ')
				: line;
		const found = screens.flatMap((file) =>
			readFileSync(path.join(checkout, file), 'utf8')
				.split('\n')
				.flatMap((line, index) =>
					outdated
						.filter(
							([word, term]) =>
								word.test(shown(file, line)) && !(explains.test(file) && (term === 'lender, borrower' || term === 'Not on shelf')),
						)
						.map(([word, term]) => `${file}:${index + 1} ${word.exec(line)?.[0] ?? ''}: ${term}`),
				),
		);
		expect(found).toEqual([]);
	});
});
