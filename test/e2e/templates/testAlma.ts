import { outputItemsOf, type Execution } from '../../../n8n/n8nTypes';
import {
	threeEqualRecords,
	recordLentByNobody,
	recordLentBySeveral,
	recordCancelledByPatron,
} from '../../../sandbox/inventory/demoRecords';
import { setUpAlmaTemplateForm } from './almaForm';
import { expectSuccess, type TemplateTestBed } from './TemplateTestBed';

const staff = 'ill-staff@library.example.edu';

/** Tests templates/alma.json against a stand-in for Alma on the loopback interface. */
export function testAlma(bench: TemplateTestBed) {
	const { alma, line, enter } = setUpAlmaTemplateForm(bench);
	const book = { title: recordLentBySeveral.title, author: recordLentBySeveral.author, isbn: recordLentBySeveral.isbn };

	it('the template alma requests in ReShare, once, what a patron requested in Alma, and cancels it in Alma without notifying the patron', async () => {
		const { requests } = bench.sandbox;
		const almaRequest = alma.add('P1002', {
			...book,
			last_interest_date: '2099-03-31Z',
			pickup_location: { value: 'SCI', desc: 'Science Library' },
		});
		const { execution, mail } = await enter([`P1002 ${almaRequest.request_id}`]);
		expectSuccess(execution);
		const [request] = requests.withReference(`Alma-${almaRequest.external_id}`);
		expect(request).toMatchObject({
			patronIdentifier: 'P1002',
			pickupLocationSlug: 'EAST-SCI',
			neededBy: '2099-03-31',
			systemInstanceIdentifier: recordLentBySeveral.instanceId,
		});
		expect(alma.cancelled).toEqual([
			expect.objectContaining({
				request: almaRequest.request_id,
				notify_user: 'false',
				remove_request: 'false',
				note: `Requested in ReShare as ${request?.hrid}`,
			}),
		]);
		expect(mail).toMatchObject({
			to: [staff],
			subject: 'Alma and ReShare: 1 of 1 requested',
			text: expect.stringContaining(`- ${almaRequest.request_id} – Requested, in ReShare: ${request?.hrid}, canceled in Alma`),
		});
		// The request is now as it would be if n8n had stopped before canceling it.
		almaRequest.status = { value: 'READY_TO_SEND', desc: 'Ready to be sent' };
		expect((await enter([line(almaRequest)])).mail?.text).toContain(`Already requested, in ReShare: ${request?.hrid}, canceled in Alma`);
		expect(requests.withReference(`Alma-${almaRequest.external_id}`)).toHaveLength(1);
		expect(JSON.stringify([execution, mail])).not.toContain(alma.key);
	});

	it('the template alma reports the result for each entered Alma request, and cancels none in Alma that was not requested in ReShare', async () => {
		const almaRequests = [
			alma.add('P1003', { title: threeEqualRecords[0]?.title, isbn: threeEqualRecords[0]?.isbn }),
			alma.add('P1002', { title: recordLentByNobody.title, isbn: recordLentByNobody.isbn }),
			alma.add('P9001', { title: recordCancelledByPatron.title, isbn: recordCancelledByPatron.isbn }),
			alma.add('P9009', { title: recordCancelledByPatron.title, isbn: recordCancelledByPatron.isbn }),
			alma.add('P1001', { ...book, external_id: 'EAST-1044' }),
			alma.add('P1001', { ...book, format: { value: 'DIGITAL', desc: 'Digital' } }),
			alma.add('P1001', { ...book, status: { value: 'SHIPPED_PHYSICALLY', desc: 'Shipped Physically' } }),
		];
		const { execution, mail } = await enter([...almaRequests.map(line), 'P1001 99NONE', 'only-one-word']);
		expectSuccess(execution);
		const rows = (mail?.text ?? '').split('\n').filter((row) => row.startsWith('- '));
		expect(rows.map((row) => /^- .+? – ([^,]+),/.exec(row)?.[1])).toEqual([
			'Review',
			'Not available',
			'Not requested',
			'Needs staff',
			'Left alone',
			'Left alone',
			'Left alone',
			'Not read',
			'Not read',
		]);
		expect(rows[1]).toMatch(/, still in Alma\. ./);
		expect(rows[3]).toMatch(/, in ReShare: EAST-\d+, still in Alma\. ./);
		expect(rows[4]).toBe('- EAST-1044 – Left alone, in Alma: Ready to be sent, Physical, EAST-1044');
		expect(rows[5]).toMatch(/, in Alma: Ready to be sent, Digital, /);
		expect(rows[6]).toMatch(/, in Alma: Shipped Physically, Physical, /);
		expect(mail?.text).toContain('was put into Alma by ReShare itself');
		expect(rows[7]).toContain('Alma answered: 400, 40166450, No result found');
		expect(rows[8]).toBe('- only-one-word – Not read, a line has the ID of a patron and the number of a request');
		expect(alma.cancelled).toEqual([]);
		expect(mail?.text).not.toMatch(/P1001|P1002|undefined|null/);
	});

	it.each([
		['has sent its request meanwhile', 'sentMeanwhile', 'in Alma: Request sent to partner, Physical, '],
		['does not answer when its request is read again', 'awayOnSecondLook', 'Alma could not be reached ('],
		['does not cancel its request', 'notCancelled', 'Alma did not say that it has canceled its own (400, 401652'],
		['does not answer to the cancellation', 'cancelAnswerLost', 'Alma did not say that it has canceled its own ('],
	] as const)(
		'the template alma tells staff to cancel either the ReShare request or the one in Alma if Alma %s',
		async (_what, trouble, words) => {
			alma.trouble = trouble;
			const almaRequest = alma.add('P1002', book);
			const { mail } = await enter([line(almaRequest)]);
			expect(mail?.text).toContain(`- ${almaRequest.external_id} – Cancel one, in ReShare: EAST-`);
			expect(mail?.text).toContain(words);
		},
	);

	it.each([
		['Alma', undefined, 'http://127.0.0.1:9', 'Not read, Alma could not be reached ('],
		['the shared inventory', '^/graphql', undefined, 'Not known (run this row again), ReShare could not be reached ('],
		['ReShare', '^/rs/patronrequests', undefined, 'Not known (run this row again), ReShare could not be reached ('],
	])('the template alma tells staff if %s cannot be reached, and cancels nothing in Alma', async (_what, path, url, words) => {
		if (path !== undefined) bench.sandbox.faults.answer(403, { path });
		const { mail } = await enter([line(alma.add('P1002', book))], url);
		expect(mail?.text).toContain(words);
		expect(alma.cancelled).toEqual([]);
	});

	it('the template alma shows its report in a failed execution if no email can be sent, and tells staff once email works again', async () => {
		let refusals = 0;
		let execution: Execution | undefined;
		const [mail] = await bench.mailsOf(async () => {
			({ execution } = await bench.whileMailIs(
				() => (refusals++ < 3 ? { code: 451, words: 'Try again later' } : undefined),
				async () => {
					const failed = await enter(['only-one-word'], undefined, 0);
					await bench.failureOf(failed.execution.workflowId);
					return failed;
				},
			));
		}, 1);
		expect(execution?.data.resultData.error?.message).toContain('451 Try again later');
		expect(execution && outputItemsOf(execution, 'Decide the Next Step', 4)[0]?.json).toMatchObject({
			to: staff,
			text: expect.stringContaining('only-one-word'),
		});
		expect(mail).toMatchObject({ to: [staff], subject: 'Workflow failed: Borrow through ReShare what patrons asked for in Alma' });
	});
}
