import type { IDataObject } from 'n8n-workflow';
import type { PatronRequest, Requests } from '../shared/client';

/** How much of a request leaves the node. */
export interface ItemForm {
	/** False where a model reads it: no patron, no free text. */
	readonly withPatron: boolean;
	/** IANA name; times are told in it, and due dates are days in it. */
	readonly timeZone: string;
	readonly requests: Requests;
}

/**
 * The request in few named fields; absent values are null. mod-rs tells lenders who the patron is; those are other
 * libraries' patrons, and stay out.
 *
 * @param request read whole
 */
export async function requestItem(request: PatronRequest, { requests, withPatron, timeZone }: ItemForm): Promise<IDataObject> {
	const { status, isOpen, needsStaff } = requests.standing(request);
	const patron = request.side === 'borrowing' ? request : undefined;
	// Some suppliers write the due date in words of their own, and staff a pickup location, which a model need not read.
	const due = requests.due(request, timeZone);
	return {
		requestId: request.id,
		hrid: request.hrid ?? null,
		status: status === null ? null : { ...status },
		isOpen,
		needsStaff,
		reference: (await requests.referenceOf(request)) ?? null,
		serviceType: request.serviceType ?? null,
		title: request.title ?? null,
		author: request.author ?? null,
		isbn: request.isbn ?? null,
		volume: request.volume ?? null,
		...(withPatron
			? {
					patronId: patron?.patronId ?? null,
					patronName: [patron?.patronGivenName, patron?.patronSurname].filter((part) => part !== undefined).join(' ') || null,
					patronEmail: patron?.patronEmail ?? null,
				}
			: {}),
		pickupLocation: (withPatron ? request.pickupLocation : request.pickupPlace) ?? request.pickupLocationSlug ?? null,
		borrower: request.borrower ?? null,
		supplier: request.supplier ?? null,
		callNumber: request.callNumber ?? null,
		shelf: request.shelf ?? null,
		barcodes: [...(request.barcodes ?? [])],
		neededBy: request.neededBy ?? null,
		dueDate: due.day,
		dueDateInWords: due.day === null && !withPatron ? null : due.words,
		documentLink: (withPatron ? request.documentLink : undefined) ?? null,
		unreadMessages: request.unreadMessages ?? null,
		createdAt: requests.localTime(request.createdAt, timeZone),
		changedAt: requests.localTime(request.changedAt, timeZone),
		staffLink: requests.staffLink(request),
	};
}
