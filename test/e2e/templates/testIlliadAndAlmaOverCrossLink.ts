import type { SavedWorkflow } from '../../../n8n/n8nTypes';
import { buildRequestId } from '../../../reshare/requests/crosslink/requestId';
import {
	threeEqualRecords,
	recordLentByNobody,
	recordLentBySeveral,
	recordCancelledByPatron,
} from '../../../sandbox/inventory/demoRecords';
import { AlmaStandIn, type AlmaRequest } from '../support/AlmaStandIn';
import { IlliadStandIn, type Transaction } from '../support/IlliadStandIn';
import { setUpAlmaTemplateForm } from './almaForm';
import { expectSuccess, type TemplateTestBed } from './TemplateTestBed';
import { addCrossLinkPastRequest } from './addCrossLinkPastRequest';
import { illiadWebhookHeader, setUpIlliadTemplate } from './setUpIlliadTemplate';
import { withHandOverParameters } from './testEndOfRota';
import { withoutStatusTrigger, withIlliadSettings } from './withIlliadSettings';

const staff = 'ill-staff@library.example.edu';
const idFor = (reference: string) => buildRequestId('east_crosslink', reference);

/** Tests templates/illiad.json, unchanged, with CrossLink, in both directions. */
export function testIlliadOverCrossLink(bench: TemplateTestBed) {
	const { illiad, credentials, address, loan, notesOf } = setUpIlliadTemplate(bench);
	const enter = () => withIlliadSettings(`${address()}/`, { shipped: 'Shipped to Us' });
	const requests = () => bench.sandbox.crosslink.requests;

	describe('a number arrives', () => {
		let workflow: SavedWorkflow;

		beforeAll(async () => {
			workflow = await bench.import('illiad', { credentials: credentials(), node: withoutStatusTrigger(enter()) });
			await bench.publish(workflow);
		});

		afterAll(() => bench.rest.deactivate(workflow.id));

		async function call(transactionNumber: number) {
			return await bench.mailsOf(async () => {
				const [execution] = await bench.executionsOf(workflow, async () => {
					const answer = await fetch(`${bench.url}/webhook/illiad-transaction`, {
						method: 'POST',
						headers: { 'content-type': 'application/json', [illiadWebhookHeader.name]: illiadWebhookHeader.value },
						body: JSON.stringify({ transactionNumber }),
					});
					expect(answer.status).toBe(200);
				});
				expectSuccess(execution);
			});
		}

		it("the template illiad over CrossLink requests an ILLiad transaction's book once, notes the result, and moves the transaction", async () => {
			const book = loan({
				LoanTitle: recordLentBySeveral.title,
				ISSN: `${recordLentBySeveral.isbn} (pbk.)`,
				NotWantedAfter: '1/31/2099',
				ItemInfo1: 'Science Library',
			});
			const id = idFor(`ILLiad-${book.TransactionNumber}`);
			expect(await call(book.TransactionNumber)).toEqual([]);
			expect(requests().get(id)).toMatchObject({
				requesterSymbol: 'ISIL:US-EAST',
				requesterPickupLocationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
				illRequest: {
					serviceInfo: { needBeforeDate: '2099-01-31T23:59:59Z' },
					bibliographicInfo: { supplierUniqueRecordId: recordLentBySeveral.instanceId },
				},
			});
			expect(notesOf(book)).toEqual([expect.stringMatching(new RegExp(`^ReShare: requested as ${id.replaceAll('.', '[.]')}\\..*Found: `))]);
			expect(book.TransactionStatus).toBe('Request Sent');
			// The transaction is now as it would be if n8n had stopped before moving it.
			book.TransactionStatus = 'Awaiting Request Processing';
			await call(book.TransactionNumber);
			expect(requests().all('east_crosslink')).toHaveLength(1);
			expect(notesOf(book)[1]).toContain(`had been requested as ${id}.`);
			expect(book.TransactionStatus).toBe('Request Sent');
		});
	});

	describe('news from CrossLink', () => {
		const request = ({ TransactionNumber }: Transaction) =>
			addCrossLinkPastRequest(bench.sandbox, {
				id: idFor(`ILLiad-${TransactionNumber}`),
				title: 'A book',
				madeDaysAgo: 3,
				states: [
					['SENT', 2.9],
					['SUPPLIER_LOCATED', 2.8],
				],
			});
		const move = (id: string, ...states: string[]) => states.forEach((state) => requests().move(id, state));

		async function mailsAfter(change: () => void) {
			return await bench.mailsOf(async () =>
				expectSuccess(await bench.changeOnce('illiad', { credentials: credentials(), node: enter() }, change)),
			);
		}

		it('the template illiad over CrossLink notes each change in ILLiad, and moves a transaction unless staff have moved it', async () => {
			const [shipped, arrived, gone, taken, conditions] = [1, 2, 3, 4, 5].map((index) =>
				loan({ TransactionStatus: index === 4 ? 'Awaiting Conditional Processing' : 'Request Sent' }),
			) as [Transaction, Transaction, Transaction, Transaction, Transaction];
			const [one, two, three, four, five] = [shipped, arrived, gone, taken, conditions].map(request) as [
				string,
				string,
				string,
				string,
				string,
			];
			for (const id of [one, two]) requests().get(id).dueDate = '2099-03-02T00:00:00Z';
			const other = addCrossLinkPastRequest(bench.sandbox, {
				id: 'US-EAST-1',
				title: 'Of another system',
				madeDaysAgo: 3,
				states: [['SENT', 2]],
			});
			expect(
				await mailsAfter(() => {
					move(one, 'SHIPPED');
					move(two, 'SHIPPED', 'RECEIVED');
					for (const id of [three, four]) move(id, 'CANCELLED');
					move(five, 'CONDITION_PENDING');
					move(other, 'SHIPPED');
				}),
			).toEqual([]);
			expect([shipped, arrived, gone, taken, conditions].map(({ TransactionStatus }) => TransactionStatus)).toEqual([
				'Shipped to Us',
				'Request Finished',
				'ReShare Review',
				'Awaiting Conditional Processing',
				'Request Sent',
			]);
			expect(notesOf(shipped)[0]).toMatch(/^ReShare: ILLiad-\d+\.[0-9a-f]{8} has been shipped.*Due .*2099.*\(2099-03-02\)/);
			expect(notesOf(arrived)).toEqual([expect.stringContaining('has been shipped'), expect.stringContaining('has arrived')]);
			expect(notesOf(conditions)[0]).toContain('needs staff in ReShare: Condition Pending.');
			expect(illiad.notes).toHaveLength(6);
		});
	});
}

