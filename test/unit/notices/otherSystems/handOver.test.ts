import {
	nextOtherSystemStep,
	readLibraryProfile,
	writeNotices,
	type WorkflowItem,
	type OtherSystemSettings,
} from '../../../../notices/index';
import { formatCitation } from '../../../../notices/formatCitation';
import { languages } from '../../../../notices/messages/languages';
import { emptyNoticeSettings } from '../../../../notices/writeNotices';
import { emptySettings, itemOfStep, onlyStep } from './otherSystemSteps';

const address = 'https://illiad.example.edu/ILLiadWebPlatform';
const settings: OtherSystemSettings = {
	...emptySettings,
	kind: 'illiadTransaction',
	address,
	patronIdField: 'Username',
	pickupField: 'ItemInfo1',
	pickupLocations: [{ theirs: 'SCI', ours: 'Science Library' }],
	owner: 'RS_MAIN',
	forms: [
		{ name: 'Suggest', address: 'https://library.example.edu/suggest?title={title}&by={author}&other={constructor}' },
		{ name: 'WorldShare', address: 'https://worldshare.example.org/?{openurl}' },
	],
};
const loan: WorkflowItem = {
	event: 'endOfRota',
	isStillCurrent: true,
	eventId: 'e1',
	side: 'borrowing',
	requestId: 'r-1',
	hrid: 'EAST-1',
	reference: 'FORM-1',
	serviceType: 'loan',
	title: 'Mrs <Dalloway>',
	author: 'Woolf, Virginia',
	edition: '2nd',
	isbn: '9780156628709',
	issn: null,
	oclcNumber: '123456',
	publisher: 'Hogarth Press',
	placeOfPublication: 'London',
	publicationDate: '1925',
	volume: null,
	patronId: 'P/100',
	pickupLocation: 'Science Library',
	neededBy: '2099-01-31',
};
const copy: WorkflowItem = {
	...loan,
	serviceType: 'copy',
	title: 'Nature',
	author: null,
	edition: null,
	isbn: null,
	issn: '0028-0836',
	partTitle: 'Molecular structure',
	partAuthor: 'Watson, J. D.',
	volume: '171',
	issue: '4356',
	pages: '737-738',
	publicationDate: '1953',
};
const refusals = [{ at: '2027-03-01T09:15:00.000-05:00', library: 'West Ridge College Library', reason: 'On loan', note: null }];
const history = { refusals };
const answered = (body: unknown, statusCode = 200): WorkflowItem => ({ statusCode, body });
const lost: WorkflowItem = { error: { message: 'socket hang up' } };

function next(item: WorkflowItem, before?: WorkflowItem, own: Partial<OtherSystemSettings> = {}, language = 'en') {
	return onlyStep(nextOtherSystemStep({ item, before }, readLibraryProfile({ staffLanguage: language }), { ...settings, ...own }));
}

const asked = (step: string, more: WorkflowItem = {}): WorkflowItem => ({ step, change: loan, history, ...more });

/** Returns what the colleague reads about the problem. */
function problem(...given: Parameters<typeof next>) {
	const step = next(...given);
	if (step.to !== 'done') throw new Error(`It goes on with ${step.to}`);
	return step.notice?.problem;
}

const alma = { kind: 'almaRequest', address: 'https://alma.example.edu' } as const;
const refused = (errorCode: string, errorMessage: string): WorkflowItem =>
	answered({ errorList: { error: [{ errorCode, errorMessage }] } }, 400);

