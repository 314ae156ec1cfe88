import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(__dirname, '..', '..', '..');

function exportedBy(file: string): string[] {
	const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest);
	return source.statements.flatMap((statement) => {
		if (!ts.canHaveModifiers(statement) || ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true)
			return [];
		if (ts.isVariableStatement(statement))
			return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
		return 'name' in statement && statement.name !== undefined && ts.isIdentifier(statement.name as ts.Node)
			? [(statement.name as ts.Identifier).text]
			: [];
	});
}

/** The implementations of back ends, indexes and transports may use the same names for the same things. */
const sideOf = (file: string): string | undefined =>
	/^reshare\/(?:requests\/(?:modrs|crosslink)|inventory\/(?:folio|vufind|reservoir)|transport\/(?:pooled|hosted)\.ts)(?:\/|$)/.exec(
		file,
	)?.[0];

it('no name is exported by two files of the client for two ideas', () => {
	const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'reshare/*.ts'], {
		cwd: root,
		encoding: 'utf8',
	})
		.trim()
		.split('\n');
	const homes = new Map<string, string[]>();
	for (const file of files) for (const name of exportedBy(file)) homes.set(name, [...(homes.get(name) ?? []), file]);
	const twice = [...homes].filter(
		([, at]) => at.length > 1 && !(at.every((file) => sideOf(file) !== undefined) && new Set(at.map(sideOf)).size === at.length),
	);
	expect(Object.fromEntries(twice)).toEqual({});
});
