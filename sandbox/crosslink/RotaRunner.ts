import { randomSource } from '../randomSource';
import { brokerSymbol, lendsWithCrossLink, memberBySymbol, nameOfMember, isilOf } from './crossLinkMembers';
import {
	buildAgencyId,
	misreadCostOf,
	writeItemsIntoNote,
	buildRequestingExchange,
	removeMessageMarks,
	type SupplierMessage,
} from './isoMessages';
import type { BrokerOperations } from './BrokerOperations';
import { BrokerProblem } from './brokerProblems';
import { findMember } from '../consortium';
import { messageMarks } from '../messageMarks';
import type { SupplierScenario } from '../scenarios';
import {
	bibliographicInfoOf,
	markConditionReceipts,
	recordIdOf,
	serviceTypeOf,
	type CrossLinkRequest,
	type LocatedSupplier,
} from './crossLinkRequest';

/** The service levels on which the libraries have agreed. A request with any other level finds no supplier. */
const knownLevels = ['standard', 'rush'];

interface Plan {
	readonly run: () => void;
	readonly isDue: () => boolean;
}

/**
 * What a lender receives for each action of the borrower's staff: the name of the event in the state model, the action of the ISO 18626
 * message, and the marker text of that message if it has one.
 */
const asHeard = {
	cancel: ['cancel-request', 'Cancel', undefined],
	agree: ['conditions-accepted', 'Notification', messageMarks.agreeLoanCondition],
	refuse: ['condition-rejected', 'Cancel', messageMarks.rejectLoanCondition],
	received: ['received', 'Received', undefined],
	returned: ['shipped-return', 'ShippedReturn', undefined],
	renew: ['renew', 'Renew', undefined],
} as const;

/** Finds suppliers, asks one after the other, and plays the part of those that do not work with CrossLink. */
export class RotaRunner {
	private readonly plans = new Map<string, Plan[]>();

	constructor(private readonly broker: BrokerOperations) {}

	locate(row: CrossLinkRequest): void {
		const { locateDelayMs, options, clock } = this.broker.world;
		this.noteTransaction(row, 'request-received', 'NOTICE');
		const version = row.version;
		const plan = this.remember(
			row,
			() => this.find(row),
			() => row.version === version,
		);
		clock.afterExactly(locateDelayMs + options.routingTakesMs, () => this.carryOut(row, plan));
	}

	private find(row: CrossLinkRequest): void {
		const holders = this.holders(row);
		const level = (
			(row.illRequest.serviceInfo as { serviceLevel?: { '#text'?: string } } | undefined)?.serviceLevel?.['#text'] ?? 'standard'
		).toLowerCase();
		const members = holders.filter(({ symbol }) => memberBySymbol(symbol)?.loanPolicy !== 'not_lending');
		const details =
			holders.length === 0
				? 'no holdings located'
				: members.length === 0
					? 'no suppliers located'
					: knownLevels.includes(level)
						? undefined
						: 'no located suppliers match';
		const isDown = this.broker.world.options.crosslinkIndexFails;
		if (isDown)
			this.noteFailure(row, 'locate-suppliers', `failed to perform lookup for query '${recordIdOf(row) ?? ''}'`, 'connection refused');
		else this.noteTransaction(row, 'locate-suppliers', 'TASK', details);
		if (isDown || details !== undefined) {
			this.tellBorrower(row, brokerSymbol, { reason: 'RequestResponse', status: 'Unfilled' });
			return;
		}
		row.suppliers = [...row.suppliers.filter(({ status }) => status === 'skipped'), ...members];
		this.next(row);
	}

