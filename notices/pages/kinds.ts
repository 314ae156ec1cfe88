export const pageKinds = {
	lendingDesk: {
		label: 'Lending Desk',
		when: 'The lending requests that Get Many found, in the parts of the day, with a button for each answer, pull slips to print, and what came of the answers',
	},
	scanDesk: { label: 'Scanning', when: 'A field for the next barcode, and what came of the last one' },
} as const;

export type PageKind = keyof typeof pageKinds;