/** Tests templates/alma.json, unchanged, with CrossLink. */
export function testAlmaOverCrossLink(bench: TemplateTestBed) {
	const { alma, line, enter: enterLines } = setUpAlmaTemplateForm(bench);
	const requests = () => bench.sandbox.crosslink.requests;

	async function enter(...almaRequests: readonly AlmaRequest[]) {
		const { execution, mail } = await enterLines(almaRequests.map(line));
		expectSuccess(execution);
		expect(mail).toMatchObject({ to: [staff] });
		return mail?.text ?? '';
	}

	const book = { title: recordLentBySeveral.title, author: recordLentBySeveral.author, isbn: recordLentBySeveral.isbn };

	it('the template alma over CrossLink requests in ReShare, once, what a patron requested in Alma, and cancels it in Alma', async () => {
		const almaRequest = alma.add('P1002', {
			...book,
			last_interest_date: '2099-03-31Z',
			pickup_location: { value: 'SCI', desc: 'Science Library' },
		});
		const id = idFor(`Alma-${almaRequest.external_id}`);
		expect(await enter(almaRequest)).toContain(`Requested, in ReShare: ${id}, canceled in Alma`);
		expect(requests().get(id)).toMatchObject({
			requesterPickupLocationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			illRequest: { serviceInfo: { needBeforeDate: '2099-03-31T23:59:59Z' } },
		});
		expect(alma.cancelled).toEqual([expect.objectContaining({ request: almaRequest.request_id, note: `Requested in ReShare as ${id}` })]);
		almaRequest.status = { value: 'READY_TO_SEND', desc: 'Ready to be sent' };
		expect(await enter(almaRequest)).toContain(`Already requested, in ReShare: ${id}, canceled in Alma`);
		expect(requests().all('east_crosslink')).toHaveLength(1);
	});

	it('the template alma over CrossLink reports each Alma request that it did not create in ReShare, and leaves it unchanged in Alma', async () => {
		const almaRequests = [
			alma.add('P1003', { title: threeEqualRecords[0]?.title, isbn: threeEqualRecords[0]?.isbn }),
			alma.add('P1002', { title: recordLentByNobody.title, isbn: recordLentByNobody.isbn }),
			// CrossLink accepts the request of a patron who may not borrow, and holds it for staff.
			alma.add('P9001', { title: recordCancelledByPatron.title, isbn: recordCancelledByPatron.isbn }),
			// ReShare itself has made this request in Alma over NCIP, under its own number.
			alma.add('P1001', { ...book, external_id: idFor('FORM-77') }),
			alma.add('P1001', { ...book, status: { value: 'SHIPPED_PHYSICALLY', desc: 'Shipped Physically' } }),
		];
		const rows = (await enter(...almaRequests)).split('\n').filter((row) => row.startsWith('- '));
		expect(rows.map((row) => /^- .+? – ([^,]+),/.exec(row)?.[1])).toEqual([
			'Review',
			'Not available',
			'Needs staff',
			'Left alone',
			'Left alone',
		]);
		expect(rows[3]).toContain(', in Alma: Ready to be sent, Physical, FORM-77.');
		expect(alma.cancelled).toEqual([]);
	});
}

