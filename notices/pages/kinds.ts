export const pageKinds = {
	lendingDesk: {
		label: 'Lending Desk',
		when: 'The lending requests that Get Many found, by step, with a button for each response, pull slips to print, and the result of each response',
	},
	scanDesk: { label: 'Scanning', when: 'A field for the next barcode, and the result of the last one' },
} as const;

export type PageKind = keyof typeof pageKinds;
