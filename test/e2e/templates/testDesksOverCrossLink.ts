import type { SavedCredential, Execution, WorkflowNode } from '../../../n8n/n8nTypes';
import { startSandbox, type Sandbox } from '../../../sandbox';
import type { CrossLinkRequest } from '../../../sandbox/crosslink/createCrossLink';
import { expectSuccess, type TemplateTestBed } from './TemplateTestBed';
import { openDeskPage, withDeskAccount, type DeskPage } from './openDeskPage';

type Version = '3.0.0' | '3.7.0';

/** A consortium with the given version of CrossLink, either the bench's own or another one, and its credential. */
export interface ConsortiumWithCredential {
	readonly sandbox: Sandbox;
	readonly credential: SavedCredential;
	close(): Promise<void>;
}

async function beside(bench: TemplateTestBed, version: Version) {
	const { sandbox, credentials, n8n } = bench.practice;
	if (version === '3.7.0') return { sandbox, credential: credentials.myLibrary, close: () => Promise.resolve() };
	const other = await startSandbox({ validationDelayMs: 100, crosslinkModel: version });
	const credential = await n8n.rest.createCredential(`CrossLink ${version}`, 'okapiApi', {
		backEnd: 'crossLink',
		url: other.okapiUrl,
		...other.crosslink.east,
	});
	return { sandbox: other, credential, close: () => other.close() };
}

let made = 0;

/** Makes a request of the western library that waits at the eastern one's lending desk. */
function wanted({ crosslink }: Sandbox, state: string, values: Partial<CrossLinkRequest> = {}) {
	const number = `WEST-${++made}`;
	return crosslink.requests.add({
		id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
		side: 'lending',
		requesterSymbol: 'ISIL:US-WEST',
		supplierSymbol: 'ISIL:US-EAST',
		requesterRequestId: number,
		patron: 'P-SECRET',
		state,
		illRequest: {
			bibliographicInfo: { title: 'Wind & <weather>', author: 'Ito, Kenji' },
			serviceInfo: { serviceType: 'Loan' },
			patronInfo: { patronId: 'P-SECRET' },
		} as never,
		...values,
	});
}

const item = (barcode: string) => ({
	id: barcode,
	barcode,
	itemId: barcode,
	title: 'Wind & <weather>',
	callNumber: 'QC 981',
	createdAt: Date.now() * 1000,
});
const account = ({ credential: { id, name } }: ConsortiumWithCredential) => ({ okapiApi: { id, name } });

