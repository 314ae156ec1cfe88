import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { libraryAccountOf, libraryProfile } from '../../demo/practiceCredentials';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareNotice } from '../../nodes/ReShareNotice/ReShareNotice.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { languages, type Language } from '../../notices/messages/languages';
import { waitInVirtualTime, sandboxInVirtualTime } from '../sandboxInVirtualTime';
import { recordLentBySeveral } from '../unit/requests/create/practiceDependencies';
import { runNode } from './harness';
import { inputNodeName } from './harness/workflow';
import { noticesOf, parametersIn } from './harness/writeNotices';
import { findThroughNode } from './search/findThroughNode';
import { TriggerTestBed } from './trigger/TriggerTestBed';

/* These tests run single nodes of the templates, with the parameters that the template gives them. */

const sandbox = sandboxInVirtualTime({ autoStaff: false });
beforeEach(() => sandbox.requests.clear());

/** Runs a node of a template, and returns its items by output. */
async function play(
	node: ReShareCreateRequest | ReShareNotice | ReShareRequest,
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
): Promise<{ readonly error: string | undefined; readonly outputs: IDataObject[][] }> {
	const credentials = { okapiApi: libraryAccountOf(sandbox), reShareLibraryProfileApi: { ...libraryProfile } };
	const { json, error } = await runNode({ node, parameters, items, credentials });
	return { error: error?.message, outputs: json };
}

