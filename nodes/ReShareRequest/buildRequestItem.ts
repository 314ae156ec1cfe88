import type { IDataObject } from 'n8n-workflow';
import type { PatronRequest, Requests } from '../shared/loadClient';

interface ItemForm {
	/** False if an AI model reads the item. It then contains no patron and no free text. */
	readonly withPatron: boolean;
	/** The IANA name of the time zone for times and due dates. */
	readonly timeZone: string;
	readonly requests: Requests;
}

/**
 * Builds the item of a request, which Get and the other operations output. A new field of a request is added here.
 *
 * @param whole a request that was read on its own, since those in a list lack fields
 */
export async function buildRequestItem(whole: PatronRequest, { requests, withPatron, timeZone }: ItemForm): Promise<IDataObject> {
	const request = requests.masked(whole, withPatron ? 'full' : 'none');
	const { status, isOpen, ...standing } = requests.standing(request);
	const due = requests.due(request, timeZone);
	return {
		requestId: request.id,
		hrid: request.hrid ?? null,
		status: status === null ? null : { ...status },
		isOpen,
		...standing,
		side: request.side,
		reference: (await requests.referenceOf(request)) ?? null,
		serviceType: request.serviceType ?? null,
		...requests.description(request),
		...(withPatron
			? {
					patronId: request.patronId ?? null,
					patronName: [request.patronGivenName, request.patronSurname].filter((part) => part !== undefined).join(' ') || null,
					patronEmail: request.patronEmail ?? null,
					patronGroup: request.patronGroup ?? null,
				}
			: {}),
		pickupLocation: request.pickupLocation ?? request.pickupLocationSlug ?? null,
		borrower: request.borrower ?? null,
		supplier: request.supplier ?? null,
		callNumber: request.callNumber ?? null,
		shelf: request.shelf ?? null,
		lendingRule: requests.ruleThatAnswered(whole),
		barcodes: [...(request.barcodes ?? [])],
		neededBy: request.neededBy ?? null,
		dueDate: due.day,
		dueDateInWords: due.words,
		documentLink: request.documentLink ?? null,
		unreadMessages: request.unreadMessages ?? null,
		createdAt: requests.localTime(request.createdAt, timeZone),
		changedAt: requests.localTime(request.changedAt, timeZone),
		staffLink: requests.staffLink(request),
	};
}
