import { quoteText } from './noticeFacts';
import { fillMessage, fillSubject } from './fillPlaceholders';
import { textOfField, type WorkflowItem } from './workflowItem';
import type { PatronNoticeName, StaffNoticeName } from './noticeKinds';
import type { ListKind } from './lists/listKinds';
import { buildIlliadNote } from './otherSystems/illiadNote';
import type { OtherSystemTaskKind } from './otherSystems/otherSystemTaskKinds';
import type { EndStep } from './otherSystems/otherSystemSteps';
import { messagesByLanguage } from './messages/messagesByLanguage';
import type { Language } from './messages/languages';

/* Invented requests, an item for each notice, as the nodes make them. */

const citation: WorkflowItem = {
	title: 'Braiding sweetgrass',
	author: 'Kimmerer, Robin Wall',
	isbn: '9781571313355',
	publicationDate: '2013',
	patronId: 'P1001',
	patronName: 'Pat Example',
	patronEmail: 'pat@example.edu',
	pickupLocation: 'Main Library',
	reference: 'FORM-20270301-1',
	askedFor: { instanceId: null, oclcNumber: null, isbn: '9781571313355', issn: null, title: 'Braiding sweetgrass', author: 'Kimmerer' },
};

const article: WorkflowItem = {
	...citation,
	title: 'Nature',
	author: null,
	isbn: null,
	issn: '0028-0836',
	publicationDate: null,
	askedFor: { instanceId: null, oclcNumber: null, isbn: null, issn: '0028-0836', title: 'Nature', author: null },
	partTitle: 'Molecular structure of nucleic acids',
	partAuthor: 'Watson, J. D.',
};

const candidates = [
	{
		title: 'Braiding sweetgrass : indigenous wisdom',
		author: 'Kimmerer, Robin Wall',
		edition: 'First edition',
		publicationDate: '2013',
		lendingLibraries: ['US-WEST', 'US-LAKE', 'US-MOOR', 'US-HILL'],
		lendingLibraryCount: 4,
		heldByOwnLibrary: true,
		instanceId: '30000000-0000-4000-8000-000000000001',
		lending: 'lent',
		reason: '4 libraries lend it (US-WEST, US-LAKE, US-MOOR, US-HILL)',
	},
	{
		title: 'Braiding sweetgrass for young adults',
		author: null,
		edition: null,
		publicationDate: null,
		lendingLibraries: [],
		lendingLibraryCount: 0,
		heldByOwnLibrary: false,
		instanceId: '30000000-0000-4000-8000-000000000002',
		lending: 'notRead',
		reason: 'Its lending policies could not be read',
	},
];

const notLent = [
	{ ...candidates[0], lendingLibraries: [], lendingLibraryCount: 0, lending: 'notLent', reason: 'No other library lends it' },
];

const made = {
	requestId: '7d5f2c1e-0000-4000-8000-000000000001',
	hrid: 'EAST-1042',
	staffLink: 'https://east.reshare.example.org/request/requests/view/7d5f2c1e',
	status: { code: 'NEW', label: 'New' },
};

function change(event: string, label: string, more: WorkflowItem = {}): WorkflowItem {
	return {
		event,
		eventId: `event-${event}`,
		isStillCurrent: true,
		isTest: false,
		needsStaff: false,
		side: 'borrowing',
		...made,
		status: { code: label.toUpperCase(), label },
		title: 'Braiding sweetgrass /',
		author: citation.author,
		volume: 'v. 2',
		patronId: citation.patronId,
		patronEmail: citation.patronEmail,
		pickupLocation: citation.pickupLocation,
		supplier: 'West Ridge College Library',
		borrower: null,
		dueDate: '2027-04-02',
		neededBy: '2027-03-20',
		occurredAt: '2027-03-01T09:15:00.000-05:00',
		conditions: [],
		inWords: { occurredAt: 'March 1, 2027, 9:15 AM', neededBy: 'March 20, 2027' },
		...more,
	};
}

const loan = (dueDate: string): WorkflowItem => ({
	outcome: 'found',
	...made,
	...citation,
	reference: null,
	status: { code: 'R', label: 'Received' },
	isWithPatron: true,
	side: 'borrowing',
	dueDate,
});