describe('the form for books', () => {
	async function create(patronId: string, reference: string, more: INodeParameters = {}) {
		const { outputs } = await play(new ReShareCreateRequest(), {
			operation: 'create',
			serviceType: 'loan',
			instanceId: recordLentBySeveral.instanceId,
			patronId,
			title: recordLentBySeveral.title,
			reference,
			pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
			...more,
		});
		const output = outputs.findIndex((items) => items.length > 0);
		return { output, json: outputs[output]?.[0] ?? {} };
	}

	it('a second form for the same book makes a notice that asks staff to check the request that is already open', async () => {
		await create('P1001', 'FORM-1');
		const { output, json } = await create('P1001', 'FORM-2');
		expect([output, json.reason, json.requestId]).toEqual([2, 'duplicate', expect.any(String)]);
		expect((await noticesOf('guide-workflow', json)).staff).toMatchObject([
			{ subject: `Please check: "${recordLentBySeveral.title}" (${String(json.hrid)})`, text: expect.stringContaining(String(json.hrid)) },
		]);
	});

	it('a notice about an earlier request goes to the address in that request, never to one that a stranger typed in a form', async () => {
		const first = await create('P1001', 'FORM-1', { patronEmail: 'nora.lindqvist@example.edu' });
		expect(first).toMatchObject({ output: 0, json: { patronEmail: 'nora.lindqvist@example.edu', alreadyExisted: false } });
		for (const reference of ['FORM-1', 'FORM-2']) {
			const { json } = await create('P1001', reference, { patronEmail: 'stranger@evil.example' });
			expect(json).toMatchObject({ requestId: first.json.requestId, patronEmail: 'nora.lindqvist@example.edu' });
			const { patron, staff } = await noticesOf('guide-workflow', json);
			expect([...patron, ...staff].map(({ to }) => to)).not.toContain('stranger@evil.example');
		}
		// If the request cannot be read, the email address that it stores is not known.
		sandbox.faults.answer(403, { path: `^/rs/patronrequests/${String(first.json.requestId)}` });
		expect((await create('P1001', 'FORM-1', { patronEmail: 'stranger@evil.example' })).json.patronEmail ?? '').toBe('');
		sandbox.faults.clear();
	});

	it('a second form for a patron whom ReShare does not know makes no notice to the address of the first', async () => {
		await create('P9009', 'FORM-1', { patronEmail: 'stranger@evil.example' });
		const { json } = await create('P9009', 'FORM-2', { patronEmail: 'stranger@evil.example' });
		expect([json.reason, (await noticesOf('guide-workflow', json)).patron]).toEqual(['duplicate', []]);
	});

	it('a form with the card of a blocked patron makes a notice to staff that nothing was requested', async () => {
		const { json } = await create('P9001', 'FORM-1');
		expect((await noticesOf('guide-workflow', json)).staff[0]?.subject).toBe(`Not requested: "${recordLentBySeveral.title}"`);
	});

	it.each(['guide-workflow', 'request-from-form'])(
		'the notice to staff of the template %s names a request that has no number yet by its id',
		async (template) => {
			const { output, json } = await create('P9009', 'FORM-1');
			expect([output, json.requestId]).toEqual([1, expect.any(String)]);
			const textOf = async (item: IDataObject) => (await noticesOf(template, item)).staff[0]?.text;
			expect(await textOf({ ...json, hrid: null })).toContain(`Request number: ${String(json.requestId)}`);
			expect(await textOf(json)).toContain(`Request number: ${String(json.hrid)}`);
			expect(await textOf({ ...json, hrid: null, requestId: null })).not.toContain('Request number');
		},
	);

	/** A form with every field that a person may fill in. */
	const typed = {
		title: 'The name of the rose',
		author: 'Eco',
		year: '1911',
		publicationDate: '1911',
		edition: '9th ed.',
		volume: 'Volume 77',
		issue: 'Issue 4356',
		pages: '737-738',
		language: 'Italian',
		patronId: 'P1001',
		patronName: 'Amara Lindqvist',
		patronEmail: 'amara@example.edu',
		pickupLocation: 'Main Library',
		note: 'With the color plates, please',
		staffNote: 'Call me when it is here',
		otherFields: { 'Phone Number': '555-0100' },
	};

	it.each(['loan', 'copy'] as const)(
		'a notice to staff shows all that was typed into the form for a %s, whatever the result',
		async (serviceType) => {
			const found = await findThroughNode(sandbox, [typed, { ...typed, title: 'A book that was never written' }], {
				serviceType,
				options: { accept: [] },
			});
			const items = [...found.json.flat(), { ...typed, serviceType, error: 'No answer' }];
			expect(items.map(({ outcome, error }) => outcome ?? error)).toEqual(['needsReview', 'notAvailable', 'No answer']);
			const { year: _year, title: _title, otherFields, ...others } = typed;
			for (const item of items) {
				const { text } = (await noticesOf('guide-workflow', item)).staff[0] ?? {};
				expect([...Object.values(others), ...Object.values(otherFields)].filter((value) => !String(text).includes(value))).toEqual([]);
			}
		},
	);

	it('a notice to staff shows form fields that no node reads, even for a title that is not available', async () => {
		const item = { outcome: 'notAvailable', reason: 'nobodyLends', title: 'Codex Seraphinianus', patronEmail: 'amara@example.edu' };
		expect((await noticesOf('guide-workflow', item)).staff).toEqual([]);
		const { patron, staff } = await noticesOf('guide-workflow', { ...item, otherFields: typed.otherFields });
		expect(patron).toHaveLength(1);
		expect(staff).toMatchObject([{ notice: 'requestDetails', text: expect.stringContaining('Phone Number: 555-0100') }]);
		expect(staff[0]?.text).toContain('No other library lends this title.');
		expect(
			(
				await noticesOf(
					'guide-workflow',
					{ ...item, otherFields: typed.otherFields },
					{},
					{ staffNotices: ['requestDetails', 'notAvailable'] },
				)
			).staff,
		).toMatchObject([{ notice: 'notAvailable' }]);
	});
});

