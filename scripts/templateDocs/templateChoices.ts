/**
 * What a newcomer looks for, in the order of the work, with its template. A template that is missing here comes last, under its own title.
 */
export const templateChoices: ReadonlyArray<{
	readonly heading: string;
	readonly page?: string;
	readonly templates: Readonly<Record<string, string>>;
}> = [
	{
		heading: 'Start a request',
		templates: {
			'guide-workflow': 'A form for patrons: begin here',
			'find-or-review': 'The same, with staff deciding in doubt',
			'request-from-form': 'A form for copies',
			'isbn-list': 'A list of ISBNs: look up or request',
			'staff-assistant': 'A chat that answers staff',
			'cancel-request': 'Cancel from an email',
		},
	},
	{
		heading: 'ILLiad, Alma and other systems',
		page: 'other-systems',
		templates: {
			illiad: 'ILLiad',
			alma: 'Alma',
			'request-from-webhook': 'Any other system',
			'end-of-rota': 'Hand over what no library can fill',
		},
	},
	{
		heading: 'Notify patrons',
		templates: {
			'patron-notices': 'An email at each milestone',
			'due-date-letters': 'A reminder and overdue letters',
			'article-delivery': 'The link to a copy',
		},
	},
	{
		heading: 'At the desk',
		templates: {
			'lending-rules': 'Answers by rules of your own',
			'lending-desk': 'Answers by a click, pull slips',
			'scan-desk': 'Receive, send and return by barcode',
		},
	},
	{
		heading: 'Staff must act',
		templates: {
			'staff-ticket': 'A ticket for each such request',
			'stuck-requests': 'A daily list of what is late',
		},
	},
	{
		heading: 'Statistics and building blocks',
		templates: {
			'weekly-digest': 'A weekly digest',
			statistics: 'A monthly spreadsheet',
			'send-until-taken': 'Emails that are sent again',
			'wait-for-status': 'Wait for a status',
			'move-to-crosslink': 'Move open requests to CrossLink',
		},
	},
];
