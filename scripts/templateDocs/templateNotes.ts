/** A page that the template serves. Its pictures are `<file>.png` and `<file>-dark.png`. */
export interface ServedPagePicture {
	readonly file: string;
	readonly tells: string;
}

/** What is good to know before somebody uses a template, and is not in the template's own note. */
export const templateNotes: Readonly<
	Record<string, { readonly notes?: readonly string[]; readonly shown?: readonly ServedPagePicture[] }>
> = {
	'move-to-crosslink': {
		notes: [
			"[When to run it](../moving-to-crosslink.md#open-requests-are-moved). Its table holds patrons' emails: delete it when you are done.",
		],
	},
	'guide-workflow': {
		notes: [
			'To try it safely, set *Create Request* to *Preview*.',
			'Put the form behind your own sign-in if only your patrons may use it.',
			'For another language, choose it in the Library Profile and translate the labels in *Patron Asks*, but no Field Name.',
			'For one more question, add a field with the Field Name `staffNote`.',
		],
	},
	'patron-notices': {
		notes: [
			"Switch off ReShare's own notices, and *Notify Patrons of Each Step* in the Library Profile on: the first letter then says that you will write again.",
		],
	},
	'cancel-request': {
		notes: ['[What strangers can do](../../SECURITY.md#what-strangers-can-do-with-your-pages) who guess numbers.'],
	},
	'lending-rules': {
		notes: [
			"Where only the year of publication is known, *Newer Than (Months)* leaves this year's titles to staff; *Published From (Year)* does not.",
			'[When it stops by itself](../promises.md#lending-rules).',
		],
	},
	'lending-desk': {
		notes: ['Write conditions and messages in ReShare: each number leads there.'],
		shown: [
			{ file: 'lending-desk-page', tells: 'The page on a phone' },
			{ file: 'lending-desk-slips', tells: 'A pull slip with its barcode' },
		],
	},
	'scan-desk': {
		shown: [{ file: 'scan-desk-page', tells: 'The page after a scan' }],
	},
	'due-date-letters': {
		notes: [
			'If you also use *Write to patrons at each milestone*, take *Overdue* out of it.',
			'If n8n is killed just before it sends a letter, that letter is lost; staff are notified of the crash.',
			'Items without a due date, or with one in words, are left out.',
		],
	},
	'send-until-taken': {
		notes: ['If n8n is killed while it sends, that email may go out twice or not at all.'],
	},
	illiad: {
		notes: [
			"Transactions come from a server add-on that posts each number; from n8n's Microsoft SQL node on the table `Transactions` (`TransactionStatus`, `ProcessType`), connected with *Decide the Next Step*; or from a list that staff paste.",
			"A crash can write a note twice. The due date is in the note; ILLiad's own field cannot be written.",
			"**Only a pilot library can confirm** that ILLiad accepts your queues' names; whether a move sends ILLiad's own emails or asks for a reason; which fields hold pickup location and patron ID; what your key may do. Try one first, with no line under *Queue for Each Outcome*.",
			"Libraries that receive in ILLiad take `Awaiting Post Receipt Processing` as the queue for *Received*. Atlas's own add-on moves what was shipped to `Request Finished`.",
		],
	},
	alma: {
		notes: [
			'Alma cannot list new borrowing requests. Staff paste them, for instance from an Analytics report of `READY_TO_SEND` and `LOCATE_FAILED`.',
			"**Double entries.** At most libraries ReShare makes its own borrowing request in Alma, by NCIP, when an item arrives. So the patron's is canceled. If that failed, the email says *Cancel one*.",
			"**Only a pilot library can confirm** in which statuses your Alma has sent nothing; that it cancels without a reason; that your ReShare's entries begin as **Decide the Next Step** says; your pickup locations' names. Try one request first.",
			'Alma limits calls per day; a request takes three.',
		],
	},
	'end-of-rota': {
		notes: [
			"**ILLiad**: the patron's ID in ReShare must be the user's name in ILLiad.",
			'**Alma** chooses the partner. What Alma refuses goes to the colleague.',
			'**Tipasa and WorldShare**: the email links to their form. If yours takes no OpenURL, put its fields into the address.',
			'**Only a pilot library can confirm** ILLiad and Alma.',
		],
	},
	'request-from-webhook': {
		notes: [
			'The other system should repeat only 503.',
			'Other libraries may see its `reference`: do not make it from a card number or a name.',
		],
	},
	'isbn-list': {
		notes: [
			'Look the list up, correct it, then send it again with *Create the requests*.',
			'Under the same name, a list goes on where it stopped. Other libraries may see the name.',
			"All requests go to one library card, and ReShare's limit counts.",
		],
	},
	'stuck-requests': {
		notes: ["A library's own days count from ten of its loans or copies on; the next library starts again from zero."],
	},
};
