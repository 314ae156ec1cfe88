import type { Side } from '../request';
import type { WantedEvent } from './events';
import { toIso } from './time';

interface Step {
	readonly from: string;
	readonly to: string;
}

const borrowingSteps: Partial<Record<WantedEvent, Step>> = {
	expectsToSupply: { from: 'REQ_REQUEST_SENT_TO_SUPPLIER', to: 'REQ_EXPECTS_TO_SUPPLY' },
	shipped: { from: 'REQ_EXPECTS_TO_SUPPLY', to: 'REQ_SHIPPED' },
	received: { from: 'REQ_SHIPPED', to: 'REQ_CHECKED_IN' },
	loanedDigitally: { from: 'REQ_EXPECTS_TO_SUPPLY', to: 'REQ_LOANED_DIGITALLY' },
	documentAvailable: { from: 'SLNP_REQ_IDLE', to: 'SLNP_REQ_DOCUMENT_AVAILABLE' },
	returnShipped: { from: 'REQ_AWAITING_RETURN_SHIPPING', to: 'REQ_SHIPPED_TO_SUPPLIER' },
	complete: { from: 'REQ_SHIPPED_TO_SUPPLIER', to: 'REQ_REQUEST_COMPLETE' },
	documentDelivered: { from: 'REQ_EXPECTS_TO_SUPPLY', to: 'REQ_DOCUMENT_DELIVERED' },
	endOfRota: { from: 'REQ_UNFILLED', to: 'REQ_END_OF_ROTA' },
	cancelled: { from: 'REQ_CANCELLED_WITH_SUPPLIER', to: 'REQ_CANCELLED' },
	overdue: { from: 'REQ_CHECKED_IN', to: 'REQ_OVERDUE' },
	needsStaff: { from: 'REQ_REQUEST_SENT_TO_SUPPLIER', to: 'REQ_CONDITIONAL_ANSWER_RECEIVED' },
};

const lendingSteps: Partial<Record<WantedEvent, Step>> = {
	shipped: { from: 'RES_AWAIT_SHIP', to: 'RES_ITEM_SHIPPED' },
	loanedDigitally: { from: 'RES_SEQUESTERED', to: 'RES_LOANED_DIGITALLY' },
	returnShipped: { from: 'RES_ITEM_SHIPPED', to: 'RES_ITEM_RETURNED' },
	complete: { from: 'RES_ITEM_RETURNED', to: 'RES_COMPLETE' },
	documentDelivered: { from: 'RES_COPY_AWAIT_PICKING', to: 'RES_DOCUMENT_DELIVERED' },
	cancelled: { from: 'RES_CANCEL_REQUEST_RECEIVED', to: 'RES_CANCELLED' },
	cancelRequested: { from: 'RES_NEW_AWAIT_PULL_SLIP', to: 'RES_CANCEL_REQUEST_RECEIVED' },
	needsStaff: { from: 'RES_NEW_AWAIT_PULL_SLIP', to: 'RES_CANCEL_REQUEST_RECEIVED' },
	notSupplied: { from: 'RES_AWAIT_PICKING', to: 'RES_UNFILLED' },
	overdue: { from: 'RES_ITEM_SHIPPED', to: 'RES_OVERDUE' },
};

const usualStep: Record<Side, Step> = {
	borrowing: { from: 'REQ_EXPECTS_TO_SUPPLY', to: 'REQ_SHIPPED' },
	lending: { from: 'RES_AWAIT_SHIP', to: 'RES_ITEM_SHIPPED' },
};

/**
 * A made-up record in the form of the server's, with the first of the wanted changes as its newest.
 *
 * @param now this machine's time in milliseconds
 */
export function sampleRecord(side: Side, wanted: ReadonlySet<WantedEvent>, now: number): Record<string, unknown> {
	const steps = side === 'borrowing' ? borrowingSteps : lendingSteps;
	const step = [...wanted].map((event) => steps[event]).find((found) => found !== undefined) ?? usualStep[side];
	const seconds = Math.floor(now / 1000);
	const isNew = wanted.size === 1 && wanted.has('newRequest');
	return {
		id: '00000000-0000-4000-8000-000000000001',
		isRequester: side === 'borrowing',
		hrid: 'SAMPLE-1',
		dateCreated: toIso(seconds - 2 * 86_400),
		lastUpdated: toIso(seconds),
		lastAuditNo: 1,
		state: { code: isNew ? (side === 'borrowing' ? 'REQ_IDLE' : 'RES_IDLE') : step.to },
		serviceType: { value: step.to.includes('DOCUMENT') ? 'copy' : 'loan', label: step.to.includes('DOCUMENT') ? 'Copy' : 'Loan' },
		title: 'Sample title: this library has no such change yet',
		author: 'Sample, Author',
		isbn: '9780000000002',
		patronIdentifier: 'TEST-PATRON',
		patronGivenName: 'Test',
		patronSurname: 'Patron',
		patronEmail: 'test.patron@example.org',
		pickupLocation: 'Main Library',
		pickupLocationSlug: 'SAMPLE-MAIN',
		resolvedPickupLocation: { name: 'Main Library' },
		neededBy: toIso(seconds + 30 * 86_400).slice(0, 10),
		parsedDueDateRS: toIso(seconds + 42 * 86_400),
		dueDateRS: toIso(seconds + 42 * 86_400),
		rotaPosition: 0,
		requestIdentifiers: [{ identifierType: 'ILLIAD', identifier: 'SAMPLE-REFERENCE' }],
		resolvedSupplier: { symbol: 'US-SAMPLE', owner: { name: 'Sample Lending Library' } },
		conditions: step.to === 'REQ_CONDITIONAL_ANSWER_RECEIVED' ? [{ code: 'LibraryUseOnly' }] : [],
		rota: [{ rotaPosition: 0, directoryId: 'ISIL:US-SAMPLE' }],
		audit: isNew
			? []
			: [
					{
						id: '00000000-0000-4000-8000-000000000002',
						auditNo: 1,
						dateCreated: toIso(seconds),
						fromStatus: { code: step.from },
						toStatus: { code: step.to },
						message: `Status change from ${step.from} to ${step.to}`,
					},
				],
	};
}
