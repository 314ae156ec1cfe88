import type { IDataObject } from 'n8n-workflow';
import type { Client, Lineage, PatronRequest } from '../shared/client';
import { staffLink } from '../shared/staffLink';

/** How much of a request leaves the node. */
export interface ItemForm {
	/** False where a model reads it: no patron, no notes. */
	readonly withPatron: boolean;
	/** Address of the staff interface, empty where the credential names none. */
	readonly staffUrl: string;
	/** Where a request that was made anew has its reference from. */
	readonly lineage: Lineage;
}

/**
 * The request in few named fields; absent values are null.
 *
 * @param request read whole
 */
export async function requestItem(client: Client, request: PatronRequest, form: ItemForm): Promise<IDataObject> {
	const { state } = request;
	return {
		requestId: request.id,
		hrid: request.hrid ?? null,
		status: state?.code === undefined ? null : { ...client.describeState(state.code) },
		isOpen: !client.isTerminalState(state ?? {}),
		needsStaff: client.stateNeedsStaff(state ?? {}),
		reference: (await form.lineage.referenceOf(request)) ?? null,
		serviceType: request.serviceType?.value ?? null,
		title: request.title ?? null,
		author: request.author ?? null,
		isbn: request.isbn ?? null,
		volume: request.volume ?? null,
		...(form.withPatron
			? {
					patronId: request.patronIdentifier ?? null,
					patronName: [request.patronGivenName, request.patronSurname].filter((part) => part !== undefined).join(' ') || null,
					patronEmail: request.patronEmail ?? null,
				}
			: {}),
		pickupLocation: request.pickupLocation ?? request.pickupLocationSlug ?? null,
		supplier: client.supplierName(request) ?? null,
		neededBy: request.neededBy ?? null,
		dueDate: request.parsedDueDateRS ?? request.dueDateRS ?? null,
		unreadMessages: request.unreadMessageCount ?? (request.hasUnreadMessages === true ? 1 : 0),
		createdAt: request.dateCreated ?? null,
		changedAt: request.lastUpdated ?? null,
		staffLink: staffLink(form.staffUrl, request),
	};
}