/** Tests templates/lending-desk.json and scan-desk.json, unchanged, with a version of CrossLink. */
export function testDesksOverCrossLink(bench: TemplateTestBed, version: Version) {
	const isLater = version === '3.7.0';
	let consortium: ConsortiumWithCredential;
	const stateOf = (id: string) => consortium.sandbox.crosslink.requests.get(id).state;
	const withAccounts = async () => {
		const withPage = await withDeskAccount(bench);
		return (node: WorkflowNode) =>
			node.type === 'n8n-nodes-reshare.reShareRequest' ? { ...node, credentials: account(consortium) } : withPage(node);
	};

	beforeAll(async () => {
		consortium = await beside(bench, version);
	});

	afterAll(() => consortium.close());
	beforeEach(() => consortium.sandbox.crosslink.requests.clear());
	afterEach(() => consortium.sandbox.faults.clear());

	describe('lending-desk', () => {
		let workflow: Awaited<ReturnType<TemplateTestBed['import']>>;
		let page: DeskPage;

		beforeAll(async () => {
			workflow = await bench.import('lending-desk', { profile: { sendEverythingTo: '' }, node: await withAccounts() });
			await bench.publish(workflow);
			page = openDeskPage(bench, workflow, 'lending-desk');
		});

		afterAll(() => bench.rest.deactivate(workflow.id));

		it(`the lending desk over CrossLink ${version} groups waiting requests, names no patron, and emails staff how many requests wait`, async () => {
			const states = isLater
				? ['ITEM_PENDING', 'CANCEL_REQUESTED', 'WILL_SUPPLY', 'SEARCHING', 'CONDITION_PENDING', 'OVERDUE', 'SHIPPED_RETURN', 'SHIPPED']
				: ['VALIDATED', 'CANCEL_REQUESTED', 'WILL_SUPPLY', 'CONDITION_PENDING', 'SHIPPED_RETURN', 'SHIPPED'];
			states.forEach((state) => wanted(consortium.sandbox, state));
			const { html, execution } = await page.open();
			expectSuccess(execution);
			expect([...html.matchAll(/<section><h2>(.*?)<\/h2>/g)].map(([, name]) => name)).toEqual([
				'New requests (1)',
				'Borrower wants to cancel (1)',
				'Pull slips to print (1)',
				...(isLater ? ['Being pulled (1)'] : []),
				'Conditions awaiting the borrower (1)',
				...(isLater ? ['Overdue at the borrower (1)'] : []),
				'Sent back to us (1)',
			]);
			expect(html).toContain('Wind &amp; &lt;weather&gt;');
			expect(html).not.toContain('P-SECRET');
			const [mail] = await bench.mailsOf(() => bench.run(workflow, 'Every Working Morning'), 1);
			expect(mail).toMatchObject({
				subject: `${states.length - 1} lending requests are waiting`,
				text: expect.stringContaining('New requests: 1\n'),
			});
		});

		it(`the lending desk over CrossLink ${version} says so if no request waits, and if ReShare refuses to list the requests`, async () => {
			expect((await page.open()).html).toContain('Nothing waits for you.');
			consortium.sandbox.faults.answer(403, {
				contentType: 'text/plain',
				body: 'Access requires permission: broker.patron_requests.write',
				path: '^/broker/patron_requests',
			});
			expect((await page.open()).html).toContain('ReShare could not be read');
		});

		// In versions of August 2026, a request stays where it was if the library's own system could not promise the item.
		const unpromised: Partial<CrossLinkRequest> = isLater
			? {}
			: { lastAction: 'will-supply', lastActionOutcome: 'failure', lastActionResult: 'ERROR', needsAttention: true };
		const unanswered = isLater ? 'ITEM_PENDING' : 'VALIDATED';

		it.each<readonly [string, string, string, Partial<CrossLinkRequest>]>([
			['willSupply', unanswered, 'WILL_SUPPLY', unpromised],
			['cannotSupply', unanswered, 'UNFILLED', {}],
			...(isLater ? [['printPullSlip', 'WILL_SUPPLY', 'SEARCHING', {}] as const] : []),
			['agreeCancellation', 'CANCEL_REQUESTED', 'CANCELLED', {}],
			['refuseCancellation', 'CANCEL_REQUESTED', 'WILL_SUPPLY', {}],
			['receivedBack', 'SHIPPED_RETURN', 'COMPLETED', { items: [item('39001')] }],
		])(
			`the button %s of the lending desk over CrossLink ${version} moves a request to its next status once`,
			async (answer, from, to, more) => {
				const { id, requesterRequestId } = wanted(consortium.sandbox, from, more);
				const { html, execution } = await page.send({ answer, id, place: '', reason: 'notonshelf' });
				expectSuccess(execution);
				expect(html).toMatch(new RegExp(`<div class="said good" role="status"><h2>Done</h2><ul><li>${requesterRequestId}: `));
				expect(stateOf(id)).toBe(to);
				// A slip may be printed again.
				if (answer !== 'printPullSlip')
					expect((await page.send({ answer, id, place: '', reason: 'notonshelf' })).html).toContain('<h2>Not done</h2>');
				expect(stateOf(id)).toBe(to);
			},
		);

		if (!isLater) {
			it(`the lending desk over CrossLink ${version} answers "Not done" to printPullSlip, and says that the item can be shipped without it`, async () => {
				const { id } = wanted(consortium.sandbox, 'WILL_SUPPLY');
				const { html } = await page.send({ answer: 'printPullSlip', id });
				expect(html).toContain('<h2>Not done</h2>');
				expect(html).toContain('can be marked as shipped without it');
				expect(stateOf(id)).toBe('WILL_SUPPLY');
			});
		}
	});

	describe('scan-desk', () => {
		let workflow: Awaited<ReturnType<TemplateTestBed['import']>>;
		let page: DeskPage;

		beforeAll(async () => {
			workflow = await bench.import('scan-desk', { node: await withAccounts() });
			await bench.publish(workflow);
			page = openDeskPage(bench, workflow, 'scan-desk');
		});

		afterAll(() => bench.rest.deactivate(workflow.id));

		const borrowed = (state: string) =>
			consortium.sandbox.crosslink.requests.add({
				id: `SCAN-${++made}.1c9f0b7e`,
				requesterSymbol: 'ISIL:US-EAST',
				supplierSymbol: 'ISIL:US-LAKE',
				patron: 'P1001',
				state,
				items: [item('LAKE-31')],
				// Versions of August 2026 name the sent items only in this message.
				illResponse: {
					messageInfo: { note: '#MultipleItems#\nLAKE-31||Braiding <sweetgrass>\n#MultipleItemsEnd#' },
					statusInfo: { status: 'Loaned' },
				} as never,
				illRequest: {
					bibliographicInfo: { title: 'Braiding <sweetgrass>' },
					serviceInfo: { serviceType: 'Loan' },
					patronInfo: { patronId: 'P1001' },
				} as never,
			}).id;

		it(`the scan desk over CrossLink ${version} receives a borrowed item, takes it from the patron and ships it back by its barcode`, async () => {
			const id = borrowed('SHIPPED');
			const steps = isLater
				? ([
						['receive', 'RECEIVED'],
						['patronReturned', 'RECEIVED'],
						['shipBack', 'SHIPPED_RETURNED'],
					] as const)
				: ([
						['receive', 'RECEIVED'],
						['patronReturned', 'CHECKED_IN'],
						['shipBack', 'SHIPPED_RETURNED'],
					] as const);
			for (const [task, state] of steps) {
				const { html, execution } = await page.send({ task, code: ' LAKE-31 ', item: '' });
				expectSuccess(execution);
				expect([task, html]).toEqual([task, expect.stringContaining(`class="said good" role="status"><h2>Done: ${id}`)]);
				expect([task, stateOf(id)]).toEqual([task, state]);
			}
			expect((await page.send({ task: 'shipBack', code: 'LAKE-31', item: '' })).html).toMatch(
				/class="said bad" role="status"><h2>Not done: /,
			);
			expect((await page.send({ task: 'receive', code: '<b>77</b>', item: '' })).html).toContain('Not done: &lt;b&gt;77&lt;/b&gt;');
		});

		it(`the scan desk over CrossLink ${version} ships an item by slip and barcode, and takes it back by its barcode`, async () => {
			const { id, requesterRequestId } = wanted(consortium.sandbox, isLater ? 'SEARCHING' : 'WILL_SUPPLY', {
				items: [item('EAST-ITEM-1')],
			});
			expect((await page.send({ task: 'markShipped', code: requesterRequestId, item: '' })).html).toContain('Now scan the item');
			const { html } = await page.send({ task: 'markShipped', code: requesterRequestId, item: 'EAST-ITEM-1' });
			expect(html).toContain(`<h2>Done: ${requesterRequestId}`);
			if (!isLater) expect(html).toContain('takes no barcodes with this action');
			expect(stateOf(id)).toBe('SHIPPED');
			consortium.sandbox.crosslink.requests.move(id, 'SHIPPED_RETURN');
			expect((await page.send({ task: 'receivedBack', code: 'EAST-ITEM-1', item: '' })).html).toContain(`<h2>Done: ${requesterRequestId}`);
			expect(stateOf(id)).toBe('COMPLETED');
		});
	});
}

