/** What the change to a state means, as one word for all back ends. */
export type StateEventName =
	| 'supplierChosen'
	| 'expectsToSupply'
	| 'cancelRefused'
	| 'supplierDeclined'
	| 'endOfRota'
	| 'cancelled'
	| 'shipped'
	| 'received'
	| 'overdue'
	| 'renewed'
	| 'recalled'
	| 'lost'
	| 'returnedByPatron'
	| 'returnShipped'
	| 'complete'
	| 'closed'
	| 'filledLocally'
	| 'loanedDigitally'
	| 'documentAvailable'
	| 'documentDelivered'
	| 'cancelRequested'
	| 'conditionsAnswered'
	| 'notSupplied'
	| 'receivedBack';

/** An event that entries of the history can have. `needsStaff`: the request is stuck, because the back end could not do its next step. */
export type HistoryEventName = StateEventName | 'needsStaff';