/**
 * Tests templates/end-of-rota.json, unchanged, with CrossLink: it hands a request over to ILLiad and to Alma, with all data that CrossLink
 * has.
 */
export function testHandOverOverCrossLink(bench: TemplateTestBed) {
	const illiad = new IlliadStandIn();
	const alma = new AlmaStandIn();
	afterAll(() => Promise.all([illiad.stop(), alma.stop()]));

	async function handOver(parameters: Record<string, unknown>, header: { name: string; value: string }) {
		const { sandbox, n8n } = bench.practice;
		const { requests } = sandbox.crosslink;
		requests.clear();
		const id = addCrossLinkPastRequest(sandbox, {
			id: idFor('ILL-77'),
			title: 'Mrs <Dalloway>',
			madeDaysAgo: 3,
			pickup: 'Science Library',
			states: [
				['SENT', 2.9],
				['SUPPLIER_LOCATED', 2.8],
			],
		});
		const { illRequest } = requests.get(id);
		Object.assign(illRequest, { publicationInfo: { publisher: 'Hogarth Press', placeOfPublication: 'London', publicationDate: '1925' } });
		Object.assign(illRequest.serviceInfo as object, { needBeforeDate: '2099-01-31T23:59:59Z' });
		Object.assign(illRequest.bibliographicInfo as object, {
			edition: '2nd',
			bibliographicRecordId: [{ bibliographicRecordIdentifier: '777', bibliographicRecordIdentifierCode: { '#text': 'OCLC' } }],
		});
		const credential = await n8n.rest.createCredential('Handed over', 'httpHeaderAuth', header);
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.changeOnce(
				'end-of-rota',
				{
					node: withHandOverParameters(parameters),
					credentials: { 'n8n-nodes-base.httpRequest': { credentialType: 'httpHeaderAuth', credential } },
				},
				() => requests.move(id, 'UNFILLED'),
			);
			expectSuccess(execution);
		});
		expect(mails).toEqual([]);
		return id;
	}

	it('end-of-rota over CrossLink makes an ILLiad transaction with all data of the request', async () => {
		const illiadUrl = `${await illiad.start()}/ILLiadWebPlatform`;
		illiad.addUser('P-100');
		const id = await handOver({ system: 'illiadTransaction', systemAddress: illiadUrl }, { name: 'ApiKey', value: illiad.key });
		expect([...illiad.transactions.values()]).toEqual([
			expect.objectContaining({
				Username: 'P-100',
				CitedIn: `ReShare ${id}`,
				LoanTitle: 'Mrs <Dalloway>',
				LoanPublisher: 'Hogarth Press',
				LoanPlace: 'London',
				LoanDate: '1925',
				LoanEdition: '2nd',
				ESPNumber: '777',
				NotWantedAfter: '2099-01-31',
				ItemInfo1: 'Science Library',
			}),
		]);
	});

	it('end-of-rota over CrossLink makes a borrowing request in Alma with all data of the request', async () => {
		const almaUrl = await alma.start();
		alma.users.add('P-100');
		const id = await handOver(
			{ system: 'almaRequest', systemAddress: almaUrl, systemPickupLocations: { rows: [{ theirs: 'SCI', ours: 'Science Library' }] } },
			{ name: 'Authorization', value: `apikey ${alma.key}` },
		);
		expect([...alma.requests.values()]).toEqual([
			expect.objectContaining({
				title: 'Mrs <Dalloway>',
				publisher: 'Hogarth Press',
				year: '1925',
				edition: '2nd',
				oclc_number: '777',
				pickup_location: { value: 'SCI' },
				last_interest_date: '2099-01-31Z',
				note: `ReShare request ${id} ended unfilled`,
			}),
		]);
	});
}
