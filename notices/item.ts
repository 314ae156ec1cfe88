/** An item of one of the nodes, as it stands in a workflow: any field may be missing, or changed by a node between. */
export type Item = Readonly<Record<string, unknown>>;

export const dayMs = 86_400_000;

/** A field as text; undefined where it is empty or no text. */
export function textOf(item: Item, name: string): string | undefined {
	const value = item[name];
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A field that holds fields of its own. */
export function groupOf(item: Item, name: string): Item {
	const value = item[name];
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Item) : {};
}

/** A field that holds a list of such groups. */
export function groupsOf(item: Item, name: string): readonly Item[] {
	const value = item[name];
	return Array.isArray(value) ? value.filter((one): one is Item => typeof one === 'object' && one !== null) : [];
}

/** The requests of whose side an item of the trigger or of ReShare Request tells; a lending one names no patron of ours. */
export function isLending(item: Item): boolean {
	return item.side === 'lending';
}

/** What is the matter with an execution that n8n's Error Trigger tells of. */
export function failureOf(item: Item): Item | undefined {
	const failed = ['execution', 'trigger'].map((name) => groupOf(item, name)).find(({ error }) => error !== undefined);
	return groupOf(item, 'workflow').name === undefined ? undefined : failed;
}

/** Where an article can be read for free, as an answer in the form of Unpaywall has it beside the wish. */
export function freeCopyOf(item: Item): string | undefined {
	return textOf(groupOf(item, 'best_oa_location'), 'url');
}

/**
 * Outcome of an item: `failed` where it came by an error output or could not be dealt with, `notDelivered` where that was a notice, and
 * `workflowFailed` where n8n tells of an execution, and `freeCopy` where no node of ours has said anything yet.
 */
export function outcomeOf(item: Item): string | undefined {
	if (failureOf(item) !== undefined) return 'workflowFailed';
	if (item.error === undefined || item.error === null) return textOf(item, 'outcome') ?? (freeCopyOf(item) === undefined ? undefined : 'freeCopy');
	return textOf(item, 'notice') === undefined ? 'failed' : 'notDelivered';
}

/** What an item from an error output says of its failure: n8n's nodes leave a text, or the error itself. */
export function errorOf(item: Item): string | undefined {
	return textOf(item, 'error') ?? textOf(groupOf(item, 'error'), 'message');
}

/**
 * Why staff do not get what was written for them, where nobody is left to be told and the workflow is to fail.
 *
 * @param comesBack whether the item is from a node that sends what was written; not all of them hand back what they got
 */
export function unsentToStaff(item: Item, comesBack: boolean): string | undefined {
	const error = errorOf(item);
	if (error === undefined || item.audience === 'patron') return undefined;
	const subject = textOf(item, 'html') === undefined ? undefined : textOf(item, 'subject');
	if (subject !== undefined) return `"${subject}" was not sent to staff: ${error}`;
	return comesBack ? `What was written was not sent: ${error}` : undefined;
}