const condition = {
	id: '1',
	at: '2027-03-01T09:15:00.000-05:00',
	code: 'LibraryUseOnly',
	cost: '12.50',
	currency: 'EUR',
	note: null,
	accepted: null,
	inWords: 'LibraryUseOnly, 12.50 EUR',
};

/** The day on which the samples are written, for due dates. */
export const sampleDay = '2027-04-01';

const nothingFound: WorkflowItem = {
	outcome: 'notAvailable',
	reason: 'nothingFound',
	existence: 'nothingKnown',
	explanation: "No record was found by the title. 14 records have the author's name, and none of them such a title.",
};

const overLimit: WorkflowItem = {
	outcome: 'needsStaff',
	reason: 'copyrightLimit',
	explanation:
		'This year, 5 requests for copies from recent issues of the journal count, and 5 are allowed without approval. Nothing was sent.',
	...article,
	otherRequests: [1007, 1011, 1019, 1023, 1038].map((number) => ({
		requestId: `5d1fa2f6-0000-4000-8000-00000000${number}`,
		hrid: `EAST-${number}`,
		status: { code: 'REQ_DOCUMENT_DELIVERED', label: 'Document delivered' },
	})),
};

export const patronNoticeSamples: Readonly<Record<PatronNoticeName, WorkflowItem>> = {
	freeCopy: { ...article, best_oa_location: { url: 'https://repository.example.org/nucleic-acids' } },
	requested: { outcome: 'created', reason: null, explanation: 'The request was made.', ...citation, ...made },
	checkReference: { ...nothingFound, ...citation, candidates: [] },
	anotherWay: {
		outcome: 'notAvailable',
		reason: 'nobodyLends',
		explanation: 'Found by ISBN 9781571313355, but no other library lends it.',
		...citation,
		candidates: notLent,
	},
	isbnNotValid: {
		outcome: 'needsReview',
		reason: 'isbnNotValid',
		explanation: 'The ISBN is mistyped.',
		...citation,
		askedFor: { isbn: '978157131335', title: 'Braiding sweetgrass' },
		candidates: [],
	},
	tooManyOpen: {
		outcome: 'notCreated',
		reason: 'tooManyOpen',
		explanation: 'The patron has 5 open requests, and your library allows 5. Nothing was sent.',
		...citation,
	},
	copyrightLimit: overLimit,
	lookedInto: {
		outcome: 'needsStaff',
		reason: 'possibleDuplicate',
		explanation: 'ReShare sees a possible duplicate.',
		...citation,
		...made,
	},
	notAvailable: {
		outcome: 'notAvailable',
		reason: 'nobodyLends',
		explanation: 'Found by ISBN 9781571313355, but no other library lends it.',
		...citation,
		candidates: [{ ...notLent[0], heldByOwnLibrary: false }],
	},
	expectsToSupply: change('expectsToSupply', 'Expects to supply', { expectedArrival: '2027-03-09' }),
	cancelRefused: change('cancelRefused', 'Expects to supply'),
	shipped: change('shipped', 'Shipped', { expectedArrival: '2027-03-09' }),
	received: change('received', 'In local circulation process', {
		isWithPatron: true,
		holdUntil: '2027-03-15',
		conditions: [{ ...condition, accepted: true }],
	}),
	documentDelivered: change('documentDelivered', 'Document delivered', {
		title: 'Nature',
		partTitle: 'Molecular structure of nucleic acids',
		partAuthor: 'Watson, J. D.',
		documentLink: 'https://documents.example.org/1042',
	}),
	loanedDigitally: change('loanedDigitally', 'Loaned digitally', {
		documentLink: 'https://documents.example.org/1042',
		pickupLocation: null,
	}),
	renewed: change('renewed', 'Renewed', { isWithPatron: true, dueDate: '2027-04-30' }),
	lost: change('lost', 'Item has been lost'),
	overdue: change('overdue', 'Overdue', { isWithPatron: true }),
	recalled: change('recalled', 'Recalled', { isWithPatron: true }),
	returnShipped: change('returnShipped', 'Return shipped'),
	complete: change('complete', 'Complete'),
	closed: change('closed', 'Complete'),
	endOfRota: change('endOfRota', 'End of rota', { supplier: null }),
	cancelled: change('cancelled', 'Cancelled'),
	reminder: loan('2027-04-03'),
	firstLetter: loan('2027-03-30'),
	secondLetter: loan('2027-03-20'),
	thirdLetter: loan('2027-03-01'),
	other: change('statusChange', 'Sourcing'),
};

