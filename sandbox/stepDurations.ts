const hour = 3_600_000;
const day = 24 * hour;

/** How long things take in the life of a request, in milliseconds of the consortium's clock at speed 1. */
export const usualStepDurations = {
	answer: 6 * hour,
	/** The time from the promise to the sending of the parcel. */
	ship: 1 * day,
	/** The time of the parcel on its way to the requester. */
	transit: 2 * day,
	patron: 14 * day,
	/** The time from the shipment to the due date. A request whose patron still has the item after that day becomes overdue. */
	loanPeriod: 42 * day,
	/** The time from the due date to the patron's return of an overdue item. */
	late: 5 * day,
	/** The time from the patron's return to the sending of the parcel. */
	returnDesk: 1 * day,
	returnTransit: 3 * day,
	cancelAnswer: 4 * hour,
};
export type StepDurations = typeof usualStepDurations;
