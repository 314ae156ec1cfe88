import { hasRun, outputItemsOf, type Execution, type SavedWorkflow } from '../../../n8n/n8nTypes';
import type { ReceivedMail } from '../../../sandbox/mail/MailServer';
import { StandIn, type StandInAnswer, type StandInRequest } from '../support/StandIn';
import type { TemplateTestBed } from './TemplateTestBed';
import { testLetterInLanguage } from './testLetterInLanguage';
import { testNoticeIsNotDelivered } from './testMailTrouble';
import { deskAuthorization } from './deskAccount';

const article = 'Molecular structure of nucleic acids';
const patron = 'tomas.abernathy@example.edu';
const formValues = {
	'Article or Chapter Title': article,
	'Author of the Article': 'Watson, J. D.',
	Year: '1953',
	Volume: '171',
	Issue: '4356',
	Pages: '737-738',
	'Library Card Number': 'P1002',
	Email: patron,
};
const journal = { 'Journal or Book Title': 'Science' };
const unheardOf = { 'Journal or Book Title': 'Annals of journals that do not exist' };

/** Plays an open-access service that answers like Unpaywall. The end of the DOI decides what it answers. */
class OpenAccessStandIn extends StandIn {
	readonly asked: StandInRequest[] = [];
	lacksEmail = false;