const lending = { side: 'lending', patronId: null, patronEmail: null, supplier: null, borrower: 'North Valley University Library' };

const forStaff: Readonly<Record<StaffNoticeName, WorkflowItem>> = {
	noAddress: change('received', 'In local circulation process', { patronEmail: null }),
	notDelivered: {
		notice: 'closed',
		audience: 'patron',
		to: 'pat@example.edu',
		hrid: made.hrid,
		requestId: made.requestId,
		staffLink: made.staffLink,
		title: citation.title,
		error: '550 5.1.1 No such mailbox',
	},
	notPlaced: { outcome: 'eligible', reason: 'onlyMatch', explanation: 'Found by ISBN 9781571313355: 4 libraries lend it.', ...citation },
	requestDetails: {
		outcome: 'created',
		...citation,
		...made,
		otherFields: { 'Phone Number': '555-0100' },
		typedWarnings: ["'Note for Your Staff' was not sent: an OpenURL has no place for it. It was: Please leave it at the front desk"],
	},
	workflowFailed: {
		workflow: { id: '7', name: 'Request a book from another library' },
		execution: {
			id: '231',
			url: 'https://n8n.library.example.edu/workflow/7/executions/231',
			lastNodeExecuted: 'Find Eligible Instance',
			mode: 'trigger',
			error: { message: 'Workflow did not finish, possible out-of-memory issue' },
		},
	},
	couldNotAsk: { ...citation, error: 'Okapi did not answer within 30 seconds', details: 'Try again later' },
	lookAtWish: {
		outcome: 'needsReview',
		reason: 'badInput',
		explanation: 'Nothing in the item can be searched for.',
		...citation,
		title: null,
		author: null,
		isbn: null,
		publicationDate: null,
		askedFor: { instanceId: null, oclcNumber: null, isbn: null, issn: null, title: null, author: null },
		otherFields: { 'Note for Your Staff': 'The blue book that Professor Example showed in class' },
		candidates: [],
	},
	chooseRecord: {
		outcome: 'needsReview',
		reason: 'severalRecords',
		explanation: 'Found by ISBN 9781571313355, but two records have this ISBN.',
		...citation,
		candidates,
	},
	checkReference: { ...nothingFound, ...citation, candidates: [] },
	notAvailable: {
		outcome: 'notAvailable',
		reason: 'nobodyLends',
		explanation: 'Found by ISBN 9781571313355, but no other library lends it.',
		...citation,
		candidates: notLent,
	},
	copyrightLimit: overLimit,
	lookAtRequest: {
		outcome: 'needsStaff',
		reason: 'possibleDuplicate',
		explanation: 'ReShare sees a possible duplicate.',
		...citation,
		...made,
	},
	notCreated: { outcome: 'notCreated', reason: 'patronNotValid', explanation: 'ReShare does not know the patron.', ...citation },
	actionNotDone: {
		outcome: 'notPossible',
		reason: 'notOffered',
		requestAction: 'renew',
		explanation: "The ReShare of your library has no action 'Request a Renewal'.",
		...made,
		status: { code: 'SHIPPED', label: 'Shipped' },
		title: citation.title,
	},
	ruleWouldAnswer: {
		outcome: 'wouldAnswer',
		reason: 'ruleFits',
		explanation: "The rule 'Nothing new' fits. It would answer: cannot supply. Nothing was sent.",
		rule: 'Nothing new',
		answer: 'cannotSupply',
		...made,
		...lending,
		title: citation.title,
		author: citation.author,
		publicationDate: '2027-02',
		neededBy: '2027-04-10',
		confirmLink: 'https://n8n.library.example.edu/webhook/lending-rules?requestId=7d5f2c1e&confirmation=0a1b2c',
	},
	ruleLeftToStaff: {
		outcome: 'leftToStaff',
		reason: 'notRead',
		explanation: "The rule 'DVDs' asks the format, which could not be read from the request. It is left to staff.",
		rule: 'DVDs',
		answer: 'leaveToStaff',
		...made,
		...lending,
		title: citation.title,
		author: citation.author,
	},
	unreadMessage: change('unreadMessage', 'Expects to supply', {
		needsStaff: true,
		dueDate: null,
		reason: 'May we send the paperback?',
		whatToDo: 'Read and answer the message of the other library.',
	}),
	conditionsAnswered: change('conditionsAnswered', 'Awaiting shipping', {
		...lending,
		dueDate: null,
		conditions: [{ ...condition, accepted: true }],
		whatToDo: 'Send the item: the borrower agrees to your conditions.',
	}),
	endOfRota: change('endOfRota', 'End of rota', {
		supplier: null,
		refusals: [{ at: '2027-03-01T09:15:00.000-05:00', library: 'West Ridge College Library', reason: 'on loan', note: null }],
	}),
	needsStaff: change('needsStaff', 'Conditions received', {
		needsStaff: true,
		dueDate: null,
		whatToDo: 'Accept or reject the conditions of the lender.',
		reason: condition.inWords,
		conditions: [condition],
	}),
	other: change('statusChange', 'Sourcing', { supplier: null, dueDate: null }),
};

