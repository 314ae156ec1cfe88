export const listKinds = {
	slow: {
		label: 'Requests That Take Too Long',
		when: 'Open requests from Get Turnaround: those later than is usual with their lender, those that cannot be counted on by the day they are needed, and those that stand still',
	},
	pullList: { label: 'Pull List', when: 'Lending requests that Get Many found: what to fetch from the shelves, in their order' },
	lendingDesk: {
		label: 'Lending Desk',
		when: 'Lending requests that Get Many found: how many wait in each part of the day, and a link to the page of the desk',
	},
	account: { label: 'Account of a List', when: 'What ReShare Search and ReShare Create Request made of each row of a list' },
	rehearsal: {
		label: 'Rehearsal of Lending Rules',
		when: 'What Apply Lending Rules found in the mode Rehearse: how often each rule would have answered, and each request with which staff did otherwise',
	},
	digest: {
		label: 'Digest',
		when: 'The stories of requests from Get Timeline, and lending requests that Get Many found: counts, news and what is open longest',
	},
	copies: {
		label: 'Copies of Each Journal',
		when: "This year's copies that Get Many found: journals that have given as many recent articles as one may have, or more",
	},
	statistics: {
		label: 'Statistics',
		when: 'The stories of requests from Get Timeline, and the figures of lenders from Get Turnaround: how much was filled and how long it took, by month, lender, pickup location and reason, with bars',
	},
} as const;

export type ListKind = keyof typeof listKinds;