	/**
	 * Lists the libraries that have the title and lend it, the own library first. The title is found by the record's id, or by that of its
	 * cluster.
	 */
	private holders(row: CrossLinkRequest): LocatedSupplier[] {
		const { inventory, instanceIdOf } = this.broker.world;
		const recordId = recordIdOf(row) ?? '';
		const instance = inventory.instance(recordId) ?? inventory.instance(instanceIdOf?.(recordId) ?? '');
		const found = new Map<string, LocatedSupplier>();
		for (const holding of instance?.holdings ?? []) {
			const parts = holding.locationCode.split('/');
			const member = parts.length === 4 ? findMember(parts[0] ?? '') : undefined;
			if (member === undefined || holding.illPolicyName !== 'Will lend' || found.has(isilOf(member))) continue;
			found.set(isilOf(member), {
				id: randomSource.uuid(),
				symbol: isilOf(member),
				localId: holding.id,
				status: 'new',
				...(instance === undefined ? {} : { instanceId: instance.id }),
			});
		}
		return [...found.values()].sort(
			(left, right) => Number(right.symbol === row.requesterSymbol) - Number(left.symbol === row.requesterSymbol),
		);
	}

	next(row: CrossLinkRequest): void {
		const current = row.suppliers.find(({ status }) => status === 'selected');
		const isFirst = current === undefined && row.suppliers.every(({ status }) => status === 'new');
		if (current !== undefined) current.status = 'skipped';
		for (;;) {
			const supplier = row.suppliers.find(({ status }) => status === 'new');
			if (supplier === undefined) {
				this.noteTransaction(row, 'select-supplier', 'TASK', 'no suppliers with new status');
				this.tellBorrower(row, brokerSymbol, { reason: 'StatusChange', status: 'Unfilled' });
				return;
			}
			this.noteTransaction(row, 'select-supplier', 'TASK');
			this.noteTransaction(row, 'check-availability', 'TASK');
			const isOwn = supplier.symbol === row.requesterSymbol;
			if (isOwn && this.scenarioOf(supplier).kind !== 'onOwnShelf') {
				supplier.status = 'skipped';
				continue;
			}
			supplier.status = 'selected';
			// If the supplier has another system, the broker names that system in a note, which stays unread.
			const note = isOwn || lendsWithCrossLink(supplier.symbol) ? {} : { note: 'Vendor: ReShare' };
			this.tellBorrower(row, supplier.symbol, { reason: isFirst ? 'RequestResponse' : 'StatusChange', status: 'ExpectToSupply', ...note });
			if (!isOwn) this.ask(row, supplier);
			return;
		}
	}

	/**
	 * Informs the borrower.
	 *
	 * @returns why the borrower's request did not accept the message, or why what followed failed there
	 */
	private tellBorrower(row: CrossLinkRequest, from: string, message: SupplierMessage): string | undefined {
		const cause = this.broker.receive(row, from, message);
		if (cause === undefined) this.noteTransaction(row, 'message-requester', 'TASK');
		else this.noteFailure(row, 'message-requester', 'failed to send ISO18626 message', cause);
		return cause;
	}

	skipAll(row: CrossLinkRequest): void {
		for (const supplier of row.suppliers) supplier.status = 'skipped';
	}

	private ask(row: CrossLinkRequest, supplier: LocatedSupplier): void {
		this.noteTransaction(row, 'message-supplier', 'TASK');
		supplier.supplierRequestId = randomSource.uuid();
		if (lendsWithCrossLink(supplier.symbol)) this.openLending(row, supplier, supplier.supplierRequestId);
		const { waits } = this.broker.world;
		const scenario = this.scenarioOf(supplier);
		this.later(row, supplier, waits.answer, () => this.answer(row, supplier, scenario));
	}

