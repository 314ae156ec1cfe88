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
export type OutcomeKey = OutcomeWord | `${OutcomeWord}.${ReasonWord}`;

interface Row {
	readonly audience: Audience;
	readonly name: string;
	readonly label: string;
	/** For which items the notice is written, in words for the node's list. */
	readonly when: string;
	readonly byDefault: boolean;
	/** The events of the trigger's items for which it is written. */
	readonly events?: readonly (Event | 'any')[];
	/** The outcomes of the other nodes' items for which it is written. */
	readonly outcomes?: readonly OutcomeKey[];
	/** The notice is written only while the patron may have the item. */
	readonly whilePatronHasIt?: true;
	/** The notice is written only where nothing shows that the work exists. */
	readonly whileWorkIsUnknown?: true;
	readonly letter?: Letter;
	/** The notice is only written where staff must learn what was typed: see `typedIn`. */
	readonly ifTyped?: true;
	/** Only the patron can correct the cause, so that staff get no notice. */
	readonly alone?: true;
	/** The notice for staff asks them to write to the patron. If the patron has no address, they need no second notice. */
	readonly staffWrite?: true;
	/** The facts below the text, each with its label. */
	readonly details?: readonly Detail[];
	/** The list below the details. */
	readonly list?: 'candidates' | 'refusals' | 'otherRequests';
	readonly link?: LinkKind;
	/** The letter brings a copy, and with it the library's copyright notice. */
	readonly bringsCopy?: true;
}

/** The letters about a due date, in their order. */
export type Letter = 'reminder' | 'first' | 'second' | 'third';

export type Detail =
	| 'citation'
	| 'title'
	| 'author'
	| 'journal'
	| 'isbn'
	| 'issn'
	| 'year'
	| 'volume'
	| 'pages'
	| 'number'
	| 'reference'
	| 'status'
	| 'reason'
	| 'message'
	| 'patronSubject'
	| 'conditions'
	| 'explanation'
	| 'error'
	| 'patron'
	| 'patronName'
	| 'patronEmail'
	| 'pickupLocation'
	| 'pickupHours'
	| 'holdUntil'
	| 'dueDate'
	| 'supplier'
	| 'borrower'
	| 'neededBy'
	| 'since';

export type LinkKind = 'confirm' | 'cancel' | 'request' | 'document' | 'execution' | 'choose' | 'approve';

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
	'year',
	'volume',
	'pages',
	'patron',
	'patronName',
	'patronEmail',
	'pickupLocation',
	'neededBy',
	'reference',
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

