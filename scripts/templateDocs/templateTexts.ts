export interface TemplateTexts {
	/** What somebody wants who needs this template, for the table at the top of the page. */
	readonly choice: string;
	/** The title for n8n's template library, with verb, object and place. */
	readonly title: string;
	/** The people for whom the template is. */
	readonly audience: string;
	/** What is good to know before somebody uses the template, and is not in the template's own note. */
	readonly notes?: readonly string[];
	/** Pages that the template serves. Their pictures are `<file>.png` and `<file>-dark.png`. */
	readonly shown?: ReadonlyArray<{ readonly file: string; readonly tells: string }>;
}

/** All templates in the order of the work, with what the documentation says of them. */
export const templateGroups: ReadonlyArray<{
	readonly heading: string;
	/** The page of these templates, if they have one of their own. */
	readonly page?: string;
	readonly templates: Readonly<Record<string, TemplateTexts>>;
}> = [
	{
		heading: 'Start a request',
		templates: {
			'guide-workflow': {
				choice: 'A form for patrons: begin here',
				title: 'Create ReShare requests from an n8n form',
				audience: 'Libraries that begin: patrons ask in a form, and everything else happens by itself.',
				notes: [
					'To try it safely, set *Create Request* to *Preview*.',
					'Put the form behind your own sign-in if only your patrons may use it.',
					'For another language, choose it in the Library Profile and translate the labels in *Patron Asks*, but no Field Name.',
					'For one more question, add a field with the Field Name `staffNote`.',
				],
			},
			'find-or-review': {
				choice: 'The same, with staff deciding in doubt',
				title: 'Find and request books in ReShare with staff review',
				audience: 'Libraries that want staff to decide each doubtful match before a request is created.',
			},
			'request-from-form': {
				choice: 'A form for copies',
				title: 'Request article copies in ReShare from an n8n form',
				audience: 'Libraries whose patrons ask for articles and chapters.',
			},
			'isbn-list': {
				choice: 'A list of ISBNs: look up or request',
				title: 'Look up or request a list of ISBNs in ReShare',
				audience: 'Staff who have a reading list or a spreadsheet of ISBNs, and need an answer for each row.',
				notes: [
					'Look the list up, correct it, then send it again with *Create the requests*.',
					'Under the same name, a list goes on where it stopped. Other libraries may see the name.',
					"All requests go to one library card, and ReShare's limit counts.",
				],
			},
			'staff-assistant': {
				choice: 'A chat that answers staff',
				title: 'Answer staff questions about ReShare in a chat',
				audience: 'Staff who would rather ask in their own words than look through lists.',
			},
			'cancel-request': {
				choice: 'Cancel from an email',
				title: 'Cancel ReShare requests from an email',
				audience: 'Libraries whose patrons want to withdraw an interlibrary loan request without calling the desk.',
				notes: ['[What strangers can do](../../SECURITY.md#what-strangers-can-do-with-your-pages) who guess numbers.'],
			},
		},
	},
	{
		heading: 'ILLiad, Alma and other systems',
		page: 'other-systems',
		templates: {
			illiad: {
				choice: 'ILLiad',
				title: 'Borrow what patrons ask for in ILLiad through Project ReShare',
				audience: 'Libraries whose patrons ask in OCLC ILLiad, and that borrow through Project ReShare.',
				notes: [
					"Transactions come from a server add-on that posts each number; from n8n's Microsoft SQL node on the table `Transactions` (`TransactionStatus`, `ProcessType`), connected with *Decide the Next Step*; or from a list that staff paste.",
					"A crash can write a note twice. The due date is in the note; ILLiad's own field cannot be written.",
					"**Only a pilot library can confirm** that ILLiad accepts your queues' names; whether a move sends ILLiad's own emails or asks for a reason; which fields hold pickup location and patron ID; what your key may do. Try one first, with no line under *Queue for Each Outcome*.",
					"Libraries that receive in ILLiad take `Awaiting Post Receipt Processing` as the queue for *Received*. Atlas's own add-on moves what was shipped to `Request Finished`.",
				],
			},
			alma: {
				choice: 'Alma',
				title: 'Borrow what patrons ask for in Alma through Project ReShare',
				audience: 'Libraries whose patrons ask in Ex Libris Alma, and that borrow through Project ReShare.',
				notes: [
					'Alma cannot list new borrowing requests. Staff paste them, for instance from an Analytics report of `READY_TO_SEND` and `LOCATE_FAILED`.',
					"**Double entries.** At most libraries ReShare makes its own borrowing request in Alma, by NCIP, when an item arrives. So the patron's is canceled. If that failed, the email says *Cancel one*.",
					"**Only a pilot library can confirm** in which statuses your Alma has sent nothing; that it cancels without a reason; that your ReShare's entries begin as **Decide the Next Step** says; your pickup locations' names. Try one request first.",
					'Alma limits calls per day; a request takes three.',
				],
			},
			'request-from-webhook': {
				choice: 'Any other system',
				title: 'Create ReShare requests from a webhook',
				audience: 'Libraries with a system of their own that can call a web address for each request.',
				notes: [
					'The other system should repeat only 503. After 500, n8n could not read the post.',
					'Other libraries may see its `reference`: do not make it from a card number or a name.',
				],
			},
			'end-of-rota': {
				choice: 'Hand over what no library can fill',
				title: 'Hand over unfilled ReShare requests to another system',
				audience: 'Libraries that try another network or a purchase where no library of the consortium can fill a request.',
				notes: [
					"**ILLiad**: the patron's ID in ReShare must be the user's name in ILLiad.",
					'**Alma** chooses the partner. What Alma refuses goes to the colleague.',
					'**Tipasa and WorldShare**: the email links to their form. If yours takes no OpenURL, put its fields into the address.',
					'**Only a pilot library can confirm** ILLiad and Alma.',
				],
			},
		},
	},
	{
		heading: 'Notify patrons',
		templates: {
			'patron-notices': {
				choice: 'An email at each milestone',
				title: 'Email patrons at each milestone of a ReShare loan',
				audience: 'Libraries that want to tell patrons when a request is shipped, arrives, is late or cannot be filled.',
				notes: [
					"Switch off ReShare's own notices, and *Notify Patrons of Each Step* in the Library Profile on: the first letter then says that you will write again.",
				],
			},
			'due-date-letters': {
				choice: 'A reminder and overdue letters',
				title: 'Send ReShare due date letters by email',
				audience: 'Libraries that remind patrons before an interlibrary loan is due, and write when it is overdue.',
				notes: [
					'Do not also choose *Overdue* in *Write to patrons at each milestone*.',
					'If n8n is killed just before it sends a letter, that letter is lost; staff are notified of the crash.',
					'Items without a due date, or with one in words, are left out.',
				],
			},
			'article-delivery': {
				choice: 'The link to a copy',
				title: 'Deliver article copies from ReShare by email',
				audience: 'Libraries that get copies of articles and chapters through Project ReShare, and must count them for each journal.',
			},
		},
	},
	{
		heading: 'At the desk',
		templates: {
			'lending-rules': {
				choice: 'Answers by rules of your own',
				title: 'Answer ReShare lending requests by your own rules',
				audience: 'Lenders whose answers follow rules, such as never lending reference books.',
				notes: [
					"Where only the year of publication is known, *Newer Than (Months)* leaves this year's titles to staff; *Published From (Year)* does not.",
					'[When it stops by itself](../promises.md#lending-rules).',
				],
			},
			'lending-desk': {
				choice: 'Answers by a click, pull slips',
				title: 'Answer ReShare lending requests on one web page',
				audience: 'Lending staff who answer requests of other libraries and print pull slips, also on a phone.',
				notes: ['Write conditions and messages in ReShare: with a *Staff Interface URL*, each number leads there.'],
				shown: [
					{ file: 'lending-desk-page', tells: 'The page on a phone' },
					{ file: 'lending-desk-slips', tells: 'A pull slip with its barcode' },
				],
			},
			'scan-desk': {
				choice: 'Receive, send and return by barcode',
				title: 'Receive and ship ReShare items by barcode',
				audience: 'Staff who receive, send and return parcels, and want to scan instead of search.',
				shown: [{ file: 'scan-desk-page', tells: 'The page after a scan' }],
			},
		},
	},
	{
		heading: 'Staff must act',
		templates: {
			'staff-ticket': {
				choice: 'A ticket for each such request',
				title: 'Open tickets for ReShare requests in a ticket system',
				audience: 'Libraries whose staff work through tickets, here in Zammad.',
			},
			'stuck-requests': {
				choice: 'A daily list of what is late',
				title: 'Email a daily list of late ReShare requests',
				audience: 'Staff who want to see each morning which requests take too long.',
				notes: ["A library's own days count from ten of its loans or copies on; the next library starts again from zero."],
			},
		},
	},
	{
		heading: 'Statistics and building blocks',
		templates: {
			'weekly-digest': {
				choice: 'A weekly digest',
				title: 'Email a weekly digest of ReShare borrowing and lending',
				audience: "Heads of a service who want the week's figures on one page.",
			},
			statistics: {
				choice: 'A monthly spreadsheet',
				title: 'Email ReShare borrowing statistics as a spreadsheet',
				audience: 'Libraries that report interlibrary loan figures each month, without an analyst.',
			},
			'send-until-taken': {
				choice: 'Emails that are sent again',
				title: 'Resend emails from n8n until the mail server takes them',
				audience: 'Libraries whose mail server is sometimes away, and that must not lose a letter to a patron.',
				notes: ['If n8n is killed while it sends, that email may go out twice or not at all.'],
			},
			'wait-for-status': {
				choice: 'Wait for a status',
				title: 'Wait for a status of a ReShare request',
				audience: 'Builders of workflows who need a step that waits until a request is shipped, received or closed.',
			},
			'move-to-crosslink': {
				choice: 'Move open requests to CrossLink',
				title: 'Move open requests from mod-rs to CrossLink',
				audience: "Libraries whose consortium changes from ReShare's mod-rs to CrossLink while requests are open.",
				notes: [
					"[When to run it](../moving-to-crosslink.md#open-requests-are-moved). Its table holds patrons' emails: delete it when you are done.",
				],
			},
		},
	},
];
