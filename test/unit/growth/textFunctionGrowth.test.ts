import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { findQuadraticGrowth, slowTextsFor } from './findQuadraticGrowth';
import { checkoutFolder } from '../../../n8n/paths';

/** Finds every exported function that needs only texts. */
function functionsOfTexts() {
	return globSync('{reshare,notices,nodes}/**/*.ts', { cwd: checkoutFolder })
		.sort()
		.flatMap((file) => {
			const source = ts.createSourceFile(file, readFileSync(path.join(checkoutFolder, file), 'utf8'), ts.ScriptTarget.Latest);
			const takesText = ({ type }: ts.ParameterDeclaration) => /(?:^|\| )(?:string|unknown)(?: \||$)/.test(type?.getText(source) ?? '');
			return source.statements
				.filter((statement) => statement.getText(source).startsWith('export'))
				.flatMap((statement): readonly ts.Node[] =>
					ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement],
				)
				.flatMap((declared) => {
					const isVariable = ts.isVariableDeclaration(declared);
					const of = isVariable ? declared.initializer : declared;
					if (of === undefined || !(ts.isFunctionDeclaration(of) || ts.isArrowFunction(of))) return [];
					const needed = of.parameters.filter(({ initializer, questionToken }) => (initializer ?? questionToken) === undefined);
					const name = (isVariable ? declared : of).name?.getText(source) ?? '';
					return needed.length > 0 && needed.every(takesText) ? [[file, name, needed.length] as const] : [];
				});
		});
}

it.each(functionsOfTexts())('in %s, the work of the function %s does not grow with the square of its text', async (file, name, texts) => {
	const call = ((await import(path.join(checkoutFolder, file))) as Record<string, (...given: string[]) => unknown>)[name];
	expect(call).toBeInstanceOf(Function);
	expect(slowTextsFor((text) => call?.(...Array<string>(texts).fill(text)))).toEqual([]);
});

it('the growth test reports work that grows with the square of the text, and accepts sorting', () => {
	const quadratic = (size: number) => `${':'.repeat(size)}x`.replace(/[\s:,;]+$/, '');
	// Whatever interrupts the shorter inputs hides the growth for once.
	expect([1, 2, 3].map(() => findQuadraticGrowth(quadratic)).find(Boolean)).toMatch(
		/^\d+\.\d times the work for 4000 characters as for 4 times 1000$/,
	);
	expect(findQuadraticGrowth((size) => [...':'.repeat(40 * size)].sort())).toBeUndefined();
});
