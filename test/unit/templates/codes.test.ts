import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DateTime } from 'luxon';
import type { WorkflowFile } from '../../../n8n/types';
import { crossLinkStates } from '../../../reshare/requests/crosslink/states';
import { modRsStates } from '../../../reshare/requests/modrs/states';

type Json = Record<string, unknown>;

/** What a program of a template gives, where other nodes gave these items by their first output. */
function run(template: string, node: string, given: Readonly<Record<string, readonly Json[]>>): Json[] {
	const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', '..', 'templates', `${template}.json`), 'utf8')) as WorkflowFile;
	const of = (items: readonly Json[] = []) => ({ isExecuted: true, first: () => ({ json: items[0] }), all: (output = 0) => (output === 0 ? items.map((json) => ({ json })) : []) });
	const program = new Function('$', '$input', '$now', 'DateTime', String(nodes.find(({ name }) => name === node)?.parameters.jsCode)) as (...values: unknown[]) => ReadonlyArray<{ json: Json }>;
	return program((name: string) => of(given[name]), of(given.input), DateTime.now(), DateTime).map(({ json }) => json);
}

/** SLNP's states have codes of their own, which the words of events hide. */
const codesWith = (event: string) => [modRsStates, crossLinkStates].flatMap((states) => states.codes('borrowing', (state) => state.event === event));

it('Weekly digest counts each canceled request, in whatever state it ended', () => {
	const codes = codesWith('cancelled');
	expect(codes.length).toBeGreaterThan(2);
	const requests = codes.map((code, index) => ({ outcome: 'found', requestId: `r-${index}`, createdAt: DateTime.now().minus({ days: 2 }).toISO(), status: { code, label: 'Cancelled' } }));
	const [figures] = run('weekly-digest', 'Work Out the Figures', { 'Library Settings': [{ newsDays: 7 }], 'Requests of the Period': requests, 'History of Each Request': [], 'Oldest Open Requests': [], 'Lending of the Period': [] });
	expect(figures).toMatchObject({ requests: codes.length, cancelled: codes.length });
});

it.each([[0, 0], [2, 2], [10, 3]])('Weekly digest names the oldest open requests, %i at most', (oldestToShow, named) => {
	const oldest = [1, 2, 3].map((number) => ({ outcome: 'found', requestId: `r-${number}`, hrid: `EAST-${number}`, createdAt: '2026-01-01T00:00:00Z', status: { code: 'REQ_VALIDATED', label: 'Validated' } }));
	const [figures = {}] = run('weekly-digest', 'Work Out the Figures', { 'Library Settings': [{ newsDays: 7, oldestToShow }], 'Requests of the Period': [], 'History of Each Request': [], 'Oldest Open Requests': oldest, 'Lending of the Period': [] });
	expect(JSON.stringify(figures).match(/EAST-\d/g)?.length ?? 0).toBe(named);
});
