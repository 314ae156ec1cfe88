import { stableId } from '../ids';

/** A status as mod-rs keeps it. Labels are not part of it: the API never returns any. */
export interface Status {
	readonly id: string;
	readonly code: string;
	readonly presSeq?: string;
	readonly visible?: boolean;
	readonly needsAttention?: boolean;
	readonly terminal: boolean;
	readonly stage: string;
	readonly terminalSequence?: number;
	readonly tags: ReadonlyArray<{ readonly id: number; readonly normValue: string; readonly value: string }>;
}

const tagIds = { ACTIVE_PATRON: 3, ACTIVE_BORROW: 5, ACTIVE_LOAN: 7 } as const;
type Tag = keyof typeof tagIds;

interface Extra {
	readonly presSeq?: string;
	readonly attention?: boolean;
	readonly terminal?: number | true;
	readonly tags?: readonly Tag[];
	/** Rows that carry neither presSeq nor visible. */
	readonly bare?: boolean;
}

function status(code: string, stage: string, extra: Extra = {}): Status {
	return {
		id: stableId(`status:${code}`),
		code,
		...(extra.presSeq === undefined ? {} : { presSeq: extra.presSeq }),
		...(extra.bare === true ? {} : { visible: true }),
		...(extra.attention === true ? { needsAttention: true } : {}),
		terminal: extra.terminal !== undefined,
		stage,
		...(typeof extra.terminal === 'number' ? { terminalSequence: extra.terminal } : {}),
		tags: (extra.tags ?? []).map((value) => ({ id: tagIds[value], normValue: value.toLowerCase(), value })),
	};
}

const activePatron = { tags: ['ACTIVE_PATRON'] } as const;
const activeLoan = { tags: ['ACTIVE_LOAN'] } as const;

