import { Settings } from 'luxon';
import { parseCitationIntoDraft } from '../../../reshare/draft/parseCitationIntoDraft';

/**
 * The spellings of the samples come from catalogs, link resolvers, databases and reference managers. The data are invented, or those of
 * well-known works.
 */

type Given = Parameters<typeof parseCitationIntoDraft>[0];
const read = (given: Given) => parseCitationIntoDraft(given).draft;

describe('parseCitationIntoDraft of an OpenURL', () => {
	it.each<[string, Given, object]>([
		[
			'reads an OpenURL 1.0 of a book, as a catalog writes it',
			'url_ver=Z39.88-2004&ctx_ver=Z39.88-2004&ctx_enc=info%3Aofi%2Fenc%3AUTF-8&rfr_id=info%3Asid%2Fcatalog.example.org%3Agenerator&rft.title=Braiding+sweetgrass&rft.date=2013&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook&rft.genre=book&rft.btitle=Braiding+sweetgrass&rft.series=&rft.au=Kimmerer%2C+Robin+Wall&rft.pub=Milkweed&rft.edition=First+edition.&rft.isbn=9781571313355',
			{
				title: 'Braiding sweetgrass',
				author: 'Kimmerer, Robin Wall',
				publicationDate: '2013',
				edition: 'First edition.',
				isbn: '9781571313355',
				genre: 'book',
			},
		],
		[
			"reads an OpenURL 0.1 of an article, whose title is the journal's",
			'https://resolver.example.edu/openurl?sid=EXAMPLE:db&genre=article&issn=00280836&title=Nature&volume=171&issue=4356&date=19530425&atitle=Molecular%20structure%20of%20nucleic%20acids&spage=737&epage=738&aulast=Watson&aufirst=James&id=doi:10.1038/171737a0',
			{
				title: 'Nature',
				partTitle: 'Molecular structure of nucleic acids',
				partAuthor: 'Watson, James',
				publicationDate: '19530425',
				volume: '171',
				issue: '4356',
				pages: '737-738',
				issn: '00280836',
				genre: 'article',
			},
		],
		[
			"reads an OpenURL of a chapter, whose title is the book's",
			{
				'rft.genre': 'bookitem',
				'rft.atitle': 'Mapping the archive',
				'rft.btitle': 'Ways of reading',
				'rft.title': 'Ways of reading',
				'rft.au': ['Doe, Jane', 'Roe, Richard'],
				'rft.spage': '15',
				'rft.isbn': ['9780000000002', '0000000000'],
			},
			{
				title: 'Ways of reading',
				partTitle: 'Mapping the archive',
				partAuthor: 'Doe, Jane; Roe, Richard',
				pages: '15',
				isbn: '9780000000002, 0000000000',
				genre: 'bookitem',
			},
		],
		[
			'reads an OpenURL with equal start and end pages as one page',
			'genre=article&atitle=A+note&title=Nature&spage=5&epage=5',
			expect.objectContaining({ pages: '5' }),
		],
	])('parseCitationIntoDraft reads a difficult reference correctly: it %s', (_what, given, draft) => expect(read(given)).toEqual(draft));

	it("parseCitationIntoDraft reads an OpenURL's identifiers, and the patron, pickup location and note of ReShare's resolver", () => {
		expect(
			read(
				'?rft_id=info:oclcnum/48885207&rft_id=urn:ISBN:9780071387767&rft.title=Baby+signs&req_id=P1001&req.emailAddress=amara%40example.edu&svc.pickupLocation=EAST-MAIN&svc.note=Hardcover&svc_id=loan',
			),
		).toEqual({
			serviceType: 'loan',
			title: 'Baby signs',
			oclcNumber: '48885207',
			isbn: '9780071387767',
			patronId: 'P1001',
			patronEmail: 'amara@example.edu',
			pickupLocation: 'EAST-MAIN',
			note: 'Hardcover',
		});
		expect(read({ rft_id: '69640328-788e-43fc-9c3c-af39e243f3b7', 'rft.title': 'Emma' })).toEqual({
			instanceId: '69640328-788e-43fc-9c3c-af39e243f3b7',
			title: 'Emma',
		});
	});

	it('parseCitationIntoDraft reads the citation in an object with other fields, and an empty draft from an object without one', () => {
		expect(read({ title: 'Emma', author: 'Austen', submittedAt: '2027-01-15', formMode: 'test' })).toEqual({
			title: 'Emma',
			author: 'Austen',
		});
		expect(parseCitationIntoDraft({ submittedAt: '2027-01-15' })).toEqual({ draft: {} });
	});
});

