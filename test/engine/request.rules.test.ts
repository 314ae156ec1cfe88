import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { clock } from '../../reshare/clock';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { backEnds, type BackEnd, type RequestPair, type TwoLibraries } from '../unit/requests/act/twoLibraries';
import { runNode } from './harness';
import { libraryCredential } from './libraryCredential';

interface Asked {
	readonly isCopy?: boolean;
	readonly published?: string;
	readonly type?: string;
	readonly pages?: string;
	readonly shelf?: string;
}

const thisYear = new Date().getFullYear();
const lastMonth = new Date(clock.now() - 40 * 86_400_000).toISOString().slice(0, 7);

/** Four rules that libraries asked for. */
const lendingRules = {
	nothingNew: {
		name: 'Nothing new',
		when: { publishedWithin: 6 },
		then: 'cannotSupply',
		reason: 'PolicyProblem',
		note: 'Too new to lend.',
	},
	dvdsNear: {
		name: 'DVDs to neighbors only',
		when: { format: ['movie'], otherBorrowers: 'US-LAKE, US-VALE, US-COAST, US-RIVER' },
		then: 'cannotSupply',
		reason: 'PolicyProblem',
	},
	longCopies: {
		name: 'Long copies cost',
		when: { serviceType: 'copy', pagesOver: 50 },
		then: 'sendConditions',
		condition: 'Other',
		cost: 12.5,
		currency: 'USD',
		place: 'MAIN',
	},
	always: { name: 'Always', when: { borrowers: 'US-EAST', serviceType: 'loan' }, then: 'willSupply', place: 'STACKS' },
} as const;

async function inTurn<Value>(count: number, make: () => Promise<Value>) {
	const made: Value[] = [];
	for (let index = 0; index < count; index++) made.push(await make());
	return made;
}

