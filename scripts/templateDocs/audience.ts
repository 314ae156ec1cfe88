/** A page of the template's own, in both themes: `<file>.png` and `<file>-dark.png`. */
export interface Shown {
	readonly file: string;
	readonly tells: string;
}

/** Who each template is for, and what is good to know before using it. A template without an entry has no page, which a test notices. */
export const audience: Readonly<Record<string, { readonly forWhom: string; readonly goodToKnow: readonly string[]; readonly shown?: readonly Shown[] }>> = {
	'move-to-crosslink': {
		forWhom: 'Libraries whose consortium moves open requests from mod-rs to CrossLink.',
		goodToKnow: [
			'[When to run it](../moving-to-crosslink.md#open-requests-are-moved). Its table holds patrons\' emails: delete it when you are done.',
		],
	},
	'guide-workflow': {
		forWhom: 'Libraries that want the shortest path from a patron\'s wish to a request, and everybody who is new to this package.',
		goodToKnow: [
			'To try it safely, set *Create Request* to *Preview*.',
			'Put the form behind your own sign-in if only your patrons may use it.',
			'For another language, choose it in the Library Profile and translate the labels in *Patron Asks*, but no Field Name.',
			'For one more question, add a field with the Field Name `staffNote`.',
		],
	},
	'find-or-review': {
		forWhom: 'Libraries whose staff want to decide in doubtful cases.',
		goodToKnow: [
			'The last months: this year, and last year until June.',
		],
	},
	'patron-notices': {
		forWhom: 'Libraries whose patrons should hear how their loan is doing.',
		goodToKnow: [
			'Switch off ReShare\'s own notices, and *Patrons Hear of Each Step* in the Library Profile on: the first letter then says that you will write again.',
		],
	},
	'cancel-request': {
		forWhom: 'Libraries whose patrons or staff should be able to cancel from an email.',
		goodToKnow: [
			'Put the patrons\' page behind your own sign-in if card numbers are easy to guess.',
		],
	},
	'lending-rules': {
		forWhom: 'Libraries that lend to others, and answer much of it by rules that they know by heart.',
		goodToKnow: [
			'Where only the year of publication is known, *Newer Than (Months)* leaves this year\'s titles to staff; *Published From (Year)* does not.',
			'Rename a rule when you change it: what staff do is counted by its name. [When it stops](../promises.md#lending-rules).',
		],
	},
	'lending-desk': {
		forWhom: 'Libraries that lend to others.',
		goodToKnow: [
			'Write conditions and messages in ReShare: each number leads there.',
		],
		shown: [{ file: 'lending-desk-page', tells: 'The page on a phone' }, { file: 'lending-desk-slips', tells: 'A pull slip with its barcode' }],
	},
	'scan-desk': {
		forWhom: 'Desks that receive, send and return items with a scanner or a phone.',
		goodToKnow: [],
		shown: [{ file: 'scan-desk-page', tells: 'The page after a scan' }],
	},
	'due-date-letters': {
		forWhom: 'Libraries whose own system does not write to patrons about items from other libraries.',
		goodToKnow: [
			'If you also use *Write to patrons at each milestone*, take *Overdue* out of it.',
			'If n8n is killed just before it sends a letter, that letter is lost; staff hear of the crash.',
			'Items without a due date, or with one in words, are left out.',
		],
	},
	'staff-ticket': {
		forWhom: 'Teams that work from a ticket system, and everybody who does not want to check ReShare every hour.',
		goodToKnow: [],
	},
	'send-until-taken': {
		forWhom: 'Libraries whose letters must go out even when the mail server is down for hours.',
		goodToKnow: [
			'If n8n is killed while it sends, that email may go out twice or not at all.',
		],
	},
	illiad: {
		forWhom: 'Libraries whose patrons ask in ILLiad.',
		goodToKnow: [
			'Numbers get there in one of three ways: a server add-on that posts each transaction of your queue; n8n\'s Microsoft SQL node on the table `Transactions` (`TransactionStatus`, `ProcessType`), connected with *What Comes Next*; or a list that staff paste.',
			'A crash can write a note twice, but never makes a second request.',
			'The due date stands in the note; ILLiad\'s own field cannot be written.',
			'**Only a pilot library can confirm**, since it was tested against a stand-in: that ILLiad accepts your queues\' names; whether a move sends ILLiad\'s own emails or asks for a reason; which fields hold pickup location and patron ID; what your key may do. Try one transaction first, with no line under *Queue for Each Outcome*.',
			'Libraries that receive in ILLiad take `Awaiting Post Receipt Processing` as the queue for *Received*. Atlas\'s own add-on moves what was shipped to `Request Finished`.',
			'ILLiad users are read to see whether they are cleared. If they should not stay in n8n, switch off saving successful executions in the workflow\'s settings.',
		],
	},
	alma: {
		forWhom: 'Libraries whose patrons ask in Alma, and that would rather borrow through ReShare.',
		goodToKnow: [
			'Alma cannot list new borrowing requests. Staff paste what waits, for instance from an Analytics report of `READY_TO_SEND` and `LOCATE_FAILED`.',
			'**Double entries.** At most libraries ReShare makes its own borrowing request in Alma, by NCIP, when an item arrives. So the patron\'s is canceled once ReShare has it, and ReShare\'s own are left alone. If that failed, the email says *Cancel one*.',
			'**Only a pilot library can confirm**, since it was tested against a stand-in: in which statuses your Alma has sent nothing; that it cancels without a reason; that your ReShare\'s entries begin as **To Be Requested** says; your pickup locations\' names. Try one request first.',
			'Alma limits a library\'s calls per day; a request takes three.',
		],
	},
	'article-delivery': {
		forWhom: 'Libraries that deliver copies and keep to the rule of five, or to a number of their own.',
		goodToKnow: [
			'Anybody who has the link can read the copy. The count holds nothing back.',
		],
	},
	statistics: {
		forWhom: 'Directors and heads of interlibrary loan who compare months, lenders and places.',
		goodToKnow: [
			'A request counts in the month in which ReShare accepted it.',
		],
	},
	'end-of-rota': {
		forWhom: 'Libraries that try another way (ILLiad, Alma, Tipasa, WorldShare, a purchase) when no library of the consortium can lend.',
		goodToKnow: [
			'**ILLiad**: the patron\'s ID in ReShare must be the user\'s name in ILLiad.',
			'**Alma** chooses the partner. What Alma refuses goes to the colleague.',
			'**Tipasa and WorldShare**: the email links to their form. If yours takes no OpenURL, put its fields into the address.',
			'**Only a pilot library can confirm** ILLiad and Alma, as above.',
		],
	},
	'request-from-form': {
		forWhom: 'Libraries that let patrons ask for copies of articles and chapters.',
		goodToKnow: ['An open-access service learns only the DOI and your address.'],
	},
	'request-from-webhook': {
		forWhom: 'Libraries with another interlibrary loan system that can call a web address.',
		goodToKnow: [
			'The other system should repeat only 503.',
			'Other libraries may see its `reference`: do not make it from a card number or a name.',
		],
	},
	'isbn-list': {
		forWhom: 'Staff with a list: a question at the desk, course reading, replacements for lost books.',
		goodToKnow: [
			'Look the list up, correct it, then send it again with *Create the requests*.',
			'Under the same name, a list goes on where it stopped. Other libraries may see the name.',
			'All requests go to one library card, and ReShare\'s limit counts.',
		],
	},
	'stuck-requests': {
		forWhom: 'Teams that want to notice a stuck request before the patron does.',
		goodToKnow: [
			'A library\'s own days count from ten of its loans or copies on; the next library starts again from zero.',
		],
	},
	'weekly-digest': {
		forWhom: 'Heads of interlibrary loan and directors.',
		goodToKnow: [],
	},
	'wait-for-status': {
		forWhom: 'People who build longer workflows.',
		goodToKnow: [],
	},
	'staff-assistant': {
		forWhom: 'Staff at the desk who want an answer without opening two systems.',
		goodToKnow: [],
	},
};
