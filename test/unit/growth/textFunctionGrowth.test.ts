import { globSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { findQuadraticGrowth, slowTextsFor } from './findQuadraticGrowth';
import { checkoutFolder } from '../../../n8n/paths';

/** Finds every exported function that needs only texts. */
function functionsOfTexts(): Array<readonly [file: string, name: string, texts: number]> {
	const { config } = ts.readConfigFile(path.join(checkoutFolder, 'tsconfig.json'), ts.sys.readFile) as { readonly config: unknown };
	const files = globSync(['reshare/**/*.ts', 'notices/**/*.ts', 'nodes/**/*.ts'], { cwd: checkoutFolder }).sort();
	const program = ts.createProgram(
		files.map((file) => path.join(checkoutFolder, file)),
		ts.parseJsonConfigFileContent(config, ts.sys, checkoutFolder).options,
	);
	const checker = program.getTypeChecker();
	return files.flatMap((file) => {
		const source = program.getSourceFile(path.join(checkoutFolder, file));
		const module = source && checker.getSymbolAtLocation(source);
		return (module === undefined ? [] : checker.getExportsOfModule(module)).flatMap((exported) => {
			const declaration = exported.valueDeclaration;
			if (declaration === undefined || declaration.getSourceFile() !== source) return [];
			const [signature] = checker.getTypeOfSymbolAtLocation(exported, declaration).getCallSignatures();
			if (signature === undefined) return [];
			const needed = signature.parameters.filter(
				({ valueDeclaration: one }) => one === undefined || !ts.isParameter(one) || (one.initializer ?? one.questionToken) === undefined,
			);
			const takesTexts = needed.every((one) =>
				checker.isTypeAssignableTo(checker.getStringType(), checker.getTypeOfSymbolAtLocation(one, declaration)),
			);
			return takesTexts && needed.length > 0 ? [[file, exported.name, needed.length] as const] : [];
		});
	});
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
