import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowFile } from '../../../n8n/n8nJson';
import { crossLinkStates } from '../../../reshare/requests/crosslink/states';
import { modRsStates } from '../../../reshare/requests/modrs/states';

const folder = path.join(__dirname, '..', '..', '..', 'templates');
const sides = ['borrowing', 'lending'] as const;
const codes = new Set([crossLinkStates, modRsStates].flatMap((states) => sides.flatMap((side) => states.codes(side))));

type Value = string | number | boolean | null | undefined | readonly Value[] | { readonly [name: string]: Value };

function texts(value: Value): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

const templates = globSync('*.json', { cwd: folder }).map((file) => {
	const all = (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as WorkflowFile).nodes;
	const nodes = all.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	const code = nodes.flatMap(({ parameters }) => texts((parameters as { jsCode?: string }).jsCode));
	const written = nodes.flatMap(({ parameters }) => texts(parameters as Value));
	return {
		name: file.replace('.json', ''),
		nodes: nodes.length,
		words: all
			.flatMap(({ parameters }) => texts(parameters as Value))
			.filter((text) => !text.startsWith('=') && !text.includes('WARNING CONCERNING COPYRIGHT RESTRICTIONS'))
			.flatMap((text) => text.split(/\s+/))
			.filter((word) => word !== '').length,
		codeLines: code.flatMap((text) => text.split('\n')).length,
		expressions: written
			.filter((text) => text.startsWith('='))
			// n8n writes this comment into a field that an AI model fills in, and shows no expression there.
			.flatMap((text) => text.replace('/*n8n-auto-generated-fromAI-override*/ ', '').match(/\{\{.*?\}\}/gs) ?? [])
			.map(({ length }) => length),
		codes: written.flatMap((text) => text.match(/\b[A-Z]{2,}(?:_[A-Z]+)*\b/g) ?? []).filter((word) => codes.has(word)),
	};
});

/** For librarians to read. These limits only come down. */
describe('the templates', () => {
	const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

	it('have few nodes', () => {
		expect(templates.filter(({ nodes }) => nodes > 14).map(({ name, nodes }) => `${name}: ${nodes}`)).toEqual([]);
		expect(sum(templates.map(({ nodes }) => nodes))).toBeLessThanOrEqual(195);
	});

	it('are soon read', () => {
		expect(sum(templates.map(({ words }) => words))).toBeLessThanOrEqual(6500);
	});

	it('are wired, not programmed', () => {
		expect(sum(templates.map(({ codeLines }) => codeLines))).toBe(0);
		expect(Math.max(...templates.flatMap(({ expressions }) => expressions))).toBeLessThanOrEqual(80);
	});

	it('name no code of a state: both back ends have their own', () => {
		expect(templates.filter(({ codes }) => codes.length > 0).map(({ name, codes }) => `${name}: ${codes.join(', ')}`)).toEqual([]);
	});

	it('begin with one of seven nodes and no code', () => {
		const first = templates.find(({ name }) => name === 'guide-workflow');
		expect(first).toMatchObject({ codeLines: 0 });
		expect(first?.nodes).toBeLessThanOrEqual(7);
	});
});
