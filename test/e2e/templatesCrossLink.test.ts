import { DateTime } from 'luxon';
import { rowsOfWrittenList, outputItemsOf, type Execution } from '../../n8n/n8nTypes';
import { threeEqualRecords, recordLentByNobody, recordLentBySeveral, recordCancelledByPatron } from '../../sandbox/inventory/demoRecords';
import { expectSuccess, subjectWithoutTitle, TemplateTestBed, withoutFormSignIn } from './templates/TemplateTestBed';
import { patronValues } from './templates/testGuideWorkflow';
import { testCancelOverCrossLink, testDesksOverCrossLink } from './templates/testDesksOverCrossLink';
import { addCrossLinkPastRequest, type CrossLinkPastRequestPlan } from './templates/addCrossLinkPastRequest';
import { addPastRequestsForLenderFigures, expectStuckByLender, expectFiguresByLender } from './templates/expectLenderFigures';
import { testAlmaOverCrossLink, testHandOverOverCrossLink, testIlliadOverCrossLink } from './templates/testIlliadAndAlmaOverCrossLink';
import { runWaitForStatus } from './templates/testWaitForStatus';

const staff = 'ill-staff@library.example.edu';

/** Runs the unchanged templates in a real n8n, for a library whose requests are in CrossLink. Their branches are tested with mod-rs. */
describe('templates over CrossLink', () => {
	const bench = TemplateTestBed.forAll('crossLink');

	beforeEach(() => bench.sandbox.crosslink.requests.clear());

	const requests = () => bench.sandbox.crosslink.requests;
	const story = (id: string, more: Partial<CrossLinkPastRequestPlan> = {}) =>
		addCrossLinkPastRequest(bench.sandbox, {
			id,
			title: `Title of ${id}`,
			madeDaysAgo: 2,
			states: [
				['SENT', 1.5],
				['SUPPLIER_LOCATED', 1.4],
			],
			...more,
		});
	const move = (id: string, ...states: string[]) => states.forEach((state) => requests().move(id, state));

	async function form(name: string, values: Record<string, string>, expected: number) {
		let execution: Execution | undefined;
		const mails = await bench.mailsOf(async () => {
			execution = await bench.formOnce(name, {}, { ...patronValues, ...values });
		}, expected);
		if (execution === undefined) throw new Error('Nothing was started');
		expectSuccess(execution);
		expect(mails).toHaveLength(expected);
		return { execution, mails };
	}

	describe('guide-workflow', () => {
		it('guide-workflow over CrossLink requests a book for the pickup location in the form, and emails the patron its number', async () => {
			const { execution, mails } = await form(
				'guide-workflow',
				{ Title: recordLentBySeveral.title, ISBN: recordLentBySeveral.isbn, 'Pickup Location': 'Science Library' },
				1,
			);
			const [created] = outputItemsOf(execution, 'Create Request');
			expect(created?.json).toMatchObject({
				outcome: 'created',
				warnings: [],
				hrid: expect.stringMatching(/^FORM-\d+-[0-9a-f]{8}\.[0-9a-f]{8}$/),
			});
			const row = requests().get(String(created?.json.requestId));
			expect(row.requesterPickupLocationId).toMatch(/^[0-9a-f-]{36}$/);
			for (const value of ['P1002', patronValues.Email]) expect(JSON.stringify(row.illRequest)).toContain(value);
			expect(mails).toMatchObject([
				{ to: [patronValues.Email], subject: `Requested: "${recordLentBySeveral.title}" (${String(created?.json.hrid)})` },
			]);
		});

		it.each([
			[
				'several records',
				{ Title: 'Sapiens', ISBN: threeEqualRecords[0]?.isbn ?? '' },
				'Choose a record: "Sapiens"',
				[[patronValues.Email, 'We are checking: "Sapiens"']],
			],
			[
				'a patron whom the library system does not accept',
				{ Title: recordCancelledByPatron.title, ISBN: recordCancelledByPatron.isbn, 'Library Card Number': 'P9001' },
				`Please check: "${recordCancelledByPatron.title}"`,
				[],
			],
		])(
			'guide-workflow over CrossLink tells staff of %s, and emails the patron only if the library knows the patron',
			async (_what, values, subject, others) => {
				const { mails } = await form('guide-workflow', values, 1 + others.length);
				expect(mails.map((mail) => [mail.to[0], mail.subject.replace(/ \(.*/, '')]).sort()).toEqual([[staff, subject], ...others]);
			},
		);
	});

	it('request-from-form over CrossLink requests a copy once, also if the form is sent again', async () => {
		const draft = {
			'Article or Chapter Title': 'Molecular structure of nucleic acids',
			'Author of the Article': 'Watson, J. D.',
			Year: '1953',
			Volume: '171',
			Issue: '4356',
			Pages: '737-738',
			'Journal or Book Title': 'Science',
		};
		const { execution } = await form('request-from-form', draft, 1);
		const [created] = outputItemsOf(execution, 'Create Copy Request');
		expect(created?.json).toMatchObject({ outcome: 'created', alreadyExisted: false });
		const { bibliographicInfo, serviceInfo } = requests().get(String(created?.json.requestId)).illRequest as Record<
			string,
			Record<string, unknown>
		>;
		expect(bibliographicInfo).toMatchObject({
			titleOfComponent: draft['Article or Chapter Title'],
			pagesRequested: '737-738',
			volume: '171',
		});
		expect(serviceInfo).toMatchObject({ serviceType: 'Copy', copyrightCompliance: { '#text': 'US-CCG' } });
		const again = await form('request-from-form', draft, 1);
		expect(outputItemsOf(again.execution, 'Create Copy Request')[0]?.json).toMatchObject({
			alreadyExisted: true,
			requestId: created?.json.requestId,
		});
	});

	it('patron-notices over CrossLink emails the patron about each of its events, and not about superseded changes', async () => {
		const ways: ReadonlyArray<readonly [string, ...string[]]> = [
			['WILL_SUPPLY'],
			['SHIPPED'],
			['RECEIVED'],
			['SHIPPED', 'RECEIVED', 'CHECKED_OUT', 'OVERDUE'],
			['SHIPPED_RETURNED'],
			['SHIPPED_RETURNED', 'COMPLETED'],
			['UNFILLED'],
			['CANCELLED'],
			['SHIPPED', 'SHIPPED_RETURNED', 'COMPLETED'],
		];
		const ids = ways.map((_way, index) => story(`US-EAST-${index}`));
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.changeOnce('patron-notices', {}, () => ids.forEach((id, index) => move(id, ...(ways[index] ?? []))));
			expect(execution.status).toBe('success');
		}, 8);
		expect(mails.map(({ subject }) => subjectWithoutTitle(subject)).sort()).toEqual([
			'Canceled',
			'Lender found',
			'No lender found',
			'On its way',
			'Ready for pickup',
			'Sent back',
			'Your loan is complete',
			'Your loan is complete',
		]);
		const arrived = mails.find(({ subject }) => subjectWithoutTitle(subject) === 'Ready for pickup');
		expect(arrived?.text).toContain('Main Library');
		expect(arrived?.text).toContain('Request number: US-EAST-2\n');
		expect(mails.map(({ text }) => text).join('\n')).not.toMatch(/undefined|null|SHIPPED|\{/);
	});

	it('staff-ticket over CrossLink emails a ticket that says what staff must do, and names no patron', async () => {
		const [waiting, fine] = [story('US-EAST-1'), story('US-EAST-2')];
		const mails = await bench.mailsOf(async () => {
			await bench.changeOnce('staff-ticket', {}, () => {
				move(waiting, 'CONDITION_PENDING');
				move(fine, 'SHIPPED');
			});
		}, 1);
		expect(mails).toMatchObject([
			{
				subject: 'Action needed: "Title of US-EAST-1" (US-EAST-1)',
				text: expect.stringContaining('Accept or reject the conditions'),
			},
		]);
		expect(mails[0]?.text).not.toMatch(/P-100|reader@/);
	});

	it('end-of-rota over CrossLink emails a colleague the citation and who declined', async () => {
		const { sandbox } = bench;
		const row = await requests().create({
			requesterSymbol: 'ISIL:US-EAST',
			patron: 'P1001',
			illRequest: {
				bibliographicInfo: {
					supplierUniqueRecordId: '30000000-0000-4000-8000-000000000002',
					title: 'The name of the rose',
					author: 'Eco, Umberto',
				},
				serviceInfo: { serviceType: 'Loan' },
				patronInfo: { patronId: 'P1001' },
			} as never,
		});
		sandbox.scenarios.set({ instanceId: '30000000-0000-4000-8000-000000000002', scenario: { kind: 'unfilled', reason: 'OnLoan' } });
		const mails = await bench.mailsOf(async () => {
			await bench.changeOnce('end-of-rota', {}, () => requests().advance(row.id, 'UNFILLED'));
		}, 1);
		sandbox.scenarios.reset();
		expect(mails).toHaveLength(1);
		expect(mails[0]?.text).toContain('Eco, Umberto. The name of the rose.');
		expect(mails[0]?.text).toMatch(/- (?:Lakeside College Library|US-LAKE), .*on loan/);
	});

	it('stuck-requests over CrossLink emails requests that take longer than usual for their lender or will not arrive by the day needed', async () => {
		addPastRequestsForLenderFigures(bench.sandbox);
		const workflow = await bench.import('stuck-requests');
		const [mail] = await bench.mailsOf(() => bench.run(workflow, 'Every Working Morning'), 1);
		expectStuckByLender(mail?.text);
	});

	it('wait-for-status over CrossLink returns a request once it has been shipped', async () => {
		const id = story('US-EAST-7');
		setTimeout(() => move(id, 'SHIPPED'), 2500);
		expect(await runWaitForStatus(bench, 'US-EAST-7')).toEqual([
			expect.objectContaining({ hrid: 'US-EAST-7', phase: 'onLoan', isOpen: true }),
		]);
	});

	it('due-date-letters over CrossLink writes once about each loan that is due soon or overdue', async () => {
		const lent = (id: string, daysLeft: number, state = 'RECEIVED') => {
			const row = requests().get(
				story(id, {
					states: [
						['SHIPPED', 9],
						[state, 8],
					],
					madeDaysAgo: 10,
					title: 'Mrs <Dalloway>',
				}),
			);
			row.dueDate = `${DateTime.now().plus({ days: daysLeft }).toISODate()}T00:00:00Z`;
		};
		lent('US-EAST-1', 2);
		lent('US-EAST-2', -2);
		lent('US-EAST-3', 10);
		lent('US-EAST-4', -9, 'SHIPPED_RETURNED');
		const workflow = await bench.import('due-date-letters');
		const morning = () => bench.run(workflow, 'Every Morning');
		const mails = await bench.mailsOf(async () => expectSuccess(await morning()), 2);
		expect(mails.map(({ to, subject }) => [to[0], subjectWithoutTitle(subject)]).sort()).toEqual([
			['reader@example.edu', 'Due soon'],
			['reader@example.edu', 'Overdue'],
		]);
		expect(mails.find(({ subject }) => subject.includes('Overdue'))?.text).toContain('Title: Mrs <Dalloway>');
		expect(await bench.mailsOf(morning)).toEqual([]);
	});

	it('article-delivery over CrossLink emails the link, and warns staff of five copies from one journal', async () => {
		const year = new Date().getFullYear();
		const copy = (id: string, isDelivered: boolean) => {
			const row = requests().get(
				story(id, {
					title: 'Journal of Tides',
					isCopy: true,
					states: [
						['SENT', 0.02],
						[isDelivered ? 'COMPLETED' : 'WILL_SUPPLY', 0.01],
					],
					madeDaysAgo: 0.03,
				}),
			);
			Object.assign(row.illRequest, { publicationInfo: { publicationDate: String(year - 1) } });
			Object.assign(row.illRequest.bibliographicInfo as object, {
				titleOfComponent: 'Quay dues',
				bibliographicItemId: [{ bibliographicItemIdentifier: '0028-0836', bibliographicItemIdentifierCode: { '#text': 'ISSN' } }],
			});
			return row.id;
		};
		['US-EAST-1', 'US-EAST-2', 'US-EAST-3', 'US-EAST-4'].forEach((id) => copy(id, true));
		const id = copy('US-EAST-5', false);
		const link = 'https://documents.example.org/4711.pdf';
		const mails = await bench.mailsOf(async () => {
			await bench.changeOnce('article-delivery', {}, () =>
				requests().receive(id, 'ISIL:US-LAKE', { reason: 'StatusChange', status: 'CopyCompleted', itemId: link }),
			);
		}, 2);
		expect(mails.find(({ to }) => to[0] === 'reader@example.edu')?.text).toContain(`Read it here: ${link}`);
		expect(mails.find(({ to }) => to[0] === staff)).toMatchObject({
			subject: '5 or more copies this year from 1 journal',
			text: expect.stringContaining('- Journal of Tides, 5 copies'),
		});
	});

	it('statistics over CrossLink emails what each lender sent and how long it took', async () => {
		addPastRequestsForLenderFigures(bench.sandbox);
		const workflow = await bench.import('statistics');
		let execution: Execution | undefined;
		const [mail] = await bench.mailsOf(async () => {
			execution = await bench.run(workflow, 'Every Month');
		}, 1);
		expectFiguresByLender(mail, execution === undefined ? [] : rowsOfWrittenList(execution, 'Write the Statistics'));
	});

	it('find-or-review over CrossLink requests a certain match, and tells staff of a request that CrossLink holds', async () => {
		const { execution, mails } = await form(
			'find-or-review',
			{ ...patronValues, Title: 'The name of the rose', ISBN: '0151446474', Year: '', Volume: '' },
			1,
		);
		const [created] = outputItemsOf(execution, 'Create Request');
		expect(created?.json).toMatchObject({ outcome: 'created' });
		expect(mails).toMatchObject([
			{ to: [patronValues.Email], subject: `Requested: "The name of the rose" (${String(created?.json.hrid)})` },
		]);
		const held = await form(
			'find-or-review',
			{
				...patronValues,
				Title: recordLentBySeveral.title,
				ISBN: recordLentBySeveral.isbn,
				'Library Card Number': 'P9001',
				Year: '',
				Volume: '',
			},
			1,
		);
		expect(outputItemsOf(held.execution, 'Create Request', 1)).toHaveLength(1);
		expect(held.mails.map(({ subject }) => subject.replace(/ \(.*/, '')).sort()).toEqual([`Please check: "${recordLentBySeveral.title}"`]);
	});

	it('request-from-webhook over CrossLink returns a new request, the same one if called again, and the reason if it needs staff or is refused', async () => {
		const secret = { name: 'X-Practice-Key', value: 'only-the-other-system-knows' };
		const credential = await bench.rest.createCredential('Other system', 'httpHeaderAuth', secret);
		const workflow = await bench.import('request-from-webhook', {
			credentials: { 'n8n-nodes-base.webhook': { credentialType: 'httpHeaderAuth', credential } },
		});
		await bench.publish(workflow);
		const ask = async (body: Record<string, unknown>) => {
			const answer = await fetch(`${bench.url}/webhook/reshare-request`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', [secret.name]: secret.value },
				body: JSON.stringify(body),
			});
			return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
		};
		const draft = {
			reference: 'OTHER-77',
			patronId: 'P1003',
			pickupLocation: 'Main Library',
			isbn: recordLentBySeveral.isbn,
			neededBy: '2099-01-31',
		};
		const first = await ask(draft);
		expect(first).toMatchObject({
			status: 201,
			body: { outcome: 'created', reference: 'OTHER-77', hrid: expect.stringMatching(/^OTHER-77\.[0-9a-f]{8}$/) },
		});
		expect(requests().get(String(first.body.requestId)).requesterPickupLocationId).toMatch(/^[0-9a-f-]{36}$/);
		expect(await ask(draft)).toMatchObject({ status: 201, body: { requestId: first.body.requestId } });
		expect(await ask({ ...draft, reference: 'OTHER-78', patronId: 'P9001' })).toMatchObject({
			status: 202,
			body: { outcome: 'needsStaff', reason: 'patronNotValid' },
		});
		expect(await ask({ ...draft, reference: 'OTHER-79', pickupLocation: 'ANNEX', patronId: 'P1004' })).toMatchObject({
			status: 422,
			body: { reason: 'unknownPickupLocation', requestId: null },
		});
		await bench.rest.deactivate(workflow.id);
	});

	it('isbn-list over CrossLink looks up a list, creates one request for each book, and finds that request if the list is sent again', async () => {
		const workflow = await bench.import('isbn-list', { node: withoutFormSignIn });
		await bench.publish(workflow);
		const verdicts = async (how: string) => {
			const form = new FormData();
			[`${recordLentBySeveral.isbn}\n${recordLentByNobody.isbn}`, '', how, 'Winter 2026', 'P1001', 'Main Library'].forEach((value, index) =>
				form.append(`field-${index}`, value),
			);
			const [execution] = await bench.executionsOf(workflow, () => fetch(`${bench.url}/form/isbn-list`, { method: 'POST', body: form }));
			return execution === undefined ? [] : rowsOfWrittenList(execution, 'Write the Results').map(({ verdict }) => verdict);
		};
		expect(await verdicts('Only look up who lends them')).toEqual(['Can be borrowed', 'Not available']);
		expect(requests().count('east_crosslink')).toBe(0);
		expect(await verdicts('Create the requests')).toEqual(['Requested', 'Not available']);
		expect(await verdicts('Create the requests')).toEqual(['Already requested', 'Not available']);
		expect(
			requests()
				.all('east_crosslink')
				.filter(({ side }) => side === 'borrowing'),
		).toHaveLength(1);
		await bench.rest.deactivate(workflow.id);
	});

	describe('illiad', () => testIlliadOverCrossLink(bench));
	describe('alma', () => testAlmaOverCrossLink(bench));
	describe('end-of-rota, into another system', () => testHandOverOverCrossLink(bench));
	describe.each(['3.0.0', '3.7.0'] as const)('the desks, with the state model %s', (version) => testDesksOverCrossLink(bench, version));
	describe('cancel-request, with the state model 3.0.0', () => testCancelOverCrossLink(bench, '3.0.0'));
});
