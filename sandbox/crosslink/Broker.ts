import { randomSource } from '../randomSource';
import { messageMarks } from '../messageMarks';
import { patrons, type Patron } from '../patrons';
import type { ModuleRequest } from '../sharedTypes';
import { borrowingActions, failedResult, type ActionResult } from './borrowingActions';
import { readActionParameters } from './readBodies';
import { validationErrorsOf, type IsoRequest } from './iso/readIllRequest';
import { lendingActions } from './lendingActions';
import { brokerSymbol } from './crossLinkMembers';
import {
	buildAgencyId,
	buildConfirmation,
	setConfirmationTime,
	itemsInNote,
	notificationOf,
	storedSupplierMessage,
	buildSupplyingMessage,
	type SupplierMessage,
} from './isoMessages';
import { BrokerStateModel, type ModelAction } from './model/BrokerStateModel';
import type { BrokerOperations } from './BrokerOperations';
import { badRequestProblem, BrokerProblem } from './brokerProblems';
import { RotaRunner } from './RotaRunner';
import { bibliographicInfoOf, modelSideOf, serviceTypeOf, type StoredEvent, type CrossLinkRequest } from './crossLinkRequest';
import { CrossLinkStore } from './CrossLinkStore';
import { formatBrokerTime } from './buildViews';
import type { CrossLinkContext } from './CrossLinkContext';

export interface RequestCreation {
	readonly id?: string;
	readonly patron?: string;
	readonly internalNote?: string;
	readonly prevReqId?: string;
	readonly requesterPickupLocationId?: string;
	readonly requesterSymbol: string;
	readonly illRequest: IsoRequest;
	readonly user: string;
}

/** CrossLink's broker: requests of both sides, their state model, and what passes between the libraries. */
export class Broker implements BrokerOperations {
	readonly store: CrossLinkStore;
	readonly rota: RotaRunner;

	constructor(readonly world: CrossLinkContext) {
		this.store = new CrossLinkStore(world.clock);
		this.rota = new RotaRunner(this);
	}

	get model(): BrokerStateModel {
		return new BrokerStateModel(this.world.options.crosslinkModel);
	}

	get isLater(): boolean {
		return this.model.version !== '3.0.0';
	}

	patronById(id: string): Patron | undefined {
		return patrons.find((patron) => patron.id === id);
	}

	/**
	 * Makes a request and runs its checks. If the caller hangs up before the checks begin, the request stays unchecked forever.
	 *
	 * @throws BrokerProblem 400 for an id that exists, even in another tenant
	 */
	async create(
		creation: RequestCreation,
		{ beforeCommit, hasHungUp }: Pick<ModuleRequest, 'beforeCommit' | 'hasHungUp'> = {},
	): Promise<CrossLinkRequest> {
		const { user, illRequest, ...values } = creation;
		const id = values.id ?? this.store.nextId(values.requesterSymbol);
		const createdAt = this.store.now();
		const request = this.headed(illRequest, values.requesterSymbol, id, createdAt, values.patron);
		await beforeCommit?.();
		if (this.store.get(id) !== undefined) throw badRequestProblem('a patron request with this ID already exists');
		const predecessor = this.predecessor(values.prevReqId, id, values.requesterSymbol);
		const row = this.store.add({ ...values, id, createdAt, illRequest: request });
		if (predecessor !== undefined) this.store.change(predecessor, { nextReqId: id });
		const lmsTakes = this.world.options.hostLmsTakesMs;
		if (lmsTakes > 0) await new Promise<void>((resolve) => this.world.clock.afterExactly(lmsTakes, resolve));
		if (hasHungUp?.() !== true) this.enter(row, undefined, user);
		return row;
	}

	/**
	 * Finds the request that a new one replaces.
	 *
	 * @throws BrokerProblem 400 if it already has a successor, 404 if it does not exist or belongs to another library
	 */
	private predecessor(prevReqId: string | undefined, id: string, symbol: string): CrossLinkRequest | undefined {
		if (prevReqId === undefined) return undefined;
		if (prevReqId === '' || prevReqId === id) throw badRequestProblem('invalid predecessor: prevReqId must identify another request');
		const previous = this.store.get(prevReqId);
		if (previous?.side !== 'borrowing' || previous.requesterSymbol !== symbol) throw new BrokerProblem(404, 'not found');
		if (previous.nextReqId !== undefined) throw badRequestProblem('invalid predecessor: request already has a successor');
		return previous;
	}

