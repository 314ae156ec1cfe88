import type { DueDateLetterKind } from './noticeKinds';
import { dayMs, outcomeOf, textOfField, type WorkflowItem } from './workflowItem';

/** When each letter about a due date is written. */
export interface DueDateLetterSettings {
	/** How many days overdue an item is when the second and the last letter are written. */
	readonly secondLetterFrom: number;
	readonly thirdLetterFrom: number;
	/** The current day as `YYYY-MM-DD`. */
	readonly today: string;
}

/** Returns the letter that is due for a request from Get Many. The item may name the letter itself. */
export function chooseDueDateLetter(
	item: WorkflowItem,
	{ today, secondLetterFrom, thirdLetterFrom }: DueDateLetterSettings,
): DueDateLetterKind | undefined {
	if (outcomeOf(item) !== 'found') return undefined;
	const { letter } = item;
	if (letter === 'reminder' || letter === 'first' || letter === 'second' || letter === 'third') return letter;
	const daysLate = Math.round((Date.parse(today) - Date.parse(textOfField(item, 'dueDate')?.slice(0, 10) ?? '')) / dayMs);
	if (Number.isNaN(daysLate)) return undefined;
	if (daysLate <= 0) return 'reminder';
	if (daysLate >= thirdLetterFrom) return 'third';
	return daysLate >= secondLetterFrom ? 'second' : 'first';
}
