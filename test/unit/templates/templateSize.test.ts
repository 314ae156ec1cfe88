import { crossLinkStates } from '../../../reshare/requests/crosslink/statesAndSentences';
import { modRsStates } from '../../../reshare/requests/modrs/statesAndSentences';
import { templates as files } from './readTemplates';

const sides = ['borrowing', 'lending'] as const;
const codes = new Set([crossLinkStates, modRsStates].flatMap((states) => sides.flatMap((side) => states.codes(side))));

type Value = string | number | boolean | null | undefined | readonly Value[] | { readonly [name: string]: Value };

function texts(value: Value): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

const templates = files.map(({ name, nodes: all }) => {
	const nodes = all.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	const code = nodes.flatMap(({ parameters }) => texts((parameters as { jsCode?: string }).jsCode));
	const written = nodes.flatMap(({ parameters }) => texts(parameters as Value));
	return {
		name,
		nodes: nodes.length,
		words: all
			.flatMap(({ parameters }) => texts(parameters as Value))
			.filter((text) => !text.startsWith('=') && !text.includes('WARNING CONCERNING COPYRIGHT RESTRICTIONS'))
			.flatMap((text) => text.split(/\s+/))
			.filter((word) => word !== '').length,
		codeLines: code.flatMap((text) => text.split('\n')).length,
		expressions: written
			.filter((text) => text.startsWith('='))
			// n8n writes this comment into a field that an AI model fills in, and does not show an expression there.
			.flatMap((text) => text.replace('/*n8n-auto-generated-fromAI-override*/ ', '').match(/\{\{.*?\}\}/gs) ?? [])
			.map(({ length }) => length),
		codes: written.flatMap((text) => text.match(/\b[A-Z]{2,}(?:_[A-Z]+)*\b/g) ?? []).filter((word) => codes.has(word)),
	};
});

/** Limits for librarians, who read the templates. A limit grows only for what people cannot do without. */
describe('the size of the templates', () => {
	const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);

	it('each template has at most 16 nodes, and all together at most 199', () => {
		expect(templates.filter(({ nodes }) => nodes > 16).map(({ name, nodes }) => `${name}: ${nodes}`)).toEqual([]);
		expect(sum(templates.map(({ nodes }) => nodes))).toBeLessThanOrEqual(199);
	});

	it('the texts of all templates have at most 6500 words together', () => {
		expect(sum(templates.map(({ words }) => words))).toBeLessThanOrEqual(6500);
	});

	it('no template has a Code node, and no expression is longer than 80 characters', () => {
		expect(sum(templates.map(({ codeLines }) => codeLines))).toBe(0);
		expect(Math.max(...templates.flatMap(({ expressions }) => expressions))).toBeLessThanOrEqual(80);
	});

	it('no template names the code of a state, since each back end has its own codes', () => {
		expect(templates.filter(({ codes }) => codes.length > 0).map(({ name, codes }) => `${name}: ${codes.join(', ')}`)).toEqual([]);
	});

	it('the first template, guide-workflow, has at most seven nodes', () => {
		expect(templates.find(({ name }) => name === 'guide-workflow')?.nodes).toBeLessThanOrEqual(7);
	});
});
