import { actionTable, type ActionSetting } from '../model/actions';
import type { LenderAnswer } from '../model/state';

export type LenderAnswerField = Exclude<ActionSetting, 'recordId' | 'withoutWaiting' | 'barcodes' | 'dueDay' | 'shown'>;

/** `words`: the answer as staff read it. */
const answer = (kind: LenderAnswer, words: string) => ({
	label: actionTable[kind].label,
	hint: actionTable[kind].hint,
	words,
	fields: actionTable[kind].says ?? [],
});

export const lenderAnswers: Readonly<Record<LenderAnswer | 'leaveToStaff', ReturnType<typeof answer>>> = {
	willSupply: answer('willSupply', 'will supply'),
	cannotSupply: answer('cannotSupply', 'cannot supply'),
	sendConditions: answer('sendConditions', 'conditions'),
	leaveToStaff: {
		label: 'Leave to Staff',
		hint: 'No later rule is tried, and staff respond',
		words: 'left to staff',
		fields: [],
	},
};
