/** The outcomes of an ILLiad transaction, each with the queue to which it moves unless the library chooses another one; empty: it stays. */
export const illiadOutcomes = {
	requested: { label: 'Requested', queue: 'Request Sent' },
	review: { label: 'Needs Review', queue: 'ReShare Review' },
	nothingFound: { label: 'Nothing Found', queue: 'ReShare Review' },
	notAvailable: { label: 'Nobody Lends It', queue: 'Awaiting Unfilled Processing' },
	patron: { label: 'Patron May Not Borrow', queue: 'Awaiting Account Validation' },
	shipped: { label: 'Shipped', queue: '' },
	received: { label: 'Received', queue: 'Request Finished' },
	complete: { label: 'Complete', queue: 'Request Finished' },
	endOfRota: { label: 'End of Rota', queue: 'Awaiting Unfilled Processing' },
	cancelled: { label: 'Canceled', queue: 'ReShare Review' },
} as const;

export type IlliadOutcome = keyof typeof illiadOutcomes;

/** Returns the outcome of an ILLiad transaction for the outcome and the reason of an item from Search or Create. */
export function illiadOutcomeForItem(outcome: string, reason: string | undefined): IlliadOutcome {
	if (outcome === 'created') return 'requested';
	if (outcome === 'notAvailable') return reason === 'nothingFound' ? 'nothingFound' : 'notAvailable';
	// This queue is only for patrons for whom nothing was requested. A request that waits for staff in ReShare goes to review.
	if (outcome === 'notCreated' && ['patronNotValid', 'patronAtLimit', 'tooManyOpen'].includes(reason ?? '')) return 'patron';
	return outcome === 'notCreated' && reason === 'endOfRota' ? 'notAvailable' : 'review';
}

const requestedOutcomes: readonly IlliadOutcome[] = ['requested', 'review'];

/**
 * For each event that moves a transaction, the outcomes from whose queues it may move. A transaction that staff have moved elsewhere stays.
 */
export const movableOutcomesByEvent: Readonly<Partial<Record<string, readonly IlliadOutcome[]>>> = {
	shipped: requestedOutcomes,
	received: [...requestedOutcomes, 'shipped'],
	complete: [...requestedOutcomes, 'shipped', 'received'],
	endOfRota: requestedOutcomes,
	cancelled: requestedOutcomes,
};
