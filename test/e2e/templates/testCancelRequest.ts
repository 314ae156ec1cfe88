import { outputItemsOf, type SavedWorkflow, type WorkflowNode } from '../../../n8n/n8nTypes';
import type { Language } from '../../../notices/messages/languages';
import type { FaultRule } from '../../../sandbox';
import type { TemplateTestBed } from './TemplateTestBed';
import { openDeskPage, withDeskAccount } from './openDeskPage';

/** Tests templates/cancel-request.json. */
export function testCancelRequest(bench: TemplateTestBed) {
	let workflow: SavedWorkflow;
	let withAccount: (node: WorkflowNode) => WorkflowNode;

	beforeAll(async () => {
		withAccount = await withDeskAccount(bench, 'Staff Cancel');
		workflow = await bench.import('cancel-request', { node: withAccount });
		await bench.publish(workflow);
	});

	afterAll(() => bench.rest.deactivate(workflow.id));
	beforeEach(() => bench.sandbox.requests.clear());

	function asked(state: string, values: Record<string, unknown> = {}): { readonly id: string; readonly hrid: string } {
		const { requests } = bench.sandbox;
		const { id, hrid = '' } = requests.add('east', {
			isRequester: true,
			hrid: `CANCEL-${requests.count() + 1}`,
			title: 'Braiding <sweetgrass>',
			patronIdentifier: 'P1001',
			refdata: { serviceType: 'loan' },
			state,
			...values,
		});
		return { id, hrid };
	}

	const stateOf = (id: string) => bench.sandbox.requests.get(id).state;

	async function cancel(
		[number = '', cardOrNote = '']: readonly string[],
		page: 'cancel-request' | 'cancel-request-staff' = 'cancel-request',
	) {
		const field = page === 'cancel-request' ? 'patronId' : 'note';
		return await openDeskPage(bench, workflow, page).send({ cancel: number, [field]: cardOrNote });
	}

	const words: Readonly<Record<Language, readonly [button: string, card: string]>> = {
		en: ['Cancel the request', 'Library card number'],
		de: ['Bestellung stornieren', 'Ausweisnummer'],
		es: ['Cancelar la solicitud', 'Número de carné'],
		fr: ['Annuler la demande', 'Numéro de carte'],
	};
	it.each(Object.entries(words))(
		'opening the cancellation link of a letter in %s cancels nothing, and shows the page in that language with the request number',
		async (language, [button, card]) => {
			const { id, hrid } = asked('REQ_REQUEST_SENT_TO_SUPPLIER');
			for (const [page, field] of [
				['cancel-request', card],
				['cancel-request-staff', ''],
			] as const) {
				const { html } = await openDeskPage(bench, workflow, page).open(`?Request%20Number=${hrid}&language=${language}`);
				for (const text of [`<html lang="${language}">`, `value="${hrid}"`, `<button class="main wide">${button}</button>`, field])
					expect(html).toContain(text);
			}
			expect(stateOf(id)).toBe('REQ_REQUEST_SENT_TO_SUPPLIER');
		},
	);

	it('the cancellation page cancels a request for the patron whose library card was typed', async () => {
		const { id, hrid } = asked('REQ_VALIDATED');
		const { html, execution } = await cancel([hrid, ' p1001 ']);
		expect(execution.data.resultData.error).toBeUndefined();
		expect(html).toContain('The request is canceled');
		expect(html).toContain(`&quot;Braiding &lt;sweetgrass&gt;&quot; (${hrid}).`);
		expect(html).toContain('<html lang="en">');
		expect(stateOf(id)).toBe('REQ_CANCELLED');
	});

	it('the cancellation page says "There is no such request" for a wrong library card number, just as for an unknown request number', async () => {
		const { id, hrid } = asked('REQ_VALIDATED');
		const [wrong, unknown] = [(await cancel([hrid, 'P1002'])).html, (await cancel(['CANCEL-77', 'P1002'])).html];
		const withoutToken = (html: string) => html.replace(/name="token" value="[^"]*"/, '');
		expect(wrong).toContain('There is no such request');
		expect(withoutToken(wrong)).toBe(withoutToken(unknown).replace('CANCEL-77', hrid));
		expect(stateOf(id)).toBe('REQ_VALIDATED');
	});

	it('the staff page for canceling refuses visitors without a sign-in, and lets staff cancel without a library card number', async () => {
		const { id, hrid } = asked('REQ_REQUEST_SENT_TO_SUPPLIER');
		for (const method of ['GET', 'POST']) expect((await fetch(`${bench.url}/webhook/cancel-request-staff`, { method })).status).toBe(401);
		expect(stateOf(id)).toBe('REQ_REQUEST_SENT_TO_SUPPLIER');
		const { html } = await cancel([hrid, 'No longer needed'], 'cancel-request-staff');
		expect(html).toMatch(/canceled/);
		expect(html).toContain('Braiding &lt;sweetgrass&gt;');
		expect(stateOf(id)).toMatch(/CANCEL/);
	});

	it('the cancellation page says that a request cannot be canceled after the item has arrived', async () => {
		const { id, hrid } = asked('REQ_CHECKED_IN');
		const { html } = await cancel([hrid, 'P1001']);
		expect(html).toContain('The request was not canceled');
		expect(html).toContain('It cannot be canceled now, for instance because the item is on its way');
		expect((await cancel([hrid, ''], 'cancel-request-staff')).html).toContain('does not allow this');
		expect(stateOf(id)).toBe('REQ_CHECKED_IN');
	});

	it.each<[string, FaultRule, string]>([
		[
			'says "Please try again later" if the request cannot be read',
			{ kind: 'status', status: 403, path: '^/rs/patronrequests', method: 'GET' },
			'Please try again later',
		],
		[
			'says "Please try again later" if ReShare refuses to cancel the request',
			{
				kind: 'status',
				status: 403,
				contentType: 'text/plain',
				body: 'Access requires permission: rs.patronrequests.item.post',
				path: '/performAction$',
				method: 'POST',
			},
			'Please try again later',
		],
		[
			'says that the result is not known yet if the call that cancels may not have reached ReShare',
			{ kind: 'resetBefore', path: '/performAction$', method: 'POST' },
			'We do not know yet whether it was canceled',
		],
	])('if canceling fails, the cancellation page shows what patrons can do or know: it %s', async (_what, fault, title) => {
		const { hrid } = asked('REQ_VALIDATED');
		bench.sandbox.faults.add(fault);
		expect((await cancel([hrid, 'P1001'])).html).toContain(title);
	});

	it.each<[string, FaultRule, number, string]>([
		[
			'ReShare does not take the action',
			{
				kind: 'status',
				status: 403,
				contentType: 'text/plain',
				body: 'Access requires permission: rs.patronrequests.item.post',
				path: '/performAction$',
				method: 'POST',
			},
			3,
			'The user in the credential lacks the permission rs.patronrequests.item.post',
		],
		[
			'nobody knows whether the action has reached ReShare',
			{ kind: 'resetBefore', path: '/performAction$', method: 'POST' },
			2,
			'The answer was lost, and the request does not show whether the action was performed. Look at it in ReShare before you try again.',
		],
	])('the staff page for canceling explains the failure if %s', async (_what, fault, output, words) => {
		const { id, hrid } = asked('REQ_VALIDATED');
		bench.sandbox.faults.add(fault);
		const { html, execution } = await cancel([hrid, ''], 'cancel-request-staff');
		expect(outputItemsOf(execution, 'Cancel for Staff', output)).toHaveLength(1);
		expect(html).toContain(words);
		expect(stateOf(id)).toBe('REQ_VALIDATED');
	});

	it('the cancellation page is in the language of the library profile', async () => {
		const { hrid } = asked('REQ_VALIDATED');
		const { rest } = bench;
		const english = workflow;
		await rest.deactivate(english.id);
		workflow = await bench.import('cancel-request', { profile: { language: 'fr' }, node: withAccount });
		await bench.publish(workflow);
		try {
			const { html } = await cancel([hrid, 'P1001']);
			expect(html).toContain('La demande est annulée');
			expect(html).toMatch(
				new RegExp(`«\\s?Braiding &lt;sweetgrass&gt;\\s?» \\(${hrid}\\)\\. Aucune bibliothèque n’enverra le document\\.`, 'u'),
			);
			expect((await cancel(['CANCEL-77', 'P1001'])).html).toContain(
				'Il n’y a pas de demande portant ce numéro que vous puissiez annuler ici.',
			);
		} finally {
			await rest.deactivate(workflow.id);
			workflow = english;
			await rest.activate(english.id);
		}
	});
}
