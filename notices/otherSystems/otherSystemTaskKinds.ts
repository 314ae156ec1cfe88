export const otherSystemTaskKinds = {
	illiadNote: {
		label: 'Note and Queue in ILLiad',
		when: 'Transactions that wait in ILLiad are requested in ReShare; the result becomes a note, and the transaction moves to the queue for that result',
	},
	almaCancellation: {
		label: 'Cancellation in Alma',
		when: 'Borrowing requests that patrons made in Alma are requested in ReShare; what ReShare has is canceled in Alma, so that it is not borrowed twice; staff get an email with a line for each',
	},
	illiadTransaction: {
		label: 'New ILLiad Transaction',
		when: 'Requests that no library can fill become transactions of ILLiad, once each, with a note of the unfilled responses; of what ILLiad does not take, staff get an email',
	},
	almaRequest: {
		label: 'New Alma Request',
		when: 'Requests that no library can fill become borrowing requests of Alma for the same patron, whose blocks stay in force; of what Alma does not take, staff get an email',
	},
	email: {
		label: 'Email to a Colleague',
		when: 'For requests that no library can fill, staff get an email with the citation, the unfilled responses, and links that open your forms filled in',
	},
} as const;

export type OtherSystemTaskKind = keyof typeof otherSystemTaskKinds;
