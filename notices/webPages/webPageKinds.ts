export const webPageKinds = {
	lendingDesk: {
		label: 'Lending Desk',
		when: 'The lending requests that Get Many found, by step, with a button for each response, pull slips to print, and the result of each response',
	},
	cancelForPatron: {
		label: 'Cancel a Request (Patron)',
		when: 'To which letters to patrons link: the request number and the library card, and the result. The link names its language',
	},
	cancelForStaff: { label: 'Cancel a Request (Staff)', when: 'The request number and a note to the lender, and the result' },
	confirmResponse: {
		label: 'Confirm a Response',
		when: "A button that sends a lending rule's response, to which the letter about it links",
	},
	scanDesk: { label: 'Scanning', when: 'A field for the next barcode, and the result of the last one' },
} as const;

export type WebPageKind = keyof typeof webPageKinds;
