import { badInputError } from '../../errors';
import type { OkapiClient } from '../../okapi';
import type { RequestAction } from '../model/actions';
import type { SubmitterOptions } from '../port/Submitter';
import type { PatronRequest } from '../model/request';
import type { RequestSavedBeforeMigration } from '../model/requestSavedBeforeMigration';
import type { ChoiceListName, RequestBackend } from '../port/RequestBackend';
import type { RequestQuery } from '../port/RequestQuery';
import { performCrossLinkAction } from './performAction';
import { supportedActionsOfModel, crossLinkAllowedActions, crossLinkActionsByKind, hasActionBrokenOff } from './actions';
import { iso18626Choices } from './iso18626Choices';
import { CrossLinkClient } from './CrossLinkClient';
import { CrossLinkReadingBackend } from './CrossLinkReadingBackend';
import { listCrossLinkRequests } from './listRequests';
import { noteMigratedReferences } from './migratedReferences';
import { modRsIdOf, staffNoteFieldsOf } from './migratedRow';
import { addToStaffNote } from './staffNote';
import { retryWhileBusy } from './retryWhileBusy';
import { createCrossLinkSubmitter } from './createCrossLinkSubmitter';

const restoredFields = ['recordId', 'patronEmail', 'pickupLocation', 'neededBy', 'dueDate'] as const;

export class CrossLinkBackend extends CrossLinkReadingBackend implements RequestBackend {
	readonly enforcesUniqueReference = true;
	readonly acceptsAnyRecordId = true;
	readonly hasDefaultPickup = true;
	readonly notesUnlistedPickup = true;
	readonly ownActions = crossLinkActionsByKind;

	constructor(
		okapi: OkapiClient,
		symbol?: string,
		client = new CrossLinkClient(okapi),
		readonly former?: RequestBackend['former'],
	) {
		super(client, symbol);
	}

	submitter({ via, requestingSymbol }: SubmitterOptions) {
		if (via !== 'resolver') return createCrossLinkSubmitter(this, requestingSymbol ?? this.symbol);
		throw badInputError('CrossLink takes no requests from an OpenURL resolver', "Take '⟦via⟧' out of the options, or set it to ⟦direct⟧.");
	}

	find(query: RequestQuery) {
		return listCrossLinkRequests(this, query);
	}

	async restore(request: PatronRequest, saved: RequestSavedBeforeMigration) {
		const row = await this.client.getRow(request.id);
		if (row === undefined || modRsIdOf(row) !== saved.id.toLowerCase()) return undefined;
		// The request is read without its note, so that only the fields of the request itself count.
		const { due, ...fields } = await this.read({ ...row, internalNote: undefined });
		const own = { ...fields, dueDate: due.iso };
		const lacking = restoredFields.filter((name) => own[name] === undefined && saved[name] !== null);
		const note = addToStaffNote(
			{
				...Object.fromEntries(lacking.map((name) => [name, saved[name]])),
				references: saved.references,
				migratedState: staffNoteFieldsOf(row).migratedState ?? request.history[0]?.from?.code ?? row.state,
			},
			row.internalNote,
		);
		if (note !== row.internalNote) await this.client.putInternalNote(row.id, note);
		await noteMigratedReferences(this, row.id, saved.references);
		return lacking.filter((name) => name !== 'recordId');
	}

	async actions() {
		return supportedActionsOfModel(await this.model());
	}

	async allowed(request: PatronRequest) {
		const actions = await retryWhileBusy(
			() => this.client.allowedActions(request.id),
			(listed) => !hasActionBrokenOff(request, this.client.now()) && listed.some(({ available }) => available === false),
		);
		return crossLinkAllowedActions(request, actions, this.client.now(), await this.model());
	}

	async lacks({ id }: PatronRequest, action: RequestAction, names: readonly string[]) {
		if (action.kind === 'askForRetry' && (action.recordId ?? '') === '')
			return {
				sentence:
					"Give the id of the record that the borrower is to request instead, in '⟦otherRecord⟧'. Without one, say that your library cannot supply.",
			};
		const takesBarcodes = names.includes('add-item');
		if (action.kind !== 'markShipped' || (takesBarcodes && (action.barcodes ?? []).length > 0) || (await this.client.items(id)).length > 0)
			return undefined;
		return {
			sentence: takesBarcodes
				? "Give the barcode of each item that is sent, in '⟦barcodes⟧'."
				: "The request has no item yet: your library's own system must name it first. Look at the request in ReShare.",
		};
	}

	act(...asked: Parameters<RequestBackend['act']>) {
		return performCrossLinkAction(this, ...asked);
	}

	async choices(list: ChoiceListName) {
		return Object.entries(iso18626Choices[list]).map(([value, label]) => ({ value, label }));
	}
}