describe('the cancellation of a request', () => {
	/** Runs a node of the template cancel-request, by default the one for patrons, on a new request. */
	async function cancel(
		patronIdentifier: string | undefined,
		typed: Readonly<Record<string, string>>,
		node = 'Cancel for the Patron',
		number = 'EAST-1',
		hrid = 'EAST-1',
	) {
		const { id } = sandbox.requests.add('east', {
			isRequester: true,
			hrid,
			title: 'Persuasion',
			...(patronIdentifier === undefined ? {} : { patronIdentifier }),
			refdata: { serviceType: 'loan' },
			state: 'REQ_VALIDATED',
		});
		const { outputs, error } = await play(new ReShareRequest(), parametersIn('cancel-request', node), [{ request: number, ...typed }]);
		return { json: outputs.flat()[0] ?? {}, isCanceled: sandbox.requests.get(id).state === 'REQ_CANCELLED', error };
	}

	// The library card is required only by the browser, which accepts a blank.
	it.each([
		['a space as card number', { patronId: ' ' }],
		['an empty card number', { patronId: '' }],
		['a form without a card number field', {}],
	])('a request without a patron is canceled by the staff page, and not by the page for patrons given %s', async (_what, typed) => {
		expect((await cancel(undefined, typed)).isCanceled).toBe(false);
		sandbox.requests.clear();
		expect((await cancel(undefined, typed, 'Cancel for Staff')).isCanceled).toBe(true);
	});

	it.each([
		['for a library card', ['EAST-11', 'P1008'], (number: number) => [`EAST-9${number}`, ' p1008 ']],
		['for a request number', ['EAST-12', 'P1001'], (number: number) => [' east-12 ', `G00${number}`]],
		['for a request number that nobody has', ['EAST-77', 'P1001'], (number: number) => [' East-77', `H00${number}`]],
	] as const)(
		'five wrong tries %s block the cancellation page of patrons for an hour, but not that of staff',
		async (_what, right, wrong) => {
			const [number, patronId] = right;
			const hrid = number === 'EAST-77' ? 'EAST-1' : number;
			const once = async ([name = '', card = '']: readonly string[], page?: string) => {
				sandbox.requests.clear();
				return await cancel(patronId, { patronId: card }, page, name, hrid);
			};
			for (let tries = 0; tries < 5; tries++) expect((await once(wrong(tries))).json.outcome).toBe('notFound');
			for (const tried of [wrong(5), [number, patronId]])
				expect(await once(tried)).toMatchObject({ isCanceled: false, error: expect.stringContaining('Too many wrong tries') });
			expect((await once([hrid, ''], 'Cancel for Staff')).isCanceled).toBe(true);
			await waitInVirtualTime(61 * 60_000);
			expect((await once([number, patronId])).error).toBeUndefined();
		},
	);

	const canceledHeadings: Readonly<Record<Language, string>> = {
		en: 'The request is canceled',
		de: 'Die Bestellung ist storniert',
		es: 'La solicitud está cancelada',
		fr: 'La demande est annulée',
	};
	it.each(Object.entries(canceledHeadings))(
		'the pages for canceling a request, from the link of a letter to the result, are in the language %s, and cancel once',
		async (language, heading) => {
			/** Returns what the template's node makes, with the item of the Webhook node that its expression names. */
			const notice = async (name: string, items: IDataObject[], asked: IDataObject) => {
				const parameters = { pageLanguage: '', ...parametersIn('cancel-request', name), ...(name.startsWith('Write') ? { asked } : {}) };
				const { outputs, error } = await play(new ReShareNotice(), parameters as INodeParameters, items);
				expect(error).toBeUndefined();
				return outputs;
			};
			const pageOf = async (items: IDataObject[], asked: IDataObject) =>
				String((await notice("Write the Patron's Page", items, asked))[0]?.[0]?.html);
			const opened = { headers: { host: 'n8n.example.org' }, query: { language, 'Request Number': 'EAST-1' }, body: {} };
			const [, , shown = []] = await notice("Read the Patron's Input", [opened], {});
			const html = await pageOf(shown, opened);
			const token = /name="token" value="([^"]*)"/.exec(html)?.[1] ?? '';
			const sent = {
				...opened,
				query: { language },
				body: { token, cancel: /name="cancel" value="([^"]*)"/.exec(html)?.[1], patronId: 'P1001' },
			};
			const [[action] = []] = await notice("Read the Patron's Input", [sent], {});
			const { json, isCanceled } = await cancel('P1001', action as Record<string, string>, 'Cancel for the Patron', 'EAST-1');
			expect(isCanceled).toBe(true);
			const result = await pageOf([{ ...json }], sent);
			expect(result).toContain(`<html lang="${language}">`);
			expect(result).toContain(heading);
			expect(await notice("Read the Patron's Input", [sent], {})).toEqual([[], [], [{ actions: 0 }]]);
		},
	);
});

