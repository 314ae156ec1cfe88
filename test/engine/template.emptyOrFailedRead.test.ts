import type { IDataObject } from 'n8n-workflow';
import { libraryAccountOf, libraryProfile } from '../../demo/practiceCredentials';
import type { FaultRule } from '../../sandbox';
import { playTemplate, type TemplateRun } from './harness/playTemplate';
import { clearedSandboxForAll } from '../unit/sandboxForTests';

/**
 * A list or page must be written even if ReShare has no request for it. The templates therefore lead the item of the trigger to the node
 * that writes the list as well. *Always Output Data* would not do, since n8n 2 and n8n 3 differ in it when a read fails. Staff get one
 * message about a failed read.
 */

const sandbox = clearedSandboxForAll({ autoStaff: false });

const list = '^/rs/patronrequests$';
const failing = (rule: Partial<FaultRule>) => sandbox.faults.answer(400, { path: list, ...rule });

function fill() {
	sandbox.requests.add('east', { isRequester: true, hrid: 'EAST-1', title: 'Persuasion', state: 'REQ_REQUEST_SENT_TO_SUPPLIER' });
	sandbox.requests.add('east', { isRequester: false, hrid: 'WEST-1', title: 'Emma', state: 'RES_IDLE' });
}

const once = (text: unknown, words: string) => String(text).split(words).length === 2;

describe("by the rule of n8n 3 for a node's Always Output Data", () => {
	/** Returns what the last node got. It must run once with a single item, and no node may wait for an input that never comes. */
	async function play(template: string, node: string, last: string, start: Omit<Parameters<typeof playTemplate>[1], 'node'> = {}) {
		const account = { okapiApi: libraryAccountOf(sandbox), reShareLibraryProfileApi: { ...libraryProfile } };
		const played: TemplateRun = await playTemplate(template, { node, ...start }, account);
		expect({ error: played.error, waiting: played.waiting }).toEqual({ error: undefined, waiting: [] });
		const runs = played.runsOf(last);
		expect(runs.map(([items]) => items?.length)).toEqual([1]);
		return { said: runs[0]?.[0]?.[0] ?? {}, runsOf: played.runsOf };
	}

	const digest = () =>
		play('weekly-digest', 'Every Monday', 'Email Staff', {
			item: { timestamp: '2026-11-30T07:00:00.000Z', 'Day of week': 'Monday' },
		});

	it.each([
		{ what: 'no request', prepare: () => undefined, says: 'There were no requests.' },
		{ what: 'requests', prepare: fill, says: 'Persuasion' },
	])('the weekly digest does not call itself incomplete if ReShare answers every call and returns $what', async ({ prepare, says }) => {
		prepare();
		const { said } = await digest();
		expect(said.text).not.toMatch(/not complete/i);
		expect(said.text).toContain(says);
	});

	it.each([
		{ which: 'lending requests', query: 'isRequester==false' },
		{ which: 'open requests', query: 'isRequester==true.*terminal' },
		{ which: 'requests of the period', query: 'isRequester==true.*dateCreated>' },
	])('the weekly digest says that it is incomplete if only the $which cannot be read', async ({ query }) => {
		fill();
		failing({ query });
		const { said } = await digest();
		expect(said.subject).toMatch(/not complete/i);
		expect(once(said.text, 'refused the list of requests (400)')).toBe(true);
	});

	const visit = (body?: IDataObject) =>
		play('lending-desk', 'Desk Page', 'Write the Page', {
			output: body === undefined ? 0 : 1,
			item: { headers: { authorization: 'Basic ZGVzazpkZXNr' }, params: {}, query: {}, body: body ?? {} },
		});

	it('the lending desk shows a page that says so if no request waits', async () => {
		const { said } = await visit();
		expect(said.html).toMatch(/nothing/i);
		expect(said.html).not.toMatch(/\(400\)/);
	});

	it('if ReShare refuses to list the requests, the page of the lending desk says so exactly once', async () => {
		fill();
		failing({});
		const { said, runsOf } = await visit();
		expect(once(said.html, 'refused the list of requests (400)')).toBe(true);
		expect(runsOf('Get Requests for the Page').map((outputs) => outputs.map((items) => items.length))).toEqual([[0, 1]]);
	});

	it('if ReShare refuses to list the requests, the morning email of the lending desk says so exactly once', async () => {
		fill();
		failing({});
		const { said } = await play('lending-desk', 'Every Working Morning', 'Email Staff');
		expect(said.subject).toMatch(/not complete/i);
		expect(once(said.text, 'refused the list of requests (400)')).toBe(true);
	});
});
