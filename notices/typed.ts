import { singleLine } from '../reshare/text';
import { headedFacts, inEnglish, type Block } from './document';
import { groupOf, fieldText, type WorkflowItem } from './item';
import type { Messages } from './messages/Messages';
import type { Language } from './messages/languages';

/** Which fields of a form count: all, none, or those with these labels. */
export type FormFields = 'all' | 'none' | readonly string[];

const longestValue = 1000;
/** Items from outside, such as a webhook's, may carry any number of fields. */
const mostFields = 100;

/** The fields of a form that no node of this package reads, by their labels, as items carry them. */
function otherFields(item: WorkflowItem, which: FormFields = 'all'): Array<[label: string, value: string]> {
	const all = groupOf(item, 'otherFields');
	const isShown = (label: string): boolean =>
		which === 'all' || (which !== 'none' && which.some((one) => one.trim().toLowerCase() === label.toLowerCase()));
	return Object.keys(all)
		.slice(0, mostFields)
		.flatMap((label): Array<[string, string]> => {
			const value = fieldText(all, label);
			return value === undefined || !isShown(label) ? [] : [[label, value]];
		});
}

/** Create's warnings about values that were typed. */
function warningsOf({ typedWarnings }: WorkflowItem): string[] {
	return (Array.isArray(typedWarnings) ? typedWarnings : []).filter((warning): warning is string => typeof warning === 'string');
}

export function isTyped(item: WorkflowItem, which: FormFields | undefined): boolean {
	return otherFields(item, which).length > 0 || warningsOf(item).length > 0;
}

/** For staff: what was typed and went nowhere, and what Create says of the other values. */
export function typedIn(item: WorkflowItem, which: FormFields | undefined, words: Messages, language: Language): Block[] {
	const fields = otherFields(item, which).map(([label, text]) => ({
		label: singleLine(label, longestValue),
		text: singleLine(text, longestValue),
	}));
	const warnings = warningsOf(item).map((warning) => ({
		label: words.labels.explanation,
		...inEnglish(singleLine(warning, longestValue), language),
	}));
	return [...headedFacts(words.headings.formFields, fields), ...headedFacts(words.headings.warnings, warnings)];
}
