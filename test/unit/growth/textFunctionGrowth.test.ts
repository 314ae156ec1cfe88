import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { findQuadraticGrowth, slowTextsFor } from './findQuadraticGrowth';
import { checkoutFolder } from '../../../n8n/paths';

/** Finds every exported function that needs only texts. */
function functionsOfTexts(): Array<readonly [file: string, name: string, texts: number]> {
	return globSync(['reshare/**/*.ts', 'notices/**/*.ts', 'nodes/**/*.ts'], { cwd: checkoutFolder })
		.sort()
		.flatMap((file) => {
			const { statements } = ts.createSourceFile(file, readFileSync(path.join(checkoutFolder, file), 'utf8'), ts.ScriptTarget.Latest);
			return statements.filter(isExported).flatMap((statement) =>
				declarationsIn(statement).flatMap(({ name, parameters }) => {
					const needed = parameters.filter(({ initializer, questionToken }) => (initializer ?? questionToken) === undefined);
					return needed.length > 0 && needed.every(({ type }) => takesText(type)) ? [[file, name, needed.length] as const] : [];
				}),
			);
		});
}

function isExported(statement: ts.Statement): boolean {
	return ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function declarationsIn(
	statement: ts.Statement,
): Array<{ readonly name: string; readonly parameters: readonly ts.ParameterDeclaration[] }> {
	if (ts.isFunctionDeclaration(statement)) return [{ name: statement.name?.text ?? 'default', parameters: statement.parameters }];
	if (!ts.isVariableStatement(statement)) return [];
	return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
		ts.isIdentifier(name) && initializer !== undefined && ts.isArrowFunction(initializer)
			? [{ name: name.text, parameters: initializer.parameters }]
			: [],
	);
}

function takesText(type: ts.TypeNode | undefined): boolean {
	const members = type !== undefined && ts.isUnionTypeNode(type) ? type.types : [type];
	return members.some((one) => one?.kind === ts.SyntaxKind.StringKeyword || one?.kind === ts.SyntaxKind.UnknownKeyword);
}

it.each(functionsOfTexts())('in %s, the work of the function %s does not grow with the square of its text', async (file, name, texts) => {
	const call = ((await import(path.join(checkoutFolder, file))) as Readonly<Record<string, (...given: readonly string[]) => unknown>>)[
		name
	];
	expect(call).toBeInstanceOf(Function);
	expect(slowTextsFor((text) => call?.(...Array.from({ length: texts }, () => text)))).toEqual([]);
});

it('the growth test reports work that grows with the square of the text, and accepts sorting', () => {
	expect(findQuadraticGrowth((size) => `${':'.repeat(size)}x`.replace(/[\s:,;]+$/, ''))).toMatch(
		/^\d+\.\d times the work for 4000 characters as for 4 times 1000$/,
	);
	expect(
		findQuadraticGrowth((size) =>
			':'
				.repeat(40 * size)
				.split('')
				.sort(),
		),
	).toBeUndefined();
});
