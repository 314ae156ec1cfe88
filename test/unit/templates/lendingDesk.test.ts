import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowFile } from '../../../n8n/types';

const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', '..', 'templates', 'lending-desk.json'), 'utf8')) as WorkflowFile;
const program = new Function('$', String(nodes.find(({ name }) => name === 'Write the Page')?.parameters.jsCode)) as ($: unknown) => ReadonlyArray<{ json: { html: string } }>;

/** The page over requests of these numbers that wait for their pull slip. */
function pageOf(waiting: readonly string[], query: Readonly<Record<string, string>> = {}): string {
	const requests = waiting.map((hrid) => ({ requestId: `id-${hrid}`, hrid, title: 'Persuasion', status: { code: 'RES_NEW_AWAIT_PULL_SLIP', label: 'Awaiting pull slip printing' } }));
	const known: Record<string, unknown> = {
		'What Waits': { error: null, parts: [{ name: 'Pull slips to print', answers: ['printed', 'cannotSupply'], slips: true, requests }] },
		'Library Settings': { libraryName: 'East', lendingPlaces: '', cannotSupplyReasons: { 'On loan': 'onloan' }, query },
	};
	const $ = (name: string) => ({ isExecuted: name in known, first: () => ({ json: known[name] }), all: () => [] });
	return program($)[0]?.json.html ?? '';
}

/** What each form of the page that marks slips as printed sends along. */
const marked = (html: string) =>
	[...html.matchAll(/<form[^>]*>([\s\S]*?)<\/form>/g)].filter(([, form = '']) => form.includes('value="printed"')).map(([, form = '']) => [...form.matchAll(/name="id" value="id-([^"]*)"/g)].map(([, number]) => number));

it('nothing is marked as printed along with others that was not printed with them', () => {
	// Back on the desk from the slips of the first two, where a third one has come meanwhile.
	expect(marked(pageOf(['WEST-1', 'WEST-2', 'WEST-3'])).filter((numbers) => numbers.length > 1)).toEqual([]);
	expect(marked(pageOf(['WEST-1', 'WEST-2'], { slips: 'all' }))).toEqual([['WEST-1', 'WEST-2']]);
	expect(marked(pageOf([], { slips: 'all' }))).toEqual([]);
});
