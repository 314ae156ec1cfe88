import { badInput } from '../../errors';
import { named, words } from '../../words';
import type { OkapiClient } from '../../okapi';
import type { ActionsOffered, AllowedAction, RequestAction } from '../model/actions';
import type { Way, WayOptions } from '../port/way';
import type { PatronRequest } from '../model/request';
import type { SavedRequest } from '../model/savedForMove';
import type { ActionAnswer, Choice, ChoiceList, Lack, RequestDesk, RequestList, RequestQuery } from '../port/RequestDesk';
import { act } from './act';
import { actionsOf, allowedOf, own } from './actions';
import { choices } from './choices';
import type { CrossLinkClient } from './CrossLinkClient';
import { CrossLinkReader } from './CrossLinkReader';
import { listRequests } from './listRequests';
import { movedFrom, notedOf } from './moved';
import type { ListedAction } from './schemas';
import { withNoted, type Noted } from './staffNote';
import { hasBrokenOff, untilFree } from './hindrance';
import { wayToCrossLink } from './wayToCrossLink';

export class CrossLinkDesk extends CrossLinkReader implements RequestDesk {
	readonly takesReferenceOnce = true;
	readonly takesAnyRecordId = true;
	readonly hasUsualPickup = true;
	readonly notesUnlistedPickup = true;
	readonly ownActions = own;

	constructor(okapi: OkapiClient, symbol?: string, client?: CrossLinkClient, readonly former?: RequestDesk['former']) {
		super(okapi, symbol, client);
	}

	way({ via, requestingSymbol }: WayOptions): Way {
		if (via !== 'resolver') return wayToCrossLink(this, requestingSymbol ?? this.symbol);
		throw badInput('CrossLink takes no requests from an OpenURL resolver', `Take ${named('via')} out of the options, or set it to ${words.names.direct}.`);
	}

	async find(query: RequestQuery): Promise<RequestList> {
		return await listRequests(this, query);
	}

	async restore(request: PatronRequest, saved: SavedRequest): Promise<ReadonlyArray<keyof SavedRequest> | undefined> {
		const row = (await this.client.getRow(request.id))?.row;
		if (row === undefined || movedFrom(row) !== saved.id.toLowerCase()) return undefined;
		// What the request tells without its note.
		const own = await this.read({ ...row, internalNote: undefined });
		const lacks = (told: string | undefined, was: string | null) => (told === undefined ? (was ?? undefined) : undefined);
		const noted: Noted = {
			references: saved.references,
			recordId: lacks(own.recordId, saved.recordId),
			patronEmail: lacks(own.patronEmail, saved.patronEmail),
			pickupLocation: lacks(own.pickupLocation, saved.pickupLocation),
			neededBy: lacks(own.neededBy, saved.neededBy),
			dueDate: lacks(own.due.iso, saved.dueDate),
			movedAs: notedOf(row).movedAs ?? request.history[0]?.from?.code ?? row.state,
		};
		const note = withNoted(noted, row.internalNote);
		if (note !== row.internalNote) await this.client.putInternalNote(row.id, note);
		await this.noteReferences(row.id, saved.references);
		return (['patronEmail', 'pickupLocation', 'neededBy', 'dueDate'] as const).filter((name) => noted[name] !== undefined);
	}

	async actions(): Promise<ActionsOffered> {
		return actionsOf(await this.model());
	}

	async allowed(request: PatronRequest): Promise<AllowedAction[]> {
		const isBusy = (actions: readonly ListedAction[]): boolean => !hasBrokenOff(request, this.now()) && actions.some(({ available }) => available === false);
		return allowedOf(request, await untilFree(async () => await this.client.allowedActions(request.id), isBusy), this.now(), await this.model());
	}

	async lacks({ id }: PatronRequest, action: RequestAction, names: readonly string[]): Promise<Lack | undefined> {
		if (action.kind === 'askForRetry') return (action.recordId ?? '') === '' ? { sentence: `Give the id of the record that the borrowing library is to request instead, in ${named('otherRecord')}. Without one, say that your library cannot supply.` } : undefined;
		const takesBarcodes = names.includes('add-item');
		if (action.kind !== 'markShipped' || (takesBarcodes && (action.barcodes ?? []).length > 0) || (await this.client.items(id)).length > 0) return undefined;
		return { sentence: takesBarcodes ? `Give the barcode of each item that is sent, in ${named('barcodes')}.` : "The request has no item yet: your library's own system must name it first. Look at the request in ReShare." };
	}

	async act(request: PatronRequest, action: RequestAction, names?: readonly string[], isStillDue?: () => Promise<boolean>): Promise<ActionAnswer> {
		return await act(this, request, action, names, isStillDue);
	}

	async choices(list: ChoiceList): Promise<Choice[]> {
		return await Promise.resolve([...choices[list]]);
	}
}
