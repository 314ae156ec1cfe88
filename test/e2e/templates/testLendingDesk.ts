import { outputItemsOf, type SavedWorkflow, type WorkflowNode } from '../../../n8n/n8nTypes';
import { expectSuccess, type TemplateTestBed } from './TemplateTestBed';
import { openDeskPage, withDeskAccount, type DeskPage } from './openDeskPage';

const staff = 'ill-staff@library.example.edu';
const address = 'https://n8n.example.edu/webhook/lending-desk';

/** Tests templates/lending-desk.json. */
export function testLendingDesk(bench: TemplateTestBed) {
	let workflow: SavedWorkflow;
	let page: DeskPage;
	let withAccount: (node: WorkflowNode) => WorkflowNode;

	beforeAll(async () => {
		withAccount = await withDeskAccount(bench);
		workflow = await bench.import('lending-desk', { node: withAccount });
		await bench.publish(workflow);
		page = openDeskPage(bench, workflow, 'lending-desk');
	});

	afterAll(() => bench.rest.deactivate(workflow.id));
	beforeEach(() => bench.sandbox.requests.clear());

	let made = 0;
	const wanted = (state: string) =>
		bench.sandbox.requests.add('east', {
			isRequester: false,
			hrid: `WEST-${++made}`,
			title: 'Wind & <weather>',
			author: 'Ito, Kenji',
			localCallNumber: 'QC 981',
			patronIdentifier: 'P-SECRET',
			refdata: { serviceType: 'loan' },
			state,
		});
	const stateOf = (id: string) => bench.sandbox.requests.get(id).state;

	it('the lending desk sorts waiting requests into parts, names no patron, and changes nothing when it is opened', async () => {
		const rows = [
			'RES_IDLE',
			'RES_CANCEL_REQUEST_RECEIVED',
			'RES_NEW_AWAIT_PULL_SLIP',
			'RES_AWAIT_PICKING',
			'RES_PENDING_CONDITIONAL_ANSWER',
			'RES_OVERDUE',
			'RES_ITEM_RETURNED',
			'RES_ERROR',
			'RES_ITEM_SHIPPED',
		].map((state) => wanted(state));
		const { html, execution } = await page.open();
		expectSuccess(execution);
		expect([...html.matchAll(/<section><h2>(.*?)<\/h2>/g)].map(([, name]) => name)).toEqual([
			'New requests (1)',
			'Borrower wants to cancel (1)',
			'Pull slips to print (1)',
			'Being pulled (1)',
			'Conditions awaiting the borrower (1)',
			'Overdue at the borrower (1)',
			'Sent back to us (1)',
			'To review in ReShare (1)',
		]);
		expect(html).toContain('Wind &amp; &lt;weather&gt;');
		expect(html).not.toContain('P-SECRET');
		expect(rows.map(({ id }) => stateOf(id))).toEqual(rows.map(({ state }) => state));
	});

	it('the lending desk says "Nothing waits for you" if no request waits', async () => {
		expect((await page.open()).html).toContain('Nothing waits for you.');
	});

	it.each([
		['willSupply', 'RES_IDLE', 'RES_NEW_AWAIT_PULL_SLIP', { place: 'Main Library' }],
		['cannotSupply', 'RES_IDLE', 'RES_UNFILLED', { reason: 'notonshelf' }],
		['printPullSlip', 'RES_NEW_AWAIT_PULL_SLIP', 'RES_AWAIT_PICKING', {}],
		['agreeCancellation', 'RES_CANCEL_REQUEST_RECEIVED', 'RES_CANCELLED', {}],
		['refuseCancellation', 'RES_CANCEL_REQUEST_RECEIVED', 'RES_NEW_AWAIT_PULL_SLIP', {}],
		['receivedBack', 'RES_ITEM_RETURNED', 'RES_COMPLETE', {}],
	])('the button %s of the lending desk moves a request to its next status once', async (answer, from, to, more) => {
		const { id, hrid } = wanted(from);
		const { html, execution } = await page.send({ answer, id, ...more });
		expectSuccess(execution);
		expect(html).toMatch(new RegExp(`<div class="said good" role="status"><h2>Done</h2><ul><li>${String(hrid)}: `));
		expect(stateOf(id)).toBe(to);
		const again = await page.send({ answer, id, ...more });
		expect(again.html).toContain('<h2>Not done</h2>');
		expect(stateOf(id)).toBe(to);
	});

	it('the lending desk asks for the lending location if ReShare needs one, and the pull slip then names it', async () => {
		const { id, hrid } = wanted('RES_IDLE');
		const { html } = await page.send({ answer: 'willSupply', id });
		expect(stateOf(id)).toBe('RES_IDLE');
		expect(html).toContain(`<h2>Not done</h2><ul><li>${String(hrid)}: Choose the lending location, and respond again.`);
		expect(html).toContain('<option value="Main Library">Main Library</option>\n<option value="Remote Stacks">Remote Stacks</option>');
		expect(html).not.toContain('&#39;Lending Location&#39;');
		expect((await page.send({ answer: 'willSupply', id, place: 'Remote Stacks' })).html).toContain('<h2>Done</h2>');
		expect((await page.open('?slips=all')).html).toContain('<dt>Location</dt><dd>Remote Stacks</dd>');
	});

	it('the lending desk does nothing for a button that it lacks or for data that its page did not send', async () => {
		const { id, hrid } = wanted('RES_IDLE');
		for (const { html } of [
			await page.sendFromElsewhere({ answer: 'willSupply', id, place: 'Main Library' }),
			await page.send({ answer: 'willSupply', id: hrid ?? '', place: 'Main Library' }),
		]) {
			expect(html).toContain('<h2>Not done</h2><ul><li>Nothing was done');
		}
		expect((await page.send({ answer: 'closeManually', id })).html).toContain('This page has no such button.');
		expect(stateOf(id)).toBe('RES_IDLE');
	});

	it('the lending desk prints pull slips with call number and barcode, and marks them as printed together', async () => {
		const rows = [wanted('RES_NEW_AWAIT_PULL_SLIP'), wanted('RES_NEW_AWAIT_PULL_SLIP'), wanted('RES_AWAIT_PICKING')];
		const { html } = await page.open('?slips=all');
		expect([...html.matchAll(/<p class="number">(.*?)<\/p>/g)].map(([, number]) => number).sort()).toEqual(
			rows
				.slice(0, 2)
				.map(({ hrid }) => hrid)
				.sort(),
		);
		expect(html).toContain('QC 981');
		expect(html).toContain(`aria-label="Barcode ${String(rows[0]?.hrid)}"`);
		expect((await page.open(`?slips=${String(rows[2]?.id)}`)).html).toContain(`<p class="number">${String(rows[2]?.hrid)}</p>`);
		const printed = await page.send({ answer: 'printPullSlip', id: rows.map(({ id }) => id) });
		expect(printed.html).toContain('2 done, 1 not done');
		expect(rows.map(({ id }) => stateOf(id))).toEqual(['RES_AWAIT_PICKING', 'RES_AWAIT_PICKING', 'RES_AWAIT_PICKING']);
	});

	it('the lending desk says that ReShare could not be read if ReShare refuses the list', async () => {
		bench.sandbox.faults.answer(403, { path: '^/rs/patronrequests' });
		expect((await page.open()).html).toContain('ReShare could not be read');
	});

	it.each([
		[
			'ReShare does not take an answer',
			{ kind: 'status', status: 403, contentType: 'text/plain', body: 'Access requires permission: rs.patronrequests.item.post' },
			3,
			'The user in the credential lacks the permission rs.patronrequests.item.post',
		],
		[
			'nobody knows whether an answer has reached ReShare',
			{ kind: 'resetBefore' },
			2,
			'The answer was lost, and the request does not show whether the action was performed. Look at it in ReShare before you try again.',
		],
	] as const)('the lending desk explains the failure and still shows the waiting request if %s', async (_what, fault, output, said) => {
		const { id, hrid } = wanted('RES_NEW_AWAIT_PULL_SLIP');
		bench.sandbox.faults.add({ ...fault, method: 'POST', path: '/performAction$' });
		const { html, execution } = await page.send({ answer: 'printPullSlip', id });
		expectSuccess(execution);
		expect(outputItemsOf(execution, 'Send the Response', output)).toHaveLength(1);
		expect(html).toContain('<div class="said bad" role="status">');
		expect(html).toContain(`<li>${String(hrid)}: ${said}`);
		expect(html).toContain('Pull slips to print (1)');
		expect(html).toContain(`aria-label="Mark as printed, ${String(hrid)}"`);
		expect(stateOf(id)).toBe('RES_NEW_AWAIT_PULL_SLIP');
	});

	const morning = async () =>
		await bench.run(
			await bench.import('lending-desk', {
				profile: { sendEverythingTo: '' },
				node: (node) =>
					node.name === 'Write the Morning Email' ? { ...node, parameters: { ...node.parameters, deskPage: address } } : node,
			}),
			'Every Working Morning',
		);

	it('the lending desk emails staff in the morning how many requests wait, and sends nothing if none waits', async () => {
		expect(await bench.mailsOf(() => morning())).toEqual([]);
		wanted('RES_IDLE');
		wanted('RES_IDLE');
		wanted('RES_ITEM_RETURNED');
		const [mail] = await bench.mailsOf(() => morning(), 1);
		expect(mail).toMatchObject({
			to: [staff],
			subject: '3 lending requests are waiting',
			text: expect.stringContaining(`New requests: 2\nSent back to us: 1\n\nOpen the lending desk: ${address}`),
		});
	});

	it('the lending desk emails staff in the morning if ReShare could not be read', async () => {
		bench.sandbox.faults.answer(400, { path: '^/rs/patronrequests' });
		expect(await bench.mailsOf(() => morning(), 1)).toMatchObject([
			{ to: [staff], text: expect.stringContaining('This is not complete, because ReShare could not be read in full:') },
		]);
	});

	it('the lending desk sends its email again if the mail server is busy, and shows a failed execution if the email is refused', async () => {
		wanted('RES_IDLE');
		let refusals = 0;
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.whileMailIs(() => (refusals++ === 0 ? { code: 451, words: 'Try again later' } : undefined), morning);
			expectSuccess(execution);
		}, 1);
		expect(mails).toHaveLength(1);
		const failed = await bench.whileMailIs((to) => (to === staff ? { code: 550, words: 'No such mailbox' } : undefined), morning);
		expect(failed.data.resultData.error?.message).toMatch(/No such mailbox/);
	});

	it('the lending desk tells staff that its morning email failed once the mail server accepts emails again', async () => {
		wanted('RES_IDLE');
		// The workflow above already listens at the page's own address, so this one needs another.
		const besides = (node: WorkflowNode) =>
			node.name === 'Desk Page' ? { ...node, parameters: { ...node.parameters, path: 'lending-desk-besides' } } : node;
		let refusals = 0;
		const mails = await bench.mailsOf(
			() =>
				bench.whileMailIs(
					() => (refusals++ < 3 ? { code: 451, words: 'Try again later' } : undefined),
					async () => {
						const failed = await bench.byTheClock('lending-desk', { node: (node) => besides(withAccount(node)) });
						expect(failed.data.resultData.error?.message).toContain('451 Try again later');
						await bench.failureOf(failed.workflowId);
					},
				),
			1,
		);
		expect(mails).toMatchObject([
			{
				to: [staff],
				subject: 'Workflow failed: Respond to lending requests from one page, with pull slips',
				text: expect.stringContaining('The workflow stopped at the node Email Staff.'),
			},
		]);
		expect(mails[0]?.text).toContain('451 Try again later');
	});
}
