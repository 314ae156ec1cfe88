/** A page of the template's own, in both themes: `<file>.png` and `<file>-dark.png`. */
export interface Shown {
	readonly file: string;
	readonly tells: string;
}

/** Who each template is for, and what is good to know before using it. A template without an entry has no page, which a test notices. */
export const audience: Readonly<Record<string, { readonly forWhom: string; readonly goodToKnow: readonly string[]; readonly shown?: readonly Shown[] }>> = {
	'move-to-crosslink': {
		forWhom: 'Libraries whose consortium moves open requests from mod-rs to CrossLink.',
		goodToKnow: ['[Moving to CrossLink](../moving-to-crosslink.md) tells when to run it, hour by hour.', 'The table holds emails of patrons. Delete it when the list is worked off.'],
	},
	'guide-workflow': {
		forWhom: 'Libraries that want the shortest way from a patron\'s wish to a request in ReShare, and everybody who tries this package for the first time.',
		goodToKnow: ['Before the first real request, set the operation of *Create Request* to *Preview*, and fill in the form: you see what would be sent, and nobody is written to.', 'Put the form behind your own sign-in, or restrict its address, if only your patrons may use it.', 'For German, choose the language in the Library Profile, and translate the labels in *Patron Asks*. Leave each Field Name as it is.', 'Another question, such as a phone number: add it to the form with the Field Name `staffNote`, and staff read it in the request.'],
	},
	'find-or-review': {
		forWhom: 'Libraries whose staff want to decide in doubtful cases: several equally good records, another edition, a match by title alone.',
		goodToKnow: ['The form for staff stays open until somebody chooses, at most seven days; n8n keeps waiting over a restart.', 'n8n shows the form before it knows *language*: translate its title, its labels and its last sentence in *Patron Asks*, and leave each Field Name as it is.'],
	},
	'patron-notices': {
		forWhom: 'Libraries whose patrons should hear how their loan is doing, in words that they understand.',
		goodToKnow: ['ReShare can send some notices itself (confirmation, cancellation, unfilled). Switch one of the two off, or patrons read everything twice.', 'Switch on *Patrons Hear of Each Step* in the Library Profile: the first letter then says that you will write again.', 'For every step, also one that was over before n8n looked, add the option *Also What Is Over*.'],
	},
	'cancel-request': {
		forWhom: 'Libraries whose patrons or staff should be able to cancel a request from an email, without opening ReShare.',
		goodToKnow: ['The page for patrons is open to everybody and asks for the number of the request and the library card together. Put it behind your own sign-in if card numbers are easy to guess.', 'n8n shows the forms before it knows *language*: translate their titles, labels and buttons in *Patron Cancels* and *Staff Cancel*, and leave each Field Name as it is.', 'The pages for staff also show what ReShare said, in English.'],
	},
	'lending-desk': {
		forWhom: 'Libraries that lend to others, and want to answer in one place with one click.',
		goodToKnow: ['Conditions and messages are written in ReShare: each number on the page leads there.', '*cannotSupplyReasons* has the words that staff choose and the values of your ReShare; CrossLink has others than mod-rs, such as NotOnShelf.'],
		shown: [{ file: 'lending-desk-page', tells: 'The page on a phone: a new request with the buttons Will supply and Cannot supply' }, { file: 'lending-desk-slips', tells: 'A pull slip with title, call number, borrower and the number as a barcode' }],
	},
	'scan-desk': {
		forWhom: 'Desks that receive, send and return items with a scanner or a phone.',
		goodToKnow: ['It finds a borrowed item by the barcode that the lender or your own library gave it, and a lent one by its own.', 'Nothing is done twice: what ReShare does not allow any more is answered with its reason.'],
		shown: [{ file: 'scan-desk-page', tells: 'The page on a phone: an item was received, and the field waits for the next barcode' }],
	},
	'due-date-letters': {
		forWhom: 'Libraries whose own system does not write to patrons about items that come from other libraries.',
		goodToKnow: ['Take *Overdue* out of the trigger of *Write to patrons at each milestone*, if you use both.', 'n8n keeps a list of the letters that have gone out: see *ReShare due date letters* under Data tables. Delete a row there, and that letter is written again.', 'A loan that was overdue long before you began gets the first letter first.', 'Items without a due date in ReShare, or with one in the lender\'s own words, are left out: ReShare does not say when they are due.'],
	},
	'staff-ticket': {
		forWhom: 'Teams that work from a ticket system, and everybody who does not want to look into ReShare every hour to see whether something waits.',
		goodToKnow: ['No patron is named in the tickets.', 'n8n has nodes for Zammad, Jira, Zendesk and others.'],
	},
	'send-until-taken': {
		forWhom: 'Libraries whose letters must go out even when the mail server is away for hours.',
		goodToKnow: ['Without it, an email that is not taken goes to staff at once, and one to staff is shown as a failed execution.', 'If n8n is killed in the very moment of sending, that email may go out twice or not at all; n8n shows the execution as crashed.'],
	},
	'stuck-requests-zammad': {
		forWhom: 'The same as the daily list by email, for teams that work with Zammad.',
		goodToKnow: ['No patron is named in the ticket, and it is an internal note.', 'A ticket is opened each morning while something is stuck; close yesterday\'s when today\'s comes.', 'The time counts from the last change of status in the request\'s history. Weekend days are set in *Requests Without Change*.'],
	},
	illiad: {
		forWhom: 'Libraries whose patrons ask in ILLiad, and that want what a paid add-on gives, with its reasons.',
		goodToKnow: [
			'How a number gets there: a server add-on of ILLiad that posts each transaction of your queue to the workflow; a report or n8n\'s Microsoft SQL node on the table `Transactions` (`TransactionStatus`, `ProcessType`), posted the same way; or a list that staff paste. ILLiad\'s interface for programs cannot list a queue.',
			'A crash between note and queue can write a note twice, never make a second request.',
			'ILLiad\'s field for the due date cannot be written this way; the date stands in the note.',
			'**Only a pilot library can confirm**, since it was built from public clients and tested against a stand-in: that your ILLiad takes all your queues\' names; whether moving a transaction this way sends ILLiad\'s own emails or asks for a reason; which field holds your pickup locations and the patron\'s ID; what your key may do. Try one transaction first, with empty queues.',
			'Users of ILLiad are read to see whether they are cleared. Switch off that n8n keeps successful executions, in the workflow\'s settings, if they should not stay there.',
		],
	},
	alma: {
		forWhom: 'Libraries whose patrons ask in Alma, and that would rather borrow through ReShare.',
		goodToKnow: [
			'Alma tells nobody of a new borrowing request and lists none. Staff paste what waits, for instance from an Analytics report of `READY_TO_SEND` and `LOCATE_FAILED`.',
			'**The doubled entry.** At most libraries ReShare itself makes a borrowing request in Alma, by NCIP, when an item arrives; its number is ReShare\'s. If the patron\'s own request stayed open, the patron would see the item twice. So it is canceled as soon as ReShare has it, and ReShare\'s own entries are left alone.',
			'Where Alma was not sure to have canceled its own, the email says *Cancel one*.',
			'**Only a pilot library can confirm**, since it was built from Alma\'s public reference and tested against a stand-in: the statuses in which your Alma has sent nothing; that a cancellation without a reason is taken; that your ReShare\'s entries begin with *resharePrefix*; your pickup locations\' codes. Try one request first.',
			'Alma allows a library a number of calls a day for all its programs together; a request takes three.',
		],
	},
	'article-delivery': {
		forWhom: 'Libraries that deliver copies, and that keep to the rule of five of the United States or to a number of their own.',
		goodToKnow: ['Whoever has the link may read the copy; it is in the email to the patron and nowhere else but where that email could not be sent.', 'Only copies requested in ReShare are counted, for each calendar year of the request.', 'Only staff get the warning. It holds nothing back.'],
	},
	statistics: {
		forWhom: 'Directors and heads of interlibrary loan who compare months, lenders and places.',
		goodToKnow: ['A request counts in the month in which ReShare validated it, as in ReShare\'s analytics. Those that were never validated do not count.', 'For a lender, *Requests* are those that it sent or refused, and *Filled* those that came from it.', 'A copy counts as received when it is delivered.'],
	},
	'end-of-rota': {
		forWhom: 'Libraries that try another way (ILLiad, Alma, Tipasa, WorldShare, a purchase) when no library of the consortium can lend.',
		goodToKnow: [
			'Each request is handed over once. If staff have dealt with it meanwhile, it is not handed over at all.',
			'**ILLiad**: the patron\'s ID in ReShare must be the user\'s name in ILLiad. A transaction is made only where none says `ReShare` and the request\'s number in *Cited In*.',
			'**Alma**: Alma chooses the partner. A title that your own library has, a second request of the patron and a patron\'s block are refused by Alma, and go to the colleague.',
			'**Tipasa and WorldShare** have no public interface for this: the email links to their form. Whether your form takes an OpenURL, try once; else put the fields that it takes into its address.',
			'**Only a pilot library can confirm** ILLiad and Alma, as for the templates named after them.',
		],
	},
	'request-from-form': {
		forWhom: 'Libraries that let patrons ask for copies of articles and chapters with a form.',
		goodToKnow: ['Copies need a copyright type. Ask your copyright officer which one your library uses.'],
	},
	'request-from-webhook': {
		forWhom: 'Libraries with another interlibrary loan system that can call a web address, and the people who look after it.',
		goodToKnow: ['The other system gets an answer each time. Only "try again later" is to be repeated; a repetition never makes a second request.', 'Its `reference` goes on to ReShare, where other libraries may see it: it must not be made from the card number or the patron\'s name.'],
	},
	'isbn-list': {
		forWhom: 'Staff with a list: a question at the desk, course reading, a wish list, replacements for lost books.',
		goodToKnow: ['To request, run it once with *Check only*. Then correct the list and run it with *Create the requests*.', 'Give each list that is to be requested a new name. With the same name, a list goes on where it stopped before. Other libraries may see the name, as a part of each request\'s reference: no names of patrons.', 'All requests of a list are made for one library card. ReShare\'s limit of open requests counts; give the card a suitable profile.'],
	},
	'stuck-requests': {
		forWhom: 'Teams that want to notice a request that nobody answers, or that has not been shipped in time, before the patron does.',
		goodToKnow: ['The time counts from the last change of status in the request\'s history, not from a note or a message.', 'Weekend days are set in *Requests Without Change*.'],
	},
	'weekly-digest': {
		forWhom: 'Heads of interlibrary loan and directors who want the figures without asking an analyst.',
		goodToKnow: ['A request of last week can hardly have arrived; so the rate and the medians cover 90 days.', 'Times are those of ReShare\'s own history. A request that reached End of rota and was later filled another way does not count as filled.'],
	},
	'wait-for-status': {
		forWhom: 'People who build longer workflows: ask the next library only when this one has not shipped, remind the desk when a book should have arrived.',
		goodToKnow: ['A wait of more than a minute is kept in n8n\'s database and takes no memory.', 'Statuses are given by their codes, such as `REQ_SHIPPED`. *Get Timeline* of ReShare Request shows the codes that a request has had, in `timeInStates`.'],
	},
	'staff-assistant': {
		forWhom: 'Staff at the desk who want an answer without opening two systems.',
		goodToKnow: ['The questions go to the maker of the model that you choose. A model on your own server keeps them in-house.', 'There is no public address: strangers get an error, and people who are signed in see the agent only if the workflow is shared with them.', 'The model can look, and nothing else: no node in this workflow creates or changes a request.'],
	},
};
