import { badInputError } from '../../errors';
import type { RequestBackend } from '../port/RequestBackend';
import { readDay } from '../model/datesAndTimes';
import { actionTable, type ActionSetting, type SupportedActions, type RequestAction } from '../model/actions';

/**
 * Checks the settings of an action before any call.
 *
 * @throws ReShareError `badInput` for a mistake that does not depend on the request
 */
export function checkActionInput({ states }: RequestBackend, action: RequestAction) {
	switch (action.kind) {
		case 'sendMessage':
			if (action.text.trim() === '') throw badInputError("'⟦message⟧' is empty", 'Write what the other library is to read.');
			return;
		case 'sendDocument':
			if (!/^https?:\/\/\S+$/i.test(action.link) || !URL.canParse(action.link))
				throw badInputError(
					"'⟦documentLink⟧' is not the address of a document",
					'Give a whole address that begins with https://, under which the borrower finds the document.',
				);
			return;
		case 'sendConditions': {
			const { condition, cost, currency } = action;
			if (cost !== undefined && !(Number.isFinite(cost) && cost > 0))
				throw badInputError("'⟦cost⟧' is not an amount of money", 'Give a number above zero, or leave it out.');
			if (cost !== undefined && !/^[A-Z]{3}$/.test(currency ?? ''))
				throw badInputError(
					"'⟦currency⟧' is not a currency code",
					'Give the three capital letters of the currency in which the cost is meant, such as USD.',
				);
			if (cost === undefined && (condition ?? '') === '')
				throw badInputError('There is no condition to send', "Choose one in '⟦condition⟧', or give a cost.");
			return;
		}
		case 'recall':
		case 'agreeRenewal':
			if (action.dueDay !== undefined && readDay(action.dueDay, 'UTC') !== action.dueDay)
				throw badInputError("'⟦dueDay⟧' is not a date", 'Write it as year, month and day, such as 2026-03-31.');
			return;
		case 'closeManually': {
			const words = [...new Set([...states.closings('borrowing'), ...states.closings('lending')])];
			if (words.length > 0 && !words.includes(action.as))
				throw badInputError("'⟦closeAs⟧' has a status that ReShare cannot close a request with", `Choose one of: ${words.join(', ')}.`);
			return;
		}
		default:
			if (!(action.kind in actionTable))
				throw badInputError(
					`There is no action '${String((action as { kind: unknown }).kind)}'`,
					`Choose one of: ${Object.keys(actionTable).join(', ')}.`,
				);
	}
}

/** The words for a setting, where they differ from its own name. */
const settingWords: Readonly<Partial<Record<ActionSetting, string>>> = {
	recordId: 'record',
	place: 'place to fetch from',
	callNumber: 'call number',
	withoutWaiting: 'wish to go on without an answer',
	dueDay: 'due date',
};

/** Names the settings of the action that the back end does not take, in a sentence. */
export function unsupportedSettingsSentence(supported: SupportedActions, action: RequestAction) {
	const settings: Readonly<Record<string, unknown>> = { ...action };
	const { [action.kind]: takes = [] } = supported;
	const { says = [] } = actionTable[action.kind];
	const rest = says
		.filter((name) => settings[name] !== undefined && settings[name] !== false && !takes.includes(name))
		.map((name) => settingWords[name] ?? name);
	return rest.length === 0 ? '' : ` Your library's ReShare takes no ${rest.join(' and no ')} with this action.`;
}
