import { outputItemsOf, type SavedWorkflow } from '../../../n8n/n8nTypes';
import { expectSuccess, type TemplateTestBed } from './TemplateTestBed';
import { openDeskPage, tokenIn, withDeskAccount, type DeskPage } from './openDeskPage';

/** Tests templates/scan-desk.json. */
export function testScanDesk(bench: TemplateTestBed) {
	let workflow: SavedWorkflow;
	let page: DeskPage;

	beforeAll(async () => {
		const withAccount = await withDeskAccount(bench);
		workflow = await bench.import('scan-desk', { node: withAccount });
		await bench.publish(workflow);
		page = openDeskPage(bench, workflow, 'scan-desk');
	});

	afterAll(() => bench.rest.deactivate(workflow.id));
	beforeEach(() => bench.sandbox.requests.clear());

	function add(isRequester: boolean, state: string, values: Record<string, unknown> = {}) {
		const { requests } = bench.sandbox;
		return requests.add('east', {
			isRequester,
			hrid: isRequester ? 'EAST-7001' : 'WEST-7001',
			title: 'Braiding <sweetgrass>',
			patronIdentifier: 'P1001',
			refdata: { serviceType: 'loan' },
			state,
			...values,
		}).id;
	}

	const volume = (itemId: string) => ({
		selectedItemBarcode: itemId,
		volumes: [
			{ id: `volume of ${itemId}`, name: itemId, itemId, status: 'Awaiting temporary item creation', temporaryItemBarcode: 'EAST-7001' },
		],
	});
	const stateOf = (id: string) => bench.sandbox.requests.get(id).state;

	it('the scan desk refuses visitors without a sign-in, and shows staff an empty page', async () => {
		expect((await fetch(`${bench.url}/webhook/scan-desk`)).status).toBe(401);
		const { html, execution } = await page.open();
		expectSuccess(execution);
		expect(html).toContain('Arrived for our patron');
		expect(html).not.toContain('role="status"');
	});

	it.each([
		['receive', true, 'REQ_SHIPPED', 'REQ_CHECKED_IN', ['LAKE-31']],
		['patronReturned', true, 'REQ_CHECKED_IN', 'REQ_AWAITING_RETURN_SHIPPING', ['LAKE-31']],
		['shipBack', true, 'REQ_AWAITING_RETURN_SHIPPING', 'REQ_SHIPPED_TO_SUPPLIER', ['LAKE-31']],
		['markShipped', false, 'RES_AWAIT_PICKING', 'RES_ITEM_SHIPPED', ['WEST-7001', 'EAST-ITEM-1']],
		['receivedBack', false, 'RES_ITEM_RETURNED', 'RES_COMPLETE', ['LAKE-31']],
	] as const)('the scan desk does the task %s once for what was scanned', async (task, isRequester, from, to, [code, item = '']) => {
		const id = add(isRequester, from, task === 'markShipped' ? {} : volume('LAKE-31'));
		const { html, execution } = await page.send({ task, code: ` ${code} `, item });
		expectSuccess(execution);
		expect(html).toMatch(/class="said good" role="status"><h2>Done: (EAST|WEST)-7001/);
		expect(html).toContain(`value="${task}" checked`);
		expect(stateOf(id)).toBe(to);
		const again = await page.send({ task, code, item });
		expect(again.html).toMatch(/class="said bad" role="status"><h2>(Not done|Look into ReShare): /);
		expect(stateOf(id)).toBe(to);
	});

	it('the scan desk does nothing that another site makes a browser send, and accepts what its own page sends once', async () => {
		const id = add(true, 'REQ_SHIPPED', volume('LAKE-31'));
		const scan = { task: 'receive', code: 'LAKE-31', item: '' };
		const token = tokenIn((await page.open()).html);
		const tries = [
			await page.sendFromElsewhere(scan),
			await page.sendFromElsewhere(scan, { origin: 'null', 'sec-fetch-site': 'cross-site' }),
			await page.sendFromElsewhere({ ...scan, token }, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
			await page.sendFromElsewhere({ ...scan, token: `${token}x` }),
		];
		for (const { html, execution } of tries) {
			expect(html).toContain('<h2>Not done: LAKE-31</h2><p>Nothing was done: this page has sent something before');
			expect(outputItemsOf(execution, 'Receive or Return Loans')).toEqual([]);
		}
		expect(stateOf(id)).toBe('REQ_SHIPPED');
		expect((await page.sendFromElsewhere({ ...scan, token }, { origin: 'null', 'sec-fetch-site': 'cross-site' })).html).toContain(
			'Done: EAST-7001',
		);
		expect((await page.sendFromElsewhere({ ...scan, token })).html).toContain('Nothing was done');
	});

	it('the scan desk asks for the item if only the pull slip was scanned', async () => {
		const id = add(false, 'RES_AWAIT_PICKING');
		const { html } = await page.send({ task: 'markShipped', code: 'WEST-7001', item: '' });
		expect(html).toContain('Now scan the item');
		expect(html).toContain('value="WEST-7001"');
		expect(stateOf(id)).toBe('RES_AWAIT_PICKING');
	});

	it('the scan desk says "Not done" for an unknown barcode, and shows its characters escaped', async () => {
		const { html } = await page.send({ task: 'receive', code: '<b>77</b>', item: '' });
		expect(html).toContain('Not done: &lt;b&gt;77&lt;/b&gt;');
		expect(html).not.toContain('<b>77');
		// The page must not name the node's field Side, because staff do not see that field.
		expect(html).toContain('Is the right thing chosen below?');
		expect(html).not.toContain('under Side');
	});

	it('the scan desk tells staff to check in ReShare if ReShare cannot be read', async () => {
		add(true, 'REQ_SHIPPED', volume('LAKE-31'));
		bench.sandbox.faults.answer(403, { path: '^/rs/patronrequests' });
		expect((await page.send({ task: 'receive', code: 'LAKE-31', item: '' })).html).toContain('Check in ReShare: LAKE-31');
	});

	const lost =
		'The answer was lost, and the request does not show whether the action was performed. Look at it in ReShare before you try again.';

	it.each([
		[
			'the answer of the borrowing desk is lost',
			'receive',
			'REQ_SHIPPED',
			'Receive or Return Loans',
			2,
			{ kind: 'resetBefore' },
			`EAST-7001</h2><p>${lost}`,
		],
		[
			'the answer of the lending desk is lost',
			'receivedBack',
			'RES_ITEM_RETURNED',
			'Ship or Take Back Our Items',
			2,
			{ kind: 'resetBefore' },
			`WEST-7001</h2><p>${lost}`,
		],
		[
			'ReShare does not take what the lending desk does',
			'receivedBack',
			'RES_ITEM_RETURNED',
			'Ship or Take Back Our Items',
			3,
			{ kind: 'status', status: 403, contentType: 'text/plain', body: 'Access requires permission: rs.patronrequests.item.post' },
			'LAKE-31</h2><p>The user in the credential lacks the permission ',
		],
	] as const)('the scan desk tells staff to check in ReShare if %s', async (_what, task, state, node, output, fault, said) => {
		const id = add(task === 'receive', state, volume('LAKE-31'));
		bench.sandbox.faults.add({ ...fault, method: 'POST', path: '/performAction$' });
		const { html, execution } = await page.send({ task, code: 'LAKE-31', item: '' });
		expectSuccess(execution);
		expect(outputItemsOf(execution, node, output)).toHaveLength(1);
		expect(html).toContain(`<div class="said bad" role="status"><h2>Check in ReShare: ${said}`);
		expect(html).toContain(`value="${task}" checked`);
		expect(stateOf(id)).toBe(state);
	});
}