describe('a request that no library lends', () => {
	it('the history of a request at the end of its rota is first read in ReShare, unless it is superseded or came from ILLiad', () => {
		expect(itemOfStep(next(loan))).toMatchObject({ step: 'whoSaidNo', requestId: 'r-1', change: loan });
		for (const item of [
			{ ...loan, isStillCurrent: false },
			{ ...loan, event: 'shipped' },
			{ ...loan, reference: 'ILLiad-204501' },
		])
			expect([next(item).to, problem(item)]).toEqual(['done', undefined]);
		expect(next({ ...loan, reference: 'ILLiad-204501' }, undefined, alma).to).toBe('whoSaidNo');
	});

	it('a request at the end of its rota goes to a colleague with citation, refusals and filled-in forms', () => {
		const step = next({ refusals }, asked('whoSaidNo'), { kind: 'email', address: '' });
		const notice = step.to === 'done' ? (step.notice ?? {}) : {};
		expect(notice).toMatchObject({ refusals, problem: '' });
		const [written] = writeNotices(notice, readLibraryProfile({ staffEmail: 'desk@library.example.edu' }), {
			...emptyNoticeSettings,
			staffNotices: ['endOfRota'],
		}).notices;
		expect(written).toMatchObject({ to: 'desk@library.example.edu', subject: 'No lender found: "Mrs <Dalloway>" (EAST-1)' });
		expect(written?.text).toContain(
			'Citation: Woolf, Virginia. Mrs <Dalloway>. 2nd. London: Hogarth Press. 1925. ISBN 9780156628709; OCLC 123456',
		);
		expect(written?.text).toContain('- West Ridge College Library, Monday, March 1, 2027, on loan');
		expect(written?.text).toContain(
			'- Suggest\n  https://library.example.edu/suggest?title=Mrs%20%3CDalloway%3E&by=Woolf%2C%20Virginia&other={constructor}',
		);
		expect(written?.html).toContain('rft.pub=Hogarth%20Press');
	});

	it.each<[string, WorkflowItem, string]>([
		['was not read', { error: 'No answer', refusals }, 'The history of the request could not be read.'],
		['was not found', { outcome: 'notFound' }, 'The history of the request could not be read.'],
		['knows of no refusal', { refusals: [] }, 'ReShare has no unfilled response.'],
	])('the notice to a colleague says that the history %s', (_what, timeline, words) => {
		expect(problem(timeline, asked('whoSaidNo'), { kind: 'email' })).toBe(words);
	});

	it('formatCitation cites an article by its own author and title, and in its journal', () => {
		expect(formatCitation(copy)).toBe(
			'Watson, J. D. Molecular structure. In: Nature. London: Hogarth Press. 1953. Volume 171. Issue 4356. Pages 737-738. ISSN 0028-0836; OCLC 123456',
		);
		expect([formatCitation({}), formatCitation({ isbn: '1' })]).toEqual([undefined, 'ISBN 1']);
	});

	it('the OpenURL form for a colleague cites an article by its own author', () => {
		const step = next({ refusals }, asked('whoSaidNo', { change: copy }), { kind: 'email' });
		const forms = step.to === 'done' ? (step.notice?.forms as ReadonlyArray<{ url: string }>) : [];
		expect(Object.fromEntries(new URL(forms[1]?.url ?? '').searchParams)).toMatchObject({
			'rft.genre': 'article',
			'rft.title': 'Nature',
			'rft.au': 'Watson, J. D.',
			'rft.atitle': 'Molecular structure',
			'rft.volume': '171',
			'rft.issue': '4356',
			'rft.pages': '737-738',
			'rft.date': '1953',
			'rft.issn': '0028-0836',
		});
	});
});

describe('handing a request over to ILLiad', () => {
	const look = (body: unknown, status = 200, change = loan) => next(answered(body, status), asked('lookFor', { change }));

	it("handing over to ILLiad first reads the patron's transactions", () => {
		expect(itemOfStep(next({ refusals }, asked('whoSaidNo')))).toMatchObject({
			step: 'lookFor',
			method: 'GET',
			history,
			url: `${address}/Transaction/UserRequests/P%2F100?$filter=ProcessType%20eq%20'Borrowing'`,
		});
	});

	it('handing over to ILLiad makes a transaction with all data of the loan or article', () => {
		expect(itemOfStep(look([]))).toMatchObject({ step: 'makeTransaction', method: 'POST', url: `${address}/Transaction/` });
		expect(itemOfStep(look([])).body).toEqual({
			Username: 'P/100',
			ProcessType: 'Borrowing',
			CitedIn: 'ReShare EAST-1',
			ESPNumber: '123456',
			NotWantedAfter: '2099-01-31',
			ItemInfo1: 'SCI',
			RequestType: 'Loan',
			DocumentType: 'Book',
			LoanTitle: 'Mrs <Dalloway>',
			LoanAuthor: 'Woolf, Virginia',
			LoanPublisher: 'Hogarth Press',
			LoanPlace: 'London',
			LoanDate: '1925',
			LoanEdition: '2nd',
			ISSN: '9780156628709',
		});
		expect(itemOfStep(look([], 200, copy)).body).toMatchObject({
			RequestType: 'Article',
			DocumentType: 'Article',
			PhotoJournalTitle: 'Nature',
			PhotoJournalVolume: '171',
			PhotoJournalIssue: '4356',
			PhotoJournalYear: '1953',
			PhotoJournalInclusivePages: '737-738',
			PhotoArticleTitle: 'Molecular structure',
			PhotoArticleAuthor: 'Watson, J. D.',
			ISSN: '0028-0836',
		});
	});

	it('a transaction in ILLiad has the volume in its title, which is cut to fit', () => {
		const titleOf = (change: WorkflowItem) => (itemOfStep(look([], 200, change)).body as WorkflowItem).LoanTitle;
		expect(titleOf({ ...loan, title: 'The art of computer programming', volume: '4A' })).toBe('The art of computer programming, volume 4A');
		expect(String(titleOf({ ...loan, title: 'x'.repeat(300), volume: '4A' }))).toMatch(/^x{244}, volume 4A$/);
	});

	it('the refusals of the lenders become a note in ILLiad, and then the request counts as handed over', () => {
		const note = itemOfStep(next(answered({ TransactionNumber: 204501 }), asked('makeTransaction')));
		expect(note).toMatchObject({
			step: 'writeRefusals',
			transactionNumber: '204501',
			method: 'POST',
			url: `${address}/Transaction/204501/notes`,
			body: { Note: 'ReShare: no library lends EAST-1.\n- West Ridge College Library, 2027-03-01: on loan', NoteType: 'Staff' },
		});
		expect(next(answered({ Id: 7 }), asked('writeRefusals', note))).toMatchObject({
			to: 'done',
			sentence: 'Handed over to ILLiad, where it is 204501.',
		});
	});

	it.each<[string, WorkflowItem, string, string]>([
		['cannot be reached', lost, 'lookFor', 'ILLiad could not be reached (socket hang up), so there is no transaction in it.'],
		[
			'does not know the patron',
			answered({ Message: 'User P-404 was not found.' }, 404),
			'lookFor',
			'ILLiad could not tell what the patron has requested (404, User P-404 was not found.), so there is no transaction in it.',
		],
		[
			'has a transaction for the request already',
			answered([{ TransactionNumber: 7, CitedIn: 'ReShare EAST-1' }]),
			'lookFor',
			'ILLiad has it already, as transaction 7. No second one was made.',
		],
		[
			'does not answer the call that makes the transaction',
			lost,
			'makeTransaction',
			'ILLiad may have it: no response arrived (socket hang up). Look for "ReShare EAST-1" in Cited In before you make a transaction.',
		],
		[
			'refuses the transaction',
			answered({ Message: 'The request is invalid.', ModelState: { model: ['An error has occurred.'] } }, 400),
			'makeTransaction',
			'ILLiad did not take it (400, The request is invalid., An error has occurred.).',
		],
		[
			'refuses the transaction and still gives it a number',
			answered({ TransactionNumber: 7, Message: 'The request is invalid.' }, 400),
			'makeTransaction',
			'ILLiad did not take it (400, The request is invalid.).',
		],
		[
			'does not keep the note',
			answered({ Message: 'An error occurred' }),
			'writeRefusals',
			'It is in ILLiad, as transaction 7, without the note of unfilled responses (200, An error occurred).',
		],
	])('a colleague gets a notice with the problem if ILLiad %s', (_what, item, step, words) => {
		expect(problem(item, asked(step, { transactionNumber: '7' }))).toBe(words);
	});
});

