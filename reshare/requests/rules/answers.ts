import type { LenderAnswer } from '../model/state';

/** A setting of an answer, as Perform Action knows it. */
export type AnswerField = 'place' | 'callNumber' | 'reason' | 'condition' | 'cost' | 'currency' | 'note';

interface AnswerRow {
	readonly label: string;
	readonly hint: string;
	/** As staff read it. */
	readonly words: string;
	readonly fields: readonly AnswerField[];
}

/** What a rule can answer. */
export const answers = {
	willSupply: { label: 'Will Supply', hint: 'Tell the borrowing library that the item will come', words: 'will supply', fields: ['place', 'callNumber', 'note'] },
	cannotSupply: { label: 'Cannot Supply', hint: 'Tell the borrowing library that the item will not come, so that the next library is asked', words: 'cannot supply', fields: ['reason', 'note'] },
	sendConditions: { label: 'Send Conditions', hint: 'Tell the borrowing library under which condition, or at what cost, the item can come', words: 'conditions', fields: ['place', 'condition', 'cost', 'currency', 'note'] },
	leaveToStaff: { label: 'Leave to Staff', hint: 'No rule further down is looked at, and staff answer', words: 'left to staff', fields: [] },
} as const satisfies Readonly<Record<LenderAnswer | 'leaveToStaff', AnswerRow>>;

export type AnswerKind = keyof typeof answers;
