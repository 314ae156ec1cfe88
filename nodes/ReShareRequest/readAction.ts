import type { IExecuteFunctions } from 'n8n-workflow';
import { readSwitch } from '../shared/choices';
import type { Client, CloseAs, InputProblem, RequestAction } from '../shared/client';
import { listOf, readText, textOf } from '../shared/parameters';
import type { ActionKind } from './actionChoices';
import { actionFields } from './actionFields';

/** The action that the fields tell. @throws ReShareError `badInput` */
export function readAction(client: Client, context: IExecuteFunctions, itemIndex: number): RequestAction {
	const value = (name: string): unknown => context.getNodeParameter(name, itemIndex, '');
	const text = (name: string): string => textOf(client, value(name), labelOf(name)).trim();
	/** Settings from the fields named, without those that are empty. */
	const said = <Setting extends string>(fields: Readonly<Record<Setting, string>>): Partial<Record<Setting, string>> =>
		Object.fromEntries(Object.entries<string>(fields).flatMap(([setting, name]) => (text(name) === '' ? [] : [[setting, text(name)]]))) as Partial<Record<Setting, string>>;
	const newDueDay = () => dueDay(client, value('newDueDate'), context.getTimezone());
	const kind = text('requestAction') as ActionKind;
	switch (kind) {
		case 'cancel':
			return { kind, ...said({ reason: 'cancelReason', note: 'note' }) };
		case 'cannotFillLocally':
			return { kind, ...said({ reason: 'cannotFillReason', note: 'note' }) };
		case 'cannotSupply':
			return { kind, ...said({ reason: 'cannotSupplyReason', note: 'note' }) };
		case 'agreeConditions':
		case 'rejectConditions':
		case 'agreeCancellation':
		case 'refuseCancellation':
			return { kind, ...said({ note: 'note' }) };
		case 'askForRetry':
			return { kind, ...said({ recordId: 'recordToRequest', note: 'note' }) };
		case 'willSupply':
			return { kind, ...said({ place: 'lendingPlace', callNumber: 'callNumber', note: 'note' }) };
		case 'sendConditions': {
			const cost = Number(text('cost'));
			const costs = cost === 0 ? {} : { cost, currency: text('currency').toUpperCase() };
			return { kind, ...said({ condition: 'loanCondition', place: 'lendingPlace', note: 'note' }), ...costs, ...(readSwitch(client, value('withoutWaiting'), 'Go On Without an Answer') === true ? { withoutWaiting: true } : {}) };
		}
		case 'markShipped': {
			const barcodes = barcodesIn(listOf(client, value('barcodes'), labelOf('barcodes')));
			return { kind, ...said({ note: 'note' }), ...(barcodes.length === 0 ? {} : { barcodes }) };
		}
		case 'sendDocument':
			return { kind, link: text('documentLink'), ...said({ note: 'note' }) };
		case 'recall':
			return { kind, ...newDueDay(), ...said({ note: 'note' }) };
		case 'agreeRenewal':
			return { kind, ...newDueDay() };
		case 'sendMessage':
			return { kind, text: text('message') };
		case 'writeStaffNote':
			return { kind, text: text('staffNote') };
		case 'closeManually':
			return { kind, as: text('closeAs') as CloseAs };
		default:
			return { kind };
	}
}

/** What the editor calls a field; those that are chosen from a list say besides that an ID will do. */
function labelOf(name: string): string {
	return actionFields.find((field) => field.name === name)?.displayName.replace(/ Name or ID$/, '') ?? name;
}

/** Barcodes as a person types or scans them, or as a list; each once. */
function barcodesIn(list: readonly string[]): string[] {
	return [...new Set(list.flatMap((part) => part.split(/\s+/)))];
}

/** A day as the field or an expression gives it; a moment is the day in the workflow's time zone. */
function dueDay(client: Client, value: unknown, timeZone: string): { dueDay?: string } {
	const problems: InputProblem[] = [];
	const given = (readText(value, 'New Due Date', problems) ?? '').trim();
	if (problems.length > 0) return { dueDay: 'no day' };
	return given === '' ? {} : { dueDay: client.readDay(given, timeZone) ?? given };
}