	protected answer(asked: StandInRequest): StandInAnswer {
		this.asked.push(asked);
		if (this.lacksEmail)
			return {
				status: 422,
				body: { HTTP_status_code: 422, error: true, message: 'Email address required in API call, see the documentation' },
			};
		const doi = decodeURIComponent(asked.url.pathname.replace(/^\/v2\//u, ''));
		if (doi.endsWith('/unknown')) return { status: 404, body: { error: true, message: `'${doi}' is an invalid doi.` } };
		const free = { url: 'https://repository.example.org/nucleic-acids', url_for_pdf: null, license: 'cc-by' };
		return {
			status: 200,
			body: {
				doi,
				title: 'As the service spells it',
				is_oa: doi.endsWith('/free'),
				best_oa_location: doi.endsWith('/free') ? free : null,
				year: 1953,
				journal_name: 'Nature',
			},
		};
	}
}

/** Tests templates/request-from-form.json with copies of articles. */
export function testRequestFromForm(bench: TemplateTestBed) {
	let workflow: SavedWorkflow;
	const openAccess = new OpenAccessStandIn();

	beforeAll(async () => {
		const address = await openAccess.start();
		workflow = await bench.import('request-from-form', {
			profile: { copyrightRules: 'us', staffLanguage: 'de' },
			node: (node) =>
				node.name === 'Look for a Free Copy'
					? {
							...node,
							parameters: {
								...node.parameters,
								url: String(node.parameters.url).replace('https://api.unpaywall.org', address),
								queryParameters: { parameters: [{ name: 'email', value: 'ill@library.example.edu' }] },
							},
						}
					: node,
		});
		await bench.publish(workflow);
	});

	afterAll(async () => {
		await openAccess.stop();
		await bench.rest.deactivate(workflow.id);
	});
	beforeEach(() => bench.sandbox.requests.clear());

	async function ask(values: Record<string, string>, expected: number) {
		let execution: Execution | undefined;
		const mails = await bench.mailsOf(async () => {
			execution = await bench.submit(workflow, { ...formValues, ...values });
		}, expected);
		if (execution === undefined) throw new Error('Nothing was started');
		expect(execution.data.resultData.error).toBeUndefined();
		return { execution, mails };
	}

	it('request-from-form requests a copy once though the form is sent again, and emails only the patron whose card it is', async () => {
		const { sandbox } = bench;
		const { execution, mails } = await ask(journal, 1);
		const [created] = outputItemsOf(execution, 'Create Copy Request');
		expect(created?.json).toMatchObject({ outcome: 'created', alreadyExisted: false, hrid: expect.stringMatching(/^EAST-/) });
		expect(sandbox.requests.get(String(created?.json.requestId))).toMatchObject({
			titleOfComponent: article,
			pagesRequested: '737-738',
			stateModel: 'NonreturnableRequester',
			patronIdentifier: 'P1002',
		});
		expect(mails).toMatchObject([
			{ to: [patron], subject: `Requested: "Molecular structure of nucleic…" (${String(created?.json.hrid)})` },
		]);
		const again = await ask(journal, 1);
		expect(outputItemsOf(again.execution, 'Create Copy Request')[0]?.json).toMatchObject({
			alreadyExisted: true,
			requestId: created?.json.requestId,
		});
		const stranger = await ask({ ...journal, Email: 'stranger@evil.example' }, 1);
		expect(stranger.mails.map(({ to }) => to)).toEqual([[patron]]);
		expect(sandbox.requests.count('east')).toBe(1);
	});

	it('request-from-form asks staff in their language to approve a sixth recent copy, and requests it once they have', async () => {
		const { sandbox, n8n, mail } = bench.practice;
		const year = String(new Date().getFullYear());
		const counted = [1, 2, 3, 4, 5].map((number) =>
			sandbox.requests.add('east', {
				isRequester: true,
				hrid: `EAST-50${number}`,
				title: 'Science',
				publicationDate: year,
				refdata: { serviceType: 'copy' },
				state: 'REQ_DOCUMENT_DELIVERED',
			}),
		);
		const { execution, mails } = await ask({ ...journal, Year: year }, 2);
		const toStaff = mails.find(({ to }) => !to.includes(patron));
		expect(mails.map(({ subject }) => subject).sort()).toEqual([
			expect.stringMatching(/^Kopie braucht Genehmigung: „Molecular/),
			expect.stringMatching(/^We are checking: "Molecular/),
		]);
		for (const { hrid } of counted) expect(toStaff?.text).toContain(hrid);
		expect(sandbox.requests.count('east')).toBe(5);
		const address = /Die Kopie hier genehmigen: (\S+)/.exec(toStaff?.text ?? '')?.[1] ?? '';
		const headers = { authorization: deskAuthorization };
		expect((await fetch(address)).status).toBe(401);
		const page = await (await fetch(address, { headers })).text();
		for (const words of [toStaff?.subject ?? '-', 'Genehmigt von (Name)', ...counted.map(({ hrid }) => hrid)])
			expect(page).toContain(words);
		expect(page).not.toMatch(/Approved|copies from recent issues/);
		const form = new FormData();
		form.append('field-0', 'Jane Doe');
		for (const [, name = '', value = ''] of page.matchAll(/name="(field-[12])" value="([^"]*)"/g)) form.append(name, value);
		await bench.mailsOf(async () => {
			expect((await fetch(address, { method: 'POST', headers, body: form })).status).toBe(200);
		}, 1);
		const done = await n8n.rest.finishedExecution(execution.id, 60_000);
		const [created] = outputItemsOf(done, 'Create Copy Request');
		expect(created?.json).toMatchObject({ outcome: 'created', partTitle: article, pages: '737-738', patronEmail: patron });
		expect(JSON.stringify(created?.json.checks)).toContain('Jane Doe has approved one more');
		expect(sandbox.requests.count('east')).toBe(6);
		expect(mail.mails.at(-1)?.subject).toMatch(/^Requested: /);
	});

	it('request-from-form emails the link to a free article, requests nothing, and tells the service only the DOI', async () => {
		openAccess.asked.length = 0;
		const { execution, mails } = await ask({ ...journal, DOI: 'https://doi.org/10.5555/(SICI)1234<1::A>/free' }, 1);
		expect(mails).toMatchObject([
			{
				to: [patron],
				subject: `Free to read: "${article}"`,
				text: expect.stringContaining('https://repository.example.org/nucleic-acids'),
			},
		]);
		expect(hasRun(execution, 'Find Journal or Book')).toBe(false);
		expect(bench.sandbox.requests.count('east')).toBe(0);
		expect(openAccess.asked.map(({ method, url, body }) => [method, decodeURIComponent(url.pathname), url.search, body])).toEqual([
			['GET', '/v2/https://doi.org/10.5555/(SICI)1234<1::A>/free', '?email=ill%40library.example.edu', undefined],
		]);
		expect(JSON.stringify(openAccess.asked)).not.toMatch(/P1002|tomas|Molecular|Watson/);
	});

	it.each([
		['is not free to read', '10.5555/closed', 1],
		['has a DOI that the service does not know', '10.5555/unknown', 1],
		['has no DOI, but other words in its place', 'see Tomas, P1002', 0],
	])('request-from-form requests a copy as usual if the article %s', async (_what, DOI, times) => {
		openAccess.asked.length = 0;
		const { execution, mails } = await ask({ ...journal, DOI }, 1);
		expect(outputItemsOf(execution, 'Create Copy Request')).toMatchObject([{ json: { outcome: 'created' } }]);
		expect(bench.sandbox.requests.get(String(outputItemsOf(execution, 'Create Copy Request')[0]?.json.requestId))).toMatchObject({
			titleOfComponent: article,
		});
		expect(mails).toMatchObject([{ subject: expect.stringMatching(/^Requested: .*EAST-/) }]);
		expect(openAccess.asked).toHaveLength(times);
	});

	it('request-from-form requests a copy as usual if the open-access service rejects a call without an email address', async () => {
		openAccess.lacksEmail = true;
		try {
			const { execution } = await ask({ ...journal, DOI: '10.5555/free' }, 1);
			expect(outputItemsOf(execution, 'Create Copy Request')).toMatchObject([{ json: { outcome: 'created' } }]);
		} finally {
			openAccess.lacksEmail = false;
		}
	});

	it('request-from-form requests a copy as usual if the open-access service is down', async () => {
		openAccess.isDown = true;
		try {
			const { execution } = await ask({ ...journal, DOI: '10.5555/free' }, 1);
			expect(outputItemsOf(execution, 'Create Copy Request')).toMatchObject([{ json: { outcome: 'created' } }]);
		} finally {
			openAccess.isDown = false;
		}
	});

	const staffAndPatron = (mails: readonly ReceivedMail[], words = 'We are checking') => {
		const [toStaff, toPatron] = [...mails].sort((a, b) => String(a.to).localeCompare(String(b.to)));
		expect(toStaff).toMatchObject({ to: ['ill-staff@library.example.edu'], subject: expect.stringContaining('„Molecular structure') });
		expect(toPatron).toMatchObject({ to: [patron], subject: expect.stringContaining(words) });
		expect(toStaff?.text).not.toContain('form-waiting');
	};

	it('request-from-form hands a journal that is not found to staff, and asks the patron for the source', async () => {
		const { execution, mails } = await ask(unheardOf, 2);
		expect(hasRun(execution, 'Create Copy Request')).toBe(false);
		staffAndPatron(mails, 'Where did you find this?');
	});

	it.each([
		['several records fit', { 'Journal or Book Title': 'Sapiens : a brief history of humankind' }, 'Find Journal or Book', 1],
		['the patron may not order', { ...journal, 'Library Card Number': 'P9001' }, 'Create Copy Request', 2],
	])(
		'request-from-form hands a copy to staff, and tells the patron that staff are checking it, if %s',
		async (_what, values, node, output) => {
			const { execution, mails } = await ask(values, 2);
			expect(outputItemsOf(execution, node, output)).toHaveLength(1);
			staffAndPatron(mails);
		},
	);

	it('request-from-form writes to staff alone if the patron cannot be checked or the email is not one address', async () => {
		const strange = 'Click https://evil.example/prize now. '.repeat(20);
		const [unknown] = (await ask({ ...journal, 'Library Card Number': 'P9009', 'Article or Chapter Title': strange }, 1)).mails;
		expect(unknown).toMatchObject({ to: ['ill-staff@library.example.edu'] });
		expect(unknown?.subject).toMatch(/^Bitte prüfen: „Click … now\. .{1,30}…“ \(EAST-\d+\)$/);
		for (const Email of [
			'a@evil.example, b@evil.example',
			'a@evil.example; b@evil.example',
			'all: a@evil.example, b@evil.example;',
			'You won <a@evil.example>',
		]) {
			const { execution, mails } = await ask({ ...journal, Email }, 1);
			expect(mails.map(({ to }) => to)).toEqual([['ill-staff@library.example.edu']]);
			expect(outputItemsOf(execution, 'Create Copy Request', 2)[0]?.json.explanation).toContain("'Patron Email' must be one email address");
		}
	});

	it.each([
		['the shared inventory', '^/graphql', 'Find Journal or Book'],
		['ReShare', '^/rs/patronrequests', 'Create Copy Request'],
	])(
		'request-from-form hands a copy to staff, and tells the patron that staff are checking it, if %s cannot be reached',
		async (_what, path, node) => {
			bench.sandbox.faults.answer(403, { path });
			const { execution, mails } = await ask(journal, 2);
			expect(outputItemsOf(execution, node, 3)).toHaveLength(1);
			staffAndPatron(mails);
			expect(mails.find(({ to }) => !to.includes(patron))?.text).toContain('ReShare hat nicht geantwortet');
		},
	);

	describe('in other languages, and when a mail is not taken', () => {
		beforeAll(() => bench.rest.deactivate(workflow.id));

		testLetterInLanguage(bench, {
			reader: patron,
			language: 'es',
			subject: 'Solicitado: «Molecular structure of nucleic…» (EAST-1)',
			start: (changes) => bench.formOnce('request-from-form', changes, { ...formValues, ...journal }),
		});

		testNoticeIsNotDelivered(bench, {
			reader: patron,
			start: (changes) => bench.formOnce('request-from-form', changes, { ...formValues, ...journal }),
		});

		it('request-from-form still emails staff if the email to the patron is refused', async () => {
			const refused = (to: string) => (to === patron ? { code: 550, words: 'No such mailbox' } : undefined);
			const mails = await bench.mailsOf(async () => {
				await bench.whileMailIs(refused, () => bench.formOnce('request-from-form', {}, { ...formValues, ...unheardOf }));
			}, 2);
			expect(mails.map(({ subject }) => subject).sort()).toEqual([
				`Does it exist? "${article}"`,
				`Message not delivered: "Molecular structure of nucleic…"`,
			]);
		});
	});
}
