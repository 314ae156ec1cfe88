import type { Messages } from './messages/Messages';
import type { ActionResult, ChangeItem, CreateResult, FindResult, Requests } from '../reshare/index';

export type Audience = 'patron' | 'staff';

type Event = ChangeItem['event'];
type RuleOutcome = Awaited<ReturnType<ReturnType<Requests['ownRules']>['apply']>>['outcome'];
type OutcomeWord =
	| 'freeCopy'
	| RuleOutcome
	| CreateResult['outcome']
	| FindResult['outcome']
	| ActionResult['outcome']
	| 'notFound'
	| 'failed'
	| 'notDelivered'
	| 'workflowFailed';
type ReasonWord = NonNullable<CreateResult['reason']> | FindResult['reason'];

/** An outcome, or an outcome with one of its reasons. */
type OutcomeKey = OutcomeWord | `${OutcomeWord}.${ReasonWord}`;

interface Row {
	readonly name: string;
	readonly label: string;
	/** For which items the notice is written, in words for the node's list. */
	readonly when: string;
	/** False if a new node does not choose the notice; usually it does. */
	readonly byDefault?: false;
	/** The events of the trigger's items for which it is written. */
	readonly events?: readonly (Event | 'any')[];
	/** The outcomes of the other nodes' items for which it is written. */
	readonly outcomes?: readonly OutcomeKey[];
	/** Set if the notice is written only while the patron may have the item. */
	readonly whilePatronHasIt?: true;
	/** Set if the notice is written only when nothing shows that the work exists. */
	readonly whileWorkIsUnknown?: true;
	readonly letter?: DueDateLetterKind;
	/** Set if the notice is written only when staff must learn what was typed: see `buildUnusedFormFieldBlocks`. */
	readonly ifTyped?: true;
	/** Set if only the patron can correct the cause, so that staff get no notice. */
	readonly alone?: true;
	/** Set if the notice asks staff to write to the patron. If the patron has no address, staff then need no second notice. */
	readonly staffWrite?: true;
	/** The facts below the text, each with its label. */
	readonly details?: readonly LabeledFactName[];
	/** The list of records, refusals or requests that follows the facts. */
	readonly list?: 'candidates' | 'refusals' | 'otherRequests';
	readonly link?: LinkKind;
	/** Set if the letter brings a copy, and with it the library's copyright notice. */
	readonly bringsCopy?: true;
}

/** The letters about a due date, in their order. */
export type DueDateLetterKind = 'reminder' | 'first' | 'second' | 'third';

/** A fact below the text, by its label. */
export type LabeledFactName = keyof Messages['labels'];

export type LinkKind = keyof Messages['links'];

const citation = ['title', 'journal', 'author', 'volume', 'pages'] as const;
const loan = [...citation, 'number'] as const;
const underWay = [...loan, 'supplier', 'conditions', 'pickupLocation'] as const;
const withPatron = [...loan, 'dueDate', 'conditions'] as const;
const draft = [
	'title',
	'author',
	'journal',
	'isbn',
	'issn',
	'oclcNumber',
	'year',
	'edition',
	'volume',
	'issue',
	'pages',
	'language',
	'patron',
	'patronName',
	'patronEmail',
	'pickupLocation',
	'neededBy',
	'reference',
	'note',
	'staffNote',
] as const;
const asked = ['number', 'title', 'author', 'year', 'volume', 'pages', 'borrower', 'neededBy', 'status', 'explanation'] as const;
const request = [
	'number',
	'title',
	'journal',
	'volume',
	'status',
	'reason',
	'message',
	'conditions',
	'dueDate',
	'borrower',
	'supplier',
	'neededBy',
	'since',
] as const;

/**
 * The kinds of notices to patrons. Of the chosen kinds, the first one that applies to an item is written. The same holds for those to
 * staff.
 */