/** All notices. For each audience, the first one that is chosen and applies is written. */
const rows = [
	{
		audience: 'patron',
		name: 'freeCopy',
		label: 'Free to Read',
		when: 'An open-access service names a free copy of the article, in the form of Unpaywall, so that nothing is requested',
		byDefault: true,
		outcomes: ['freeCopy'],
		link: 'document',
		details: citation,
	},
	{
		audience: 'patron',
		name: 'requested',
		label: 'Request Was Made',
		when: 'The request was made',
		byDefault: true,
		outcomes: ['created'],
		details: [...loan, 'pickupLocation', 'neededBy'],
		link: 'cancel',
	},
	{
		audience: 'patron',
		name: 'checkReference',
		label: 'Where Did You Find It?',
		when: 'Search found nothing like it, so that the reference may be wrong or invented: the patron is asked where it came from. Takes the place of Not Available and We Try Another Way',
		byDefault: true,
		outcomes: ['notAvailable'],
		whileWorkIsUnknown: true,
		details: citation,
	},
	{
		audience: 'patron',
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
		audience: 'patron',
		name: 'isbnNotValid',
		label: 'Check the ISBN',
		when: 'The ISBN is mistyped, so that nothing can be searched for',
		byDefault: true,
		outcomes: ['needsReview.isbnNotValid'],
		alone: true,
		details: ['title', 'author', 'isbn'],
	},
	{
		audience: 'patron',
		name: 'tooManyOpen',
		label: 'Too Many Open Requests',
		when: 'The patron has as many open requests as your library allows, so that nothing was requested',
		byDefault: true,
		outcomes: ['notCreated.tooManyOpen', 'notCreated.patronAtLimit'],
	},
	{
		audience: 'patron',
		name: 'copyrightLimit',
		label: 'Copyright Limit Reached',
		when: "The year's copies from recent issues of the journal are used up, so that staff must approve one more or find another way",
		byDefault: true,
		outcomes: ['needsStaff.copyrightLimit'],
		staffWrite: true,
		details: citation,
	},
	{
		audience: 'patron',
		name: 'lookedInto',
		label: 'We Look Into It',
		when: 'Staff must review the request first: a doubtful record, a request that was not placed, or ReShare out of reach',
		byDefault: true,
		outcomes: ['needsReview', 'needsStaff', 'notCreated', 'failed'],
		staffWrite: true,
		details: loan,
	},
	{
		audience: 'patron',
		name: 'notAvailable',
		label: 'Not Available',
		when: 'No other library has it or lends it',
		byDefault: true,
		outcomes: ['notAvailable'],
		details: citation,
	},
	{
		audience: 'patron',
		name: 'expectsToSupply',
		label: 'A Library Plans to Send It',
		when: 'A library has said that it will send the item',
		byDefault: true,
		events: ['expectsToSupply'],
		details: underWay,
		link: 'cancel',
	},
	{
		audience: 'patron',
		name: 'cancelRefused',
		label: 'Could Not Be Canceled',
		when: 'The lender did not agree to cancel, and still plans to send the item',
		byDefault: true,
		events: ['cancelRefused'],
		details: underWay,
	},
	{
		audience: 'patron',
		name: 'shipped',
		label: 'On Its Way to Us',
		when: 'The lender has sent the item',
		byDefault: true,
		events: ['shipped'],
		details: underWay,
	},
	{
		audience: 'patron',
		name: 'received',
		label: 'Arrived, Ready for Pickup',
		when: 'The item was received. Leave it out where your own system tells patrons when to pick something up',
		byDefault: true,
		events: ['received'],
		details: [...loan, 'pickupLocation', 'pickupHours', 'holdUntil', 'dueDate', 'conditions'],
	},
	{
		audience: 'patron',
		name: 'documentDelivered',
		label: 'Copy Has Arrived',
		when: 'A copy was delivered',
		byDefault: true,
		events: ['documentDelivered'],
		details: loan,
		link: 'document',
		bringsCopy: true,
	},
	{
		audience: 'patron',
		name: 'loanedDigitally',
		label: 'Lent Digitally',
		when: 'The lender has lent the item in digital form',
		byDefault: true,
		events: ['loanedDigitally'],
		details: [...loan, 'conditions'],
		link: 'document',
	},
	{
		audience: 'patron',
		name: 'renewed',
		label: 'Renewed',
		when: 'The lender has renewed the loan',
		byDefault: true,
		events: ['renewed'],
		details: withPatron,
	},
	{
		audience: 'patron',
		name: 'lost',
		label: 'Lost',
		when: 'The item was marked as lost',
		byDefault: true,
		events: ['lost'],
		details: loan,
	},
	{
		audience: 'patron',
		name: 'overdue',
		label: 'Overdue',
		when: 'The item is overdue while the patron has it. Choose it only where no workflow writes the letters about due dates: the first one says the same',
		byDefault: false,
		events: ['overdue'],
		whilePatronHasIt: true,
		details: withPatron,
	},
	{
		audience: 'patron',
		name: 'recalled',
		label: 'Recalled',
		when: 'The lender recalls the item before it is due',
		byDefault: true,
		events: ['recalled'],
		whilePatronHasIt: true,
		details: withPatron,
	},
	{
		audience: 'patron',
		name: 'returnShipped',
		label: 'On Its Way Back',
		when: 'The item was sent back',
		byDefault: true,
		events: ['returnShipped'],
		details: loan,
	},
	{
		audience: 'patron',
		name: 'complete',
		label: 'Complete',
		when: 'The lender has the item back',
		byDefault: true,
		events: ['complete'],
		details: loan,
	},
	{
		audience: 'patron',
		name: 'closed',
		label: 'Closed',
		when: 'Staff have closed the request as complete, or a digital loan has ended',
		byDefault: true,
		events: ['closed'],
		details: loan,
	},
	{
		audience: 'patron',
		name: 'endOfRota',
		label: 'No Library Can Lend It',
		when: 'All libraries were asked, and none can lend it',
		byDefault: true,
		events: ['endOfRota'],
		details: loan,
	},
	{
		audience: 'patron',
		name: 'cancelled',
		label: 'Canceled',
		when: 'The request was canceled',
		byDefault: true,
		events: ['cancelled'],
		details: loan,
	},
	{
		audience: 'patron',
		name: 'reminder',
		label: 'Due Soon',
		when: 'Get Many found a loan that is not due yet; give it the filter Due Within',
		byDefault: true,
		letter: 'reminder',
		whilePatronHasIt: true,
		details: withPatron,
	},
	{
		audience: 'patron',
		name: 'firstLetter',
		label: 'First Overdue Notice',
		when: 'Get Many found an overdue loan',
		byDefault: true,
		letter: 'first',
		whilePatronHasIt: true,
		details: withPatron,
	},
	{
		audience: 'patron',
		name: 'secondLetter',
		label: 'Second Overdue Notice',
		when: 'Get Many found a loan that has been overdue for some days, see Options',
		byDefault: true,
		letter: 'second',
		whilePatronHasIt: true,
		details: withPatron,
	},
	{
		audience: 'patron',
		name: 'thirdLetter',
		label: 'Final Overdue Notice',
		when: 'Get Many found a loan that has been overdue for long, see Options',
		byDefault: true,
		letter: 'third',
		whilePatronHasIt: true,
		details: withPatron,
	},
	{
		audience: 'patron',
		name: 'other',
		label: 'Any Other Change',
		when: 'Any change that has no notice of its own',
		byDefault: false,
		events: ['any'],
		details: loan,
	},

	{
		audience: 'staff',
		name: 'noAddress',
		label: 'Patron Without an Address',
		when: 'A notice for a patron whose email address is not known or not to be used, with its words to pass on',
		byDefault: true,
		details: ['patronSubject', 'number', 'patron', 'patronName', 'patronEmail'],
		link: 'request',
	},
	{
		audience: 'staff',
		name: 'notDelivered',
		label: 'Could Not Be Delivered',
		when: "A notice that an email node did not get rid of, with its words to pass on: connect that node's error output",
		byDefault: true,
		outcomes: ['notDelivered'],
		link: 'request',
		details: ['patronSubject', 'number', 'error'],
	},
	{
		audience: 'staff',
		name: 'notPlaced',
		label: 'Items Without a Notice',
		when: 'An item that no notice is for, so that nobody would hear of it: a wire leads here that should lead elsewhere. Without it, such items end here',
		byDefault: true,
		details: ['number', 'status', ...draft, 'explanation'],
		link: 'request',
	},
	{
		audience: 'staff',
		name: 'requestDetails',
		label: 'Details of a New Request',
		when: 'The request was made, and the patron typed something that ReShare did not get',
		byDefault: true,
		outcomes: ['created'],
		ifTyped: true,
		details: ['number', 'status', ...draft],
		link: 'request',
	},
	{
		audience: 'staff',
		name: 'workflowFailed',
		label: 'A Workflow Failed',
		when: "What n8n's Error Trigger tells, also after n8n itself has stopped",
		byDefault: true,
		outcomes: ['workflowFailed'],
		link: 'execution',
		details: ['error'],
	},
	{
		audience: 'staff',
		name: 'couldNotAsk',
		label: 'ReShare Could Not Be Reached',
		when: 'The item failed, in any of the nodes',
		byDefault: true,
		outcomes: ['failed', 'needsReview.lookUpFailed'],
		details: ['error', 'number', ...draft],
		link: 'request',
	},
	{
		audience: 'staff',
		name: 'lookAtWish',
		label: 'Review a Request',
		when: 'The citation cannot be searched for',
		byDefault: true,
		outcomes: ['needsReview.badInput', 'needsReview.isbnNotValid'],
		details: [...draft, 'explanation'],
	},
	{
		audience: 'staff',
		name: 'chooseRecord',
		label: 'Choose a Record',
		when: 'It is doubtful which record is meant',
		byDefault: true,
		outcomes: ['needsReview'],
		details: [...draft, 'explanation'],
		list: 'candidates',
		link: 'choose',
	},
	{
		audience: 'staff',
		name: 'checkReference',
		label: 'Check Whether It Exists',
		when: 'Search found nothing like it, so that the reference may be wrong or invented. Takes the place of Obtain Another Way',
		byDefault: true,
		outcomes: ['notAvailable'],
		whileWorkIsUnknown: true,
		details: [...draft, 'explanation'],
		list: 'candidates',
	},
	{
		audience: 'staff',
		name: 'notAvailable',
		label: 'Obtain Another Way',
		when: 'No other library has it or lends it',
		byDefault: false,
		outcomes: ['notAvailable'],
		details: [...draft, 'explanation'],
		list: 'candidates',
	},
	{
		audience: 'staff',
		name: 'copyrightLimit',
		label: 'Approve a Copy',
		when: "The year's copies from recent issues of the journal are used up: the requests that count, and the link to approve one more",
		byDefault: true,
		outcomes: ['needsStaff.copyrightLimit'],
		details: [...draft, 'explanation'],
		list: 'otherRequests',
		link: 'approve',
	},
	{
		audience: 'staff',
		name: 'lookAtRequest',
		label: 'Review a New Request',
		when: 'ReShare holds the new request back, or another request stands in its way',
		byDefault: true,
		outcomes: ['needsStaff', 'notCreated.duplicate', 'notCreated.referenceAlreadyUsed'],
		details: ['number', 'status', ...draft, 'explanation'],
		link: 'request',
	},
	{
		audience: 'staff',
		name: 'notCreated',
		label: 'Request Not Placed',
		when: 'The request was not placed, or was closed at once',
		byDefault: true,
		outcomes: ['notCreated'],
		details: ['number', 'status', ...draft, 'explanation'],
		link: 'request',
	},
	{
		audience: 'staff',
		name: 'actionNotDone',
		label: 'Action Not Done',
		when: 'Perform Action could not do what it was told, or nobody knows',
		byDefault: true,
		outcomes: ['notPossible', 'unclear', 'notFound'],
		details: ['number', 'title', 'status', 'conditions', 'explanation'],
		link: 'request',
	},
	{
		audience: 'staff',
		name: 'ruleWouldAnswer',
		label: 'Lending Rule: Response Proposed',
		when: 'What Apply Lending Rules proposes, with the link to send it',
		byDefault: true,
		outcomes: ['wouldAnswer'],
		details: asked,
		link: 'confirm',
	},
	{
		audience: 'staff',
		name: 'ruleLeftToStaff',
		label: 'Lending Rules: Left to Staff',
		when: 'A lending request that staff must respond to, and why: no rule fits, something could not be read, or the rules have stopped',
		byDefault: true,
		outcomes: ['leftToStaff'],
		details: asked,
		link: 'request',
	},
	{
		audience: 'staff',
		name: 'unreadMessage',
		label: 'Unread Message',
		when: 'The other library has written',
		byDefault: true,
		events: ['unreadMessage'],
		details: request,
		link: 'request',
	},
	{
		audience: 'staff',
		name: 'conditionsAnswered',
		label: 'Conditions Accepted',
		when: 'The borrower agrees to your conditions',
		byDefault: true,
		events: ['conditionsAnswered'],
		details: request,
		link: 'request',
	},
	{
		audience: 'staff',
		name: 'endOfRota',
		label: 'No Library Can Lend It',
		when: 'All libraries were asked, and none can lend it',
		byDefault: true,
		events: ['endOfRota'],
		details: ['number', 'reference', 'citation', 'patron', 'patronName', 'pickupLocation', 'neededBy'],
		list: 'refusals',
		link: 'request',
	},
	{
		audience: 'staff',
		name: 'needsStaff',
		label: 'Staff Must Act',
		when: 'The request goes on only after staff have done something',
		byDefault: true,
		events: ['needsStaff'],
		details: request,
		link: 'request',
	},
	{
		audience: 'staff',
		name: 'other',
		label: 'Any Other Change',
		when: 'Any change that has no notice of its own',
		byDefault: false,
		events: ['any'],
		details: request,
		link: 'request',
	},
] as const satisfies readonly Row[];

type Rows = (typeof rows)[number];

export type PatronNotice = Extract<Rows, { audience: 'patron' }>['name'];
export type StaffNotice = Extract<Rows, { audience: 'staff' }>['name'];

export type Kind = Row &
	({ readonly audience: 'patron'; readonly name: PatronNotice } | { readonly audience: 'staff'; readonly name: StaffNotice });

export const noticeKinds: readonly Kind[] = rows;

export function kindsFor(audience: Audience): readonly Kind[] {
	return noticeKinds.filter((kind) => kind.audience === audience);
}