describe.each(backEnds)('lending rules over $name', (backEnd: BackEnd) => {
	let libraries: TwoLibraries;
	/** Each test uses another workflow, which has its own stored state. */
	let workflowId: string;
	beforeEach(async () => {
		workflowId = randomUUID();
		libraries = await backEnd.start();
	});
	afterEach(() => libraries.sandbox.close());

	const isModRs = backEnd.name === 'mod-rs';
	const credential = () =>
		isModRs
			? libraryCredential(libraries.sandbox, 'west')
			: {
					backEnd: 'crossLink',
					url: libraries.sandbox.okapiUrl,
					...libraries.sandbox.crosslink.west,
					staffUrl: 'https://west.example.org',
				};
	const noReason = { reason: isModRs ? 'policy' : 'PolicyProblem' };
	const noPlace = isModRs ? {} : { place: '' };
	const ruled = (...rules: readonly IDataObject[]) =>
		({
			rules: {
				values: rules.map((rule) => ({
					...rule,
					...('reason' in rule ? noReason : {}),
					...('condition' in rule ? { condition: isModRs ? 'other' : 'Other' } : {}),
					...('place' in rule ? noPlace : {}),
				})),
			},
		}) as unknown as INodeParameters;

	async function execute(parameters: INodeParameters, items: IDataObject[] = [{}], staticData: IDataObject = {}, inWorkflow = workflowId) {
		const result = await runNode({
			node: new ReShareRequest(),
			parameters: { operation: 'applyRules', ...parameters },
			credentials: { okapiApi: credential() },
			items,
			workflowId: inWorkflow,
			staticData,
		});
		if (result.error !== undefined) throw new Error(`${result.error.message}: ${String(result.error.description)}`);
		return { outputs: result.json, staticData: result.staticData };
	}

	async function run(parameters: INodeParameters, items?: IDataObject[], kept?: IDataObject) {
		return (await execute(parameters, items, kept === undefined ? {} : { 'node:Node under test': { kept } })).outputs;
	}

	async function asked({ isCopy = false, published, type, pages, shelf }: Asked = {}) {
		const pair = await backEnd.asked(libraries, isCopy);
		if (isModRs) {
			const row = libraries.sandbox.requests.get(pair.lent);
			Object.assign(row, {
				publicationDate: published,
				pagesRequested: pages,
				...(shelf === undefined ? {} : { pickLocation: { name: shelf } }),
			});
			if (type !== undefined) Object.assign(row.refdata, { publicationType: type.toLowerCase() });
			return pair;
		}
		const { illRequest } = libraries.sandbox.crosslink.requests.get(pair.lent) as unknown as {
			illRequest: { bibliographicInfo: IDataObject; publicationInfo?: IDataObject };
		};
		illRequest.publicationInfo = {
			...(published === undefined ? {} : { publicationDate: published }),
			...(type === undefined ? {} : { publicationType: { '#text': type } }),
		};
		if (pages !== undefined) illRequest.bibliographicInfo['pagesRequested'] = pages;
		return pair;
	}

	const lent = async ({ lent: id }: RequestPair) => {
		const found = await libraries.west.get(id);
		if (found === undefined) throw new Error('The request is gone');
		return found;
	};
	const made = () => libraries.sandbox.log.entries.filter(({ method, path }) => method !== 'GET' && !/authn|login/.test(path)).length;
	const answer = async (rule: IDataObject, pair: RequestPair, more: IDataObject = {}, mode = 'answer') =>
		(await run({ rulesMode: mode, ...ruled(rule) }, [{ requestId: pair.lent, ...more }])).flat()[0];

	it('a rule against new books answers no, puts its name into the staff note, and the request goes to the next library', async () => {
		const pair = await asked({ published: lastMonth });
		expect(await answer(lendingRules.nothingNew, pair)).toMatchObject({
			outcome: 'answered',
			reason: 'ruleFits',
			rule: 'Nothing new',
			answer: 'cannotSupply',
			answerInWords: 'cannot supply',
			status: { label: isModRs ? 'Not supplied' : 'Unfilled' },
			warnings: [],
		});
		const request = await lent(pair);
		expect(request.state?.known?.event).toBe('notSupplied');
		expect(request.staffNote).toMatch(
			/^Answered by the lending rule 'Nothing new' on \d{4}-\d\d-\d\d: cannot supply \(published in the last 6 months\)$/,
		);
	});

	it.each([[undefined], [String(thisYear)]])(
		'a rule against new books leaves a book with the publication date %s to staff, and sends nothing',
		async (published) => {
			const pair = await asked({ published: published as string });
			const before = made();
			expect(await answer(lendingRules.nothingNew, pair)).toMatchObject({
				outcome: 'leftToStaff',
				reason: 'notRead',
				rule: 'Nothing new',
				notRead: ['when exactly it was published'],
			});
			expect(made()).toBe(before);
			expect((await lent(pair)).staffNote).toBeUndefined();
		},
	);

	it('a rule that lends DVDs only to neighbors refuses other libraries, and leaves an unknown format to staff', async () => {
		const far = await asked({ type: 'Movie' });
		expect(await answer(lendingRules.dvdsNear, far)).toMatchObject({ outcome: 'answered', answer: 'cannotSupply' });
		const near = await asked({ type: 'Movie' });
		expect(
			await answer({ ...lendingRules.dvdsNear, when: { ...lendingRules.dvdsNear.when, otherBorrowers: 'US-LAKE, US-EAST' } }, near),
		).toMatchObject({ outcome: 'leftToStaff', reason: 'noRuleFits' });
		const semicolons = { ...lendingRules.dvdsNear, when: { ...lendingRules.dvdsNear.when, otherBorrowers: 'US-LAKE, US-EAST; US-VALE' } };
		expect(await answer(semicolons, await asked({ type: 'Movie' }))).toMatchObject({ outcome: 'answered', answer: 'cannotSupply' });
		expect(await answer(lendingRules.dvdsNear, await asked({ type: 'Book' }))).toMatchObject({
			outcome: 'leftToStaff',
			reason: 'noRuleFits',
		});
		expect(await answer(lendingRules.dvdsNear, await asked())).toMatchObject({
			outcome: 'leftToStaff',
			reason: 'notRead',
			notRead: ['the format'],
		});
	});

	it('a rule for copies of over 50 pages sends a condition with a cost, and leaves an unreadable number of pages to staff', async () => {
		const pair = await asked({ isCopy: true, pages: '12-75' });
		expect(await answer(lendingRules.longCopies, pair)).toMatchObject({ outcome: 'answered', answer: 'sendConditions' });
		expect((await lent(pair)).state?.known?.answer).toBe('sendConditions');
		expect((await libraries.east.get(pair.borrowed))?.conditions[0]).toMatchObject({ cost: 12.5, currency: 'USD' });
		expect(await answer(lendingRules.longCopies, await asked({ isCopy: true, pages: '12-60' }))).toMatchObject({
			outcome: 'leftToStaff',
			reason: 'noRuleFits',
		});
		expect(await answer(lendingRules.longCopies, await asked({ isCopy: true, pages: 'chapter 3' }))).toMatchObject({
			outcome: 'leftToStaff',
			reason: 'notRead',
			notRead: ['the number of pages'],
		});
	});

	it('a rule that always lends to one library answers yes once', async () => {
		const pair = await asked();
		if (isModRs) expect(await answer({ ...lendingRules.always, place: 'X' }, pair)).toMatchObject({ reason: 'ruleIncomplete' });
		expect(await answer(lendingRules.always, pair)).toMatchObject({ outcome: 'answered', answer: 'willSupply', warnings: [] });
		expect((await lent(pair)).staffNote).toContain("'Always'");
		const before = made();
		if (isModRs) expect((await lent(pair)).state?.known?.answer).toBe('willSupply');
		expect(await answer(lendingRules.always, pair)).toMatchObject({ outcome: 'alreadyAnswered', reason: 'notWaiting' });
		expect(made()).toBe(before);
	});

	it('lending rules in watch mode report their answer and send nothing', async () => {
		const pair = await asked({ published: lastMonth });
		const before = made();
		const outputs = await run({ rulesMode: 'watch', ...ruled(lendingRules.nothingNew) }, [{ requestId: pair.lent }]);
		expect(outputs[1]).toMatchObject([
			{
				outcome: 'wouldAnswer',
				answer: 'cannotSupply',
				confirmation: null,
				explanation: "The rule 'Nothing new' fits. It would answer: cannot supply. Nothing was sent.",
			},
		]);
		expect(made()).toBe(before);
	});

	it('lending rules in confirm mode send an answer that staff have confirmed, but not for a rule changed since or another request', async () => {
		const pair = await asked({ published: lastMonth });
		const confirmPage = 'https://n8n.example.edu/form/lending-rules';
		const parameters = { rulesMode: 'confirm', confirmPage, ...ruled(lendingRules.nothingNew) };
		const [proposed] = (await run(parameters, [{ requestId: pair.lent }]))[1] ?? [];
		const link = new URL(String(proposed?.['confirmLink']));
		expect(`${link.origin}${link.pathname}`).toBe(confirmPage);
		const given = Object.fromEntries(link.searchParams) as IDataObject;
		const { lent: another } = await asked({ published: lastMonth });
		const before = made();
		expect((await run({ ...parameters, ...ruled({ ...lendingRules.nothingNew, note: 'Another note' }) }, [given])).flat()).toMatchObject([
			{ outcome: 'leftToStaff', reason: 'changedSince' },
		]);
		expect((await run(parameters, [{ ...given, requestId: another }])).flat()).toMatchObject([
			{ outcome: 'leftToStaff', reason: 'changedSince' },
		]);
		expect((await run(parameters, [{ ...given, confirmation: 'guessed' }])).flat()).toMatchObject([
			{ outcome: 'leftToStaff', reason: 'changedSince' },
		]);
		expect(made()).toBe(before);
		expect((await run(parameters, [given])).flat()).toMatchObject([{ outcome: 'answered', answer: 'cannotSupply' }]);
		expect((await lent(pair)).staffNote).toContain('confirmed by staff');
		expect((await run(parameters, [given])).flat()).toMatchObject([{ outcome: 'alreadyAnswered' }]);
	});

	it('lending rules in confirm mode report a confirmed response that another answer has overtaken', async () => {
		const pair = await asked({ published: lastMonth });
		const parameters = { rulesMode: 'confirm', confirmPage: 'https://n8n.example.edu/form/rules', ...ruled(lendingRules.nothingNew) };
		const [proposed] = (await run(parameters, [{ requestId: pair.lent }]))[1] ?? [];
		const given = Object.fromEntries(new URL(String(proposed?.['confirmLink'])).searchParams) as IDataObject;
		await libraries.west.act(await lent(pair), { kind: 'cannotSupply' });
		const before = made();
		expect((await run(parameters, [given])).flat()).toMatchObject([
			{ outcome: 'leftToStaff', reason: 'changedSince', explanation: expect.stringMatching(/waits for no answer\. Nothing was done\.$/) },
		]);
		expect((await run(parameters, [{ requestId: pair.lent }])).flat()).toMatchObject([{ outcome: 'alreadyAnswered' }]);
		expect(made()).toBe(before);
	});

	it('answers that staff have confirmed do not count against the answers allowed in an hour', async () => {
		const [first, second, third] = await inTurn(3, async () => (await asked({ published: lastMonth })).lent);
		const parameters = { mostAnswers: 1, confirmPage: 'https://n8n.example.edu/form/lending-rules', ...ruled(lendingRules.nothingNew) };
		const proposed = (await run({ ...parameters, rulesMode: 'confirm' }, [{ requestId: first ?? '' }])).flat()[0];
		expect(
			(
				await run({ ...parameters, rulesMode: 'confirm' }, [{ requestId: first ?? '', confirmation: proposed?.['confirmation'] as string }])
			).flat(),
		).toMatchObject([{ outcome: 'answered' }]);
		expect(
			(await run({ ...parameters, rulesMode: 'answer' }, [{ requestId: second ?? '' }, { requestId: third ?? '' }])).flat(),
		).toMatchObject([{ outcome: 'answered' }, { reason: 'stopped' }]);
	});

	it('the confirmation code of an answer proposed by a lending rule differs between workflows, and is the same again after a restart of n8n', async () => {
		const pair = await asked({ published: lastMonth });
		const parameters = { rulesMode: 'confirm', ...ruled(lendingRules.nothingNew) };
		const propose = async (staticData: IDataObject, inWorkflow: string) => {
			const { outputs, staticData: stored } = await execute(parameters, [{ requestId: pair.lent }], staticData, inWorkflow);
			return { confirmation: outputs.flat()[0]?.['confirmation'], stored };
		};
		const first = await propose({}, 'first');
		// In another workflow, the same rule, request and answer have another confirmation.
		expect((await propose({}, 'second')).confirmation).not.toBe(first.confirmation);
		expect((await propose(first.stored, 'another process')).confirmation).toBe(first.confirmation);
		expect(JSON.stringify(first.stored)).not.toContain(String(first.confirmation));
	});

	it('an answer that staff have confirmed is sent even if the lending rules have stopped', async () => {
		const pair = await asked({ published: lastMonth });
		const parameters = {
			rulesMode: 'confirm',
			confirmPage: 'https://n8n.example.edu/form/lending-rules',
			...ruled(lendingRules.nothingNew),
		};
		const [proposed] = (await run(parameters, [{ requestId: pair.lent }]))[1] ?? [];
		const stopped = () => ({ changes: 9, answered: [], said: [], tallies: { 'Nothing new': { same: 1, otherwise: 9 } } });
		const given = Object.fromEntries(new URL(String(proposed?.['confirmLink'])).searchParams) as IDataObject;
		expect((await run(parameters, [given], stopped())).flat()).toMatchObject([{ outcome: 'answered', answer: 'cannotSupply' }]);
		expect((await run(parameters, [{ requestId: (await asked({ published: lastMonth })).lent }], stopped())).flat()).toMatchObject([
			{ reason: 'stopped' },
		]);
	});

	it('a rehearsal of lending rules shows the answer of the rule beside that of staff, with a link, and only reads', async () => {
		const [no, yes, still] = [
			await asked({ published: lastMonth }),
			await asked({ published: lastMonth }),
			await asked({ published: '1999' }),
		];
		for (const [pair, action] of [
			[no, { kind: 'cannotSupply', reason: noReason.reason } as const],
			[yes, isModRs ? ({ kind: 'willSupply', place: 'MAIN' } as const) : ({ kind: 'printPullSlip' } as const)],
		] as const) {
			if (backEnd.name === 'CrossLink 3.0.0' && action.kind === 'printPullSlip')
				libraries.sandbox.crosslink.requests.move(pair.lent, 'SHIPPED');
			else await libraries.west.act(await lent(pair), action);
		}
		const before = made();
		const [, , , , rows = []] = await run({ rulesMode: 'rehearse', daysBack: 400, ...ruled(lendingRules.nothingNew) }, [{}, {}]);
		expect(made()).toBe(before);
		const of = ({ lent: id }: RequestPair) => rows.find(({ requestId }) => requestId === id);
		expect(of(no)).toMatchObject({
			outcome: 'rehearsed',
			rule: 'Nothing new',
			answer: 'cannotSupply',
			staffAnswer: 'cannotSupply',
			isSame: true,
		});
		expect(of(yes)).toMatchObject({
			rule: 'Nothing new',
			answer: 'cannotSupply',
			staffAnswer: 'willSupply',
			staffAnswerInWords: 'will supply',
			isSame: false,
			staffLink: expect.stringContaining('https://west.example.org'),
		});
		expect(of(still)).toMatchObject({ rule: null, answer: 'leaveToStaff', staffAnswer: null, isSame: null });
		expect(rows.filter(({ requestId }) => [no, yes, still].some(({ lent: id }) => id === requestId))).toHaveLength(3);
	});

	it('a rehearsal of lending rules counts the age of a book from the day on which its request came, not from today', async () => {
		const pair = await asked({ published: new Date(clock.now() - 200 * 86_400_000).toISOString().slice(0, 10) });
		const came = clock.now() - 60 * 86_400_000;
		if (isModRs) Object.assign(libraries.sandbox.requests.get(pair.lent), { dateCreated: came });
		else libraries.sandbox.crosslink.requests.age(pair.lent, clock.now() - came);
		expect(await answer(lendingRules.nothingNew, pair, {}, 'watch')).toMatchObject({ reason: 'noRuleFits' });
		const rows = (await run({ rulesMode: 'rehearse', daysBack: 400, ...ruled(lendingRules.nothingNew) })).flat();
		expect(rows.find(({ requestId }) => requestId === pair.lent)).toMatchObject({ rule: 'Nothing new', answer: 'cannotSupply' });
	});

	it('an item of Apply Lending Rules has only fields of its schema, and none about a patron', async () => {
		const pair = await asked({ published: lastMonth });
		const { properties } = JSON.parse(
			readFileSync(path.join(__dirname, '../../nodes/ReShareRequest/__schema__/v1.0.0/applyRules.json'), 'utf8'),
		) as { properties: IDataObject };
		const [of = {}] = (await run({ rulesMode: 'rehearse', daysBack: 400, ...ruled(lendingRules.nothingNew) }))[4] ?? [];
		for (const item of [of, (await answer(lendingRules.nothingNew, pair)) ?? {}]) {
			expect(Object.keys(item).length).toBeGreaterThan(30);
			expect(Object.keys(item).filter((field) => !(field in properties) || field.startsWith('patron'))).toEqual([]);
		}
	});

	const copies = { when: { serviceType: 'copy' } };
	it.each([
		['no condition', { name: 'All', when: {}, then: 'cannotSupply' }, "The rule 'All' has no condition"],
		['an empty condition', { when: { borrowers: '' }, then: 'cannotSupply' }, "'Borrower' of the rule 'Rule 1' is empty"],
		[
			'a number of pages that is no number',
			{ when: { pagesOver: 'many' }, then: 'cannotSupply' },
			"'Pages, More Than' of the rule 'Rule 1' is not a whole number",
		],
		['no loan condition to send', { ...copies, then: 'sendConditions' }, "The rule 'Rule 1' sends conditions and names none"],
		[
			'a cost that is no number',
			{ ...copies, then: 'sendConditions', cost: '5 USD' },
			"The rule 'Rule 1' has no usable cost: 'Cost' must be a number, 0 or more",
		],
		['an unknown answer', { ...copies, then: 'maybe' }, "The rule 'Rule 1' has an unknown response: 'maybe'"],
	])(
		'a lending rule with %s stops Apply Lending Rules before anything is done',
		async (_what, rule, message) =>
			await expect(run({ rulesMode: 'answer', ...ruled(rule) }, [{ requestId: 'x' }])).rejects.toThrow(message),
	);
});