describe('due date letters', () => {
	async function letters(): Promise<unknown[]> {
		const read = await play(new ReShareRequest(), parametersIn('due-date-letters', 'Get Loans Due or Overdue'));
		const items = read.outputs.flat();
		expect([read.error, items.every(({ outcome }) => outcome === 'found')]).toEqual([undefined, true]);
		return (await Promise.all(items.map((item) => noticesOf('due-date-letters', item)))).flatMap(({ patron, staff }) =>
			[...patron, ...staff].map(({ notice }) => notice),
		);
	}

	function lent(state: string, daysLeft: number) {
		sandbox.requests.add('east', {
			isRequester: true,
			hrid: 'LENT-1',
			title: 'Persuasion',
			patronIdentifier: 'P-100',
			patronEmail: 'reader@example.edu',
			refdata: { serviceType: 'loan' },
			state,
			dueDateRS: DateTime.now().plus({ days: daysLeft }).toISODate(),
		});
	}

	it.each([
		['is still on its way to the library', 'REQ_SHIPPED'],
		['has just come, and is not ready yet', 'REQ_BORROWING_LIBRARY_RECEIVED'],
		['was lent as a file, which nobody can bring back', 'REQ_LOANED_DIGITALLY'],
		['is still on its way to the library, in the SLNP model', 'SLNP_REQ_SHIPPED'],
	])('due date letters ask nobody to bring back an item that %s', async (_what, state) => {
		lent(state, 2);
		expect(await letters()).toEqual([]);
		sandbox.requests.clear();
		lent(state, -20);
		expect(await letters()).toEqual([]);
	});
});

describe('notices to patrons', () => {
	/** Finds the mail to the patron; undefined if there is none. */
	async function mailOf(change: IDataObject, language: string, parameters: INodeParameters = {}) {
		const {
			patron: [notice],
		} = await noticesOf('patron-notices', change, { language, cancelPage: 'https://n8n.example.edu/form/cancel-request' }, parameters);
		return notice === undefined ? undefined : { subject: String(notice.subject), text: String(notice.text) };
	}

	/** Returns the change to the second state as the template's own trigger reports it. */
	async function changed(from: string, to: string, message?: string): Promise<IDataObject> {
		const bench = new TriggerTestBed(sandbox, { parameters: parametersIn('patron-notices', 'Request Status Changed') });
		const { id } = bench.request({ state: from });
		await bench.activate();
		sandbox.requests.move(id, to, message === undefined ? {} : { message });
		const items = await bench.poll();
		expect(items).toHaveLength(1);
		return { ...items[0], patronEmail: 'reader@example.edu' };
	}

	it('the letter about a complete loan says that the lending library has the item back if it was sent there', async () => {
		expect(await mailOf(await changed('REQ_SHIPPED_TO_SUPPLIER', 'REQ_REQUEST_COMPLETE'), 'en')).toMatchObject({
			subject: expect.stringMatching(/^Your loan is complete: /),
			text: expect.stringContaining('The library that owns this item has it back. There is nothing left for you to do.'),
		});
	});

	it.each(['REQ_CHECKED_IN', 'REQ_LOANED_DIGITALLY', 'REQ_EXPECTS_TO_SUPPLY'])(
		'the letter about a request in %s that staff close as complete does not say that the lending library has the item back',
		async (from) => {
			const change = await changed(from, 'REQ_REQUEST_COMPLETE');
			expect(change.event).toBe('closed');
			for (const language of Object.keys(languages))
				expect((await mailOf(change, language))?.text).not.toMatch(/has it back|zurückerhalten|de vuelta|en retour/i);
		},
	);

	it('a patron whose cancellation was refused reads that the library still sends the item, not that a lender was found', async () => {
		const change = await changed('REQ_CANCEL_PENDING', 'REQ_EXPECTS_TO_SUPPLY');
		const points: Readonly<Record<Language, string>> = {
			en: 'Not canceled',
			de: 'Nicht storniert',
			es: 'Solicitud no cancelada',
			fr: 'Demande non annulée',
		};
		const mails = await Promise.all(Object.keys(points).map((language) => mailOf(change, language)));
		expect(mails.map((mail) => mail?.subject.split(/\s?:/)[0])).toEqual(Object.values(points));
		expect(mails.map((mail) => mail?.text).join()).not.toMatch(
			/[Aa]nother library|andere Bibliothek|Otra biblioteca|Une autre bibliothèque|cancel-request/,
		);
		expect(await mailOf(await changed('REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY'), 'en')).toMatchObject({
			subject: expect.stringMatching(/^Lender found: /),
			text: expect.stringContaining('cancel-request'),
		});
	});
});

