import { outputItemsOf, type WorkflowNode } from '../../../n8n/n8nTypes';
import { testArrivalDay } from './testArrivalDay';
import { subjectWithoutTitle, type TemplateTestBed } from './TemplateTestBed';
import { testLetterInLanguage } from './testLetterInLanguage';
import { testNoticeIsNotDelivered } from './testMailTrouble';

const staff = 'ill-staff@library.example.edu';

/** Adds a request, by default a new borrowing request of the eastern library. */
export function addRequest(bench: TemplateTestBed, values: Record<string, unknown> = {}) {
	const { requests } = bench.sandbox;
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

/** Tests templates/patron-notices.json. */
export function testPatronNotices(bench: TemplateTestBed) {
	const move = (id: string, ...states: string[]) => states.forEach((state) => bench.sandbox.requests.move(id, state));

	it('patron-notices emails the patron of a shipped request once, and sends nothing about a superseded change', async () => {
		const [going, gone] = [addRequest(bench), addRequest(bench)];
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.changeOnce('patron-notices', {}, () => {
				move(going.id, 'REQ_SHIPPED');
				move(gone.id, 'REQ_SHIPPED', 'REQ_AWAITING_RETURN_SHIPPING');
			});
			expect(execution.status).toBe('success');
			expect(outputItemsOf(execution, 'Request Status Changed')).toHaveLength(2);
		}, 1);
		expect(mails).toHaveLength(1);
		const [mail] = mails;
		expect(mail).toMatchObject({ to: ['reader@example.edu'], subject: `On its way: "Mrs <Dalloway> & Friends" (${going.hrid})` });
		expect(mail?.text).toContain(`Title: Mrs <Dalloway> & Friends\nAuthor: Woolf, Virginia\nRequest number: ${going.hrid}\n`);
		expect(mail?.html).toContain('<html lang="en">');
		expect(mail?.html).toContain('Mrs &lt;Dalloway&gt; &amp; Friends');
	});

	it('patron-notices also emails about a superseded change if its setting says so', async () => {
		const gone = addRequest(bench);
		const mails = await bench.mailsOf(
			() =>
				bench.changeOnce('patron-notices', { node: withNotice({ options: { evenIfOver: true } }) }, () =>
					move(gone.id, 'REQ_SHIPPED', 'REQ_AWAITING_RETURN_SHIPPING'),
				),
			1,
		);
		expect(mails).toMatchObject([{ to: ['reader@example.edu'], subject: expect.stringMatching(/^On its way: /) }]);
	});

	it('patron-notices emails the patron, or asks staff to pass the message on if there is no address', async () => {
		const [known, unknown] = [addRequest(bench), addRequest(bench, { patronEmail: undefined })];
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.changeOnce('patron-notices', {}, () =>
				[known, unknown].forEach(({ id }) => move(id, 'REQ_END_OF_ROTA')),
			);
			expect(execution.status).toBe('success');
		}, 2);
		expect(mails.map(({ to }) => to[0]).sort()).toEqual([staff, 'reader@example.edu']);
		expect(mails.find(({ to }) => to.includes(staff))?.text).toContain('there is no email address');
	});

	it('patron-notices writes a different subject for each of its events, and leaves no placeholder or code in a text', async () => {
		const states = [
			'REQ_EXPECTS_TO_SUPPLY',
			'REQ_SHIPPED',
			'REQ_CHECKED_IN',
			'REQ_SHIPPED_TO_SUPPLIER',
			'REQ_REQUEST_COMPLETE',
			'REQ_END_OF_ROTA',
			'REQ_CANCELLED',
		];
		// The request that becomes complete must be on its way back before. If it were not, it would count as closed by staff, without an
		// item that came back.
		const rows = states.map((state) => addRequest(bench, { REQ_REQUEST_COMPLETE: { state: 'REQ_SHIPPED_TO_SUPPLIER' } }[state] ?? {}));
		const mails = await bench.mailsOf(
			() => bench.changeOnce('patron-notices', {}, () => rows.forEach(({ id }, index) => move(id, states[index] ?? ''))),
			states.length,
		);
		expect(new Set(mails.map(({ subject }) => subjectWithoutTitle(subject))).size).toBe(states.length);
		expect(mails.map(({ subject, text }) => `${subject} ${text}`).join('\n')).not.toMatch(/^Update|undefined|null|REQ_|\{/);
	});

	testLetterInLanguage(bench, {
		reader: 'reader@example.edu',
		language: 'fr',
		subject: 'À retirer\u00a0: «\u00a0Mrs <Dalloway> & Friends\u00a0» (EAST-1)',
		start: async (changes) => {
			const { id } = addRequest(bench);
			return await bench.changeOnce('patron-notices', changes, () => move(id, 'REQ_SHIPPED', 'REQ_CHECKED_IN'));
		},
	});

	it('patron-notices asks staff to pass on a message if the patron has no address, all in the language of the library profile', async () => {
		const { id, hrid } = addRequest(bench, { patronEmail: undefined });
		const [mail] = await bench.mailsOf(
			() => bench.changeOnce('patron-notices', { profile: { language: 'fr' } }, () => move(id, 'REQ_CHECKED_IN')),
			1,
		);
		expect(mail).toMatchObject({ to: [staff], html: expect.stringContaining('<html lang="fr">') });
		expect(mail?.text).toContain(
			`> Titre\u00a0: Mrs <Dalloway> & Friends\n> Auteur\u00a0: Woolf, Virginia\n> Numéro de demande\u00a0: ${String(hrid)}`,
		);
	});

	it('patron-notices sends no pickup notice if the library has not chosen it', async () => {
		const { id } = addRequest(bench);
		const mails = await bench.mailsOf(async () => {
			const chosen = withNotice({ patronNotices: ['expectsToSupply', 'shipped'] });
			const execution = await bench.changeOnce('patron-notices', { node: chosen }, () => move(id, 'REQ_SHIPPED', 'REQ_CHECKED_IN'));
			expect(outputItemsOf(execution, 'Request Status Changed').map(({ json }) => json.event)).toContain('received');
		});
		expect(mails).toEqual([]);
	});

	it('patron-notices links to the cancellation page while a request can be canceled, and not once it is shipped', async () => {
		const [promised, sent] = [addRequest(bench), addRequest(bench)];
		const cancelPage = 'https://n8n.example.edu/webhook/cancel-request';
		const mails = await bench.mailsOf(
			() =>
				bench.changeOnce('patron-notices', { profile: { cancelPage } }, () => {
					move(promised.id, 'REQ_EXPECTS_TO_SUPPLY');
					move(sent.id, 'REQ_SHIPPED');
				}),
			2,
		);
		const textOf = (subject: string) => mails.find((mail) => subjectWithoutTitle(mail.subject) === subject)?.text;
		expect(textOf('Lender found')).toContain(`Cancel this request: ${cancelPage}?Request%20Number=${String(promised.hrid)}&language=en\n`);
		expect(textOf('On its way')).not.toContain(cancelPage);
	});

	it('patron-notices leaves out the sentence about the pickup location if that is not known', async () => {
		const { id } = addRequest(bench, { pickupLocation: undefined });
		const [mail] = await bench.mailsOf(() => bench.changeOnce('patron-notices', {}, () => move(id, 'REQ_CHECKED_IN')), 1);
		expect(mail?.text).toMatch(/^Hello,\n\nThis item is here for you\.\n\n/);
	});

	describe('the day on which it is likely to arrive', () =>
		testArrivalDay(bench, {
			lenderInQuery: /resolvedSupplier\.symbol/,
			move: (number, to) => {
				const row = bench.sandbox.requests.all('east').find(({ hrid }) => hrid === number);
				if (row === undefined) throw new Error(`There is no request ${number}`);
				row.patronEmail = 'reader@example.edu';
				move(row.id, to === 'sent' ? 'REQ_SHIPPED' : 'REQ_EXPECTS_TO_SUPPLY');
			},
		}));

	testNoticeIsNotDelivered(bench, {
		reader: 'reader@example.edu',
		start: async (changes) => {
			const { id } = addRequest(bench);
			return await bench.changeOnce('patron-notices', changes, () => move(id, 'REQ_SHIPPED'));
		},
	});
}

