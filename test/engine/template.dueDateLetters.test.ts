import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import type { WorkflowFile } from '../../n8n/types';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from './harness';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.requests.clear());

const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'templates', 'due-date-letters.json'), 'utf8')) as WorkflowFile;
const settings = { remindDaysBefore: 3, firstLetterAfter: 1, secondLetterAfter: 7, thirdLetterAfter: 14, sendAllMailTo: '' };

/** The letter that the template's own expression chooses for what ReShare lists as overdue or due soon; '' for none. */
async function letters(filters: IDataObject): Promise<string[]> {
	const { tenant, username, password, openUrlTenant } = sandbox.libraries.east;
	const { outputs, error } = await runNode({
		node: new ReShareRequest(),
		parameters: { operation: 'getMany', side: 'borrowing', returnAll: true, filters, sort: 'createdOldest', simplify: true } as never,
		credentials: { okapiApi: { url: sandbox.okapiUrl, tenant, username, password, openUrlBaseUrl: sandbox.resolverUrl, openUrlTenant } },
	});
	expect(error).toBeUndefined();
	const { assignments } = nodes.find(({ name }) => name === 'Which Letter Is Next')?.parameters.assignments as { assignments: ReadonlyArray<{ name: string; value: string }> };
	const expression = assignments.find(({ name }) => name === 'letter')?.value ?? '';
	const choose = new Function('$', '$json', '$today', 'DateTime', `return ${expression.slice('={{'.length, -'}}'.length)}`) as (...given: unknown[]) => string;
	const $ = (name: string) => ({ first: () => ({ json: settings }), all: () => (name === 'Letters So Far' ? [] : [{ json: settings }]) });
	return outputs.flat().filter(({ json }) => json.outcome === 'found').map(({ json }) => choose($, json, DateTime.now().startOf('day'), DateTime));
}

function lent(state: string, daysLeft: number): void {
	sandbox.requests.add('east', { isRequester: true, hrid: 'LENT-1', title: 'Persuasion', patronIdentifier: 'P-100', patronEmail: 'reader@example.edu', refdata: { serviceType: 'loan' }, state, dueDateRS: DateTime.now().plus({ days: daysLeft }).toISODate() });
}

it('a patron who has the item is reminded, and is written to when it is late', async () => {
	lent('REQ_CHECKED_IN', 2);
	expect(await letters({ dueWithin: 3 })).toEqual(['reminder']);
	sandbox.requests.clear();
	lent('REQ_OVERDUE', -20);
	expect(await letters({ overdueBy: 1 })).toEqual(['first']);
});

it.each([
	['is still on its way to the library', 'REQ_SHIPPED'],
	['has just come, and is not ready yet', 'REQ_BORROWING_LIBRARY_RECEIVED'],
	['was lent as a file, which nobody can bring back', 'REQ_LOANED_DIGITALLY'],
	['is still on its way to the library, in the SLNP model', 'SLNP_REQ_SHIPPED'],
])('nobody is asked to bring back what %s', async (_what, state) => {
	lent(state, 2);
	expect((await letters({ dueWithin: 3 })).filter((letter) => letter !== '')).toEqual([]);
	sandbox.requests.clear();
	lent(state, -20);
	expect((await letters({ overdueBy: 1 })).filter((letter) => letter !== '')).toEqual([]);
});

it('each letter goes to its own patron: n8n pairs every row that it inserts into a table with the first item', () => {
	const due = ['one', 'two'].map((name, index) => ({ requestId: `r-${index}`, hrid: `LENT-${index}`, title: `Title of ${name}`, author: null, dueDate: '2026-11-20', letter: 'first', patronEmail: `${name}@example.edu`, staffLink: `https://reshare.example.edu/${name}` }));
	const assignmentsOf = (node: string) => (nodes.find(({ name }) => name === node)?.parameters.assignments as { assignments: ReadonlyArray<{ name: string; value: string }> }).assignments;
	const say = { 'first.subject': 'Your loan is overdue', 'first.text': 'It was due on {dueDate}.', 'details.title': 'Title: {title}', 'details.number': 'Number: {number}' };
	const $ = (name: string) => (name === 'Pick the Words' ? { first: () => ({ json: { say, lang: 'en' } }) } : { item: { json: due[0] }, all: () => due.map((json) => ({ json })) });
	const letters = due.map(({ hrid: number, requestId, dueDate, letter }) =>
		Object.fromEntries(assignmentsOf('Fill In the Words').map(({ name, value }) => [name, (new Function('$', '$json', 'DateTime', `return ${value.slice('={{'.length, -'}}'.length)}`) as (...given: unknown[]) => unknown)($, { number, requestId, dueDate, letter }, DateTime)])),
	);
	expect(letters).toMatchObject([
		{ patronEmail: 'one@example.edu', details: 'Title: Title of one\nNumber: LENT-0', staffLink: 'https://reshare.example.edu/one' },
		{ patronEmail: 'two@example.edu', details: 'Title: Title of two\nNumber: LENT-1', staffLink: 'https://reshare.example.edu/two' },
	]);
});
