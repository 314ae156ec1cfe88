import type { TemplateTestBed } from './TemplateTestBed';
import { testNoticeIsNotDelivered } from './testMailTrouble';
import { addRequest } from './testPatronNotices';

const staff = 'ill-staff@library.example.edu';
const link = 'https://documents.example.org/4711';

/** Tests templates/article-delivery.json: the link that the patron gets, and the count for each journal. */
export function testArticleDelivery(bench: TemplateTestBed) {
	const year = new Date().getFullYear();
	const copy = (values: Record<string, unknown> = {}) =>
		addRequest(bench, {
			title: 'Journal of Tides',
			author: undefined,
			issn: '0028-0836',
			titleOfComponent: 'Quay <dues> & ports',
			publicationDate: String(year - 1),
			pickupURL: link,
			refdata: { serviceType: 'copy' },
			...values,
		});
	const move = (id: string) => bench.sandbox.requests.move(id, 'REQ_DOCUMENT_DELIVERED');
	const delivered = (values: Record<string, unknown> = {}) => copy({ state: 'REQ_DOCUMENT_DELIVERED', ...values });

	beforeEach(() => bench.sandbox.requests.clear());

	async function deliver(expected: number, change: () => void) {
		return await bench.mailsOf(async () => {
			const execution = await bench.changeOnce('article-delivery', { profile: { copyrightRules: 'us' } }, change);
			expect(execution.data.resultData.error).toBeUndefined();
		}, expected);
	}

	it('article-delivery emails the patron the link and the copyright notice, or asks staff to pass them on if there is no address', async () => {
		const [known, unknown, paper] = [
			copy(),
			copy({ patronEmail: undefined, issn: '1111-1119', title: 'Another journal' }),
			copy({ pickupURL: undefined, issn: '2222-2227', title: 'A third journal' }),
		];
		const mails = await deliver(3, () => [known, unknown, paper].forEach(({ id }) => move(id)));
		expect(mails.map(({ to, subject }) => [to[0], subject.replace(/ \(.*/, '')]).sort()).toEqual([
			[staff, 'Please pass on: "Quay <dues> & ports"'],
			['reader@example.edu', 'Your copy is here: "Quay <dues> & ports"'],
			['reader@example.edu', 'Your copy is here: "Quay <dues> & ports"'],
		]);
		const about = (hrid: unknown) => mails.find(({ text }) => text.includes(String(hrid)));
		expect(about(known.hrid)?.text).toContain(`Read it here: ${link}`);
		expect(about(known.hrid)?.text).toContain('In: Journal of Tides');
		expect(about(known.hrid)?.text).toContain('This material may be protected by copyright law');
		expect(about(known.hrid)?.html).toContain('Quay &lt;dues&gt; &amp; ports');
		expect(about(unknown.hrid)?.text).toContain(link);
		expect(about(paper.hrid)?.text).toContain('If you have not received it yet, reply to this email.');
		expect(about(paper.hrid)?.text).not.toContain('Read it here');
	});

	it.each([
		['five copies', 4, '5 copies'],
		['six copies', 5, '6 copies'],
	])(
		'article-delivery warns staff once for two deliveries if %s of a journal, five being the limit, came this year',
		async (_what, before, words) => {
			// Old articles, other journals and undelivered articles must not count. An article without a date counts, and so does one that only
			// its title identifies.
			for (let index = 0; index < before - 3; index++) delivered();
			delivered({ publicationDate: undefined });
			delivered({ issn: undefined, title: 'Journal of tides.' });
			delivered({ publicationDate: String(year - 20) });
			delivered({ issn: '3333-3335', title: 'Elsewhere' });
			copy();
			const [one, two] = [copy(), copy()];
			const mails = await deliver(3, () => [one, two].forEach(({ id }) => move(id)));
			const warnings = mails.filter(({ to }) => to.includes(staff));
			expect(warnings).toMatchObject([
				{
					subject: '5 or more copies this year from 1 journal',
					text: expect.stringContaining(`- Journal of Tides, ${words}, 1 of them with no known year of publication`),
				},
			]);
			expect(warnings[0]?.text).not.toMatch(/P-100|reader@/);
		},
	);

	it('article-delivery still emails the patron, and tells staff, if the copies that came this year cannot be counted', async () => {
		const { id } = copy();
		const mails = await deliver(2, () => {
			move(id);
			// The trigger reads the request twice. The next read is the one of the year's copies.
			bench.sandbox.faults.answer(400, { path: '^/rs/patronrequests$', query: 'copy' });
		});
		expect(mails.map(({ subject }) => subject.replace(/ \(.*/, '')).sort()).toEqual([
			'This is not complete, because ReShare could not be read in full',
			'Your copy is here: "Quay <dues> & ports"',
		]);
	});

	testNoticeIsNotDelivered(bench, {
		reader: 'reader@example.edu',
		start: async (changes) => {
			const { id } = copy();
			return await bench.changeOnce('article-delivery', changes, () => move(id));
		},
	});
}
