import { actionWords, type ActionSetting } from '../model/actions';
import type { LenderAnswer } from '../model/state';

export type AnswerField = Exclude<ActionSetting, 'recordId' | 'withoutWaiting' | 'barcodes' | 'dueDay'>;

interface AnswerRow {
	readonly label: string;
	readonly hint: string;
	/** As staff read it. */
	readonly words: string;
	readonly fields: readonly ActionSetting[];
}

const answer = (kind: LenderAnswer, words: string): AnswerRow => ({ label: actionWords[kind].label, hint: actionWords[kind].hint, words, fields: actionWords[kind].says ?? [] });

export const answers: Readonly<Record<LenderAnswer | 'leaveToStaff', AnswerRow>> = {
	willSupply: answer('willSupply', 'will supply'),
	cannotSupply: answer('cannotSupply', 'cannot supply'),
	sendConditions: answer('sendConditions', 'conditions'),
	leaveToStaff: { label: 'Leave to Staff', hint: 'No rule further down is looked at, and staff answer', words: 'left to staff', fields: [] },
};

export type AnswerKind = keyof typeof answers;