	/** Adds the header that the broker writes to a request. */
	headed(illRequest: IsoRequest, symbol: string, id: string, at: number, patron: string | undefined): IsoRequest {
		const complaints = [
			...(id === ''
				? [
						"Key: 'Request.Header.RequestingAgencyRequestId' Error:Field validation for 'RequestingAgencyRequestId' failed on the 'required' tag",
					]
				: []),
			...validationErrorsOf(illRequest),
		];
		if (complaints.length > 0) throw badRequestProblem(`invalid patron request: invalid illRequest: ${complaints.join('\n')}`);
		const { header: given, ...request } = illRequest as IsoRequest & { readonly header?: { readonly multipleItemRequestId?: string } };
		const header = {
			supplyingAgencyId: buildAgencyId(brokerSymbol),
			requestingAgencyId: buildAgencyId(symbol),
			multipleItemRequestId: given?.multipleItemRequestId ?? '',
			timestamp: formatBrokerTime(at),
			requestingAgencyRequestId: id,
		};
		const patronInfo = patron === undefined ? {} : { patronInfo: { ...(illRequest.patronInfo as object | undefined), patronId: patron } };
		return { header, ...request, ...patronInfo };
	}

	/**
	 * Does what the server does by itself when a request enters a state.
	 *
	 * @returns what failed, in the server's words
	 */
	enter(row: CrossLinkRequest, parent: StoredEvent | undefined, user: string): string | undefined {
		for (const action of this.actionsOf(row).filter(({ trigger }) => trigger === 'auto')) {
			const params = action.params === undefined ? {} : { autoActionParams: action.params };
			const { eventStatus, resultData } = this.invoke(row, action.name, params, user, parent);
			if (eventStatus === 'PROCESSING') return undefined;
			const { actionResult, eventError, problem } = resultData as {
				actionResult?: { outcome: string; toState?: string; childActionError?: string };
				eventError?: { Message: string };
				problem?: { Details: string };
			};
			if (actionResult?.childActionError !== undefined) return actionResult.childActionError;
			// The broker handles a failure only if the model has a transition for it.
			if (eventStatus !== 'SUCCESS' && actionResult?.outcome === 'failure' && actionResult.toState !== undefined) return undefined;
			const why = eventError?.Message ?? problem?.Details;
			if (eventStatus !== 'SUCCESS')
				return `auto action ${action.name} failed with status ${eventStatus}${why === undefined ? '' : `: ${why}`}`;
		}
		return undefined;
	}

	/**
	 * Finds the action that is running, or that was running when the broker crashed; it blocks all others. Actions that only wait for what
	 * they have started do not count.
	 */
	atWork({ events }: CrossLinkRequest, parent?: StoredEvent): StoredEvent | undefined {
		const waiting = new Set<string>();
		for (let id = parent?.id; id !== undefined; id = events.find((event) => event.id === id)?.parentID) waiting.add(id);
		return events.find(
			({ id, eventName, eventStatus }) =>
				eventName === 'invoke-action' && (eventStatus === 'NEW' || eventStatus === 'PROCESSING') && !waiting.has(id),
		);
	}

	actionsOf(row: CrossLinkRequest): readonly ModelAction[] {
		return this.model.actions(modelSideOf(row), row.state, serviceTypeOf(row));
	}

