import { stableId } from '../ids';
import rows from './statuses.json';

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

/** Every status of the shipped state models. Codes are data: a consortium can add its own. */
export const statuses: readonly Status[] = rows.map(({ code, stage, ...extra }) => status(code, stage, extra as Extra));

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

export const initialStates: Readonly<Record<StateModel, string>> = {
	PatronRequest: 'REQ_IDLE',
	NonreturnableRequester: 'REQ_IDLE',
	DigitalReturnableRequester: 'REQ_IDLE',
	SLNPRequester: 'SLNP_REQ_IDLE',
	SLNPNonReturnableRequester: 'SLNP_REQ_IDLE',
	Responder: 'RES_IDLE',
	NonreturnableResponder: 'RES_IDLE',
};
