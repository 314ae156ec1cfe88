import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import ts from 'typescript';
import { OkapiApi } from '../../credentials/OkapiApi.credentials';
import { ReShareInventoryApi } from '../../credentials/ReShareInventoryApi.credentials';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareRequestStatusTrigger } from '../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { editorTerms } from '../../nodes/shared/editorTerms';

const checkout = path.resolve(__dirname, '..', '..');
const sources = globSync('reshare/**/*.ts', { cwd: checkout }).map((file) => ({
	file,
	text: readFileSync(path.join(checkout, file), 'utf8'),
}));

/** Names of all fields and choices of the nodes and credentials. */
const shown = [
	...[new ReShareCreateRequest(), new ReShareRequest(), new ReShareRequestStatusTrigger(), new ReShareSearch()].flatMap(
		({ description }) => [description.displayName, ...namesOf(description.properties)],
	),
	...[new OkapiApi(), new ReShareInventoryApi()].flatMap(({ displayName, properties }) => [displayName, ...namesOf(properties)]),
];

function namesOf(fields: readonly unknown[]): string[] {
	return (fields as INodeProperties[]).flatMap((field) => [
		...('displayName' in field ? [field.displayName] : [field['name'] as string]),
		...('options' in field ? namesOf(field.options ?? []) : []),
		...('values' in field ? namesOf(field['values'] as unknown[]) : []),
	]);
}

/** String literals and the fixed parts of templates. */
function textsOf(text: string): string[] {
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) texts.push(node.text);
		node.forEachChild(visit);
	};
	visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest));
	return texts;
}

describe('the words of the program around the client', () => {
	it('do not stand in the client', () => {
		const ofHost =
			/\bn8n\b|\bnodes?\b(?!:|\.js)|\b(?:the|a|this) credentials?\b|\bthe editor\b|\bworkflows?\b|\b(?:this|the|a) triggers?\b|\bexecutions?\b/gi;
		const found = sources.flatMap(({ file, text }) => [...text.matchAll(ofHost)].map(([word]) => `${file}: ${word}`));
		expect(sources.length).toBeGreaterThan(100);
		expect(found).toEqual([]);
	});

	it('do not stand in the client, and the names of fields neither', () => {
		const found = sources.flatMap(({ file, text }) =>
			textsOf(text).flatMap((one) => shown.filter((name) => one.includes(`'${name}'`)).map((name) => `${file}: ${name}`)),
		);
		expect(shown.length).toBeGreaterThan(100);
		expect(found).toEqual([]);
	});

	it('are the names that users see', () => {
		expect(Object.values(editorTerms.names).filter((name) => !shown.some((one) => one === name || one.startsWith(`${name} `)))).toEqual([]);
	});
});

describe('a client that nobody has given words', () => {
	it('calls settings and values as they are called in code', () => {
		jest.isolateModules(() => {
			const { quotedTerm, hostTerms } = jest.requireActual<typeof import('../../reshare/hostTerms')>('../../reshare/hostTerms');
			for (const name of Object.keys(editorTerms.names) as Array<keyof typeof editorTerms.names>)
				expect(quotedTerm(name)).toBe(`'${name}'`);
			expect(Object.keys(hostTerms).sort()).toEqual(Object.keys(editorTerms).sort());
			const { describeFailure } = jest.requireActual<typeof import('../../reshare/transport/failures')>('../../reshare/transport/failures');
			expect(describeFailure(Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'https://okapi.example.org').description).toBe(
				'Check the URL in the configuration for typing mistakes.',
			);
		});
	});
});
