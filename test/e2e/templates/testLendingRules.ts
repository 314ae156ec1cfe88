import { rowsOfWrittenList, outputItemsOf, type SavedWorkflow, type WorkflowNode } from '../../../n8n/n8nTypes';
import type { TemplateTestBed } from './TemplateTestBed';
import { tokenIn } from './openDeskPage';

const staff = 'ill-staff@library.example.edu';
const staffAccount = { user: 'desk', password: 'Practice-2026' };
const authorization = `Basic ${Buffer.from(`${staffAccount.user}:${staffAccount.password}`).toString('base64')}`;

/** Creates the credential for the webhook of **Staff Confirm**, with which staff sign in. */
async function signIn(bench: TemplateTestBed) {
	const credential = await bench.rest.createCredential('Lending Staff', 'httpBasicAuth', staffAccount);
	return { 'n8n-nodes-base.webhook': { credentialType: 'httpBasicAuth', credential } };
}
const rulesNode = 'Your Rules';
const lastMonth = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 7);

/** A request of another library. */
export interface LendingRequestIds {
	readonly id: string;
	readonly hrid: string;
}

interface Asked {
	readonly published?: string;
	readonly type?: string;
	readonly pages?: string;
	readonly isCopy?: boolean;
	readonly stage?: 'new' | 'refused' | 'sent';
}

/** What the tests of lending rules need of a back end: codes, paths, and requests of other libraries. */
export interface LendingBackEnd {
	/** The codes for a reason, a condition and a location that the library's own lists contain. */
	readonly reason: string;
	readonly condition: string;
	readonly place: string;
	add(asked: Asked): LendingRequestIds;
	/** Returns how the request was answered, by its status. */
	answered(id: string): 'nothing' | 'willSupply' | 'cannotSupply' | 'sendConditions';
	noteOf(id: string): string;
	/** The pattern for the path of the call that answers a request. */
	readonly acting: string;
	readonly reading: string;
}

/** Four rules that libraries asked for. */
const rulesOf = ({ reason, condition, place }: LendingBackEnd) => ({
	nothingNew: { name: 'Nothing new', when: { publishedWithin: 6 }, then: 'cannotSupply', reason, note: 'Too new to lend.' },
	dvds: {
		name: 'DVDs to neighbors only',
		when: { format: ['movie'], otherBorrowers: 'US-LAKE, US-VALE, US-COAST, US-RIVER' },
		then: 'cannotSupply',
		reason,
	},
	longCopies: {
		name: 'Long copies cost',
		when: { serviceType: 'copy', pagesOver: 50 },
		then: 'sendConditions',
		condition,
		cost: 12.5,
		currency: 'USD',
		place,
	},
	always: { name: 'West from the stacks', when: { borrowers: 'US-WEST', serviceType: 'loan' }, then: 'willSupply', place },
});

