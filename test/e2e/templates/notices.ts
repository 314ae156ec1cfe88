import { outputItems, type WorkflowNode } from '../../../n8n/types';
import type { TemplateBench } from './bench';
import { testLanguages } from './languages';
import { testMailTrouble } from './mailTrouble';

const testMailbox = 'ill-test@library.example.edu';
const staff = 'ill-staff@library.example.edu';
const forReal = { sendAllMailTo: '', minutesBetweenTries: 0.01 };

/** A borrowing request of the eastern library that has just been made. */
export function addRequest(bench: TemplateBench, values: Record<string, unknown> = {}) {
	const { requests } = bench.practice.sandbox;
	return requests.add('east', {
		isRequester: true,
		hrid: `EAST-${9000 + requests.count()}`,
		title: 'Mrs <Dalloway> & Friends',
		author: 'Woolf, Virginia',
		patronIdentifier: 'P-100',
		patronEmail: 'reader@example.edu',
		pickupLocation: 'Main Library',
		refdata: { serviceType: 'loan' },
		...values,
	});
}

/** templates/patron-notices.json */
export function testPatronNotices(bench: () => TemplateBench): void {
	const move = (id: string, ...states: string[]) => states.forEach((state) => bench().practice.sandbox.requests.move(id, state));

	it('sends one mail in plain words and accessible HTML to the test mailbox, and holds back what is over', async () => {
		const [going, gone] = [addRequest(bench()), addRequest(bench())];
		const mails = await bench().mailsOf(async () => {
			const execution = await bench().changeOnce('patron-notices', {}, () => {
				move(going.id, 'REQ_SHIPPED');
				move(gone.id, 'REQ_SHIPPED', 'REQ_AWAITING_RETURN_SHIPPING');
			});
			expect(execution.status).toBe('success');
			expect(outputItems(execution, 'Request Status Changed')).toHaveLength(2);
		}, 1);
		expect(mails).toHaveLength(1);
		const [mail] = mails;
		expect(mail).toMatchObject({ to: [testMailbox], subject: '[Test] Your item is on its way to us' });
		expect(mail?.text).toContain(`Title: Mrs <Dalloway> & Friends\nAuthor: Woolf, Virginia\nRequest number: ${going.hrid}\nStatus: Shipped\n`);
		expect(mail?.html).toContain('<html lang="en">');
		expect(mail?.html).toContain('Mrs &lt;Dalloway&gt; &amp; Friends');
	});

	it('tells news that is over as well where the library wants that', async () => {
		const gone = addRequest(bench());
		const mails = await bench().mailsOf(async () => await bench().changeOnce('patron-notices', { settings: { ...forReal, holdBackOldNews: false } }, () => move(gone.id, 'REQ_SHIPPED', 'REQ_AWAITING_RETURN_SHIPPING')), 1);
		expect(mails).toMatchObject([{ to: ['reader@example.edu'], subject: 'Your item is on its way to us' }]);
	});

	it('writes to the patron once the test mailbox is taken out, and asks staff where there is no address', async () => {
		const [known, unknown] = [addRequest(bench()), addRequest(bench(), { patronEmail: undefined })];
		const mails = await bench().mailsOf(async () => {
			const execution = await bench().changeOnce('patron-notices', { settings: forReal }, () => [known, unknown].forEach(({ id }) => move(id, 'REQ_END_OF_ROTA')));
			expect(execution.status).toBe('success');
		}, 2);
		expect(mails.map(({ to }) => to[0]).sort()).toEqual([staff, 'reader@example.edu']);
		expect(mails.find(({ to }) => to.includes(staff))?.text).toContain('ReShare knows no email address');
	});

	it('has words of its own for each of its events', async () => {
		const states = ['REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED', 'REQ_CHECKED_IN', 'REQ_SHIPPED_TO_SUPPLIER', 'REQ_REQUEST_COMPLETE', 'REQ_END_OF_ROTA', 'REQ_CANCELLED', 'REQ_OVERDUE'];
		// What a lender has back was on its way to it; one that staff close has not come back.
		const rows = states.map((state) => addRequest(bench(), state === 'REQ_REQUEST_COMPLETE' ? { state: 'REQ_SHIPPED_TO_SUPPLIER' } : {}));
		const mails = await bench().mailsOf(async () => await bench().changeOnce('patron-notices', { settings: forReal }, () => rows.forEach(({ id }, index) => move(id, states[index] ?? ''))), states.length);
		expect(new Set(mails.map(({ subject }) => subject)).size).toBe(states.length);
		expect(mails.map(({ subject, text }) => `${subject} ${text}`).join('\n')).not.toMatch(/News of your request|undefined|null|REQ_|\{/);
	});

	testLanguages(bench, {
		reader: 'reader@example.edu',
		subjects: { en: 'Your item has arrived', de: 'Ihr Medium ist angekommen', es: 'Su ejemplar ha llegado', fr: 'Votre document est arrivé' },
		start: async (settings) => {
			const { id } = addRequest(bench());
			return await bench().changeOnce('patron-notices', { settings }, () => move(id, 'REQ_SHIPPED', 'REQ_CHECKED_IN'));
		},
	});

	it('takes one more language as one more field, and English where a sentence is missing in it', async () => {
		const { id } = addRequest(bench());
		const italian = 'received.subject: Il suo libro è arrivato\n\nreceived.text: Può ritirarlo: {pickupLocation}.\ndetails.number: Numero della richiesta: {number}';
		const withItalian = (node: WorkflowNode): WorkflowNode => {
			if (node.name !== 'What to Say') return node;
			const { assignments } = node.parameters.assignments as { assignments: readonly unknown[] };
			return { ...node, parameters: { ...node.parameters, assignments: { assignments: [...assignments, { id: 'it', name: 'it', value: italian, type: 'string' }] } } };
		};
		const mails = await bench().mailsOf(async () => await bench().changeOnce('patron-notices', { settings: { ...forReal, language: 'IT' }, node: withItalian }, () => move(id, 'REQ_CHECKED_IN')), 1);
		expect(mails).toMatchObject([{ subject: 'Il suo libro è arrivato', html: expect.stringContaining('<html lang="it">') }]);
		expect(mails[0]?.text).toMatch(/^Può ritirarlo: Main Library\.\n\nTitle: .*\nAuthor: .*\nNumero della richiesta: /);
	});

	it('asks staff in the language of the setting, in which the patron is to be told', async () => {
		const { id, hrid } = addRequest(bench(), { patronEmail: undefined });
		const [mail] = await bench().mailsOf(async () => await bench().changeOnce('patron-notices', { settings: { ...forReal, language: 'fr' } }, () => move(id, 'REQ_CHECKED_IN')), 1);
		expect(mail).toMatchObject({ to: [staff], subject: `Merci de prévenir la personne de la demande ${String(hrid)}`, html: expect.stringContaining('<html lang="fr">') });
		expect(mail?.text).toContain(`Lieu de retrait : Main Library.\n\nTitre : Mrs <Dalloway> & Friends\nAuteur : Woolf, Virginia\nNuméro de demande : ${String(hrid)}`);
	});

	it('leaves it to the library system to say that an item can be collected, where the library wants that', async () => {
		const { id } = addRequest(bench());
		const mails = await bench().mailsOf(async () => {
			const execution = await bench().changeOnce('patron-notices', { settings: { ...forReal, readyForPickupNotice: false } }, () => move(id, 'REQ_SHIPPED', 'REQ_CHECKED_IN'));
			expect(outputItems(execution, 'Still True', 1).map(({ json }) => json.event)).toContain('received');
		});
		expect(mails).toEqual([]);
	});

	it('offers a page to cancel as long as that may be possible, and none afterwards', async () => {
		const [promised, sent] = [addRequest(bench()), addRequest(bench())];
		const cancelPage = 'https://n8n.example.edu/form/cancel-request';
		const mails = await bench().mailsOf(async () => await bench().changeOnce('patron-notices', { settings: { ...forReal, cancelPage } }, () => {
			move(promised.id, 'REQ_EXPECTS_TO_SUPPLY');
			move(sent.id, 'REQ_SHIPPED');
		}), 2);
		const textOf = (subject: string) => mails.find((mail) => mail.subject === subject)?.text;
		expect(textOf('A library plans to send your item')).toContain(`Cancel this request: ${cancelPage}?Request%20Number=${String(promised.hrid)}\n`);
		expect(textOf('Your item is on its way to us')).not.toContain(cancelPage);
	});

	it('leaves a sentence out whose value is not known', async () => {
		const { id } = addRequest(bench(), { pickupLocation: undefined });
		const [mail] = await bench().mailsOf(async () => await bench().changeOnce('patron-notices', { settings: forReal }, () => move(id, 'REQ_CHECKED_IN')), 1);
		expect(mail?.text).toMatch(/^This item is here for you\.\n\n/);
	});

	testMailTrouble(bench, { node: 'Send Mail', reader: 'reader@example.edu', staffHear: true, start: async (settings) => {
		const { id } = addRequest(bench());
		return await bench().changeOnce('patron-notices', { settings }, () => move(id, 'REQ_SHIPPED'));
	} });
}

/** templates/staff-ticket.json */
export function testStaffTickets(bench: () => TemplateBench): void {
	const move = (id: string, state: string) => bench().practice.sandbox.requests.move(id, state);

	it('opens one ticket that says what to do and names no patron', async () => {
		const [waiting, fine] = [addRequest(bench()), addRequest(bench())];
		const mails = await bench().mailsOf(async () => {
			const execution = await bench().changeOnce('staff-ticket', {}, () => {
				move(waiting.id, 'REQ_CONDITIONAL_ANSWER_RECEIVED');
				move(fine.id, 'REQ_SHIPPED');
			});
			expect(execution.status).toBe('success');
		}, 1);
		expect(mails).toMatchObject([{ to: [testMailbox], subject: `[Test] ${waiting.hrid}: Conditions received` }]);
		expect(mails[0]?.text).toContain('Accept or reject the conditions');
		expect(mails[0]?.text).not.toMatch(/P-100|reader@/);
	});

	it('opens tickets for the lending desk: a wish to cancel, an answer to conditions', async () => {
		const lent = (state: string) => addRequest(bench(), { isRequester: false, state, patronEmail: undefined });
		const [leaving, agreed] = [lent('RES_AWAIT_PICKING'), lent('RES_PENDING_CONDITIONAL_ANSWER')];
		const mails = await bench().mailsOf(async () => await bench().changeOnce('staff-ticket', { settings: forReal }, () => {
			move(leaving.id, 'RES_CANCEL_REQUEST_RECEIVED');
			move(agreed.id, 'RES_NEW_AWAIT_PULL_SLIP');
		}), 2);
		const textAbout = (hrid?: string) => mails.find(({ subject }) => subject.startsWith(`${String(hrid)}: `))?.text;
		expect(textAbout(leaving.hrid)).toContain('Say whether the request can still be canceled');
		expect(textAbout(agreed.hrid)).toContain('Send the item: the borrowing library agrees to your conditions.');
		expect(mails.map(({ text }) => text).join()).not.toContain('P-100');
	});

	testMailTrouble(bench, { node: 'Open Ticket', reader: 'tickets@library.example.edu', staffHear: false, start: async (settings) => {
		const { id } = addRequest(bench());
		return await bench().changeOnce('staff-ticket', { settings }, () => move(id, 'REQ_LOCAL_REVIEW'));
	} });
}