	private openLending(row: CrossLinkRequest, supplier: LocatedSupplier, id: string): void {
		// The header names the lender, not the broker.
		const header = { ...(row.illRequest.header as object | undefined), supplyingAgencyId: buildAgencyId(supplier.symbol) };
		const illRequest = {
			...row.illRequest,
			header,
			bibliographicInfo: { ...bibliographicInfoOf(row), supplierUniqueRecordId: supplier.localId ?? recordIdOf(row) ?? '' },
			serviceInfo: { requestType: 'New', ...(row.illRequest.serviceInfo as object | undefined) },
			...partners(row.requesterSymbol, supplier.symbol),
		};
		const lending = this.broker.store.add({
			id,
			side: 'lending',
			requesterSymbol: row.requesterSymbol,
			requesterRequestId: row.requesterRequestId,
			supplierSymbol: supplier.symbol,
			illRequest,
			patron: `INST-${row.requesterSymbol}`,
		});
		// The borrower's note is a note that the lender's staff have not read, and its maximum cost is stored as a condition.
		const { note } = (row.illRequest.serviceInfo ?? {}) as { readonly note?: string };
		const { maximumCosts } = (row.illRequest.billingInfo ?? {}) as {
			readonly maximumCosts?: { readonly monetaryValue: string; readonly currencyCode: { readonly '#text'?: string } };
		};
		const cost =
			maximumCosts === undefined
				? {}
				: { cost: misreadCostOf(maximumCosts.monetaryValue), currency: maximumCosts.currencyCode['#text'] ?? '' };
		if (note || maximumCosts !== undefined) {
			lending.notifications.push({
				id: randomSource.uuid(),
				fromSymbol: row.requesterSymbol,
				toSymbol: supplier.symbol,
				direction: 'received',
				kind: maximumCosts === undefined ? 'note' : 'condition',
				...(note ? { note } : {}),
				...cost,
				createdAt: this.broker.store.now(),
			});
		}
		// The borrower got the message ExpectToSupply before this. Only now does the lender's side begin, for example with a request to its
		// own system.
		this.broker.enter(lending, undefined, `iso18626@${row.requesterSymbol}`);
	}

	private answer(row: CrossLinkRequest, supplier: LocatedSupplier, scenario: SupplierScenario): void {
		const isCopy = serviceTypeOf(row) === 'Copy';
		switch (scenario.kind) {
			case 'silent':
			case 'byHand':
				return;
			case 'unfilled':
				return this.say(row, supplier, {
					reason: 'RequestResponse',
					status: 'Unfilled',
					reasonUnfilled: scenario.reason,
					...(scenario.note === undefined ? {} : { note: scenario.note }),
				});
			case 'conditional':
				return this.say(row, supplier, {
					reason: 'RequestResponse',
					status: 'WillSupply',
					loanCondition: scenario.condition,
					note: [scenario.note, messageMarks.addLoanCondition].filter((part) => part !== undefined).join('\n'),
					...(scenario.cost === undefined ? {} : { cost: { currency: 'USD', value: String(scenario.cost) } }),
				});
			case 'shipsAtOnce':
				return this.ship(row, supplier);
			default:
				this.say(row, supplier, { reason: 'RequestResponse', status: 'WillSupply' });
				if (scenario.kind === 'lateUnfilled')
					this.later(row, supplier, this.broker.world.waits.ship, () =>
						this.say(row, supplier, { reason: 'StatusChange', status: 'Unfilled', reasonUnfilled: scenario.reason }),
					);
				else
					this.later(row, supplier, this.broker.world.waits.ship, () => (isCopy ? this.deliver(row, supplier) : this.ship(row, supplier)));
		}
	}

	/** Returns the dates of a parcel that is sent now: the sending date and the due date. */
	dispatch(): { dateSent: string; dueDate: string } {
		const now = this.broker.world.clock.now();
		return { dateSent: new Date(now).toISOString(), dueDate: new Date(now + this.broker.world.waits.loanPeriod).toISOString() };
	}

	private ship(row: CrossLinkRequest, supplier: LocatedSupplier): void {
		if (serviceTypeOf(row) === 'Copy') return this.deliver(row, supplier);
		const title = bibliographicInfoOf(row).title;
		const note = writeItemsIntoNote([{ barcode: supplier.localId ?? row.id, ...(typeof title === 'string' ? { title } : {}) }]);
		this.say(row, supplier, { reason: 'StatusChange', status: 'Loaned', note, ...this.dispatch() });
		if (this.scenarioOf(supplier).kind === 'overdue')
			this.later(row, supplier, this.broker.world.waits.loanPeriod, () =>
				this.say(row, supplier, { reason: 'StatusChange', status: 'Overdue' }),
			);
	}