/** Makes the samples for staff. The letter that was not delivered is in the patron's language. */
export function buildStaffNoticeSamples(language: Language): typeof forStaff {
	const { patron, greeting, quotes } = messagesByLanguage[language];
	const subject = fillSubject(patron.closed.subject, { title: quoteText(textOfField(citation, 'title'), quotes), number: made.hrid });
	return { ...forStaff, notDelivered: { ...forStaff.notDelivered, language, subject, text: `${greeting}\n\n${patron.closed.text}` } };
}

const request = (number: number, more: WorkflowItem): WorkflowItem => ({
	outcome: 'found',
	...made,
	hrid: `EAST-10${number}`,
	requestId: `id-${number}`,
	title: `Invented title ${number}`,
	status: { code: 'S', label: 'Shipped' },
	phase: 'onLoan',
	isOpen: true,
	isWithPatron: false,
	side: 'borrowing',
	supplier: 'West Ridge College Library',
	createdAt: '2027-03-01T09:00:00.000-05:00',
	...more,
});
const asked = { code: 'E', label: 'Expects to supply' };
const entry = (at: string, event: string, phase: string): WorkflowItem => ({ at, kind: 'status', event, phase });
const stories = [
	request(11, {
		status: { code: 'R', label: 'In local circulation process' },
		pickupLocation: 'Main Library',
		refusals: [{ library: 'South Library', reason: 'on loan' }],
		entries: [
			entry('2027-02-01T09:00:00.000-05:00', 'supplierChosen', 'asking'),
			entry('2027-02-03T09:00:00.000-05:00', 'shipped', 'onLoan'),
			entry('2027-02-06T09:00:00.000-05:00', 'received', 'onLoan'),
		],
	}),
	request(12, {
		pickupLocation: 'Science Library',
		refusals: [],
		entries: [
			entry('2027-03-28T09:00:00.000-05:00', 'supplierChosen', 'asking'),
			entry('2027-03-30T09:00:00.000-05:00', 'endOfRota', 'over'),
		],
		isOpen: false,
		status: { code: 'E', label: 'End of rota' },
	}),
];

const copies = [1, 2].map((number) =>
	request(number, {
		serviceType: 'copy',
		statusEvent: 'documentDelivered',
		title: 'Journal of Tides',
		issn: '0028-0836',
		publicationDate: number === 1 ? '2026' : null,
	}),
);

