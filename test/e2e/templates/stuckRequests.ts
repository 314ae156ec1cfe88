import { hasRun, outputItems, type WorkflowNode } from '../../../n8n/types';
import type { TemplateBench } from './bench';
import { addStory } from './history';
import { addLenders, expectByLender } from './lenders';
import { testListIsMailed } from './mailTrouble';

const staff = 'ill-staff@library.example.edu';

/** templates/stuck-requests.json */
export function testStuckRequests(bench: () => TemplateBench): void {
	const trigger = 'Every Working Morning';
	const stuck = (hrid: string, daysAgo: number, title = 'Unanswered') =>
		addStory(bench().practice.sandbox, { hrid, title, madeDaysAgo: 60, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', daysAgo]] });
	const numbersIn = (text = '') => [...text.matchAll(/^- ([A-Z]+-\d), /gm)].map(([, hrid]) => hrid);

	beforeEach(() => bench().practice.sandbox.requests.clear());
	afterEach(() => bench().practice.sandbox.faults.clear());

	/** No request is late by its age: only what stands still is listed. */
	const byStatusAlone = (node: WorkflowNode): WorkflowNode =>
		node.name === 'Write the List' ? { ...node, parameters: { ...node.parameters, daysToShip: 1000 } } : node;

	it('mails exactly the requests beyond the limit of their status, the longest first', async () => {
		const { sandbox } = bench().practice;
		stuck('STUCK-1', 20, 'Wind & weather <atlas>');
		stuck('STUCK-2', 50);
		addStory(sandbox, {
			hrid: 'READ-1',
			title: 'The patron reads it',
			madeDaysAgo: 60,
			states: [
				['REQ_SHIPPED', 50],
				['REQ_CHECKED_IN', 40],
			],
		});
		addStory(sandbox, {
			hrid: 'FRESH-1',
			title: 'Made long ago, moved today',
			madeDaysAgo: 60,
			states: [
				['REQ_REQUEST_SENT_TO_SUPPLIER', 50],
				['REQ_EXPECTS_TO_SUPPLY', 0],
			],
		});
		addStory(sandbox, { hrid: 'DONE-1', title: 'At its end', madeDaysAgo: 60, states: [['REQ_CANCELLED', 50]] });
		const workflow = await bench().import('stuck-requests', { node: byStatusAlone });
		const [mail, ...more] = await bench().mailsOf(async () => await bench().run(workflow, trigger), 1);
		expect(more).toEqual([]);
		expect(mail).toMatchObject({ to: [staff], subject: '2 requests take too long' });
		expect(numbersIn(mail?.text)).toEqual(['STUCK-2', 'STUCK-1']);
		expect(mail?.text).toMatch(/STUCK-1, Wind & weather <atlas>, Request sent, for 1[3-5] working days/);
	});

	it('mails what has not been shipped within five working days, however often it has moved on', async () => {
		const { sandbox } = bench().practice;
		addStory(sandbox, {
			hrid: 'LATE-1',
			title: 'Asked again today',
			madeDaysAgo: 20,
			states: [
				['REQ_REQUEST_SENT_TO_SUPPLIER', 15],
				['REQ_UNFILLED', 0],
				['REQ_REQUEST_SENT_TO_SUPPLIER', 0],
			],
		});
		addStory(sandbox, { hrid: 'LATE-2', title: 'Promised long ago', madeDaysAgo: 30, states: [['REQ_EXPECTS_TO_SUPPLY', 20]] });
		addStory(sandbox, {
			hrid: 'SENT-1',
			title: 'On its way',
			madeDaysAgo: 30,
			states: [
				['REQ_EXPECTS_TO_SUPPLY', 29],
				['REQ_SHIPPED', 1],
			],
		});
		addStory(sandbox, { hrid: 'FRESH-3', title: 'Made two days ago', madeDaysAgo: 2, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', 0]] });
		const cancelPage = 'https://n8n.example.edu/form/cancel-request-staff';
		const workflow = await bench().import('stuck-requests', { profile: { cancelPage } });
		const [mail] = await bench().mailsOf(async () => await bench().run(workflow, trigger), 1);
		expect(mail?.subject).toBe('2 requests take too long');
		expect(mail?.text).toMatch(
			/^Not shipped in time, the oldest first\n\n- LATE-2, Promised long ago, made 2\d working days ago, Expects to supply[\s\S]*\n- LATE-1, Asked again today/,
		);
		expect(mail?.text).not.toContain('In one status');
		expect(mail?.html).toMatch(
			/<a href="https:\/\/n8n\.example\.edu\/form\/cancel-request-staff\?Request%20Number=LATE-2"[^>]*>Cancel LATE-2<\/a>/,
		);
	});

	it('mails what is late by its lender, and what cannot come in time before it is late', async () => {
		addLenders(bench().practice.sandbox);
		const workflow = await bench().import('stuck-requests');
		const [mail] = await bench().mailsOf(async () => await bench().run(workflow, trigger), 1);
		expectByLender(mail?.text);
	});

	it('sends no mail when nothing is stuck', async () => {
		addStory(bench().practice.sandbox, { hrid: 'FRESH-2', title: 'New today', madeDaysAgo: 0, states: [] });
		const workflow = await bench().import('stuck-requests');
		const mails = await bench().mailsOf(async () => {
			const execution = await bench().run(workflow, trigger);
			expect([execution.status, hasRun(execution, 'Email Staff')]).toEqual(['success', false]);
		});
		expect(mails).toEqual([]);
	});

	it('sends everything to the address for tests while there is one', async () => {
		stuck('STUCK-3', 50);
		const workflow = await bench().import('stuck-requests', { profile: { sendEverythingTo: 'ill-test@library.example.edu' } });
		const mails = await bench().mailsOf(async () => await bench().run(workflow, trigger), 1);
		expect(mails.map(({ to, subject }) => ({ to, subject }))).toEqual([
			{ to: ['ill-test@library.example.edu'], subject: '[Test] 1 request takes too long' },
		]);
	});

	it('tells staff, once, when ReShare cannot be read', async () => {
		stuck('STUCK-5', 50);
		bench().practice.sandbox.faults.add({ kind: 'status', status: 400, path: '^/rs/patronrequests' });
		const workflow = await bench().import('stuck-requests');
		const mails = await bench().mailsOf(async () => {
			const execution = await bench().run(workflow, trigger);
			expect(outputItems(execution, 'Open Requests')).toEqual([]);
		}, 1);
		expect(mails).toMatchObject([
			{
				to: [staff],
				subject: 'This is not complete, because ReShare could not be read in full',
				text: expect.stringContaining('ReShare could not be read in full:') as unknown,
			},
		]);
	});

	describe('with a mail server that does not take it', () => {
		beforeEach(() => stuck('STUCK-4', 50));
		testListIsMailed(bench, 'stuck-requests', trigger);
	});
}