	private deliver(row: CrossLinkRequest, supplier: LocatedSupplier): void {
		this.say(row, supplier, {
			reason: 'StatusChange',
			status: 'CopyCompleted',
			itemId: `https://documents.example.org/${encodeURIComponent(row.id)}.pdf`,
		});
	}

	/** Makes a supplier send a message. If the supplier works with CrossLink, the message comes from its own request. */
	private say(row: CrossLinkRequest, supplier: LocatedSupplier, message: SupplierMessage): void {
		const lending = supplier.supplierRequestId === undefined ? undefined : this.broker.store.get(supplier.supplierRequestId);
		const action = actionFor(message);
		if (lending === undefined || action === undefined) return void this.deliverMessage(row, supplier, message);
		if (!this.broker.world.autoStaff || lending.terminalState) return;
		const params = {
			note: removeMessageMarks(message.note),
			loanCondition: message.loanCondition,
			reasonUnfilled: message.reasonUnfilled,
			deliveryUrl: message.itemId,
			...(message.cost === undefined ? {} : { cost: Number(message.cost.value), currency: message.cost.currency }),
		};
		const offers = (wanted: string) => this.broker.actionsOf(lending).some(({ name, trigger }) => name === wanted && trigger !== 'auto');
		if (action === 'ship' && !offers('ship') && offers('pullslip-printed')) this.broker.invoke(lending, 'pullslip-printed', {}, 'desk');
		if (offers(action))
			this.broker.invoke(
				lending,
				action,
				Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined && value !== '')),
				'desk',
			);
	}

	/**
	 * Passes a lender's message on to the borrower.
	 *
	 * @returns why the borrower's request did not accept the message, which makes the lender's action fail; undefined if it was accepted
	 */
	relay(lending: CrossLinkRequest, message: SupplierMessage): string | undefined {
		const { row, supplier } = this.askedBy(lending);
		if (row === undefined || supplier?.status !== 'selected') return undefined;
		const refused = this.deliverMessage(row, supplier, message);
		if (refused === undefined && message.status === 'WillSupply' && message.note?.includes(messageMarks.addLoanCondition) !== true)
			this.afterPromise(row, supplier);
		return refused;
	}

	/**
	 * Whether the broker has meanwhile selected another library: for a lending request, instead of this lender; for a borrowing request,
	 * instead of the supplier that the request names.
	 */
	isElsewhere(row: CrossLinkRequest): boolean {
		if (row.side === 'lending') return this.askedBy(row).supplier?.status === 'skipped';
		const selected = row.suppliers.find(({ status }) => status === 'selected');
		return selected !== undefined && selected.symbol !== row.supplierSymbol;
	}

	private askedBy(lending: CrossLinkRequest): {
		readonly row: CrossLinkRequest | undefined;
		readonly supplier: LocatedSupplier | undefined;
	} {
		const row = this.broker.store
			.all()
			.find(({ side, requesterRequestId }) => side === 'borrowing' && requesterRequestId === lending.requesterRequestId);
		return { row, supplier: row?.suppliers.find(({ supplierRequestId }) => supplierRequestId === lending.id) };
	}

	/** Continues after a promise. A library with CrossLink promises every item at once; whether it has the item shows later. */
	private afterPromise(row: CrossLinkRequest, supplier: LocatedSupplier): void {
		const { waits, autoStaff } = this.broker.world;
		const scenario = this.scenarioOf(supplier);
		if (!autoStaff || scenario.kind === 'silent') return;
		const isLate = scenario.kind === 'unfilled' || scenario.kind === 'conditional';
		this.later(row, supplier, isLate ? waits.answer : waits.ship, () =>
			isLate ? this.answer(row, supplier, scenario) : this.ship(row, supplier),
		);
	}

	private deliverMessage(row: CrossLinkRequest, supplier: LocatedSupplier, message: SupplierMessage): string | undefined {
		this.heard(supplier, message.status, message.reason);
		this.noteTransaction(row, 'supplier-msg-received', 'NOTICE');
		// In model 3.0.0 a cancellation goes only to the supplier. If it is granted, the broker treats that as a refusal and asks the next
		// one.
		const isGranted = message.reason === 'CancelResponse' && message.status === 'Cancelled';
		if (isGranted && supplier.onlyHere === true) {
			this.noteTransaction(row, 'confirm-supplier-msg', 'TASK');
			this.next(row);
			return undefined;
		}
		const isRefusal = message.status === 'Unfilled';
		// The borrower gets a refusal as a note, and the broker continues with the next supplier.
		const refused = this.tellBorrower(row, supplier.symbol, isRefusal ? { ...message, reason: 'Notification' } : message);
		this.noteTransaction(row, 'confirm-supplier-msg', 'TASK');
		if (isRefusal) this.next(row);
		return refused;
	}

	private heard(supplier: LocatedSupplier, status: string, reason: string): void {
		if (supplier.lastStatus !== undefined) {
			supplier.prevStatus = supplier.lastStatus;
			supplier.prevReason = supplier.lastReason ?? '';
		}
		supplier.lastStatus = status;
		supplier.lastReason = reason;
	}

	hear(row: CrossLinkRequest, what: keyof typeof asHeard): void {
		const supplier = row.suppliers.find(({ status }) => status === 'selected');
		if (supplier === undefined) return;
		const { waits } = this.broker.world;
		this.tellLending(row, supplier, what);
		supplier.onlyHere = what === 'refuse' || !this.broker.isLater;
		if (what === 'agree') this.later(row, supplier, waits.ship, () => this.ship(row, supplier));
		else if (what === 'returned')
			this.later(row, supplier, waits.returnTransit, () => this.say(row, supplier, { reason: 'StatusChange', status: 'LoanCompleted' }));
		else if (what === 'renew')
			this.later(row, supplier, waits.answer, () =>
				this.say(row, supplier, { reason: 'RenewResponse', status: 'Loaned', answerYesNo: 'Y', dueDate: this.dispatch().dueDate }),
			);
		else if (what === 'refuse')
			this.later(row, supplier, waits.cancelAnswer, () =>
				this.say(row, supplier, { reason: 'CancelResponse', status: 'Cancelled', answerYesNo: 'Y' }),
			);
		else if (what === 'cancel') {
			const refuses = this.scenarioOf(supplier).kind === 'refusesCancel';
			supplier.action = 'Cancel';
			this.later(row, supplier, waits.cancelAnswer, () =>
				this.say(
					row,
					supplier,
					refuses
						? { reason: 'CancelResponse', status: 'WillSupply', answerYesNo: 'N' }
						: { reason: 'CancelResponse', status: 'Cancelled', answerYesNo: 'Y' },
				),
			);
			if (refuses) this.later(row, supplier, waits.ship, () => this.ship(row, supplier));
		}
	}

	/** Delivers a message to the lender's own request, and changes its state if the model allows that. */
	private tellLending(row: CrossLinkRequest, supplier: LocatedSupplier, what: keyof typeof asHeard): void {
		const lending = this.broker.store.get(supplier.supplierRequestId ?? '');
		if (lending === undefined) return;
		const [name, action, note] = asHeard[what];
		const event = this.broker.model.event('SUPPLIER', lending.state, name, serviceTypeOf(lending));
		const { outgoingMessage: incomingMessage } = buildRequestingExchange(row, action, note, this.broker.store.now());
		this.broker.store.note(lending.events, {
			eventType: 'TASK',
			eventName: 'patron-request-message',
			eventStatus: event === undefined ? 'PROBLEM' : 'SUCCESS',
			eventData: { incomingMessage },
		});
		if (event?.transition !== undefined) this.broker.stand(lending, event.transition);
		if (event !== undefined && (what === 'agree' || what === 'refuse'))
			markConditionReceipts(lending, 'sent', what === 'agree' ? 'ACCEPTED' : 'REJECTED', this.broker.store.now());
	}

	staff(row: CrossLinkRequest): void {
		const { waits, autoStaff } = this.broker.world;
		if (!autoStaff || row.side !== 'borrowing') return;
		const steps: Readonly<Record<string, readonly [number, string]>> = this.broker.isLater
			? {
					SHIPPED: [waits.transit, 'receive'],
					RECEIVED: [waits.patron, 'ship-return'],
					OVERDUE: [waits.late, 'ship-return'],
					RECALLED: [waits.returnDesk, 'ship-return'],
					RENEWED: [waits.patron, 'ship-return'],
				}
			: {
					SHIPPED: [waits.transit, 'receive'],
					RECEIVED: [waits.returnDesk, 'check-out'],
					CHECKED_OUT: [waits.patron, 'check-in'],
					CHECKED_IN: [waits.returnDesk, 'ship-return'],
				};
		const step = steps[row.state];
		if (step === undefined) return;
		const version = row.version;
		const supplier = row.suppliers.find(({ status }) => status === 'selected');
		const keeps =
			row.state !== 'OVERDUE' &&
			supplier !== undefined &&
			this.scenarioOf(supplier).kind === 'overdue' &&
			['ship-return', 'check-in'].includes(step[1]);
		const plan = this.remember(
			row,
			() => void this.broker.invoke(row, step[1], {}, 'desk'),
			() => row.version === version,
		);
		this.broker.world.clock.after(keeps ? waits.loanPeriod + waits.late : step[0], () => this.carryOut(row, plan));
	}

	/**
	 * Plans what a supplier will do by itself. The plan is dropped if, when it is due, another supplier has been selected or the request has
	 * ended.
	 */
	private later(row: CrossLinkRequest, supplier: LocatedSupplier, delayMs: number, run: () => void): void {
		if (this.scenarioOf(supplier).kind === 'byHand') return;
		const waiting = ['CONDITION_PENDING', 'RETRY_PENDING'];
		const heard = `${supplier.lastStatus}/${supplier.lastReason}`;
		const isCancel = row.state === 'CANCEL_PENDING';
		const plan = this.remember(
			row,
			run,
			() =>
				supplier.status === 'selected' &&
				!row.terminalState &&
				!waiting.includes(row.state) &&
				(isCancel || heard === `${supplier.lastStatus}/${supplier.lastReason}` || supplier.lastStatus === 'Loaned'),
		);
		this.broker.world.clock.after(delayMs, () => this.carryOut(row, plan));
	}

	private remember(row: CrossLinkRequest, run: () => void, isDue: () => boolean): Plan {
		const plan = { run, isDue };
		this.plans.set(row.id, [...(this.plans.get(row.id) ?? []), plan]);
		return plan;
	}

	private carryOut(row: CrossLinkRequest, plan: Plan): void {
		const plans = this.plans.get(row.id) ?? [];
		if (!plans.includes(plan) || this.broker.store.get(row.id) !== row) return;
		this.plans.set(
			row.id,
			plans.filter((other) => other !== plan),
		);
		if (!plan.isDue()) return;
		try {
			plan.run();
		} catch (error) {
			// A BrokerProblem means that the broker crashed during the step. Nobody waits for an answer, so the error is ignored.
			if (!(error instanceof BrokerProblem)) throw error;
		}
	}

	/**
	 * Does immediately what is planned next for a request.
	 *
	 * @returns false if nothing is planned
	 */
	hurry(row: CrossLinkRequest): boolean {
		const [plan] = (this.plans.get(row.id) ?? []).filter(({ isDue }) => isDue());
		if (plan === undefined) return false;
		this.carryOut(row, plan);
		return true;
	}

	/** Continues a request that began in another back end. */
	takeUp(row: CrossLinkRequest): void {
		const { waits } = this.broker.world;
		this.staff(row);
		const supplier = row.suppliers.find(({ status }) => status === 'selected');
		if (row.side === 'lending' || supplier === undefined) return;
		const next: Readonly<Record<string, readonly [number, () => void]>> = {
			SENT: [waits.answer, () => this.answer(row, supplier, this.scenarioOf(supplier))],
			WILL_SUPPLY: [waits.ship, () => this.ship(row, supplier)],
			CANCEL_PENDING: [
				waits.cancelAnswer,
				() => this.say(row, supplier, { reason: 'CancelResponse', status: 'Cancelled', answerYesNo: 'Y' }),
			],
			SHIPPED_RETURNED: [waits.returnTransit, () => this.say(row, supplier, { reason: 'StatusChange', status: 'LoanCompleted' })],
		};
		const step = next[row.state];
		if (step !== undefined) this.later(row, supplier, ...step);
	}

	private scenarioOf(supplier: LocatedSupplier): SupplierScenario {
		return this.broker.world.scenarios.of(supplier.symbol.slice('ISIL:'.length), supplier.instanceId);
	}

	private noteFailure(row: CrossLinkRequest, eventName: string, message: string, cause: string): void {
		this.broker.store.note(row.transactionEvents, {
			eventName,
			eventType: 'TASK',
			eventStatus: 'ERROR',
			resultData: { eventError: { Message: message, Cause: cause } },
		});
	}

	private noteTransaction(row: CrossLinkRequest, eventName: string, eventType: 'TASK' | 'NOTICE', problem?: string): void {
		this.broker.store.note(row.transactionEvents, {
			eventName,
			eventType,
			...(problem === undefined ? {} : { eventStatus: 'PROBLEM', resultData: { problem: { Kind: 'no-suppliers', Details: problem } } }),
		});
	}
}