const patronRows = [
	{
		name: 'freeCopy',
		label: 'Free to Read',
		when: 'An open-access service names a free copy of the article, in the form of Unpaywall, so that nothing is requested',
		outcomes: ['freeCopy'],
		link: 'document',
		details: citation,
	},
	{
		name: 'requested',
		label: 'Request Was Made',
		when: 'The request was made',
		outcomes: ['created'],
		details: [...loan, 'pickupLocation', 'neededBy'],
		link: 'cancel',
	},
	{
		name: 'checkReference',
		label: 'Where Did You Find It?',
		when: 'Search found nothing like it, so that the reference may be wrong or invented: the patron is asked where it came from. Takes the place of Not Available and We Try Another Way',
		outcomes: ['notAvailable'],
		whileWorkIsUnknown: true,
		details: citation,
	},
	{
		name: 'anotherWay',
		label: 'We Try Another Way',
		when: 'No library lends it, or the request was closed at once. Takes the place of Not Available; choose it where staff obtain such items another way, and choose Obtain Another Way for them',
		byDefault: false,
		outcomes: [
			'notAvailable',
			'notCreated.resolverRefused',
			'notCreated.endOfRota',
			'notCreated.cancelled',
			'notCreated.filledLocally',
			'notCreated.closed',
		],
		staffWrite: true,
		details: citation,
	},
	{
		name: 'isbnNotValid',
		label: 'Check the ISBN',
		when: 'The ISBN is mistyped, so that nothing can be searched for',
		outcomes: ['needsReview.isbnNotValid'],
		alone: true,
		details: ['title', 'author', 'isbn'],
	},
	{
		name: 'tooManyOpen',
		label: 'Too Many Open Requests',
		when: 'The patron has as many open requests as your library allows, so that nothing was requested',
		outcomes: ['notCreated.tooManyOpen', 'notCreated.patronAtLimit'],
	},
	{
		name: 'copyrightLimit',
		label: 'Copyright Limit Reached',
		when: "The year's copies from recent issues of the journal are used up, so that staff must approve one more or find another way",
		outcomes: ['needsStaff.copyrightLimit'],
		staffWrite: true,
		details: citation,
	},
	{
		name: 'lookedInto',
		label: 'We Look Into It',
		when: 'Staff must review the request first: a doubtful record, a request that was not placed, or ReShare out of reach',
		outcomes: ['needsReview', 'needsStaff', 'notCreated', 'failed'],
		staffWrite: true,
		details: loan,
	},
	{
		name: 'notAvailable',
		label: 'Not Available',
		when: 'No other library has it or lends it',
		outcomes: ['notAvailable'],
		details: citation,
	},
	{
		name: 'expectsToSupply',
		label: 'A Library Plans to Send It',
		when: 'A library has said that it will send the item',
		events: ['expectsToSupply'],
		details: underWay,
		link: 'cancel',
	},
	{
		name: 'cancelRefused',
		label: 'Could Not Be Canceled',
		when: 'The lender did not agree to cancel, and still plans to send the item',
		events: ['cancelRefused'],
		details: underWay,
	},
	{
		name: 'shipped',
		label: 'On Its Way to Us',
		when: 'The lender has sent the item',
		events: ['shipped'],
		details: underWay,
	},
	{
		name: 'received',
		label: 'Arrived, Ready for Pickup',
		when: 'The item was received. Leave it out where your own system tells patrons when to pick something up',
		events: ['received'],
		details: [...loan, 'pickupLocation', 'pickupHours', 'holdUntil', 'dueDate', 'conditions'],
	},
	{
		name: 'documentDelivered',
		label: 'Copy Has Arrived',
		when: 'A copy was delivered',
		events: ['documentDelivered'],
		details: loan,
		link: 'document',
		bringsCopy: true,
	},
	{
		name: 'loanedDigitally',
		label: 'Lent Digitally',
		when: 'The lender has lent the item in digital form',
		events: ['loanedDigitally'],
		details: [...loan, 'conditions'],
		link: 'document',
	},
	{
		name: 'renewed',
		label: 'Renewed',
		when: 'The lender has renewed the loan',
		events: ['renewed'],
		details: withPatron,
	},
	{
		name: 'lost',
		label: 'Lost',
		when: 'The item was marked as lost',
		events: ['lost'],
		details: loan,
	},
	{
		name: 'overdue',
		label: 'Overdue',
		when: 'The item is overdue while the patron has it. Choose it only where no workflow writes the letters about due dates: the first one says the same',
		byDefault: false,
		events: ['overdue'],
		whilePatronHasIt: true,
		details: withPatron,
	},
	{
		name: 'recalled',
		label: 'Recalled',
		when: 'The lender recalls the item before it is due',
		events: ['recalled'],
		whilePatronHasIt: true,
		details: [...loan, 'conditions'],
	},
	{
		name: 'returnShipped',
		label: 'On Its Way Back',
		when: 'The item was sent back',
		events: ['returnShipped'],
		details: loan,
	},
	{
		name: 'complete',
		label: 'Complete',
		when: 'The lender has the item back',
		events: ['complete'],
		details: loan,
	},
	{
		name: 'closed',
		label: 'Closed',
		when: 'Staff have closed the request as complete, or a digital loan has ended',
		events: ['closed'],
		details: loan,
	},
	{
		name: 'endOfRota',
		label: 'No Library Can Lend It',
		when: 'All libraries were asked, and none can lend it',
		events: ['endOfRota'],
		details: loan,
	},
	{
		name: 'cancelled',
		label: 'Canceled',
		when: 'The request was canceled',
		events: ['cancelled'],
		details: loan,
	},
	{
		name: 'reminder',
		label: 'Due Soon',
		when: 'Get Many found a loan that is not due yet; give it the filter Due Within',
		letter: 'reminder',
		whilePatronHasIt: true,
		details: withPatron,
	},
	{
		name: 'firstLetter',
		label: 'First Overdue Notice',
		when: 'Get Many found an overdue loan',
		letter: 'first',
		whilePatronHasIt: true,
		details: withPatron,
	},
	{
		name: 'secondLetter',
		label: 'Second Overdue Notice',
		when: 'Get Many found a loan that has been overdue for some days, see Options',
		letter: 'second',
		whilePatronHasIt: true,
		details: withPatron,
	},
	{
		name: 'thirdLetter',
		label: 'Final Overdue Notice',
		when: 'Get Many found a loan that has been overdue for long, see Options',
		letter: 'third',
		whilePatronHasIt: true,
		details: withPatron,
	},
	{
		name: 'other',
		label: 'Still in Progress',
		when: 'Another library is asked or has declined, or the request waits for staff: any change without news for the patron',
		byDefault: false,
		events: ['supplierChosen', 'supplierDeclined', 'needsStaff', 'unreadMessage', 'statusChange'],
		details: loan,
	},
] as const satisfies readonly Row[];

