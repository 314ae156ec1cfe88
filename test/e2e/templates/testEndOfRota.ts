import { outputItemsOf, type SavedCredential, type WorkflowNode } from '../../../n8n/n8nTypes';
import { AlmaStandIn } from '../support/AlmaStandIn';
import { IlliadStandIn } from '../support/IlliadStandIn';
import type { TemplateChanges, TemplateTestBed } from './TemplateTestBed';
import { refuseByLakeside } from './refuseByLakeside';
import { addRequest } from './testPatronNotices';
import { modRsReferenceFields } from '../../unit/requests/modRsReferenceFields';

const colleague = 'ill-staff@library.example.edu';

/** Makes the choices that the template's owner makes in the node Decide the Next Step. */
export function withHandOverParameters(parameters: Readonly<Record<string, unknown>>): (node: WorkflowNode) => WorkflowNode {
	return (node) => (node.name === 'Decide the Next Step' ? { ...node, parameters: { ...node.parameters, ...parameters } } : node);
}

/** Tests templates/end-of-rota.json with mail, ILLiad and Alma; the systems are stand-ins on the loopback interface. */
export function testEndOfRota(bench: TemplateTestBed) {
	const cited = {
		publisher: 'Hogarth Press',
		placeOfPublication: 'London',
		publicationDate: '1925',
		isbn: '9780156628709',
		...modRsReferenceFields('ILL-77'),
	};

	const forms = {
		rows: [
			{ name: 'WorldShare or Tipasa', address: 'https://worldshare.example.org/request?{openurl}' },
			{ name: 'Suggest a purchase', address: 'https://library.example.edu/suggest?title={title}&author={author}&isbn={isbn}' },
		],
	};
	const systemPickupLocations = { rows: [{ theirs: 'SCI', ours: 'Science Library' }] };
	const illiad = new IlliadStandIn();
	const alma = new AlmaStandIn();
	let intoIlliad: TemplateChanges;
	let intoAlma: TemplateChanges;

	beforeAll(async () => {
		const { rest } = bench;
		const account = (credential: SavedCredential) => ({ 'n8n-nodes-base.httpRequest': { credentialType: 'httpHeaderAuth', credential } });
		intoIlliad = {
			node: withHandOverParameters({ system: 'illiadTransaction', systemAddress: `${await illiad.start()}/ILLiadWebPlatform` }),
			credentials: account(
				await rest.createCredential('ILLiad for what is unfilled', 'httpHeaderAuth', { name: 'ApiKey', value: illiad.key }),
			),
		};
		intoAlma = {
			node: withHandOverParameters({ system: 'almaRequest', systemAddress: await alma.start(), owner: 'RS_MAIN', systemPickupLocations }),
			credentials: account(
				await rest.createCredential('Alma for what is unfilled', 'httpHeaderAuth', { name: 'Authorization', value: `apikey ${alma.key}` }),
			),
		};
	});

	beforeEach(() => {
		illiad.clear();
		alma.clear();
		illiad.addUser('P-100');
		alma.users.add('P-100');
	});

	afterAll(() => Promise.all([illiad.stop(), alma.stop()]));

	it("end-of-rota emails a colleague the citation, each library's refusal, and links to filled-in forms", async () => {
		const row = addRequest(bench, cited);
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.changeOnce('end-of-rota', { node: withHandOverParameters({ forms }) }, () =>
				refuseByLakeside(bench.sandbox, row.id),
			);
			expect(execution.status).toBe('success');
		}, 1);
		expect(mails).toHaveLength(1);
		const [mail] = mails;
		expect(mail?.to).toEqual([colleague]);
		expect(mail?.text).toContain('Woolf, Virginia. Mrs <Dalloway> & Friends. London: Hogarth Press. 1925.');
		expect(mail?.text).toContain('ISBN 9780156628709');
		expect(mail?.text).toContain('Your own number: ILL-77');
		expect(mail?.text).toMatch(/- Lakeside College Library, .*[Oo]n ?loan/i);
		expect(mail?.text).toContain(
			'- Suggest a purchase\n  https://library.example.edu/suggest?title=Mrs%20%3CDalloway%3E%20%26%20Friends&author=Woolf%2C%20Virginia&isbn=9780156628709',
		);
		const form = new URL(/- WorldShare or Tipasa\n {2}(\S+)/.exec(mail?.text ?? '')?.[1] ?? '');
		expect(Object.fromEntries(form.searchParams)).toMatchObject({
			'rft.title': 'Mrs <Dalloway> & Friends',
			'rft.pub': 'Hogarth Press',
			'rft.isbn': '9780156628709',
			'rft.genre': 'book',
		});
		expect(mail?.html).toContain('rft.pub=Hogarth%20Press');
	});

	it.each([
		['cannot be read', 403, 3],
		['is not found', 404, 1],
	])('end-of-rota emails a colleague the citation without the refusals if the history %s', async (_what, status, output) => {
		const row = addRequest(bench, cited);
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.changeOnce('end-of-rota', {}, () => {
				refuseByLakeside(bench.sandbox, row.id);
				// The trigger reads the request once. The next read is the one of the history.
				bench.sandbox.faults.answer(status, {
					path: `^/rs/patronrequests/${row.id}`,
					skip: 1,
					body: JSON.stringify({ message: 'Not Found', error: status }),
					contentType: 'application/json',
				});
			});
			expect(outputItemsOf(execution, 'Get Unfilled Responses', output)).toHaveLength(1);
		}, 1);
		expect(mails[0]?.text).toContain('The history of the request could not be read.');
		expect(mails[0]?.text).toContain('Hogarth Press');
	});

	it('end-of-rota leaves out the links to forms if the library has no forms, and cites the article if a copy was requested', async () => {
		const row = addRequest(bench, {
			refdata: { serviceType: 'copy' },
			title: 'Nature',
			titleOfComponent: 'Molecular structure',
			authorOfComponent: 'Watson, J. D.',
			volume: '171',
			issue: '4356',
			pagesRequested: '737-738',
		});
		const [mail] = await bench.mailsOf(() => bench.changeOnce('end-of-rota', {}, () => refuseByLakeside(bench.sandbox, row.id)), 1);
		expect(mail?.text).not.toContain('Forms');
		expect(mail?.text).toMatch(/Watson, J\. D\.?\. Molecular structure\. .*In: Nature\. .*Volume 171\. Issue 4356\. Pages 737-738/);
	});

	/** @returns the colleague's mails */
	const handOver = async (changes: TemplateChanges, values: Record<string, unknown> = cited, expected = 0) => {
		const row = addRequest(bench, values);
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.changeOnce('end-of-rota', changes, () => refuseByLakeside(bench.sandbox, row.id));
			expect(execution.data.resultData.error).toBeUndefined();
		}, expected);
		return { row, mails };
	};

	it('end-of-rota makes an ILLiad transaction with all data of a loan, and a note with the refusals', async () => {
		const { row, mails } = await handOver(intoIlliad, { ...cited, neededBy: '2099-01-31', oclcNumber: '123456' });
		expect(mails).toEqual([]);
		expect([...illiad.transactions.values()]).toEqual([
			expect.objectContaining({
				Username: 'P-100',
				ProcessType: 'Borrowing',
				RequestType: 'Loan',
				LoanTitle: 'Mrs <Dalloway> & Friends',
				LoanAuthor: 'Woolf, Virginia',
				LoanPublisher: 'Hogarth Press',
				LoanPlace: 'London',
				LoanDate: '1925',
				ISSN: '9780156628709',
				ESPNumber: '123456',
				NotWantedAfter: '2099-01-31',
				CitedIn: `ReShare ${row.hrid}`,
			}),
		]);
		expect(illiad.notes).toEqual([
			expect.objectContaining({ text: expect.stringMatching(/^ReShare: no library lends EAST-\d+\.\n- Lakeside College Library/) }),
		]);
	});

	it('end-of-rota makes an ILLiad transaction with all data of an article', async () => {
		await handOver(intoIlliad, {
			refdata: { serviceType: 'copy' },
			title: 'Nature',
			issn: '0028-0836',
			titleOfComponent: 'Molecular structure',
			authorOfComponent: 'Watson, J. D.',
			volume: '171',
			issue: '4356',
			pagesRequested: '737-738',
			publicationDate: '1953',
		});
		expect([...illiad.transactions.values()]).toEqual([
			expect.objectContaining({
				RequestType: 'Article',
				PhotoJournalTitle: 'Nature',
				PhotoArticleTitle: 'Molecular structure',
				PhotoArticleAuthor: 'Watson, J. D.',
				PhotoJournalVolume: '171',
				PhotoJournalIssue: '4356',
				PhotoJournalInclusivePages: '737-738',
				PhotoJournalYear: '1953',
				ISSN: '0028-0836',
			}),
		]);
	});

	it('end-of-rota makes no second ILLiad transaction for a request, and none for a request that came from ILLiad', async () => {
		const next = `EAST-${9000 + bench.sandbox.requests.count()}`;
		illiad.add({ Username: 'P-100', CitedIn: `ReShare ${next}` });
		const { mails } = await handOver(intoIlliad, cited, 1);
		expect(mails.map(({ text }) => text)).toEqual([expect.stringContaining('ILLiad has it already, as transaction 204501.')]);
		const { mails: none } = await handOver(intoIlliad, {
			...cited,
			...modRsReferenceFields('ILLiad-204501'),
			patronReference: 'ILLiad-204501',
		});
		expect(none).toEqual([]);
		expect(illiad.transactions.size).toBe(1);
	});

	it.each([
		['does not keep the note', 'noteNotKept', 'P-100', 'without the note of unfilled responses (200, An error occurred', 1],
		[
			'does not answer the call that adds the note',
			'noteAnswerLost',
			'P-100',
			'It is in ILLiad, as transaction 204501, without the note',
			1,
		],
		['does not answer the call that makes the transaction', 'madeAnswerLost', 'P-100', 'ILLiad may have it: no response arrived (', 1],
		[
			'does not know the patron',
			'none',
			'P-404',
			'ILLiad could not tell what the patron has requested (404, User P-404 was not found.)',
			0,
		],
		['refuses the transaction', 'madeRefused', 'P-100', 'ILLiad did not take it (400, The request is invalid., An error has occurred.)', 0],
	] as const)(
		'end-of-rota emails a colleague the problem and the citation if ILLiad %s',
		async (_what, trouble, patronIdentifier, words, made) => {
			illiad.trouble = trouble;
			const { mails } = await handOver(intoIlliad, { ...cited, patronIdentifier }, 1);
			expect(mails).toMatchObject([{ to: [colleague], text: expect.stringContaining('Hogarth Press') }]);
			expect(mails[0]?.text).toContain(words);
			if (trouble.endsWith('Lost')) expect(mails[0]?.text).not.toContain('(200');
			expect(illiad.transactions.size).toBe(made);
			expect(JSON.stringify(mails)).not.toContain(illiad.key);
		},
	);

	it('end-of-rota emails a colleague if ILLiad cannot be reached', async () => {
		const { mails } = await handOver(
			{ ...intoIlliad, node: withHandOverParameters({ system: 'illiadTransaction', systemAddress: 'http://127.0.0.1:9' }) },
			cited,
			1,
		);
		expect(mails[0]?.text).toContain('ILLiad could not be reached (');
	});

	it('end-of-rota makes a borrowing request in Alma with all data of a loan', async () => {
		const { row, mails } = await handOver(intoAlma, {
			...cited,
			pickupLocation: 'Science Library',
			pickupLocationSlug: 'EAST-SCI',
			neededBy: '2099-01-31',
		});
		expect(mails).toEqual([]);
		expect([...alma.requests.values()]).toEqual([
			expect.objectContaining({
				owner: 'RS_MAIN',
				format: { value: 'PHYSICAL' },
				citation_type: { value: 'BK' },
				pickup_location: { value: 'SCI' },
				title: 'Mrs <Dalloway> & Friends',
				isbn: '9780156628709',
				publisher: 'Hogarth Press',
				year: '1925',
				last_interest_date: '2099-01-31Z',
				note: `ReShare request ${row.hrid} ended unfilled`,
			}),
		]);
	});

	it.each([
		['says that the library itself holds the title', 'ownTitle', 'Alma says that your own library has something for this title', 0],
		['does not answer the call that makes the request', 'madeAnswerLost', 'Alma may have it: no response arrived (', 1],
	] as const)('end-of-rota emails a colleague the problem if Alma %s', async (_what, trouble, words, made) => {
		alma.trouble = trouble;
		const { mails } = await handOver(intoAlma, cited, 1);
		expect(mails[0]?.text).toContain(words);
		expect(alma.requests.size).toBe(made);
	});

	it('end-of-rota emails a colleague if Alma already has a request of the patron for the title', async () => {
		alma.add('P-100', { title: 'Mrs <Dalloway> & Friends' });
		const { mails } = await handOver(intoAlma, cited, 1);
		expect(mails[0]?.text).toContain('Alma has a request of this patron for this title already, and made no second one.');
	});

	it('end-of-rota emails nobody about a request that staff have meanwhile filled locally', async () => {
		const row = addRequest(bench, cited);
		const mails = await bench.mailsOf(async () => {
			await bench.changeOnce('end-of-rota', {}, () => {
				refuseByLakeside(bench.sandbox, row.id);
				bench.sandbox.requests.move(row.id, 'REQ_FILLED_LOCALLY');
			});
		});
		expect(mails).toEqual([]);
	});

	it("end-of-rota shows a failed execution with the mail server's error if the email to a colleague is not accepted", async () => {
		const row = addRequest(bench, cited);
		const execution = await bench.whileMailIs(
			() => ({ code: 451, words: 'Try again later' }),
			async () => {
				const failed = await bench.changeOnce('end-of-rota', {}, () => refuseByLakeside(bench.sandbox, row.id));
				// n8n reports the failure in an execution of its own, which also fails.
				await bench.failureOf(failed.workflowId);
				return failed;
			},
		);
		expect(execution.data.resultData.error?.message).toMatch(/ was not sent to staff: .*451 Try again later/);
		expect(outputItemsOf(execution, 'Email a Colleague', 1)[0]?.json.text).toContain('Hogarth Press');
	});
}
