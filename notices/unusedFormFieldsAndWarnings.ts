import { toSingleLine } from '../reshare/text';
import { buildHeadedFactBlocks, markAsEnglish, type NoticeBlock } from './noticeBlocks';
import { nestedItemOf, textOfField, type WorkflowItem } from './workflowItem';
import type { Messages } from './messages/Messages';
import type { Language } from './messages/languages';

/** Which fields of a form staff read: all, none, or those with these labels. */
export type FormFieldsToShow = 'all' | 'none' | readonly string[];

const longestValue = 1000;
/** The most fields that are read, because items from outside, such as a webhook's, may have any number of them. */
const mostFields = 100;

/** Returns the fields of a form that no node of this package reads, by their labels in the item. */
function otherFields(item: WorkflowItem, which: FormFieldsToShow = 'all'): Array<[label: string, value: string]> {
	const all = nestedItemOf(item, 'otherFields');
	const isShown = (label: string): boolean =>
		which === 'all' || (which !== 'none' && which.some((one) => one.trim().toLowerCase() === label.toLowerCase()));
	return Object.keys(all)
		.slice(0, mostFields)
		.flatMap((label): Array<[string, string]> => {
			const value = textOfField(all, label);
			return value === undefined || !isShown(label) ? [] : [[label, value]];
		});
}

/** Returns Create's warnings about values that were typed. */
function warningsOf({ typedWarnings }: WorkflowItem): string[] {
	return (Array.isArray(typedWarnings) ? typedWarnings : []).filter((warning): warning is string => typeof warning === 'string');
}

export function hasUnusedFormFields(item: WorkflowItem, which: FormFieldsToShow | undefined): boolean {
	return otherFields(item, which).length > 0 || warningsOf(item).length > 0;
}

/** Writes for staff what was typed but is used nowhere, and Create's warnings about the other values. */
export function buildUnusedFormFieldBlocks(
	item: WorkflowItem,
	which: FormFieldsToShow | undefined,
	words: Messages,
	language: Language,
): NoticeBlock[] {
	const fields = otherFields(item, which).map(([label, text]) => ({
		label: toSingleLine(label, longestValue),
		text: toSingleLine(text, longestValue),
	}));
	const warnings = warningsOf(item).map((warning) => ({
		label: words.labels.explanation,
		...markAsEnglish(toSingleLine(warning, longestValue), language),
	}));
	return [...buildHeadedFactBlocks(words.headings.formFields, fields), ...buildHeadedFactBlocks(words.headings.warnings, warnings)];
}
