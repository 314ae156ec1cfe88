import type { IDataObject } from 'n8n-workflow';
import type { Client, Lineage, PatronRequest } from '../shared/client';
import { staffLink } from '../shared/staffLink';

/** How much of a request leaves the node. */
export interface ItemForm {
	/** False where a model reads it: no patron, no free text. */
	readonly withPatron: boolean;
	/** Address of the staff interface, empty where the credential names none. */
	readonly staffUrl: string;
	/** IANA name; due dates are days in it. */
	readonly timeZone: string;
	/** Where a request that was made anew has its reference from. */
	readonly lineage: Lineage;
}

/**
 * The request in few named fields; absent values are null. mod-rs tells lenders who the patron is; those are other
 * libraries' patrons, and stay out.
 *
 * @param request read whole
 */
export async function requestItem(client: Client, request: PatronRequest, form: ItemForm): Promise<IDataObject> {
	const { state } = request;
	const patron = request.side === 'borrowing' ? request : undefined;
	// Some suppliers write the due date in words of their own, and staff a pickup location, which a model need not read.
	const due = client.dueDay(request.due, form.timeZone);
	return {
		requestId: request.id,
		hrid: request.hrid ?? null,
		status: client.stateLabel(state) as IDataObject | null,
		isOpen: !client.isTerminal(state),
		needsStaff: client.needsStaff(state),
		reference: (await form.lineage.referenceOf(request)) ?? null,
		serviceType: request.serviceType ?? null,
		title: request.title ?? null,
		author: request.author ?? null,
		isbn: request.isbn ?? null,
		volume: request.volume ?? null,
		...(form.withPatron
			? {
					patronId: patron?.patronId ?? null,
					patronName: [patron?.patronGivenName, patron?.patronSurname].filter((part) => part !== undefined).join(' ') || null,
					patronEmail: patron?.patronEmail ?? null,
				}
			: {}),
		pickupLocation: (form.withPatron ? request.pickupLocation : request.pickupPlace) ?? request.pickupLocationSlug ?? null,
		borrower: request.borrower ?? null,
		supplier: request.supplier ?? null,
		callNumber: request.callNumber ?? null,
		shelf: request.shelf ?? null,
		barcodes: [...(request.barcodes ?? [])],
		neededBy: request.neededBy ?? null,
		dueDate: due ?? null,
		dueDateInWords: due === undefined ? ((form.withPatron ? request.due.words : undefined) ?? null) : client.dayInWords(due, 'UTC'),
		documentLink: (form.withPatron ? request.documentLink : undefined) ?? null,
		unreadMessages: request.unreadMessages ?? 0,
		createdAt: request.createdAt ?? null,
		changedAt: request.changedAt ?? null,
		staffLink: staffLink(form.staffUrl, request),
	};
}