it.each<[string, Given, object]>([
	[
		'reads an article in RIS',
		'TY  - JOUR\r\nAU  - Watson, J. D.\r\nAU  - Crick, F. H. C.\r\nTI  - Molecular structure of nucleic acids: a structure\r\n      for deoxyribose nucleic acid\r\nT2  - Nature\r\nPY  - 1953/04/25/\r\nVL  - 171\r\nIS  - 4356\r\nSP  - 737\r\nEP  - 738\r\nSN  - 0028-0836\r\nDO  - 10.1038/171737a0\r\nER  - \r\n',
		{
			title: 'Nature',
			partTitle: 'Molecular structure of nucleic acids: a structure for deoxyribose nucleic acid',
			partAuthor: 'Watson, J. D.; Crick, F. H. C.',
			publicationDate: '1953-04-25',
			volume: '171',
			issue: '4356',
			pages: '737-738',
			issn: '0028-0836',
			genre: 'article',
		},
	],
	[
		'reads a chapter in RIS with all pages in one tag, and ignores the series title',
		'\nTY  - CHAP\nPY  - 2015\nAU  - Doe, Jane\nSP  - 1-22\nTI  - Toward an analysis\nT2  - Image analysis\nT3  - Digital imaging\nSN  - 978-1-4822-5326-9\nER  - ',
		{
			title: 'Image analysis',
			partTitle: 'Toward an analysis',
			partAuthor: 'Doe, Jane',
			publicationDate: '2015',
			pages: '1-22',
			isbn: '978-1-4822-5326-9',
			genre: 'bookitem',
		},
	],
	[
		'reads a RIS page range once if the last page is repeated in its own tag',
		'TY  - JOUR\nTI  - A note\nSP  - 10-20\nEP  - 20\nER  - ',
		expect.objectContaining({ pages: '10-20' }),
	],
	[
		'ignores text after the end of a RIS reference',
		'TY  - BOOK\nTI  - Ways of seeing\nER  - \n\nAU  - Nobody\nExported by a catalog',
		{
			title: 'Ways of seeing',
			genre: 'book',
		},
	],
	[
		'reads a book in RIS that has an editor and no author',
		'TY  - BOOK\nT1  - Ways of seeing\nA2  - Berger, John\nY1  - 1972///\nPB  - Penguin\nET  - 2nd\nSN  - 9780140135152 0140135154\nLA  - eng\nER  - ',
		{
			title: 'Ways of seeing',
			author: 'Berger, John',
			publicationDate: '1972',
			edition: '2nd',
			isbn: '9780140135152, 0140135154',
			language: 'eng',
			genre: 'book',
		},
	],
])('parseCitationIntoDraft reads a difficult reference correctly: it %s', (_what, given, draft) => expect(read(given)).toEqual(draft));

describe('parseCitationIntoDraft of an ILLiad transaction', () => {
	afterEach(() => (Settings.defaultZone = 'system'));

	const loan = {
		TransactionNumber: 204518,
		Username: 'imoreau',
		ProcessType: 'Borrowing',
		RequestType: 'Loan',
		LoanTitle: ' Gilead ',
		LoanAuthor: 'Robinson, Marilynne',
		LoanDate: 'c2004',
		LoanEdition: null,
		ISSN: '0-374-15389-2 (pbk.)',
		ESPNumber: '54611402',
		NotWantedAfter: '1/31/2099',
		ItemInfo1: 'Main Library',
	};
	it.each<[string, Given, object]>([
		[
			'reads an ILLiad loan, whose ISBN is in the field ISSN, and takes no patron ID from it',
			loan,
			{
				serviceType: 'loan',
				title: 'Gilead',
				author: 'Robinson, Marilynne',
				publicationDate: '2004',
				isbn: '0-374-15389-2 (pbk.)',
				oclcNumber: '54611402',
				neededBy: '2099-01-31',
			},
		],
		[
			'reads an ILLiad article request as a copy',
			{
				TransactionNumber: 204519,
				ProcessType: 'Borrowing',
				RequestType: 'Article',
				PhotoJournalTitle: 'Nature',
				PhotoArticleTitle: 'Molecular structure of nucleic acids',
				PhotoArticleAuthor: 'Watson, J. D.',
				PhotoJournalYear: '1953',
				PhotoJournalVolume: '171',
				PhotoJournalIssue: '4356',
				PhotoJournalInclusivePages: '737-738',
				ISSN: '0028-0836',
			},
			{
				serviceType: 'copy',
				title: 'Nature',
				partTitle: 'Molecular structure of nucleic acids',
				partAuthor: 'Watson, J. D.',
				publicationDate: '1953',
				volume: '171',
				issue: '4356',
				pages: '737-738',
				issn: '0028-0836',
			},
		],
	])('parseCitationIntoDraft reads a difficult reference correctly: it %s', (_what, given, draft) => expect(read(given)).toEqual(draft));

	it.each([
		['2024-10-11', '2024-10-11'],
		['2024-10-11T00:00:00', '2024-10-11'],
		['2024-10-11T00:00:00Z', '2024-10-11'],
		['2024-10-11T23:00:00-05:00', '2024-10-11'],
		['12/5/2020', '2020-12-05'],
		['before term ends', undefined],
		['', undefined],
	])('parseCitationIntoDraft reads the last date of an ILLiad transaction in any time zone, typed as "%s"', (NotWantedAfter, day) => {
		for (const zone of ['America/Los_Angeles', 'UTC', 'Pacific/Auckland']) {
			Settings.defaultZone = zone;
			expect([zone, read({ ...loan, NotWantedAfter }).neededBy]).toEqual([zone, day]);
		}
	});

	it('parseCitationIntoDraft ignores an ILLiad OCLC field that holds another kind of number', () => {
		expect(read({ ...loan, ESPNumber: 'PMID:12345' }).oclcNumber).toBeUndefined();
	});
});