	/**
	 * Performs an action.
	 *
	 * @throws BrokerProblem 500 if the broker crashes during the action
	 */
	invoke(row: CrossLinkRequest, name: string, params: Readonly<Record<string, unknown>>, user: string, parent?: StoredEvent): StoredEvent {
		const other = this.atWork(row, parent);
		const event = this.store.note(row.events, {
			eventType: 'TASK',
			eventName: 'invoke-action',
			eventStatus: 'PROCESSING',
			eventData: { user, action: name, ...(Object.keys(params).length === 0 ? {} : { customData: params }) },
			...(parent === undefined ? {} : { parentID: parent.id }),
		});
		if (other !== undefined) {
			event.eventStatus = 'ERROR';
			event.resultData = { eventError: { Message: 'another invoke-action task in progress', Cause: `conflicting event ${other.id}` } };
			return event;
		}
		if (this.world.options.crosslinkDiesAt === name) throw new BrokerProblem(500, 'the broker went down');
		const action = this.actionsOf(row).find((candidate) => candidate.name === name);
		const handlers = row.side === 'borrowing' ? borrowingActions : lendingActions;
		const known = readActionParameters(params);
		const result: ActionResult =
			known === undefined
				? failedResult('failed to unmarshal action parameters', 'json: cannot unmarshal')
				: (handlers[name]?.({ broker: this, row, event, params: known }) ?? { status: 'SUCCESS', outcome: 'success', result: {} });
		if (this.world.options.crosslinkHangsAt !== name) this.finish(row, event, name, action, result);
		else {
			// The message of the action was sent, and the broker continues once it is confirmed.
			row.letGo = () => {
				delete row.letGo;
				setConfirmationTime(result.result, this.store.now());
				this.finish(row, event, name, action, { ...result, after: undefined });
			};
			result.after?.();
		}
		return event;
	}

	private finish(row: CrossLinkRequest, event: StoredEvent, name: string, action: ModelAction | undefined, result: ActionResult): void {
		const from = row.state;
		result.onConfirmation?.();
		const toState = action?.transitions?.[result.outcome];
		this.store.change(row, {
			lastAction: name,
			lastActionOutcome: result.outcome,
			lastActionResult: result.status,
			needsAttention: result.outcome === 'failure',
		});
		if (toState !== undefined) this.stand(row, toState, result.outcome === 'failure');
		const failure = toState === undefined || toState === from ? undefined : this.enter(row, event, String(event.eventData.user));
		if (failure !== undefined) this.store.change(row, { needsAttention: true, lastActionOutcome: 'failure', lastActionResult: 'ERROR' });
		// The action counts as running until everything that it has started is done, too.
		event.eventStatus = result.status;
		event.resultData = {
			...result.result,
			actionResult: {
				outcome: result.outcome,
				...(toState === undefined ? {} : { toState }),
				...(failure === undefined ? {} : { childActionError: failure }),
			},
		};
		result.after?.();
	}

	stand(row: CrossLinkRequest, state: string, attention = false): void {
		const known = this.model.state(modelSideOf(row), state);
		row.version++;
		this.store.change(row, { state, needsAttention: attention || known?.needsAttention === true, terminalState: known?.terminal === true });
		this.rota.staff(row);
	}

