import { makeStableId } from '../stableIds';
import rows from './statuses.json';

/** A status as mod-rs stores it. It has no label, because the API never returns one. */
export interface ModRsStatus {
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

/**
 * A row of the table: a status, the actions that staff are offered in it (the primary one first), and the state to which its requests
 * migrate.
 */
interface Row {
	readonly code: string;
	readonly stage: string;
	readonly presSeq?: string;
	readonly attention?: boolean;
	/** The position among the terminal states; true if it has none. */
	readonly terminal?: number | boolean;
	readonly tags?: readonly string[];
	/** Whether the row has neither `presSeq` nor `visible`. */
	readonly bare?: boolean;
	readonly offers?: readonly string[];
	readonly offersForCopy?: readonly string[];
	readonly inCrossLink?: string;
}

function status({ code, stage, ...extra }: Row): ModRsStatus {
	return {
		id: makeStableId(`status:${code}`),
		code,
		...(extra.presSeq === undefined ? {} : { presSeq: extra.presSeq }),
		...(extra.bare === true ? {} : { visible: true }),
		...(extra.attention === true ? { needsAttention: true } : {}),
		terminal: extra.terminal !== undefined,
		stage,
		...(typeof extra.terminal === 'number' ? { terminalSequence: extra.terminal } : {}),
		tags: ((extra.tags ?? []) as readonly Tag[]).map((value) => ({ id: tagIds[value], normValue: value.toLowerCase(), value })),
	};
}

/** Every status of the state models that mod-rs ships. Codes are data: a consortium can add its own. */
export const statuses = (rows as readonly Row[]).map(status);

const rowByCode = new Map((rows as readonly Row[]).map((row) => [row.code, row]));
const byCode = new Map(statuses.map((entry) => [entry.code, entry]));

/** Finds the status with this code. An unknown code gets a plain, non-terminal status, as an imported model would have. */
export function statusByCode(code: string): ModRsStatus {
	const known = byCode.get(code);
	if (known !== undefined) return known;
	const made = status({ code, stage: 'ACTIVE', bare: true });
	byCode.set(code, made);
	return made;
}

/**
 * Lists the actions that staff are offered in a state, the primary one first. In some states, mod-rs's state model offers fewer actions for
 * a copy than for a loan.
 */
export function actionsOfferedIn(code: string, isCopy: boolean): readonly string[] {
	const row = rowByCode.get(code);
	return (isCopy ? row?.offersForCopy : undefined) ?? row?.offers ?? [];
}

/** Finds the state to which the consortium's migration script moves a request in this state. */
export function stateInCrossLink(code: string): string | undefined {
	return rowByCode.get(code)?.inCrossLink;
}

export function hasTag(code: string, tag: Tag): boolean {
	return statusByCode(code).tags.some((entry) => entry.value === tag);
}

export type StateModelName =
	| 'PatronRequest'
	| 'NonreturnableRequester'
	| 'DigitalReturnableRequester'
	| 'SLNPRequester'
	| 'SLNPNonReturnableRequester'
	| 'Responder'
	| 'NonreturnableResponder';

export const initialStates: Readonly<Record<StateModelName, string>> = {
	PatronRequest: 'REQ_IDLE',
	NonreturnableRequester: 'REQ_IDLE',
	DigitalReturnableRequester: 'REQ_IDLE',
	SLNPRequester: 'SLNP_REQ_IDLE',
	SLNPNonReturnableRequester: 'SLNP_REQ_IDLE',
	Responder: 'RES_IDLE',
	NonreturnableResponder: 'RES_IDLE',
};
