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
			'The table holds patrons\' emails. Delete it when you are done.',
		],
	},
	'guide-workflow': {
		forWhom: 'Libraries that want the shortest path from a patron\'s wish to a request, and everybody who is new to this package.',
		goodToKnow: [
			'To try it safely, set the operation of *Create Request* to *Preview* and fill in the form: you see what would be sent.',
			'Put the form behind your own sign-in if only your patrons may use it.',
			'For another language, choose it in the Library Profile and translate the labels in *Patron Asks*. Leave each Field Name as it is.',
			'To ask one more question, such as a phone number, add it to the form with the Field Name `staffNote`; staff read it in the request.',
		],
	},
	'find-or-review': {
		forWhom: 'Libraries whose staff want to decide in doubtful cases.',
		goodToKnow: [
			'The page for staff stays open for seven days, even if n8n restarts.',
		],
	},
	'patron-notices': {
		forWhom: 'Libraries whose patrons should hear how their loan is doing.',
		goodToKnow: [
			'ReShare can send some notices itself (confirmation, cancellation, unfilled). Switch one of the two off.',
			'Switch on *Patrons Hear of Each Step* in the Library Profile: the first letter then says that you will write again.',
			'To write of every step, even one that is over, add the option *Also What Is Over*.',
		],
	},
	'cancel-request': {
		forWhom: 'Libraries whose patrons or staff should be able to cancel from an email.',
		goodToKnow: [
			'The patrons\' page is open to everybody and asks for the request number and the library card. Put it behind your own sign-in if card numbers are easy to guess.',
			'For another language, translate titles, labels and buttons of the forms. Leave each Field Name as it is.',
		],
	},
	'lending-rules': {
		forWhom: 'Libraries that lend to others, and answer much of it by rules that they know by heart.',
		goodToKnow: [
			'All four modes use the rules of one node. Change the rules, rehearse again, and compare.',
			'Many libraries know only the year of publication. *Newer Than (Months)* then leaves this year\'s titles to staff; *Published From (Year)* does not.',
			'Give a rule that you change another name: what staff do is counted by it.',
			'[Promises](../promises.md#lending-rules) says when it stops.',
		],
	},
	'lending-desk': {
		forWhom: 'Libraries that lend to others.',
		goodToKnow: [
			'Conditions and messages are written in ReShare: each number on the page leads there.',
			'*Reasons for a No* has the words that staff choose, with your ReShare\'s codes; those of CrossLink differ, such as NotOnShelf.',
		],
		shown: [{ file: 'lending-desk-page', tells: 'The page on a phone: a new request with the buttons Will supply and Cannot supply' }, { file: 'lending-desk-slips', tells: 'A pull slip with title, call number, borrower and the number as a barcode' }],
	},
	'scan-desk': {
		forWhom: 'Desks that receive, send and return items with a scanner or a phone.',
		goodToKnow: [
			'It finds a borrowed item by the lender\'s barcode or your own, and a lent one by its own.',
			'What ReShare does not allow, such as a second scan, is answered with the reason.',
		],
		shown: [{ file: 'scan-desk-page', tells: 'The page on a phone: an item was received, and the field waits for the next barcode' }],
	},
	'due-date-letters': {
		forWhom: 'Libraries whose own system does not write to patrons about items from other libraries.',
		goodToKnow: [
			'If you also use *Write to patrons at each milestone*, take *Overdue* out of its trigger.',
			'A loan that was overdue before you began gets the one letter that its days call for.',
			'If n8n is killed after a letter was counted as sent and before it went out, that letter is lost. *Something Failed* tells staff of the crash.',
			'Items whose due date is missing, or is in the lender\'s own words, are left out.',
		],
	},
	'staff-ticket': {
		forWhom: 'Teams that work from a ticket system, and everybody who does not want to check ReShare every hour.',
		goodToKnow: [
			'No patron is named in the tickets.',
			'n8n has nodes for Zammad, Jira, Zendesk and others.',
		],
	},
	'send-until-taken': {
		forWhom: 'Libraries whose letters must go out even when the mail server is down for hours.',
		goodToKnow: [
			'Without it, an undelivered email goes to staff, and one to staff is shown as a failed execution.',
			'If n8n is killed while it sends, that email may go out twice or not at all; n8n shows the execution as crashed.',
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
			'The other system should repeat only "try again later"; a repetition never makes a second request.',
			'Other libraries may see its `reference`: do not make it from a card number or a name.',
		],
	},
	'isbn-list': {
		forWhom: 'Staff with a list: a question at the desk, course reading, replacements for lost books.',
		goodToKnow: [
			'Look the list up first, correct it, then send it again with *Create the requests*.',
			'Give each list a new name; under the same name, a list goes on where it stopped. Other libraries may see the name: no names of patrons.',
			'All requests of a list are made for one library card, and ReShare\'s limit of open requests counts.',
		],
	},
	'stuck-requests': {
		forWhom: 'Teams that want to notice a stuck request before the patron does.',
		goodToKnow: [
			'The time counts from the last change of status, not from a note or a message.',
			'Weekend days are set in both nodes that read ReShare.',
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
		goodToKnow: [
			'A wait of more than a minute is kept in n8n\'s database and takes no memory.',
		],
	},
	'staff-assistant': {
		forWhom: 'Staff at the desk who want an answer without opening two systems.',
		goodToKnow: [
			'The questions go to the maker of the model that you choose. A model on your own server keeps them in-house.',
			'Only people who are signed in and with whom the workflow is shared can use it.',
		],
	},
};