function withNotice(parameters: Record<string, unknown>): (node: WorkflowNode) => WorkflowNode {
	return (node) =>
		node.type === 'n8n-nodes-reshare.reShareNotice' ? { ...node, parameters: { ...node.parameters, ...parameters } } : node;
}

/** Tests templates/staff-ticket.json. */
export function testStaffTickets(bench: TemplateTestBed) {
	const move = (id: string, state: string) => bench.sandbox.requests.move(id, state);

	it('staff-ticket opens a ticket for a request that needs staff, says what to do, and names no patron', async () => {
		const [waiting, fine] = [addRequest(bench), addRequest(bench)];
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.changeOnce('staff-ticket', {}, () => {
				move(waiting.id, 'REQ_CONDITIONAL_ANSWER_RECEIVED');
				move(fine.id, 'REQ_SHIPPED');
			});
			expect(execution.status).toBe('success');
		}, 1);
		expect(mails).toMatchObject([{ to: [staff], subject: `Action needed: "Mrs <Dalloway> & Friends" (${waiting.hrid})` }]);
		expect(mails[0]?.text).toContain('Accept or reject the conditions');
		expect(mails[0]?.text).not.toMatch(/P-100|reader@/);
	});

	it('staff-ticket opens a ticket if a borrower wants to cancel a lending request, or agrees to its conditions', async () => {
		const lent = (state: string) => addRequest(bench, { isRequester: false, state, patronEmail: undefined });
		const [leaving, agreed] = [lent('RES_AWAIT_PICKING'), lent('RES_PENDING_CONDITIONAL_ANSWER')];
		const mails = await bench.mailsOf(
			() =>
				bench.changeOnce('staff-ticket', {}, () => {
					move(leaving.id, 'RES_CANCEL_REQUEST_RECEIVED');
					move(agreed.id, 'RES_NEW_AWAIT_PULL_SLIP');
				}),
			2,
		);
		const textAbout = (hrid?: string) => mails.find(({ subject }) => subject.endsWith(`(${String(hrid)})`))?.text;
		expect(textAbout(leaving.hrid)).toContain('Say whether the request can still be canceled');
		expect(textAbout(agreed.hrid)).toContain('Send the item: the borrower agrees to your conditions.');
		expect(mails.map(({ text }) => text).join()).not.toContain('P-100');
	});

	it('staff-ticket shows a failed execution if one ticket is refused, and still opens the other', async () => {
		const [one, other] = [addRequest(bench, { title: 'Refused' }), addRequest(bench, { title: 'Taken' })];
		let taken = 0;
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.whileMailIs(
				() => (taken++ === 0 ? { code: 451, words: 'Try again later' } : undefined),
				() => bench.changeOnce('staff-ticket', {}, () => [one, other].forEach(({ id }) => move(id, 'REQ_LOCAL_REVIEW'))),
			);
			expect(execution.status).toBe('error');
			expect(execution.data.resultData.error?.message).toContain('451 Try again later');
		}, 1);
		// There may also be a mail about the workflow that failed.
		expect(mails.filter(({ subject }) => /\(EAST-\d+\)$/.test(subject))).toHaveLength(1);
	});
}