/** Tests templates/lending-rules.json. */
export function testLendingRules(bench: TemplateTestBed, backEnd: LendingBackEnd) {
	const all = Object.values(rulesOf(backEnd));
	let credentials: Awaited<ReturnType<typeof signIn>>;
	beforeAll(async () => (credentials = await signIn(bench)));
	const ruled = (values: Record<string, unknown>, rules: readonly object[] = all) => ({
		credentials,
		node: (node: WorkflowNode) =>
			node.name === rulesNode
				? { ...node, parameters: { ...node.parameters, ...values, rules: { values: rules } } as WorkflowNode['parameters'] }
				: node,
	});
	const acts = () =>
		bench.sandbox.log.entries.filter(({ method, path }) => method === 'POST' && new RegExp(backEnd.acting).test(path)).length;

	it('lending-rules in rehearsal emails staff how its answers differ from theirs, with a spreadsheet, and answers no request', async () => {
		const [refused, sent] = [backEnd.add({ published: lastMonth, stage: 'refused' }), backEnd.add({ published: lastMonth, stage: 'sent' })];
		backEnd.add({ type: 'Book' });
		const before = acts();
		const workflow = await bench.import('lending-rules', ruled({ rulesMode: 'rehearse' }));
		const [mail, ...others] = await bench.mailsOf(async () => {
			const execution = await bench.run(workflow, 'Try the Rules');
			expect(execution.data.resultData.error).toBeUndefined();
			expect(outputItemsOf(execution, 'Write the Rehearsal')[0]?.binary).toMatchObject({
				spreadsheet: { fileName: expect.stringMatching(/^Rehearsal of Lending Rules \d{4}-\d\d-\d\d\.xlsx$/) },
			});
			const rows = rowsOfWrittenList(execution, 'Write the Rehearsal').map(({ number, rule, isSame }) => [number, rule, isSame]);
			expect(rows).toEqual(
				expect.arrayContaining([
					[refused.hrid, 'Nothing new', true],
					[sent.hrid, 'Nothing new', false],
				]),
			);
		}, 1);
		expect(others).toEqual([]);
		expect(mail).toMatchObject({
			to: [staff],
			subject: expect.stringMatching(/^Lending rules: responses that differ from staff's, \d+ of \d+$/),
		});
		expect(mail?.text).toContain(`Nothing new: cannot supply, staff: will supply`);
		expect(mail?.text).toContain('Nothing was sent.');
		expect(acts()).toBe(before);
	});

	async function published(values: Record<string, unknown>, run: (workflow: SavedWorkflow) => Promise<void>, rules?: readonly object[]) {
		const workflow = await bench.import('lending-rules', ruled(values, rules));
		await bench.publish(workflow);
		try {
			await run(workflow);
		} finally {
			await bench.rest.deactivate(workflow.id);
		}
	}

	it('lending-rules in watch mode emails staff the answer that a rule would give, or that staff must answer, and sends no answer itself', () =>
		published({ rulesMode: 'watch' }, async (workflow) => {
			const before = acts();
			let known: LendingRequestIds | undefined;
			let unread: LendingRequestIds | undefined;
			const mails = await bench.mailsOf(async () => {
				known = backEnd.add({ published: lastMonth });
				unread = backEnd.add({});
				await bench.poll(workflow);
			}, 2);
			const about = (lent?: LendingRequestIds) => mails.find(({ subject }) => subject.includes(lent?.hrid ?? '-'));
			expect(about(known)).toMatchObject({
				to: [staff],
				subject: expect.stringMatching(/^Proposed response: /),
				text: expect.stringContaining("The rule 'Nothing new' fits. It would answer: cannot supply. Nothing was sent."),
			});
			expect(about(unread)).toMatchObject({
				subject: expect.stringMatching(/^Needs a response: /),
				text: expect.stringContaining('which could not be read from the request. It is left to staff.'),
			});
			expect(acts()).toBe(before);
		}));

	it('lending-rules in confirm mode sends an answer once, by the button of its page, and not when the link is opened', async () => {
		const page = `${bench.url}/webhook/lending-rules`;
		await published({ rulesMode: 'confirm', confirmPage: page }, async (workflow) => {
			let lent: LendingRequestIds | undefined;
			const [mail] = await bench.mailsOf(async () => {
				lent = backEnd.add({ published: lastMonth });
				await bench.poll(workflow);
			}, 1);
			const id = lent?.id ?? '';
			const link = /\S+\/webhook\/lending-rules\?\S+/.exec(mail?.text ?? '')?.[0] ?? '';
			let token = '';
			// Scanners of mail programs follow every link, so that opening it must not send the answer.
			for (const userAgent of ['Mozilla/5.0', 'SafeLinks']) {
				const opened = await fetch(link, { headers: { 'user-agent': userAgent, authorization } });
				expect(opened.status).toBe(200);
				const html = await opened.text();
				for (const value of new URL(link).searchParams.values()) expect(html).toContain(value);
				expect(html).toContain('Send the response');
				token = tokenIn(html);
			}
			expect(backEnd.answered(id)).toBe('nothing');
			const form = new URLSearchParams([...new URL(link).searchParams, ['token', token]]);
			for (const headers of [{}, { authorization: `Basic ${Buffer.from('desk:guess').toString('base64')}` }]) {
				expect([(await fetch(link, { headers })).status, (await fetch(page, { method: 'POST', body: form, headers })).status]).toEqual([
					401, 401,
				]);
			}
			const send = async () => await (await fetch(page, { method: 'POST', body: form, headers: { authorization } })).text();
			expect(backEnd.answered(id)).toBe('nothing');
			await bench.executionsOf(workflow, async () => expect(await send()).toContain('Thank you.'));
			expect(backEnd.answered(id)).toBe('cannotSupply');
			expect(await send()).toContain('Nothing was done: this page has sent something before');
			expect(backEnd.noteOf(id)).toMatch(/Answered by the lending rule 'Nothing new' on [\d-]+, confirmed by staff: cannot supply/);
		});
	});

	it('lending-rules in answer mode answers by each of its four rules, and leaves a request that none fits to staff', () =>
		published({ rulesMode: 'answer' }, async (workflow) => {
			const lent: Partial<Record<string, LendingRequestIds>> = {};
			const mails = await bench.mailsOf(async () => {
				lent.nothingNew = backEnd.add({ published: lastMonth, type: 'Book' });
				lent.dvds = backEnd.add({ published: '1999', type: 'Movie' });
				lent.longCopies = backEnd.add({ published: '1999', type: 'Book', isCopy: true, pages: '12-75' });
				lent.always = backEnd.add({ published: '1999', type: 'Book' });
				lent.shortCopy = backEnd.add({ published: '1999', type: 'Book', isCopy: true, pages: '12-13' });
				await bench.poll(workflow);
			}, 1);
			expect(Object.fromEntries(Object.entries(lent).map(([key, one]) => [key, backEnd.answered(one?.id ?? '')]))).toEqual({
				nothingNew: 'cannotSupply',
				dvds: 'cannotSupply',
				longCopies: 'sendConditions',
				always: 'willSupply',
				shortCopy: 'nothing',
			});
			for (const [key, { name }] of Object.entries(rulesOf(backEnd)))
				expect(backEnd.noteOf(lent[key]?.id ?? '')).toContain(`Answered by the lending rule '${name}'`);
			expect(mails).toMatchObject([
				{
					to: [staff],
					subject: `Needs a response: "Wind & <weather>" (${lent.shortCopy?.hrid})`,
					text: expect.stringContaining('No lending rule fits this request.'),
				},
			]);
		}));
}

/** Tests lending rules when something fails, which is the same with every back end. */
export function testLendingRulesInTrouble(bench: TemplateTestBed, backEnd: LendingBackEnd) {
	const busy = { code: 451, words: 'Try again later' };
	let credentials: Awaited<ReturnType<typeof signIn>>;
	beforeAll(async () => (credentials = await signIn(bench)));
	const answering = () => ({
		credentials,
		node: (node: WorkflowNode) => (node.name === rulesNode ? { ...node, parameters: { ...node.parameters, rulesMode: 'answer' } } : node),
	});

	it('lending-rules emails staff if an answer may not have arrived, or if the request could not be read', async () => {
		for (const [fault, subject] of [
			[{ kind: 'resetBefore', method: 'POST', path: backEnd.acting }, /^Action not done: /],
			[{ kind: 'status', status: 400, path: backEnd.reading }, /^Could not be processed/],
		] as const) {
			const mails = await bench.mailsOf(
				() =>
					bench.changeOnce('lending-rules', answering(), () => {
						const { id } = backEnd.add({ published: lastMonth });
						// The trigger reads the request before the rules do.
						bench.sandbox.faults.add({ ...fault, ...(fault.kind === 'status' ? { path: `${fault.path}${id}`, skip: 1 } : {}) });
					}),
				1,
			);
			expect(mails).toMatchObject([{ to: [staff], subject: expect.stringMatching(subject) }]);
			bench.sandbox.faults.clear();
		}
	});

	it('lending-rules shows a failed execution while the mail server accepts no email, also in rehearsal', async () => {
		await bench.whileMailIs(
			() => busy,
			async () => {
				const failed = await bench.changeOnce('lending-rules', answering(), () => void backEnd.add({}));
				await bench.failureOf(failed.workflowId);
				expect(failed.data.resultData.error?.message).toContain('451 Try again later');
				const rehearsed = await bench.run(await bench.import('lending-rules', { credentials }), 'Try the Rules');
				expect(rehearsed.data.resultData.error?.message).toContain('451 Try again later');
			},
		);
	});
}
