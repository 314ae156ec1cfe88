export const listKinds = {
	slow: {
		label: 'Requests That Take Too Long',
		when: 'Open requests from Get Turnaround: those later than is usual with their lender, those that cannot be counted on by the day they are needed, and those that stand still',
	},
	pullList: { label: 'Pull List', when: 'Lending requests that Get Many found: what to pull from the shelves, in shelf order' },
	lendingDesk: {
		label: 'Lending Desk',
		when: 'Lending requests that Get Many found: how many wait in each step, and a link to the lending desk',
	},
	account: { label: 'Results for a List', when: 'The result of ReShare Search and ReShare Create Request for each row of a list' },
	rehearsal: {
		label: 'Rehearsal of Lending Rules',
		when: 'What Apply Lending Rules found in the mode Rehearse: how often each rule would have responded, and each request for which staff decided differently',
	},
	digest: {
		label: 'Digest',
		when: 'The histories of requests from Get Timeline, and lending requests that Get Many found: counts, recent changes and the oldest open requests',
	},
	copies: {
		label: 'Copies of Each Journal',
		when: "This year's copies that Get Many found: journals with as many recent articles as are allowed, or more",
	},
	copyRecords: {
		label: 'Records of Copies',
		when: 'Delivered copies that Get Many found, one in each row of the spreadsheet and without the patron: libraries in the United States keep them for three calendar years',
	},
	statistics: {
		label: 'Statistics',
		when: 'The histories of requests from Get Timeline, and the figures of lenders from Get Turnaround: how much was filled and how long it took, by month, lender, pickup location and reason, with bars',
	},
} as const;

export type ListKind = keyof typeof listKinds;
