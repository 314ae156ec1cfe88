/** What a newcomer looks for, in the order of the work, and the template that does it. One that is missing here comes last, with its own title. */
export const choice: ReadonlyArray<{ readonly heading: string; readonly templates: Readonly<Record<string, string>> }> = [
	{
		heading: 'Somebody wants something',
		templates: {
			'guide-workflow': 'A form for patrons: the shortest way to a request. Begin here',
			'find-or-review': 'The same, and staff choose the record in doubtful cases',
			'request-from-form': 'A form for copies of articles and chapters',
			'isbn-list': 'Which of these ISBNs does the consortium lend? Pasted, or a spreadsheet; then request them',
			'staff-assistant': 'A chat for questions of staff',
			'cancel-request': 'A page on which patrons cancel, and one for staff: a click from an email',
		},
	},
	{
		heading: 'Patrons ask in another system',
		templates: {
			illiad: 'ILLiad: requested in ReShare, with notes and queues both ways',
			alma: 'Alma: requested in ReShare, canceled in Alma',
			'request-from-webhook': 'Any other system that can call a web address',
		},
	},
	{
		heading: 'Patrons hear of it',
		templates: {
			'patron-notices': 'An email at each milestone',
			'due-date-letters': 'A reminder before the due date, and letters when it has passed',
			'article-delivery': 'The link to a copy, and a count for each journal',
		},
	},
	{
		heading: 'At the counter',
		templates: {
			'lending-rules': 'Answers to other libraries by rules of your own, which you see rehearsed before',
			'lending-desk': 'What other libraries want today, on one page: answers by a click, pull slips',
			'scan-desk': 'Receive, send and return by barcode, with a scanner or a phone',
		},
	},
	{
		heading: 'Staff must act',
		templates: {
			'staff-ticket': 'A ticket for each request that needs a person',
			'stuck-requests': 'A daily list of what is not shipped in time or does not move, by email or as a ticket',
			'end-of-rota': 'What no library lends goes on: into ILLiad or Alma, by email, with forms filled in',
		},
	},
	{
		heading: 'Figures, and parts to build with',
		templates: {
			'weekly-digest': 'A weekly email with the figures',
			statistics: 'A monthly spreadsheet, with bars in the email: by month, lender, place and reason',
			'send-until-taken': 'A part for workflows of your own: emails that outlive an hour without a mail server',
			'wait-for-status': 'A part for workflows of your own: wait until a request was sent',
		},
	},
];