export const samplesOfLists: Readonly<Record<ListKind, readonly WorkflowItem[]>> = {
	slow: [
		request(1, { workingDaysWithoutChange: 12, workingDaysOld: 14, isLate: null, comesInTime: null }),
		request(2, {
			phase: 'asking',
			status: asked,
			workingDaysOld: 8,
			workingDaysWithoutChange: 8,
			awaited: 'shipping',
			waitedWorkingDays: 8,
			usualWorkingDays: null,
			usualFrom: 3,
			isLate: null,
			comesInTime: null,
		}),
		request(3, {
			phase: 'asking',
			status: asked,
			workingDaysOld: 9,
			workingDaysWithoutChange: 6,
			awaited: 'shipping',
			waitedWorkingDays: 6,
			usualWorkingDays: 3,
			usualFrom: 40,
			isLate: true,
			comesInTime: null,
		}),
		request(4, {
			workingDaysOld: 4,
			workingDaysWithoutChange: 1,
			neededBy: '2027-04-03',
			awaited: 'arrival',
			waitedWorkingDays: 1,
			usualWorkingDays: 4,
			usualFrom: 40,
			isLate: false,
			comesInTime: false,
			expectedArrival: '2027-04-05',
		}),
	],
	lendingDesk: [
		request(3, { side: 'lending', outcome: 'found', deskPart: 'pullSlip' }),
		request(4, { side: 'lending', outcome: 'found', deskPart: 'answer' }),
	],
	pullList: [request(3, { side: 'lending', callNumber: 'QA 76.6 .K64', shelf: 'Stacks', borrower: 'North Valley University Library' })],
	account: [
		{
			outcome: 'eligible',
			instanceId: 'i1',
			title: 'Braiding sweetgrass',
			lendingLibraries: ['US-WEST'],
			askedFor: { isbn: '9781571313355' },
		},
		forStaff.chooseRecord,
		forStaff.couldNotAsk,
	],
	rehearsal: [
		request(5, {
			outcome: 'rehearsed',
			side: 'lending',
			borrower: 'North Valley University Library',
			rule: 'Nothing new',
			answer: 'cannotSupply',
			staffAnswer: 'cannotSupply',
			isSame: true,
			notRead: [],
		}),
		request(6, {
			outcome: 'rehearsed',
			side: 'lending',
			borrower: 'North Valley University Library',
			rule: 'Nothing new',
			answer: 'cannotSupply',
			staffAnswer: 'willSupply',
			isSame: false,
			notRead: [],
		}),
		request(7, {
			outcome: 'rehearsed',
			side: 'lending',
			rule: 'DVDs',
			answer: 'leaveToStaff',
			staffAnswer: null,
			isSame: null,
			notRead: ['the format'],
		}),
	],
	digest: [...stories, request(4, { side: 'lending', lendingRule: 'Nothing new' })],
	statistics: [
		...stories,
		...(
			[
				['North Fells University Library', 40, 30],
				['South Library', 6, 4],
			] as const
		).map(([lender, asked, supplied]) => ({
			outcome: 'counted',
			daysBack: 365,
			lender,
			serviceType: 'loan',
			asked,
			supplied,
			suppliedPercent: Math.round((supplied / asked) * 1000) / 10,
			refused: asked - supplied,
			refusedBecause: [{ reason: 'in use', times: asked - supplied }],
			askedToShipped: { count: supplied, isEnough: supplied >= 10, days: { median: 2, nineOfTen: 4 } },
			shippedToReceived: { count: supplied, isEnough: supplied >= 10, days: { median: 3, nineOfTen: 5 } },
			askedToReceived: { count: supplied, isEnough: supplied >= 10, days: { median: 5, nineOfTen: 9 } },
		})),
	],
	copies,
	copyRecords: copies,
};

const end = (name: string, sentence: string, more: Partial<EndStep> = {}): EndStep => ({
	to: 'done',
	name,
	sentence,
	isTrouble: false,
	isAwaited: true,
	...more,
});

/** Makes samples of the reports about ILLiad, Alma and the like; their sentences are those that the operations for these systems write. */
export function buildOtherSystemReportSamples(
	language: Language,
): ReadonlyArray<{ readonly system: OtherSystemTaskKind; readonly ends: readonly EndStep[] }> {
	const { systems, lists, causes } = messagesByLanguage[language];
	const { verdicts } = lists.account;
	return [
		{
			system: 'illiadNote',
			ends: [
				end(
					'204518',
					`${fillMessage(systems.end.moved, { queue: 'Request Sent' })} ${buildIlliadNote([fillMessage(systems.note.requested, { number: made.hrid })], language)}`,
				),
				end('', systems.end.noNumber, { isTrouble: true }),
			],
		},
		{
			system: 'almaCancellation',
			ends: [
				end('204518', [verdicts.requested, fillMessage(systems.alma.inReShare, { number: made.hrid }), systems.alma.canceled].join(', '), {
					row: 1,
					isRequested: true,
				}),
				end('204519', `${[verdicts.lookAtIt, systems.alma.stays].join(', ')}. ${causes.search.severalRecords}`, {
					row: 2,
					isTrouble: true,
					explanation: 'Several records fit, and nothing tells which one is meant.',
				}),
			],
		},
	];
}