describe('references of forms', () => {
	/** Evaluates the template's expression for these forms as n8n does. */
	async function referencesOf(template: string, forms: ReadonlyArray<Readonly<Record<string, string>>>): Promise<unknown[]> {
		const reference = String(parametersIn(template, 'Create Request').reference).replace(
			/\$\('[^']+'\)\.(?:first\(\)|item)/gu,
			`$('${inputNodeName}').item`,
		);
		const { outputs, error } = await play(
			new ReShareCreateRequest(),
			{
				operation: 'preview',
				instanceId: '={{ $json.instanceId }}',
				patronId: "={{ $json['Library Card Number'] }}",
				pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
				reference,
			},
			forms.map((form) => ({ instanceId: recordLentBySeveral.instanceId, ...form })),
		);
		expect(error).toBeUndefined();
		return outputs.flat().map((item) => item.reference);
	}

	it.each([
		['guide-workflow', `FORM-${Date.parse('2026-11-25T01:03:04.056Z')}`],
		['find-or-review', `REVIEW-${Date.parse('2026-11-25T01:03:04.056Z')}`],
	])(
		'the template %s gives each form one reference, another form another one, and leaves the card number out of it',
		async (template, start) => {
			const submittedAt = '2026-11-25T02:03:04.056+01:00';
			const [first, otherPatron, laterForm] = await referencesOf(template, [
				{ submittedAt, 'Library Card Number': 'P1001' },
				{ submittedAt, 'Library Card Number': 'P1002' },
				{ submittedAt: '2026-11-25T02:03:04.057+01:00', 'Library Card Number': 'P1001' },
			]);
			expect(first).toBe(`${start}-${recordLentBySeveral.instanceId.slice(0, 8)}`);
			expect(otherPatron).toBe(first);
			expect(laterForm).not.toBe(first);
		},
	);
});

describe('tickets for staff', () => {
	async function told(trigger: string, row: Record<string, unknown>, change: (id: string) => void) {
		const bench = new TriggerTestBed(sandbox, { parameters: parametersIn('staff-ticket', trigger) });
		const { id } = bench.request(row);
		await bench.activate();
		change(id);
		const items = await bench.poll();
		expect(items).toHaveLength(1);
		return items[0] ?? {};
	}

	const libraries = [
		['Staff Must Act', true, 'REQ_EXPECTS_TO_SUPPLY'],
		['Lending Desk Must Act', false, 'RES_AWAIT_PICKING'],
	] as const;

	/** The template's page promises that tickets name no patron, but a message to another library may. */
	it.each(libraries)(
		'a ticket from %s reports that a message came, and not what somebody wrote in it',
		async (trigger, isRequester, state) => {
			const item = await told(trigger, { isRequester, state }, (id) => {
				const row = sandbox.requests.get(id);
				row.notifications.push({
					id: `message-${id}`,
					at: sandbox.clock.now(),
					updatedAt: sandbox.clock.now(),
					seen: false,
					isSender: false,
					attachedAction: 'Notification',
					messageContent: 'Ines Moreau, card P-4711, needs it for a thesis',
					sender: 'ISIL:US-LAKE',
					receiver: 'RESHARE:US-EAST',
				});
				sandbox.requests.note(id, 'Incoming message');
			});
			expect(item).toMatchObject({ event: 'unreadMessage' });
			const { patron, staff } = await noticesOf('staff-ticket', item);
			expect(patron).toEqual([]);
			expect(staff).toMatchObject([{ notice: 'unreadMessage', whatToDo: expect.stringContaining('message') }]);
			expect(JSON.stringify([item, staff])).not.toMatch(/Moreau|4711/);
		},
	);

	/** A request names both libraries, and a ticket only the other one. */
	it.each([
		['Staff Must Act', true, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED'],
		['Lending Desk Must Act', false, 'RES_AWAIT_PICKING', 'RES_CANCEL_REQUEST_RECEIVED'],
	] as const)('a ticket from %s names the other library, and not the library itself', async (trigger, isRequester, from, to) => {
		const [own, other] = ['ISIL:US-EAST', 'ISIL:US-LAKE'];
		const item = await told(
			trigger,
			{
				isRequester,
				state: from,
				requestingInstitutionSymbol: isRequester ? own : other,
				supplyingInstitutionSymbol: isRequester ? other : own,
			},
			(id) => sandbox.requests.move(id, to),
		);
		const {
			staff: [ticket],
		} = await noticesOf('staff-ticket', item);
		expect(ticket?.text).toContain('US-LAKE');
		expect(ticket?.text).not.toContain('US-EAST');
	});
});
