import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Private words of earlier versions, each with the term of the field. A word counts, also with a plural's s, if a name is made of it. */
const standardTerms: Readonly<Record<string, string>> = {
	wish: 'citation (in Search) or request draft',
	desk: 'back end; "desk" stands for the lending and the scan desk alone',
	way: 'submitter',
	told: 'delivered, reported',
	untold: 'pending',
	story: 'timeline, history',
	stories: 'timelines',
	turn: 'supplier, attempt',
	kept: 'cached, stored',
	remembered: 'cached',
	gathering: 'batch loader, pending lookups',
	polite: 'rate limit',
	watchman: 'circuit breaker',
	hindrance: 'blocker',
	twin: 'concurrent duplicate',
	look: 'lookup, probe',
	looking: 'lookup',
	moved: 'migrated',
	moving: 'migration',
	fate: 'scenario',
	news: 'changes',
	speak: 'messages',
	hand: 'open',
};

/** Names in which such a word is a term of the field. */
const standardNames = /(?:lendingDesk|scanDesk|deskPart|handOver|lookUp|placeOfPublication)/i;

/** `place` is where something was published or stands on a shelf, never how far a follower has read. */
const cursorAsPlace = /^place(?!OfPublication)|Place(?!s?Of|ment|holder)$/;

/** The implementations of back ends, indexes and transports may use the same names for the same things. */
const sideOf = (file: string) =>
	/^reshare\/(?:requests\/(?:modrs|crosslink)|inventory\/(?:folio|vufind|reservoir)|transport\/(?:pooled|builtIn)Fetch\.ts)(?:\/|$)/.exec(
		file,
	)?.[0];

const longestLine = 140;

const tracked = (...folders: readonly string[]) =>
	execFileSync('git', ['ls-files', ...folders], { encoding: 'utf8' })
		.split('\n')
		.filter((file) => file.endsWith('.ts'));

const product = tracked('credentials', 'nodes', 'notices', 'reshare', 'sandbox');
const textOf = (file: string) => readFileSync(file, 'utf8');

function wordsIn(name: string) {
	return name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.split(/[\s._-]+/)
		.map((word) => word.toLowerCase())
		.flatMap((word) => [word, word.replace(/e?s$/, '')]);
}

/** Returns a hint for a name with a private word; undefined for any other name. */
function hintFor(name: string, file: string) {
	if (standardNames.test(name)) return undefined;
	const word = wordsIn(name).find((part) => Object.hasOwn(standardTerms, part));
	if (word !== undefined) return `${file}: ${name}. Instead of "${word}": ${standardTerms[word] ?? ''}`;
	return file.startsWith('reshare/requests/') && cursorAsPlace.test(name)
		? `${file}: ${name}. Instead of "place": cursor, slot, location`
		: undefined;
}

function exportsOf(file: string) {
	return ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest).statements.flatMap((statement) => {
		const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
		if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
		if (ts.isVariableStatement(statement))
			return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
		const { name } = statement as ts.DeclarationStatement;
		return name === undefined ? [] : [name.text];
	});
}

/** Whether a line may be long: in the files of one language, and if it is hardly more than one string or one pattern. */
function isMessage(file: string, line: string) {
	const code = line.replace(/(['"`])(?:(?!\1)[^\\]|\\.){40,}?\1/g, '').replace(/^\s*\/(?![*/]).{40,}\/[a-z]*,?;?$/, '');
	return /\/(?:en|de|es|fr)\.ts$/.test(file) || code.trim().length < 60;
}

test('no exported name and no file name of the product has a private word for which interlibrary loan has a standard term', () => {
	const hints = product.flatMap((file) => [
		hintFor(path.basename(file, '.ts'), file),
		...exportsOf(file).map((name) => hintFor(name, file)),
	]);
	expect(hints.filter((hint) => hint !== undefined)).toEqual([]);
});

test('no two files of the client export the same name for different things', () => {
	const files = new Map<string, string[]>();
	for (const file of tracked('reshare')) for (const name of exportsOf(file)) files.set(name, [...(files.get(name) ?? []), file]);
	const twice = [...files].filter(
		([, at]) => at.length > 1 && !(at.every((file) => sideOf(file) !== undefined) && new Set(at.map(sideOf)).size === at.length),
	);
	expect(Object.fromEntries(twice)).toEqual({});
});

test(`no line of the product's code is longer than ${longestLine} characters, except messages`, () => {
	const long = product.flatMap((file) =>
		textOf(file)
			.split('\n')
			.flatMap((line, index) => (line.length > longestLine && !isMessage(file, line) ? [`${file}:${index + 1}`] : [])),
	);
	expect(long).toEqual([]);
});

/** Returns the titles of the tests of a file, without the values that Jest puts into them. */
function titlesOf(file: string) {
	const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest);
	const titles: string[] = [];
	const visit = (node: ts.Node) => {
		if (ts.isCallExpression(node) && /^(?:it|test)\b/.test(node.expression.getText(source))) {
			const [title] = node.arguments;
			if (title !== undefined && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) titles.push(title.getText(source));
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return titles;
}

test('every test title has three words of its own, besides the values that Jest fills in', () => {
	const empty = tracked('test')
		.filter((file) => file.endsWith('.test.ts'))
		.flatMap((file) => titlesOf(file).map((title) => ({ file, title })))
		.filter(({ title }) => (title.replace(/%[a-z]|\$[a-z{]\S*/gi, '').match(/[a-z]+/gi) ?? []).length < 3)
		.map(({ file, title }) => `${file}: ${title}`);
	expect(empty).toEqual([]);
});
