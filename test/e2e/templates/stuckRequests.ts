import { hasRun, outputItems } from '../../../n8n/types';
import type { TemplateBench } from './bench';
import { addStory } from './history';
import { testMailTrouble } from './mailTrouble';

/** templates/stuck-requests.json */
export function testStuckRequests(bench: () => TemplateBench): void {
	const trigger = 'Every Working Morning';
	const quickly = { minutesBetweenTries: 0.01, mailTries: 2, sendAllMailTo: '', shipWithin: 0 };

	beforeEach(() => bench().practice.sandbox.requests.clear());

	it('mails exactly the requests beyond the limit of their status, the longest first', async () => {
		const { sandbox } = bench().practice;
		addStory(sandbox, { hrid: 'STUCK-1', title: 'Wind & weather <atlas>', madeDaysAgo: 30, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 20]] });
		addStory(sandbox, { hrid: 'STUCK-2', title: 'Unanswered for long', madeDaysAgo: 60, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 50]] });
		addStory(sandbox, { hrid: 'READ-1', title: 'The patron reads it', madeDaysAgo: 60, states: [['REQ_SHIPPED', 50], ['REQ_CHECKED_IN', 40]] });
		addStory(sandbox, { hrid: 'FRESH-1', title: 'Made long ago, moved today', madeDaysAgo: 60, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 50], ['REQ_EXPECTS_TO_SUPPLY', 0]] });
		addStory(sandbox, { hrid: 'DONE-1', title: 'At its end', madeDaysAgo: 60, states: [['REQ_CANCELLED', 50]] });
		const workflow = await bench().import('stuck-requests', { settings: quickly });
		const [mail, ...more] = await bench().mailsOf(async () => await bench().run(workflow, trigger), 1);
		expect(more).toEqual([]);
		expect(mail).toMatchObject({ to: ['ill-staff@library.example.edu'], subject: '2 requests take too long' });
		expect([...(mail?.text ?? '').matchAll(/^([A-Z]+-\d): .*$/gm)].map(([, hrid]) => hrid)).toEqual(['STUCK-2', 'STUCK-1']);
		expect(mail?.text).toMatch(/STUCK-1: Wind & weather <atlas>\n {2}Request sent for 1[3-5] working days/);
	});

	it('mails what has not been shipped within five working days, however often it has moved on', async () => {
		const { sandbox } = bench().practice;
		addStory(sandbox, { hrid: 'LATE-1', title: 'Asked again today', madeDaysAgo: 20, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 15], ['REQ_UNFILLED', 0], ['REQ_REQUEST_SENT_TO_SUPPLIER', 0]] });
		addStory(sandbox, { hrid: 'LATE-2', title: 'Promised long ago', madeDaysAgo: 30, states: [['REQ_EXPECTS_TO_SUPPLY', 20]] });
		addStory(sandbox, { hrid: 'SENT-1', title: 'On its way', madeDaysAgo: 30, states: [['REQ_EXPECTS_TO_SUPPLY', 29], ['REQ_SHIPPED', 1]] });
		addStory(sandbox, { hrid: 'FRESH-3', title: 'Made two days ago', madeDaysAgo: 2, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 0]] });
		const cancelPage = 'https://n8n.example.edu/form/cancel-request-staff';
		const workflow = await bench().import('stuck-requests', { settings: { ...quickly, shipWithin: 5, cancelPage } });
		const [mail] = await bench().mailsOf(async () => await bench().run(workflow, trigger), 1);
		expect(mail?.subject).toBe('2 requests take too long');
		expect(mail?.text).toMatch(/^Not shipped within 5 working days, the oldest first:\n\nLATE-2: Promised long ago\n {2}made 2\d working days ago, Expects to supply[\s\S]*\n\nLATE-1: Asked again today/);
		expect(mail?.text).not.toContain('In one status');
		expect(mail?.html).toContain(`<a href="${cancelPage}?Request%20Number=LATE-2">Cancel request LATE-2</a>`);
	});

	it('sends no mail when nothing is stuck', async () => {
		addStory(bench().practice.sandbox, { hrid: 'FRESH-2', title: 'New today', madeDaysAgo: 0, states: [] });
		const workflow = await bench().import('stuck-requests', { settings: quickly });
		const mails = await bench().mailsOf(async () => {
			const execution = await bench().run(workflow, trigger);
			expect([execution.status, hasRun(execution, 'Write the List')]).toEqual(['success', false]);
		});
		expect(mails).toEqual([]);
	});

	it('sends everything to the test address as shipped', async () => {
		addStory(bench().practice.sandbox, { hrid: 'STUCK-3', title: 'Unanswered', madeDaysAgo: 60, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 50]] });
		const workflow = await bench().import('stuck-requests');
		const mails = await bench().mailsOf(async () => await bench().run(workflow, trigger), 1);
		expect(mails.map(({ to, subject }) => ({ to, subject }))).toEqual([{ to: ['ill-test@library.example.edu'], subject: '[Test] 1 request takes too long' }]);
	});

	testMailTrouble(bench, { node: 'Mail the List', reader: 'ill-staff@library.example.edu', staffHear: false, start: async (settings) => {
		addStory(bench().practice.sandbox, { hrid: 'STUCK-4', title: 'Unanswered', madeDaysAgo: 60, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 50]] });
		return await bench().run(await bench().import('stuck-requests', { settings }), trigger);
	} });

	it('tells staff when ReShare cannot be read', async () => {
		addStory(bench().practice.sandbox, { hrid: 'STUCK-5', title: 'Unanswered', madeDaysAgo: 60, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 50]] });
		bench().practice.sandbox.faults.add({ kind: 'status', status: 400, path: '^/rs/patronrequests' });
		const workflow = await bench().import('stuck-requests', { settings: quickly });
		const mails = await bench().mailsOf(async () => {
			const execution = await bench().run(workflow, trigger);
			expect(outputItems(execution, 'Requests Without Change')).toEqual([]);
		}, 1);
		bench().practice.sandbox.faults.clear();
		expect(mails).toEqual([expect.objectContaining({ subject: 'No full list of slow requests today', text: expect.stringContaining('could not be read: ') })]);
	});
}