/** Every status of the shipped state models. Codes are data: a consortium can add its own. */
export const statuses: readonly Status[] = [
	status('REQ_IDLE', 'PREPARING', { presSeq: '0005', attention: true, ...activePatron }),
	status('REQ_VALIDATED', 'PREPARING', { presSeq: '0010', ...activePatron }),
	status('REQ_INVALID_PATRON', 'PREPARING', { presSeq: '0011', attention: true }),
	status('REQ_SOURCING_ITEM', 'PREPARING', { presSeq: '0015', ...activePatron }),
	status('REQ_SUPPLIER_IDENTIFIED', 'PREPARING', { presSeq: '0020', ...activePatron }),
	status('REQ_REQUEST_SENT_TO_SUPPLIER', 'ACTIVE', { presSeq: '0025', ...activePatron }),
	status('REQ_CONDITIONAL_ANSWER_RECEIVED', 'ACTIVE', { presSeq: '0026', attention: true, ...activePatron }),
	status('REQ_CANCEL_PENDING', 'ACTIVE', { presSeq: '0027', ...activePatron }),
	status('REQ_CANCELLED_WITH_SUPPLIER', 'COMPLETED', { presSeq: '0028' }),
	status('REQ_UNABLE_TO_CONTACT_SUPPLIER', 'PREPARING', { bare: true }),
	status('REQ_OVERDUE', 'ACTIVE_SHIPPED', { presSeq: '0036', tags: ['ACTIVE_BORROW', 'ACTIVE_PATRON'] }),
	status('REQ_RECALLED', 'ACTIVE_SHIPPED', { presSeq: '0037', ...activePatron }),
	status('REQ_BORROWING_LIBRARY_RECEIVED', 'ACTIVE_SHIPPED', { presSeq: '0040', ...activePatron }),
	status('REQ_AWAITING_RETURN_SHIPPING', 'ACTIVE_SHIPPED', { presSeq: '0045', tags: ['ACTIVE_BORROW'] }),
	status('REQ_SHIPPED_TO_SUPPLIER', 'ACTIVE_SHIPPED', { presSeq: '0050' }),
	status('REQ_BORROWER_RETURNED', 'ACTIVE_SHIPPED', { presSeq: '0052' }),
	status('REQ_REQUEST_COMPLETE', 'COMPLETED', { presSeq: '0055', terminal: 1 }),
	status('REQ_PENDING', 'ACTIVE', { presSeq: '0060', ...activePatron }),
	status('REQ_WILL_SUPPLY', 'ACTIVE', { presSeq: '0065', ...activePatron }),
	status('REQ_EXPECTS_TO_SUPPLY', 'ACTIVE', { presSeq: '0070', ...activePatron }),
	status('REQ_UNFILLED', 'COMPLETED', { presSeq: '0075' }),
	status('REQ_SHIPPED', 'ACTIVE_SHIPPED', { presSeq: '0076', ...activePatron }),
	status('REQ_LOANED_DIGITALLY', 'ACTIVE_SHIPPED', { presSeq: '0077', tags: ['ACTIVE_BORROW', 'ACTIVE_PATRON'] }),
	status('REQ_CHECKED_IN', 'ACTIVE_SHIPPED', { presSeq: '0078', tags: ['ACTIVE_BORROW', 'ACTIVE_PATRON'] }),
	status('REQ_LOCAL_REVIEW', 'LOCAL', { presSeq: '0079', attention: true, ...activePatron }),
	status('REQ_END_OF_ROTA', 'COMPLETED', { presSeq: '0080', terminal: 3 }),
	status('REQ_END_OF_ROTA_REVIEWED', 'COMPLETED', { presSeq: '0081', terminal: 3 }),
	status('REQ_FILLED_LOCALLY', 'COMPLETED', { presSeq: '0082', terminal: 2 }),
	status('REQ_DUPLICATE_REVIEW', 'PREPARING', { presSeq: '0083', attention: true, ...activePatron }),
	status('REQ_BLANK_FORM_REVIEW', 'PREPARING', { presSeq: '0084', attention: true, ...activePatron }),
	status('REQ_OVER_LIMIT', 'COMPLETED', { presSeq: '0085', terminal: 3 }),
	status('REQ_REREQUESTED', 'COMPLETED', { presSeq: '0086', terminal: 3 }),
	status('REQ_CANCELLED', 'COMPLETED', { presSeq: '9998', terminal: 4 }),
	status('REQ_ERROR', 'ACTIVE', { presSeq: '9999', attention: true }),
	status('REQ_DOCUMENT_DELIVERED', 'COMPLETED', { presSeq: '0087', terminal: true }),
	status('RES_IDLE', 'ACTIVE', { presSeq: '0105' }),
	status('RES_PENDING_CONDITIONAL_ANSWER', 'ACTIVE_PENDING_CONDITIONAL_ANSWER', { presSeq: '0106' }),
	status('RES_NEW_AWAIT_PULL_SLIP', 'ACTIVE', { presSeq: '0110' }),
	status('RES_AWAIT_PICKING', 'ACTIVE', { presSeq: '0115' }),
	status('RES_SEQUESTERED', 'ACTIVE', activeLoan),
	status('RES_AWAIT_SHIP', 'ACTIVE', { presSeq: '0125', ...activeLoan }),
	status('RES_HOLD_PLACED', 'ACTIVE', { presSeq: '0125' }),
	status('RES_UNFILLED', 'COMPLETED', { presSeq: '0130', terminal: 2 }),
	status('RES_NOT_SUPPLIED', 'COMPLETED', { terminal: true, bare: true }),
	status('RES_ITEM_SHIPPED', 'ACTIVE_SHIPPED', { presSeq: '0140', ...activeLoan }),
	status('RES_LOANED_DIGITALLY', 'ACTIVE_SHIPPED', activeLoan),
	status('RES_AWAIT_DESEQUESTRATION', 'ACTIVE_SHIPPED', activeLoan),
	status('RES_ITEM_RETURNED', 'ACTIVE_SHIPPED', { presSeq: '0145', ...activeLoan }),
	status('RES_COMPLETE', 'COMPLETED', { presSeq: '0146', terminal: 1 }),
	status('RES_OVERDUE', 'ACTIVE_SHIPPED', { presSeq: '0147', ...activeLoan }),
	status('RES_CANCEL_REQUEST_RECEIVED', 'ACTIVE', { presSeq: '9996', attention: true }),
	status('RES_CANCELLED', 'COMPLETED', { presSeq: '9997', terminal: 3 }),
	status('RES_ERROR', 'ACTIVE', { presSeq: '9999', attention: true }),
	status('RES_COPY_AWAIT_PICKING', 'ACTIVE', { presSeq: '0116' }),
	status('RES_DOCUMENT_DELIVERED', 'COMPLETED', { presSeq: '0117', terminal: true }),
	status('SLNP_REQ_IDLE', 'PREPARING', activePatron),
	status('SLNP_REQ_ABORTED', 'PREPARING', activePatron),
	status('SLNP_REQ_SHIPPED', 'PREPARING', activePatron),
	status('SLNP_REQ_CHECKED_IN', 'PREPARING', activePatron),
	status('SLNP_REQ_AWAITING_RETURN_SHIPPING', 'PREPARING', activePatron),
	status('SLNP_REQ_COMPLETE', 'COMPLETED', { terminal: true }),
	status('SLNP_REQ_ITEM_LOST', 'COMPLETED', { terminal: true }),
	status('SLNP_REQ_PATRON_INVALID', 'COMPLETED', { terminal: true, attention: true }),
	status('SLNP_REQ_CANCELLED', 'COMPLETED', { terminal: true }),
	status('SLNP_REQ_DOCUMENT_AVAILABLE', 'PREPARING', activePatron),
	status('SLNP_REQ_DOCUMENT_SUPPLIED', 'COMPLETED', { terminal: true, ...activePatron }),
	status('SLNP_RES_IDLE', 'PREPARING', activePatron),
	status('SLNP_RES_UNFILLED', 'COMPLETED', { terminal: true }),
	status('SLNP_RES_ABORTED', 'COMPLETED', { terminal: true }),
	status('SLNP_RES_NEW_AWAIT_PULL_SLIP', 'PREPARING', activePatron),
	status('SLNP_RES_AWAIT_PICKING', 'PREPARING', activePatron),
	status('SLNP_RES_ITEM_SHIPPED', 'PREPARING', activePatron),
	status('SLNP_RES_COMPLETE', 'COMPLETED', { terminal: true, ...activePatron }),
	status('SLNP_RES_DOCUMENT_SUPPLIED', 'COMPLETED', { terminal: true, ...activePatron }),
];

