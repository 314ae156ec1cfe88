import { hasRun, outputItemsOf } from '../../../n8n/n8nTypes';
import type { TemplateTestBed } from './TemplateTestBed';
import { addPastRequest } from './addPastRequest';
import { addPastRequestsForLenderFigures, expectStuckByLender } from './expectLenderFigures';
import { testMailFailureIsShown, testMailIsTriedAgain } from './testMailTrouble';

const staff = 'ill-staff@library.example.edu';

/** Tests templates/stuck-requests.json. */
export function testStuckRequests(bench: TemplateTestBed) {
	const trigger = 'Every Working Morning';
	const stuck = (hrid: string, daysAgo: number, title = 'Unanswered') =>
		addPastRequest(bench.sandbox, { hrid, title, madeDaysAgo: 60, states: [['REQ_REQUEST_SENT_TO_SUPPLIER', daysAgo]] });

	beforeEach(() => bench.sandbox.requests.clear());

	it('stuck-requests emails requests that take longer than usual for their lender, and those that will not arrive by the day needed', async () => {
		addPastRequestsForLenderFigures(bench.sandbox);
		const workflow = await bench.import('stuck-requests');
		const [mail] = await bench.mailsOf(() => bench.run(workflow, trigger), 1);
		expectStuckByLender(mail?.text);
	});

	it('stuck-requests sends no email if no request is stuck', async () => {
		addPastRequest(bench.sandbox, { hrid: 'FRESH-2', title: 'New today', madeDaysAgo: 0, states: [] });
		const workflow = await bench.import('stuck-requests');
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.run(workflow, trigger);
			expect([execution.status, hasRun(execution, 'Email Staff')]).toEqual(['success', false]);
		});
		expect(mails).toEqual([]);
	});

	it('stuck-requests tells staff once if ReShare cannot be read', async () => {
		stuck('STUCK-5', 50);
		bench.sandbox.faults.answer(400, { path: '^/rs/patronrequests' });
		const workflow = await bench.import('stuck-requests');
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.run(workflow, trigger);
			expect(outputItemsOf(execution, 'Open Requests')).toEqual([]);
		}, 1);
		expect(mails).toMatchObject([
			{
				to: [staff],
				subject: 'This is not complete, because ReShare could not be read in full',
				text: expect.stringContaining('ReShare could not be read in full:'),
			},
		]);
	});

	describe('with a mail server that does not take it', () => {
		beforeEach(() => stuck('STUCK-4', 50));
		testMailIsTriedAgain(bench, 'stuck-requests', trigger);
		testMailFailureIsShown(bench, 'stuck-requests');
	});
}
