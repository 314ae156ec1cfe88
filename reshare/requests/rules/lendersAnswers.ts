import { actionWords, type ActionSetting } from '../model/actions';
import type { LenderAnswer } from '../model/state';

export type AnswerField = Exclude<ActionSetting, 'recordId' | 'withoutWaiting' | 'barcodes' | 'dueDay' | 'shown'>;

/** `words`: the answer as staff read it. */
const answer = (kind: LenderAnswer, words: string) => ({
	label: actionWords[kind].label,
	hint: actionWords[kind].hint,
	words,
	fields: actionWords[kind].says ?? [],
});

export const answers: Readonly<Record<LenderAnswer | 'leaveToStaff', ReturnType<typeof answer>>> = {
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

export type AnswerKind = keyof typeof answers;
