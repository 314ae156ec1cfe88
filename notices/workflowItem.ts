/** An item of a workflow. Any of its fields may be missing, or have been changed by a node in between. */
export type WorkflowItem = Readonly<Record<string, unknown>>;

export const dayMs = 86_400_000;

/** Returns the text of a field; undefined if it is empty or no text. */
export function textOfField(item: WorkflowItem, name: string): string | undefined {
	const value = item[name];
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Returns the texts of these fields of an item; null for each that is empty or no text. */
export function textsOfFields<Name extends string>(item: WorkflowItem, ...names: readonly Name[]): Readonly<Record<Name, string | null>> {
	return Object.fromEntries(names.map((name) => [name, textOfField(item, name) ?? null])) as Record<Name, string | null>;
}

/** Removes the sign at the end of a title, with which catalogs separate it from what follows. */
export function trimTitle(title: string | undefined): string | undefined {
	return title?.replace(/(?<![\s/:;=,])[\s/:;=,]+$/u, '') || undefined;
}

export function nestedItemOf(item: WorkflowItem, name: string): WorkflowItem {
	const value = item[name];
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WorkflowItem) : {};
}

export function nestedItemsOf(item: WorkflowItem, name: string): readonly WorkflowItem[] {
	const value = item[name];
	return Array.isArray(value) ? value.filter((one): one is WorkflowItem => typeof one === 'object' && one !== null) : [];
}

/** Returns the number by which people name the request. */
export function requestNumberOf(item: WorkflowItem): string {
	return textOfField(item, 'hrid') ?? textOfField(item, 'requestId') ?? '-';
}

/** Returns the status as staff read it in ReShare. */
export function statusLabelOf(item: WorkflowItem): string | undefined {
	return textOfField(nestedItemOf(item, 'status'), 'label');
}

/** Whether this is a lending request, which names none of the library's own patrons. */
export function isLending(item: WorkflowItem): boolean {
	return item.side === 'lending';
}

/** Returns the failed execution that n8n's Error Trigger reports; undefined for any other item. */
export function failedExecutionOf(item: WorkflowItem): WorkflowItem | undefined {
	const failed = ['execution', 'trigger'].map((name) => nestedItemOf(item, name)).find(({ error }) => error !== undefined);
	return nestedItemOf(item, 'workflow').name === undefined ? undefined : failed;
}

/** Returns the address where an article can be read for free, from an answer in the form of Unpaywall. */
export function freeCopyUrlOf(item: WorkflowItem): string | undefined {
	return textOfField(nestedItemOf(item, 'best_oa_location'), 'url');
}

/**
 * Returns the outcome that a node of this package gave the item. In addition, `failed` is an item of an error output, `notDelivered` such
 * an item that was a notice, `workflowFailed` an item of n8n's Error Trigger, and `freeCopy` an answer of an open-access service that names
 * a free copy and that no node of this package has processed yet.
 */
export function outcomeOf(item: WorkflowItem): string | undefined {
	if (failedExecutionOf(item) !== undefined) return 'workflowFailed';
	if (item.error === undefined || item.error === null)
		return textOfField(item, 'outcome') ?? (freeCopyUrlOf(item) === undefined ? undefined : 'freeCopy');
	return textOfField(item, 'notice') === undefined ? 'failed' : 'notDelivered';
}

/** Returns what an item of an error output says about its failure. Nodes leave there a text, or the error itself. */
export function errorTextOf(item: WorkflowItem): string | undefined {
	return textOfField(item, 'error') ?? textOfField(nestedItemOf(item, 'error'), 'message');
}

/**
 * Says that a mail to staff was not sent. Since nobody else can be informed, the workflow has to fail.
 *
 * @param comesBack whether the item is from a node that sends notices; not all such nodes return what they got
 */
export function unsentStaffMailSentence(item: WorkflowItem, comesBack: boolean): string | undefined {
	const error = errorTextOf(item);
	if (error === undefined || item.audience === 'patron') return undefined;
	const subject = textOfField(item, 'html') === undefined ? undefined : textOfField(item, 'subject');
	if (subject !== undefined) return `"${subject}" was not sent to staff: ${error}`;
	return comesBack ? `What was written was not sent: ${error}` : undefined;
}