describe('parseCitationIntoDraft of an Alma borrowing request', () => {
	const request = {
		request_id: '204518',
		external_id: '01EAST-1',
		citation_type: { value: 'BK', desc: 'Physical Book' },
		format: { value: 'PHYSICAL', desc: 'Physical' },
		requester: { value: 'P4711', desc: 'Moreau, Ines' },
		pickup_location: { value: 'SCI', desc: 'Science Library' },
		last_interest_date: '2099-03-31Z',
		note: 'Call me',
	};

	it("parseCitationIntoDraft reads an Alma loan with patron, pickup location and date, and leaves out the patron's note", () => {
		expect(
			read({
				...request,
				title: 'Persuasion',
				author: 'Austen, Jane',
				year: '[2003]',
				volume: '2',
				isbn: '9780141439686',
				oclc_number: '51855633',
			}),
		).toEqual({
			serviceType: 'loan',
			title: 'Persuasion',
			author: 'Austen, Jane',
			publicationDate: '2003',
			volume: '2',
			isbn: '9780141439686',
			oclcNumber: '51855633',
			patronId: 'P4711',
			pickupLocation: 'SCI',
			neededBy: '2099-03-31',
			reference: 'Alma-01EAST-1',
		});
	});

	it('parseCitationIntoDraft reads Alma requests for an article and for a chapter', () => {
		expect(
			read({ ...request, format: { value: 'DIGITAL' }, title: 'On pears', author: 'Doe, Jane', journal_title: 'Fruit' }),
		).toMatchObject({ serviceType: 'copy', title: 'Fruit', partTitle: 'On pears', partAuthor: 'Doe, Jane' });
		expect(
			read({
				...request,
				format: { value: 'DIGITAL' },
				title: 'Ways of reading',
				author: 'Roe, Richard',
				chapter_title: 'Mapping',
				chapter_author: 'Doe, Jane',
			}),
		).toMatchObject({ title: 'Ways of reading', author: 'Roe, Richard', partTitle: 'Mapping', partAuthor: 'Doe, Jane' });
	});
});

it.each([
	['a text that is only a title', 'Braiding sweetgrass', 'holds neither an OpenURL nor a reference in RIS or BibTeX'],
	['a question', 'Why? Because', 'holds neither an OpenURL nor a reference in RIS or BibTeX'],
	['a link to something else', 'https://www.example.org/?page=3', 'holds neither an OpenURL nor a reference in RIS or BibTeX'],
	['a text of megabytes', `@a{${' '.repeat(3_000_000)}`, 'has 3000003 characters, and 20000 are allowed: give one reference'],
	['two references', 'TY  - BOOK\nTI  - A\nER  - \nTY  - BOOK\nTI  - B\nER  - ', 'holds 2 references, and one is needed'],
	['two entries', '@book{a, title={A}}\n@book{b, title={B}}', 'holds 2 references, and one is needed'],
])('parseCitationIntoDraft refuses %s and says why', (_name, given, problem) => {
	expect(parseCitationIntoDraft(given)).toEqual({ draft: {}, problem });
});

it('parseCitationIntoDraft returns an empty draft for an empty text', () => {
	expect(parseCitationIntoDraft(' \n')).toEqual({ draft: {} });
});

it("an OpenURL parameter named like an object's property, such as constructor, is ignored", () => {
	const given = 'constructor=x&__proto__=y&toString=z&rft.btitle=Persuasion';
	for (const one of [given, `https://resolver.example.edu/openurl?${given}`, Object.fromEntries(new URLSearchParams(given))]) {
		expect(read(one)).toEqual({ title: 'Persuasion' });
	}
	expect(read(`${given}&rft.genre=constructor`)).toEqual({ title: 'Persuasion' });
});