describe('handing a request over to Alma', () => {
	it('handing over to Alma makes a borrowing request with all data of the loan or article', () => {
		const call = itemOfStep(next({ refusals }, asked('whoSaidNo'), alma));
		expect(call).toMatchObject({
			step: 'makeRequest',
			method: 'POST',
			url: 'https://alma.example.edu/almaws/v1/users/P%2F100/resource-sharing-requests?override_blocks=false',
		});
		expect(call.body).toEqual({
			owner: 'RS_MAIN',
			title: 'Mrs <Dalloway>',
			author: 'Woolf, Virginia',
			isbn: '9780156628709',
			oclc_number: '123456',
			publisher: 'Hogarth Press',
			place_of_publication: 'London',
			year: '1925',
			edition: '2nd',
			note: 'ReShare request EAST-1 ended unfilled',
			last_interest_date: '2099-01-31Z',
			agree_to_copyright_terms: true,
			format: { value: 'PHYSICAL' },
			citation_type: { value: 'BK' },
			pickup_location_type: 'LIBRARY',
			pickup_location: { value: 'SCI' },
		});
		expect(itemOfStep(next({ refusals }, asked('whoSaidNo', { change: copy }), alma)).body).toMatchObject({
			format: { value: 'DIGITAL' },
			citation_type: { value: 'CR' },
			title: 'Molecular structure',
			author: 'Watson, J. D.',
			journal_title: 'Nature',
			volume: '171',
			issue: '4356',
			pages: '737-738',
			issn: '0028-0836',
		});
		expect(next(answered({ request_id: '4325' }), asked('makeRequest'), alma)).toMatchObject({
			to: 'done',
			sentence: 'Handed over to Alma, where it is 4325.',
		});
	});

	it.each<[string, WorkflowItem, string]>([
		[
			'does not answer the call that makes the request',
			lost,
			"Alma may have it: no response arrived (socket hang up). Look at the patron's requests before you make one.",
		],
		[
			'says that the library itself holds the title',
			refused('401604', 'Warning'),
			'Alma says that your own library has something for this title, and made no request. Look at it; only staff should override this.',
		],
		[
			'already has a request of the patron for the title',
			refused('402362', 'Duplicate'),
			'Alma has a request of this patron for this title already, and made no second one.',
		],
		['refuses the request', refused('401652', 'General Error'), 'Alma did not take it (400, 401652, General Error).'],
	])('a colleague gets a notice with the problem if Alma %s', (_what, item, words) => {
		expect(problem(item, asked('makeRequest'), alma)).toBe(words);
	});
});

it.each(Object.keys(languages))('the problems of handing a request over to ILLiad or Alma are explained in %s', (language) => {
	const ends = [
		next(lost, asked('lookFor'), {}, language),
		next(lost, asked('makeTransaction'), {}, language),
		next(lost, asked('makeRequest'), alma, language),
		next(answered([{ CitedIn: 'ReShare EAST-1', TransactionNumber: 7 }]), asked('lookFor'), {}, language),
		next({ Id: 1 }, asked('writeRefusals'), {}, language),
	];
	for (const step of ends)
		expect(
			step.to === 'done' &&
				step.notice !== undefined &&
				/\w/.test(String(step.notice.problem)) &&
				!/undefined|[{}]/.test(String(step.notice.problem)),
		).toBe(true);
});