	/**
	 * Delivers a message from a supplier, or from the broker itself, to the borrower.
	 *
	 * @returns why it was not accepted, or why what followed failed
	 */
	receive(row: CrossLinkRequest, from: string, message: SupplierMessage): string | undefined {
		const isFirst = !row.events.some(({ eventName }) => eventName === 'patron-request-message');
		const haste = isFirst ? this.world.options.crosslinkHaste : 'no';
		const at = this.store.now();
		const incomingMessage = buildSupplyingMessage(row, from, message, at);
		const event = this.store.note(row.events, { eventType: 'TASK', eventName: 'patron-request-message', eventData: { incomingMessage } });
		const answer = (error?: { errorType: string; errorValue: string }) => ({
			incomingMessage,
			outgoingMessage: buildConfirmation(row, from, message, at, error),
		});
		const notification = notificationOf(from, row.requesterSymbol, message, this.store.now());
		event.resultData = answer();
		if (message.reason === 'Notification') {
			if (notification !== undefined) row.notifications.push(notification);
			return undefined;
		}
		const fail = (problem: string): string => {
			event.eventStatus = 'PROBLEM';
			event.resultData = {
				...answer({ errorType: 'UnrecognisedDataValue', errorValue: problem }),
				eventError: { Message: problem, Cause: '' },
			};
			return problem;
		};
		// The items are stored although the message may be refused.
		if (message.status === 'Loaned' && message.reason === 'StatusChange') this.takeItems(row, message, at);
		const name = haste === 'beforeSent' ? undefined : this.eventName(row, from, message);
		const transition = name === undefined ? undefined : this.model.event('REQUESTER', row.state, name, serviceTypeOf(row));
		if (name === undefined || transition?.transition === undefined) {
			return fail(
				name === undefined && message.reason === 'RenewResponse'
					? `unsupported reason for message: ${message.reason}`
					: `status change not allowed: ${message.status}`,
			);
		}
		row.supplierSymbol = from;
		if (['WillSupply', 'Loaned', 'CopyCompleted', 'RetryPossible'].includes(message.status) && message.reason !== 'CancelResponse')
			row.illResponse = storedSupplierMessage(message, at);
		if (message.dueDate !== undefined && this.isLater) row.dueDate = message.dueDate;
		if (message.reasonRetry === 'NotFoundAsCited' && message.itemId) row.retryBibInfo = { supplierUniqueRecordId: message.itemId };
		this.stand(row, transition.transition);
		if (notification !== undefined) row.notifications.push(notification);
		const sending = haste === 'beforeDone' ? row.events.find(({ eventName }) => eventName === 'invoke-action') : undefined;
		if (sending !== undefined) sending.eventStatus = 'PROCESSING';
		const failure = this.enter(row, event, `iso18626@${from}`);
		if (sending !== undefined) sending.eventStatus = 'SUCCESS';
		return failure === undefined ? undefined : fail(failure);
	}

	private takeItems(row: CrossLinkRequest, message: SupplierMessage, at: number): void {
		const items = itemsInNote(message.note);
		row.items = items.map((item, index) => ({
			id: randomSource.uuid(),
			barcode: items.length === 1 ? row.requesterRequestId : `${row.requesterRequestId}-${index + 1}`,
			...item,
			createdAt: at,
			...(this.isLater ? { lmsStatus: 'UNKNOWN' } : {}),
		}));
	}

	/** Finds the state model's name for a message; undefined if it has none. */
	private eventName(row: CrossLinkRequest, from: string, { reason, status, note, answerYesNo }: SupplierMessage): string | undefined {
		const local = from === row.requesterSymbol ? '-local' : '';
		if (reason === 'RenewResponse') return this.isLater ? (answerYesNo === 'Y' ? 'renewal-accepted' : 'renewal-rejected') : undefined;
		if (reason === 'CancelResponse')
			return status === 'Cancelled' ? 'cancel-accepted' : status === 'WillSupply' ? 'cancel-rejected' : undefined;
		const names: Readonly<Record<string, string>> = {
			ExpectToSupply: `${this.isLater && row.supplierSymbol !== undefined && row.supplierSymbol !== from ? 'new-' : ''}expect-to-supply${local}`,
			WillSupply: note?.includes(messageMarks.addLoanCondition) === true ? 'will-supply-conditional' : 'will-supply',
			Loaned: 'loaned',
			LoanCompleted: `completed${local}`,
			CopyCompleted: `completed${local}`,
			Unfilled: `unfilled${local}`,
			RetryPossible: 'retry-conditional',
			Overdue: 'overdue',
			Recalled: 'recalled',
		};
		return names[status];
	}

	/** Makes a new request that replaces the old one, when staff accept a supplier's offer to retry. */
	retry(row: CrossLinkRequest): void {
		const id = this.store.nextId(row.requesterSymbol);
		const createdAt = this.store.now();
		const { header: _header, ...request } = row.illRequest;
		const illRequest = this.headed(
			{ ...request, bibliographicInfo: { ...bibliographicInfoOf(row), ...row.retryBibInfo } },
			row.requesterSymbol,
			id,
			createdAt,
			(row.illRequest.patronInfo as { patronId?: string } | undefined)?.patronId,
		);
		row.nextReqId = id;
		const next = this.store.add({
			id,
			requesterSymbol: row.requesterSymbol,
			createdAt,
			illRequest,
			prevReqId: row.id,
			...(row.patron === undefined ? {} : { patron: row.patron }),
		});
		this.enter(next, undefined, 'unknown');
	}
}