/** Returns what the broker adds for the lender from the directory: whose request it is, where to send the item, and where to return it. */
function partners(requester: string, supplier: string): Record<string, unknown> {
	const physicalAddress = {
		line1: '1 Library Way',
		locality: 'Springfield',
		postalCode: '19000',
		region: { '#text': 'PA' },
		country: { '#text': 'USA' },
	};
	const electronicAddress = {
		electronicAddressType: { '#text': 'Email' },
		electronicAddressData: `ill@${requester.slice('ISIL:'.length).toLowerCase()}.example.org`,
	};
	const addresses = [{ physicalAddress }, { electronicAddress }];
	return {
		supplierInfo: [
			{
				supplierCode: buildAgencyId(supplier),
				supplierDescription: `#RETURN_TO#\n${nameOfMember(supplier) ?? supplier} (${supplier})\n1 Library Way\nSpringfield, PA, 19000\nUSA\n#RT_END#\n`,
			},
		],
		requestedDeliveryInfo: addresses.map((address) => ({ address })),
		requestingAgencyInfo: { name: `${nameOfMember(requester) ?? requester} (${requester})`, address: addresses },
	};
}

/** Returns the lender's action that sends this message; undefined if there is none. */
function actionFor({ reason, status, loanCondition, answerYesNo }: SupplierMessage): string | undefined {
	if (reason === 'CancelResponse') return status === 'Cancelled' ? 'accept-cancel' : 'reject-cancel';
	if (reason === 'RenewResponse') return answerYesNo === 'Y' ? 'accept-renewal' : 'reject-renewal';
	const actions: Readonly<Record<string, string>> = {
		WillSupply: loanCondition === undefined ? 'will-supply' : 'add-condition',
		Unfilled: 'cannot-supply',
		Loaned: 'ship',
		CopyCompleted: 'supply-document',
		LoanCompleted: 'mark-received',
		Overdue: 'overdue',
	};
	return actions[status];
}
