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
			'[Moving to CrossLink](../moving-to-crosslink.md) says when to run it, hour by hour.',
			'Its table holds patrons\' emails: delete it when you are done.',
		],
	},
	'guide-workflow': {
		forWhom: 'Libraries that want the shortest path from a patron\'s wish to a request, and everybody who is new to this package.',
		goodToKnow: [
			'To try it safely, set *Create Request* to *Preview*.',
			'Put the form behind your own sign-in if only your patrons may use it.',
			'For another language, choose it in the Library Profile and translate the labels in *Patron Asks*. Leave each Field Name as it is.',
			'To ask one more question, such as a phone number, add it to the form with the Field Name `staffNote`.',
		],
	},
	'find-or-review': {
		forWhom: 'Libraries whose staff want to decide in doubtful cases.',
		goodToKnow: [],
	},
	'patron-notices': {
		forWhom: 'Libraries whose patrons should hear how their loan is doing.',
		goodToKnow: [
			'ReShare can send some notices itself. Switch one of the two off.',
			'With *Patrons Hear of Each Step* in the Library Profile, the first letter says that you will write again.',
			'The option *Also What Is Over* writes of every step.',
		],
	},
	'cancel-request': {
		forWhom: 'Libraries whose patrons or staff should be able to cancel from an email.',
		goodToKnow: [
			'The patrons\' page is open to everybody. Put it behind your own sign-in if card numbers are easy to guess.',
		],
	},
	'lending-rules': {
		forWhom: 'Libraries that lend to others, and answer much of it by rules that they know by heart.',
		goodToKnow: [
			'Many libraries know only the year of publication. *Newer Than (Months)* then leaves this year\'s titles to staff; *Published From (Year)* does not.',
			'Rename a rule when you change it: what staff do is counted by its name.',
			'[Promises](../promises.md#lending-rules) says when it stops.',
		],
	},
	'lending-desk': {
		forWhom: 'Libraries that lend to others.',
		goodToKnow: [
			'Write conditions and messages in ReShare: each number leads there.',
			'CrossLink has other codes for the reasons, such as NotOnShelf.',
		],
		shown: [{ file: 'lending-desk-page', tells: 'The page on a phone: a new request with the buttons Will supply and Cannot supply' }, { file: 'lending-desk-slips', tells: 'A pull slip with title, call number, borrower and the number as a barcode' }],
	},
	'scan-desk': {
		forWhom: 'Desks that receive, send and return items with a scanner or a phone.',
		goodToKnow: [],
		shown: [{ file: 'scan-desk-page', tells: 'The page on a phone: an item was received, and the field waits for the next barcode' }],
	},
	'due-date-letters': {
		forWhom: 'Libraries whose own system does not write to patrons about items from other libraries.',
		goodToKnow: [
			'If you also use *Write to patrons at each milestone*, take *Overdue* out of its trigger.',
			'If n8n is killed between counting a letter and sending it, that letter is lost; *Something Failed* tells staff.',
			'Items without a due date, or with one in the lender\'s own words, are left out.',
		],
	},
	'staff-ticket': {
		forWhom: 'Teams that work from a ticket system, and everybody who does not want to check ReShare every hour.',
		goodToKnow: [],
	},
	'send-until-taken': {
		forWhom: 'Libraries whose letters must go out even when the mail server is down for hours.',
		goodToKnow: [
			'If n8n is killed while it sends, that email may go out twice or not at all; n8n lists the execution as crashed.',
		],
	},
	illiad: {
		forWhom: 'Libraries whose patrons ask in ILLiad.',
		goodToKnow: [
			'Numbers get there in one of three ways: a server add-on that posts each transaction of your queue; a report, or n8n\'s Microsoft SQL node on the table `Transactions` (`TransactionStatus`, `ProcessType`), posted the same way; or a list that staff paste.',
			'A crash can write a note twice, but never makes a second request.',
			'The due date stands in the note; ILLiad\'s own field cannot be written.',
			'**Only a pilot library can confirm**, since it was tested against a stand-in: that ILLiad accepts your queues\' names; whether a move sends ILLiad\'s own emails or asks for a reason; which fields hold pickup location and patron ID; what your key may do. Try one transaction first, with empty queues.',
			'ILLiad users are read to see whether they are cleared. If they should not stay in n8n, switch off saving successful executions in the workflow\'s settings.',
		],
	},
	alma: {
		forWhom: 'Libraries whose patrons ask in Alma, and that would rather borrow through ReShare.',
		goodToKnow: [
			'Alma cannot list new borrowing requests. Staff paste what waits, for instance from an Analytics report of `READY_TO_SEND` and `LOCATE_FAILED`.',
			'**Double entries.** At most libraries ReShare makes its own borrowing request in Alma, by NCIP, when an item arrives. So the patron\'s is canceled once ReShare has it, and ReShare\'s own are left alone. If that failed, the email says *Cancel one*.',
			'**Only a pilot library can confirm**, since it was tested against a stand-in: in which statuses your Alma has sent nothing; that it cancels without a reason; that your ReShare\'s entries begin with *resharePrefix*; your pickup locations\' codes. Try one request first.',
			'Alma limits a library\'s calls per day; a request takes three.',
		],
	},
	'article-delivery': {
		forWhom: 'Libraries that deliver copies and keep to the rule of five, or to a number of their own.',
		goodToKnow: [
			'Anybody who has the link can read the copy. It is in the email to the patron, or in the one to staff if that fails.',
			'Only copies requested in ReShare count, by calendar year of the request.',
			'Only staff get the warning. It holds nothing back.',
		],
	},
	statistics: {
		forWhom: 'Directors and heads of interlibrary loan who compare months, lenders and places.',
		goodToKnow: [
			'A request counts in the month in which ReShare accepted it, as in ReShare\'s analytics.',
			'For a lender, *Requests* are those that it sent or refused, and *Filled* those that it sent.',
			'A copy counts as received when it is delivered.',
		],
	},
	'end-of-rota': {
		forWhom: 'Libraries that try another way (ILLiad, Alma, Tipasa, WorldShare, a purchase) when no library of the consortium can lend.',
		goodToKnow: [
			'Each request is handed over once, and not at all if staff have dealt with it.',
			'**ILLiad**: the patron\'s ID in ReShare must be the user\'s name in ILLiad. A transaction is made only if none names `ReShare` and the request\'s number in *Cited In*.',
			'**Alma** chooses the partner. What Alma refuses goes to the colleague.',
			'**Tipasa and WorldShare**: the email links to their form. Try whether your form takes an OpenURL; if not, put its fields into the address.',
			'**Only a pilot library can confirm** ILLiad and Alma, as for the templates named after them.',
		],
	},
	'request-from-form': {
		forWhom: 'Libraries that let patrons ask for copies of articles and chapters.',
		goodToKnow: [
			'Copies need a copyright type. Ask your copyright officer which one your library uses.',
		],
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
			'Look the list up first, correct it, then send it again with *Create the requests*.',
			'Give each list a new name; under the same name, it goes on where it stopped. Other libraries may see the name.',
			'All requests go to one library card, and ReShare\'s limit counts.',
		],
	},
	'stuck-requests': {
		forWhom: 'Teams that want to notice a stuck request before the patron does.',
		goodToKnow: [
			'A library\'s own days count from ten of its loans or copies on. A request that has gone on to the next library starts again from zero.',
			'How long a status lasts counts from the last change of status, not from a note or a message.',
			'A ticket takes the place of the email, in Zammad for instance: the note in the workflow says how.',
		],
	},
	'weekly-digest': {
		forWhom: 'Heads of interlibrary loan and directors.',
		goodToKnow: [
			'The rate and the medians cover 90 days, since last week\'s requests can hardly have arrived.',
			'A request that reached End of rota and was filled another way does not count as filled.',
		],
	},
	'wait-for-status': {
		forWhom: 'People who build longer workflows.',
		goodToKnow: [],
	},
	'staff-assistant': {
		forWhom: 'Staff at the desk who want an answer without opening two systems.',
		goodToKnow: [
			'Questions go to the maker of the model. A model on your own server keeps them in-house.',
		],
	},
};
