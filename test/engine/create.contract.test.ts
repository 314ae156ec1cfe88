import { usualCheckSwitches, type CheckSwitches, type CreateOptions, type CreateResult } from '../../reshare/requests/create/createTypes';
import { createRequest } from '../../reshare/requests/create/createRequest';
import { previewRequest } from '../../reshare/requests/create/previewRequest';
import type { RequestDraft } from '../../reshare/draft';
import { draftFieldNamesOfRequest } from '../../reshare/requests/model/request';
import { backEnds } from '../unit/requests/create/backEnds';
import {
	buildCopyDraft,
	inventedInstanceId,
	buildLoanDraft,
	recordLentBySeveral,
	type CreateDependenciesOptions,
} from '../unit/requests/create/practiceDependencies';
import { sandboxForAll } from '../unit/sandboxForTests';

/** These tests are the same for every back end. What differs is tested with each of them. */
describe.each(backEnds)('creating with $name', (backEnd) => {
	const sandbox = sandboxForAll(undefined, backEnd.start);

	beforeEach(() => {
		backEnd.clear(sandbox);
		sandbox.faults.clear();
	});

	const book: RequestDraft = buildLoanDraft({
		instanceId: recordLentBySeveral.instanceId,
		title: recordLentBySeveral.title,
		author: recordLentBySeveral.author,
		isbn: recordLentBySeveral.isbn,
		pickupLocation: backEnd.pickupLocation,
		reference: 'ILL-1',
	});
	const derived: RequestDraft = { ...book, reference: '' };

	async function create(draft: RequestDraft, options: Partial<CreateOptions> = {}, deps: CreateDependenciesOptions = {}) {
		return await createRequest(backEnd.deps(sandbox, deps), draft, backEnd.options(options));
	}

	async function preview(draft: RequestDraft) {
		return await previewRequest(backEnd.deps(sandbox), draft, backEnd.options({}));
	}

	const open = () =>
		backEnd
			.all(sandbox)
			.filter(({ isOpen }) => isOpen)
			.map(({ id }) => id);
	const stored = (id: string | null) => backEnd.all(sandbox).find((request) => request.id === id);

	it('Create makes one request, and returns the request number and the results of its checks', async () => {
		const result = await create(book);
		expect(result).toMatchObject({ outcome: 'created', reason: null, alreadyExisted: false, reference: 'ILL-1', otherRequests: [] });
		expect(open()).toEqual([result.requestId]);
		expect(result.hrid).toBe(stored(result.requestId)?.number);
		expect(result.status?.label).toMatch(/^[A-Z]/);
		expect(result.checks.map(({ check }) => check)).toEqual(['reference', 'duplicate', 'sameWork', 'patron', 'limit', 'pickupLocation']);
		expect(result.checks[0]).toEqual({ check: 'reference', result: 'passed', note: 'No request has the reference ILL-1' });
		expect(result.checks.filter(({ result: verdict }) => verdict === 'refused')).toEqual([]);
		expect(JSON.stringify(result)).not.toContain('P1001');
	});

	it('Preview makes no request, and shows the checks that Create then makes', async () => {
		const before = await preview(book);
		expect(before).toMatchObject({ outcome: 'wouldBeSent', reason: null, reference: 'ILL-1' });
		expect(JSON.stringify(before.request)).toContain(recordLentBySeveral.title.split(' ')[0]);
		expect(open()).toEqual([]);
		const result = await create(book);
		expect(result.checks).toEqual(before.checks);
	});

	it('Create finds the pickup location by its name in the Directory, and sends the same request as for its slug', async () => {
		const { pickupLocation: _, ...rest } = book;
		const named = { ...rest, pickupName: ` ${backEnd.pickupName.toUpperCase()}` };
		const sent = async (draft: RequestDraft) => ({ ...(await preview(draft)).request, id: '' });
		if (!backEnd.namesPickups) {
			expect((await preview({ ...named, pickupName: 'Annex' })).warnings.join()).toContain('internal note');
			expect(JSON.stringify(await sent({ ...named, pickupName: 'Annex' }))).toContain('Pickup location: Annex');
			return;
		}
		expect(await sent(named)).toEqual(await sent(book));
		const result = await create(named);
		expect(result).toMatchObject({ outcome: 'created', reason: null });
		const refused = await create({ ...named, reference: 'ILL-2', pickupName: 'Annex' });
		expect(refused).toMatchObject({ outcome: 'notCreated', reason: 'unknownPickupLocation' });
		expect(refused.explanation).toContain("no pickup location named 'Annex'; it has");
		expect(await create({ ...named, pickupName: 'Annex' })).toMatchObject({
			alreadyExisted: true,
			requestId: result.requestId,
			warnings: [expect.stringContaining("'Annex'")],
		});
		expect(open()).toEqual([result.requestId]);
	});

	it('Create makes one request for a copy of an article with all that the draft says', async () => {
		const result = await create(
			buildCopyDraft({
				instanceId: recordLentBySeveral.instanceId,
				reference: 'COPY-1',
				author: 'Ed.',
				edition: '2',
				issue: '4356',
				isbn: '9781571313355',
				issn: '0028-0836',
				oclcNumber: '1586310',
				patronEmail: 'pat@example.edu',
				neededBy: '2127-01-31',
				note: 'A',
			}),
		);
		expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false });
		expect(open()).toEqual([result.requestId]);
		const request = await backEnd.deps(sandbox).requests.get(result.requestId ?? '');
		expect(draftFieldNamesOfRequest.filter((name) => request?.[name] === undefined)).toEqual(['staffNote']);
	});

	describe('a reference that is in use', () => {
		it('Create with a reference that is in use returns the request that has it, whatever title and ISBN the new draft has', async () => {
			const first = await create(book);
			const again = await create({ ...book, title: 'Spelt otherwise', isbn: '' });
			expect(again).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId: first.requestId, hrid: first.hrid });
			expect(again.explanation).toContain(`Request ${first.hrid ?? ''} was there already`);
			// The request may have moved on meanwhile, so its status is cut out of the texts.
			const words = ({ checks, explanation }: Pick<CreateResult, 'checks' | 'explanation'>) =>
				[...checks.map(({ note }) => note), explanation].map((text) => text.replace(/(?<=was there already: ).*|\([^)]*\)/, ''));
			const shown = await preview(book);
			expect(shown).toMatchObject({ outcome: 'alreadyExists', requestId: first.requestId });
			expect(words(shown)).toEqual(words(again));
			expect(open()).toEqual([first.requestId]);
		});

		it('Create with a reference that is in use returns the request that has it, and only warns of bad input in the new draft', async () => {
			const first = await create(book);
			const again = await create({ ...book, neededBy: 'soon' });
			expect(again).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId: first.requestId });
			expect(again.warnings.join()).toContain("'Needed By' must be a date");
			expect((await preview({ ...book, neededBy: 'soon' })).warnings).toEqual(again.warnings);
		});

		it.each(['onItsWayBack', 'complete', 'cancelled'] as const)(
			'a reference belongs to one request forever: Create refuses it even if that request is 400 days old and %s',
			async (stage) => {
				const { requestId, hrid } = await create(book);
				backEnd.move(sandbox, requestId ?? '', stage);
				backEnd.age(sandbox, requestId ?? '', 400 * 24);
				const result = await create(book);
				expect(result).toMatchObject({ outcome: 'notCreated', reason: 'referenceAlreadyUsed', requestId, hrid, alreadyExisted: false });
				expect(result.explanation).toContain(`The reference ILL-1 belongs to request ${hrid ?? ''} (`);
				expect(result.explanation).toContain(stage === 'onItsWayBack' ? 'is on its way back' : 'is closed');
				expect(await preview(book)).toMatchObject({ outcome: 'wouldNotBeSent', explanation: result.explanation });
				expect(backEnd.all(sandbox)).toHaveLength(1);
			},
		);

		it.each(['shipped', 'complete'] as const)(
			"Create refuses a reference of another patron's request (%s) without naming that patron",
			async (stage) => {
				const theirs = await create({ ...book, patronId: 'P1002' });
				backEnd.move(sandbox, theirs.requestId ?? '', stage);
				const result = await create(book);
				expect(result).toMatchObject({
					outcome: 'notCreated',
					reason: 'referenceAlreadyUsed',
					requestId: theirs.requestId,
					alreadyExisted: false,
				});
				expect(result.explanation).toBe(
					`The reference ILL-1 belongs to request ${theirs.hrid ?? ''} of another patron. Use another reference. Nothing was sent.`,
				);
				expect(JSON.stringify(result)).not.toContain('P1002');
				expect(await preview(book)).toMatchObject({ outcome: 'wouldNotBeSent', explanation: result.explanation });
				expect(backEnd.all(sandbox)).toHaveLength(1);
			},
		);
	});

	it('Create with a derived reference makes a new request only once the earlier one is closed and more than a day old', async () => {
		const first = await create(derived);
		expect(first).toMatchObject({ outcome: 'created', alreadyExisted: false, reference: expect.stringMatching(/^N8N-[0-9a-f]{24}$/) });
		expect(await create(derived)).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId: first.requestId });

		backEnd.move(sandbox, first.requestId ?? '', 'complete');
		expect(await create(derived)).toMatchObject({ outcome: 'notCreated', reason: 'referenceAlreadyUsed', requestId: first.requestId });

		backEnd.age(sandbox, first.requestId ?? '', 25);
		const second = await create(derived);
		expect(second).toMatchObject({ outcome: 'created', alreadyExisted: false, reference: first.reference });
		expect(open()).toEqual([second.requestId]);
		expect(await create(derived)).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId: second.requestId });
		expect(await preview(derived)).toMatchObject({ outcome: 'alreadyExists', requestId: second.requestId });
		expect(backEnd.all(sandbox)).toHaveLength(2);
	});

	it('Create refuses bad input with every wrong field named at once, and makes no call', async () => {
		const calls = sandbox.log.entries.length;
		const draft = { ...book, patronId: ' ', neededBy: '2027-02-30', note: 'x'.repeat(256), reference: 'x'.repeat(256) };
		const result = await create(draft);
		expect(result).toMatchObject({ outcome: 'notCreated', reason: 'badInput', reference: null });
		for (const name of ["'Patron ID'", "'Needed By'", "'Note to the Lender'", "'Reference'"]) expect(result.explanation).toContain(name);
		expect((await preview(draft)).explanation).toBe(result.explanation);
		expect(sandbox.log.entries).toHaveLength(calls);
	});

	it('Create refuses a second request for the same title and patron in one run as a duplicate, or only warns of it if so set', async () => {
		const run = backEnd.deps(sandbox);
		const first = await createRequest(run, book, backEnd.options());
		const second = await createRequest(run, { ...book, reference: 'ILL-2' }, backEnd.options());
		expect(second).toMatchObject({ outcome: 'notCreated', reason: 'duplicate', requestId: first.requestId });
		expect(second.explanation).toContain('The patron already has an open request for the same title');
		const wanted = await createRequest(
			run,
			{ ...book, reference: 'ILL-3' },
			backEnd.options({ checks: { ...usualCheckSwitches, duplicate: 'warn' } }),
		);
		expect(wanted).toMatchObject({ outcome: 'created', alreadyExisted: false });
		expect(wanted.warnings.join()).toContain('already has an open request for the same title');
		expect(open()).toHaveLength(2);
	});

	it('Create with the patron check switched off leaves a request that needs staff if the library system rejects the patron', async () => {
		const result = await create({ ...book, patronId: 'P9001' }, { checks: { ...usualCheckSwitches, patron: false } });
		expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'patronNotValid', alreadyExisted: false });
		expect(result.explanation).toContain('could not confirm the patron');
		expect(open()).toEqual([result.requestId]);
	});

	it.each([0, 700])(
		'Create reports endOfRota for a title that nobody lends, also if ReShare notices that %i ms after the checks',
		async (ms) => {
			sandbox.behavior.routingTakesMs = ms;
			const result = await create({ ...book, instanceId: inventedInstanceId(1), isbn: '' }).finally(
				() => (sandbox.behavior.routingTakesMs = 0),
			);
			expect(result).toMatchObject({
				outcome: 'notCreated',
				reason: 'endOfRota',
				alreadyExisted: false,
				requestId: backEnd.all(sandbox)[0]?.id,
			});
			expect(open()).toEqual([]);
		},
	);

	it('Create reports a request as created, with a warning, if no library has been asked by the end of the wait', async () => {
		sandbox.behavior.routingTakesMs = 60_000;
		expect(await create(book, { validationWaitMs: 200 }).finally(() => (sandbox.behavior.routingTakesMs = 0))).toMatchObject({
			outcome: 'created',
			warnings: expect.arrayContaining([expect.stringContaining('has not asked a library for the request within')]),
		});
	});

	describe('under the rule of five', () => {
		const year = new Date().getFullYear();
		const nobody = { approvedBy: '', shown: [] };
		const article = (number: number, changes: Partial<RequestDraft> = {}) =>
			buildCopyDraft({
				title: 'Journal of tides',
				issn: '2049-3630',
				publicationDate: String(year - 1),
				partTitle: `Tides ${number}`,
				patronId: `P100${(number % 8) + 1}`,
				pickupLocation: backEnd.pickupLocation,
				reference: `COPY-${number}`,
				...changes,
			});
		const request = (draft: RequestDraft, copyrightLimit: CheckSwitches['copyrightLimit'] = nobody) =>
			create(draft, { checks: { ...usualCheckSwitches, copyrightLimit }, validationWaitMs: 0 });
		/** ReShare may hold a request without a record for staff. */
		const isMade = { requestId: expect.any(String) };
		const isRefused = { outcome: 'needsStaff', reason: 'copyrightLimit', requestId: null };

		it('Create sends no sixth copy from recent issues of a journal until a person who has seen the five requests that count approves it', async () => {
			const made = [];
			// `1880-` are the years of the journal, not that of the article, which is therefore unknown.
			for (const changes of [{}, {}, {}, {}, { publicationDate: '1880-' }])
				made.push((await request(article(made.length + 1, changes))).requestId);
			expect(open().sort()).toEqual([...made].sort());
			// A copy that was delivered counts, however its journal is spelled. An old article, another journal, a chapter and a loan do
			// not.
			backEnd.move(sandbox, made[0] ?? '', 'complete');
			for (const sixth of [article(6), article(6, { issn: '' }), article(6, { title: 'The journal of Tides.', issn: '20493630' })]) {
				const refused = await request(sixth);
				expect(refused).toMatchObject(isRefused);
				expect(refused.otherRequests.map(({ requestId }) => requestId).sort()).toEqual([...made].sort());
				expect(
					await previewRequest(
						backEnd.deps(sandbox),
						sixth,
						backEnd.options({ checks: { ...usualCheckSwitches, copyrightLimit: nobody } }),
					),
				).toMatchObject({
					outcome: 'wouldNotBeSent',
					reason: 'copyrightLimit',
				});
			}
			const shown = made.map((id) => stored(id)?.number ?? id ?? '');
			expect(await request(article(6), { approvedBy: 'Jane Doe', shown: shown.slice(1) })).toMatchObject(isRefused);
			expect(open()).toHaveLength(4);
			const approved = await request(article(6), { approvedBy: 'Jane Doe', shown });
			expect(approved).toMatchObject({ ...isMade, alreadyExisted: false });
			expect(approved.checks.find(({ check }) => check === 'copyrightLimit')?.note).toContain('Jane Doe has approved one more');
			// The approval was for one copy.
			expect(await request(article(7), { approvedBy: 'Jane Doe', shown })).toMatchObject(isRefused);
			// Sending the same request again does not count as a further copy.
			expect(await request(article(6))).toMatchObject({ alreadyExisted: true, requestId: approved.requestId });

			for (const other of [
				article(11, { publicationDate: String(year - 6) }),
				article(12, { title: 'Journal of winds', issn: '2151-2108' }),
				article(13, { genre: 'bookitem' }),
			])
				expect(await request(other)).toMatchObject(isMade);
			expect(await create(article(14))).toMatchObject(isMade);
		});

		it('a canceled copy no longer counts under the rule of five, so that another copy is sent', async () => {
			for (const number of [1, 2, 3, 4, 5]) await request(article(number));
			const [first] = backEnd.all(sandbox);
			backEnd.move(sandbox, first?.id ?? '', 'cancelled');
			expect(await request(article(6))).toMatchObject(isMade);
			expect(await request(article(7))).toMatchObject(isRefused);
		});

		it('Create leaves a copy to staff if the earlier copies of the journal cannot be counted', async () => {
			sandbox.faults.answer(500, {
				method: 'GET',
				path: backEnd.posts,
				query: backEnd.name.startsWith('mod-rs') ? 'lastUpdated' : 'updated_at',
			});
			expect(await request(article(1))).toMatchObject(isRefused);
			expect(open()).toEqual([]);
		});
	});

	it("Create works behind FOLIO's Eureka as behind Okapi, also after the token has expired", async () => {
		sandbox.behavior.gateway = 'eureka';
		try {
			sandbox.expireTokens();
			const result = await create(book);
			// The resolver reads its own token from a header that Eureka's login sends only if it is configured to.
			if (backEnd.name.includes('through the resolver')) return void expect(result).toMatchObject({ outcome: 'notCreated' });
			expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false });
			sandbox.expireTokens();
			expect(await create(book)).toMatchObject({ alreadyExisted: true, requestId: result.requestId });
		} finally {
			sandbox.behavior.gateway = 'okapi';
		}
	});
});