/** Tests templates/cancel-request.json, unchanged, with a version of CrossLink. */
export function testCancelOverCrossLink(bench: TemplateTestBed, version: Version) {
	let consortium: ConsortiumWithCredential;
	let workflow: Awaited<ReturnType<TemplateTestBed['import']>>;
	let cancel: (values: readonly string[]) => Promise<{ readonly html: string; readonly execution: Execution | undefined }>;

	beforeAll(async () => {
		consortium = await beside(bench, version);
		const node = (one: WorkflowNode) =>
			one.type === 'n8n-nodes-reshare.reShareRequest' ? { ...one, credentials: account(consortium) } : one;
		workflow = await bench.import('cancel-request', {
			node: (one) => (one.name === 'Staff Cancel' ? { ...one, parameters: { ...one.parameters, authentication: 'none' } } : node(one)),
		});
		await bench.publish(workflow);
		cancel = async (values) => {
			const [number = '', patronId = ''] = values;
			return await openDeskPage(bench, workflow, 'cancel-request').send({ cancel: number, patronId });
		};
	});

	afterAll(async () => {
		await bench.rest.deactivate(workflow.id);
		await consortium.close();
	});

	beforeEach(() => consortium.sandbox.crosslink.requests.clear());

	const asked = (state: string, values: Partial<CrossLinkRequest> = {}) =>
		consortium.sandbox.crosslink.requests.add({
			id: `CANCEL-${++made}.1c9f0b7e`,
			requesterSymbol: 'ISIL:US-EAST',
			patron: '77-0001',
			state,
			illRequest: {
				bibliographicInfo: { title: 'Braiding <sweetgrass>' },
				serviceInfo: { serviceType: 'Loan' },
				patronInfo: { patronId: 'P1001' },
			} as never,
			...values,
		}).id;
	const stateOf = (id: string) => consortium.sandbox.crosslink.requests.get(id).state;

	it.each([
		['cancels a request held for staff by a failed check at once', 'INVALID_PATRON', 'MANUALLY_CLOSED', 'The request is canceled'],
		[
			'asks the lender to cancel a request that it expects to supply',
			'WILL_SUPPLY',
			'CANCEL_PENDING',
			'We are asking whether it can be canceled',
		],
		['does not cancel a request for which no lending library is found yet', 'SENT', 'SENT', 'The request was not canceled'],
		['does not cancel a request whose item has arrived', 'RECEIVED', 'RECEIVED', 'The request was not canceled'],
	])(`the cancellation page over CrossLink ${version} does what the status of a request allows: it %s`, async (_what, from, to, title) => {
		const id = asked(
			from,
			from === 'WILL_SUPPLY'
				? { supplierSymbol: 'ISIL:US-LAKE', suppliers: [{ id: 's', symbol: 'ISIL:US-LAKE', status: 'selected' }] }
				: {},
		);
		// This is the card with which the request was made. CrossLink itself stores another ID.
		const { html, execution } = await cancel([id, 'p1001']);
		expectSuccess(execution);
		expect(html).toContain(title);
		expect(html).toContain(`&quot;Braiding &lt;sweetgrass&gt;&quot; (${id}).`);
		// The sentences about the version are for staff, and not for patrons.
		expect(html).not.toContain('this version of CrossLink');
		expect(stateOf(id)).toBe(to);
	});

	it(`the cancellation page over CrossLink ${version} says "There is no such request" for a wrong library card`, async () => {
		const id = asked('WILL_SUPPLY');
		expect((await cancel([id, 'P1002'])).html).toContain('There is no such request');
		expect(stateOf(id)).toBe('WILL_SUPPLY');
	});
}