const staffRows = [
	{
		name: 'noAddress',
		label: 'Patron Without an Address',
		when: 'A notice for a patron whose email address is not known or not to be used, with its words to pass on',
		details: ['patronSubject', 'number', 'patron', 'patronName', 'patronEmail'],
		link: 'request',
	},
	{
		name: 'notDelivered',
		label: 'Could Not Be Delivered',
		when: "A notice that an email node could not deliver, with its words to pass on: connect that node's error output",
		outcomes: ['notDelivered'],
		link: 'request',
		details: ['patronSubject', 'number', 'error'],
	},
	{
		name: 'notPlaced',
		label: 'Items Without a Notice',
		when: 'An item that no notice is for, so that nobody would hear of it: a wire leads here that should lead elsewhere. Without it, such items end here',
		details: ['number', 'status', ...draft, 'explanation'],
		link: 'request',
	},
	{
		name: 'workflowFailed',
		label: 'A Workflow Failed',
		when: "What n8n's Error Trigger tells, also after n8n itself has stopped",
		outcomes: ['workflowFailed'],
		link: 'execution',
		details: ['error'],
	},
	{
		name: 'couldNotAsk',
		label: 'ReShare Could Not Be Reached',
		when: 'The item failed, in any of the nodes',
		outcomes: ['failed', 'needsReview.lookUpFailed'],
		details: ['error', 'number', ...draft],
		link: 'request',
	},
	{
		name: 'lookAtWish',
		label: 'Review a Request',
		when: 'The citation cannot be searched for',
		outcomes: ['needsReview.badInput', 'needsReview.isbnNotValid'],
		details: [...draft, 'explanation'],
	},
	{
		name: 'chooseRecord',
		label: 'Choose a Record',
		when: 'It is doubtful which record is meant',
		outcomes: ['needsReview'],
		details: [...draft, 'explanation'],
		list: 'candidates',
		link: 'choose',
	},
	{
		name: 'checkReference',
		label: 'Check Whether It Exists',
		when: 'Search found nothing like it, so that the reference may be wrong or invented. Takes the place of Obtain Another Way',
		outcomes: ['notAvailable'],
		whileWorkIsUnknown: true,
		details: [...draft, 'explanation'],
		list: 'candidates',
	},
	{
		name: 'notAvailable',
		label: 'Obtain Another Way',
		when: 'No other library has it or lends it',
		byDefault: false,
		outcomes: ['notAvailable'],
		details: [...draft, 'explanation'],
		list: 'candidates',
	},
	{
		name: 'requestDetails',
		label: 'Details From the Form',
		when: 'The patron typed something that ReShare did not get, and there is no other notice for staff',
		outcomes: ['created', 'notAvailable'],
		ifTyped: true,
		details: ['number', 'status', ...draft],
		link: 'request',
	},
	{
		name: 'copyrightLimit',
		label: 'Approve a Copy',
		when: "The year's copies from recent issues of the journal are used up: the requests that count, and the link to approve one more",
		outcomes: ['needsStaff.copyrightLimit'],
		details: [...draft, 'explanation'],
		list: 'otherRequests',
		link: 'approve',
	},
	{
		name: 'lookAtRequest',
		label: 'Review a New Request',
		when: 'ReShare holds the new request back, or another request stands in its way',
		outcomes: ['needsStaff', 'notCreated.duplicate', 'notCreated.referenceAlreadyUsed'],
		details: ['number', 'status', ...draft, 'explanation'],
		link: 'request',
	},
	{
		name: 'notCreated',
		label: 'Request Not Placed',
		when: 'The request was not placed, or was closed at once',
		outcomes: ['notCreated'],
		details: ['number', 'status', ...draft, 'explanation'],
		link: 'request',
	},
	{
		name: 'actionNotDone',
		label: 'Action Not Done',
		when: 'Perform Action could not do what it was told, or nobody knows',
		outcomes: ['notPossible', 'unclear', 'notFound'],
		details: ['action', 'number', 'title', 'status', 'conditions', 'explanation'],
		link: 'request',
	},
	{
		name: 'ruleWouldAnswer',
		label: 'Lending Rule: Response Proposed',
		when: 'What Apply Lending Rules proposes, with the link to send it',
		outcomes: ['wouldAnswer'],
		details: asked,
		link: 'confirm',
	},
	{
		name: 'ruleLeftToStaff',
		label: 'Lending Rules: Left to Staff',
		when: 'A lending request that staff must respond to, and why: no rule fits, something could not be read, or the rules have stopped',
		outcomes: ['leftToStaff'],
		details: asked,
		link: 'request',
	},
	{
		name: 'unreadMessage',
		label: 'Unread Message',
		when: 'The other library has written',
		events: ['unreadMessage'],
		details: request,
		link: 'request',
	},
	{
		name: 'conditionsAnswered',
		label: 'Conditions Accepted',
		when: 'The borrower agrees to your conditions',
		events: ['conditionsAnswered'],
		details: request,
		link: 'request',
	},
	{
		name: 'endOfRota',
		label: 'No Library Can Lend It',
		when: 'All libraries were asked, and none can lend it',
		events: ['endOfRota'],
		details: ['number', 'reference', 'citation', 'patron', 'patronName', 'pickupLocation', 'neededBy'],
		list: 'refusals',
		link: 'request',
	},
	{
		name: 'needsStaff',
		label: 'Staff Must Act',
		when: 'The request goes on only after staff have done something',
		events: ['needsStaff'],
		details: request,
		link: 'request',
	},
	{
		name: 'other',
		label: 'Any Other Change',
		when: 'Any change that has no notice of its own',
		byDefault: false,
		events: ['any'],
		details: request,
		link: 'request',
	},
] as const satisfies readonly Row[];

export type PatronNoticeName = (typeof patronRows)[number]['name'];
export type StaffNoticeName = (typeof staffRows)[number]['name'];

export type NoticeKind = Omit<Row, 'byDefault'> & { readonly byDefault: boolean } & (
		{ readonly audience: 'patron'; readonly name: PatronNoticeName } | { readonly audience: 'staff'; readonly name: StaffNoticeName }
	);

export const noticeKinds: readonly NoticeKind[] = [
	...patronRows.map((row): NoticeKind => ({ byDefault: true, ...row, audience: 'patron' })),
	...staffRows.map((row): NoticeKind => ({ byDefault: true, ...row, audience: 'staff' })),
];

export function noticeKindsFor(audience: Audience): readonly NoticeKind[] {
	return noticeKinds.filter((kind) => kind.audience === audience);
}