const byCode = new Map(statuses.map((entry) => [entry.code, entry]));

/** The status with this code; a code nobody has defined gets a plain, non-terminal status, as an imported model would. */
export function statusOf(code: string): Status {
	const known = byCode.get(code);
	if (known !== undefined) return known;
	const made = status(code, 'ACTIVE', { bare: true });
	byCode.set(code, made);
	return made;
}

export function hasTag(code: string, tag: Tag): boolean {
	return statusOf(code).tags.some((entry) => entry.value === tag);
}

export type StateModel =
	| 'PatronRequest'
	| 'NonreturnableRequester'
	| 'DigitalReturnableRequester'
	| 'SLNPRequester'
	| 'SLNPNonReturnableRequester'
	| 'Responder'
	| 'NonreturnableResponder';

const initialStates: Readonly<Record<StateModel, string>> = {
	PatronRequest: 'REQ_IDLE',
	NonreturnableRequester: 'REQ_IDLE',
	DigitalReturnableRequester: 'REQ_IDLE',
	SLNPRequester: 'SLNP_REQ_IDLE',
	SLNPNonReturnableRequester: 'SLNP_REQ_IDLE',
	Responder: 'RES_IDLE',
	NonreturnableResponder: 'RES_IDLE',
};

export function initialState(model: StateModel): string {
	return initialStates[model];
}

/** The states in which staff may close a request by hand, in the order in which they are offered. */
export const manualCloseCodes: Readonly<Record<'requester' | 'copyRequester' | 'responder', readonly string[]>> = {
	requester: ['REQ_REQUEST_COMPLETE', 'REQ_FILLED_LOCALLY', 'REQ_END_OF_ROTA', 'REQ_CANCELLED'],
	copyRequester: ['REQ_FILLED_LOCALLY', 'REQ_END_OF_ROTA', 'REQ_CANCELLED'],
	responder: ['RES_COMPLETE', 'RES_UNFILLED', 'RES_CANCELLED'],
};
