import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { isDraftKey, shortenCarriedText } from '../../reshare/draft';

/** A field of an n8n form: the key under which items have it, and the label that people read beside it. */
interface FormField {
	readonly key: string;
	readonly label: string;
}

const forms: ReadonlySet<string> = new Set(['n8n-nodes-base.formTrigger', 'n8n-nodes-base.form']);
const subWorkflowTrigger = 'n8n-nodes-base.executeWorkflowTrigger';
const waitNode = 'n8n-nodes-base.wait';
const notTyped: ReadonlySet<unknown> = new Set(['html', 'hiddenField', 'file']);

/**
 * The most fields that are handed on from an earlier item, because items from outside, such as a webhook's, may have any number of them.
 */
const mostFields = 100;

const known = new WeakMap<IExecuteFunctions, readonly FormField[]>();

/**
 * Finds the form fields before this node that no node reads, neither as a field of the draft nor in an expression. A form that another
 * execution handed over is known by its items alone.
 */
export function findUnusedFormFields(context: IExecuteFunctions): readonly FormField[] {
	const found = known.get(context) ?? collectUnusedFormFields(context);
	known.set(context, found);
	return found;
}

function collectUnusedFormFields(context: IExecuteFunctions): FormField[] {
	const own = context.getNode();
	const before = context.getParentNodes(own.name, { includeNodeParameters: true });
	const fields = before.filter(({ type }) => forms.has(type)).flatMap(({ parameters }) => fieldsOf(parameters));
	const has = (wanted: string) => before.some(({ type }) => type === wanted);
	// A Wait node's page for staff gives items like those of a form.
	if (has(subWorkflowTrigger) && !has(waitNode)) fields.push(...handedOverFieldsOf(context.getInputData()));
	const unknown = fields.filter(({ key, label }) => !isDraftKey(key) && !isDraftKey(label));
	if (unknown.length === 0) return [];
	const expressions = [...before, ...context.getChildNodes(own.name, { includeNodeParameters: true }), own].flatMap(({ parameters }) =>
		expressionsIn(parameters),
	);
	return unknown.filter(({ key }) => !expressions.some((expression) => isReadBy(expression, key)));
}

function fieldsOf(parameters: INodeParameters = {}): FormField[] {
	const { values } = (parameters.formFields ?? {}) as { readonly values?: unknown };
	return (Array.isArray(values) ? (values as IDataObject[]) : []).flatMap(({ fieldName, fieldLabel, fieldType }) => {
		const label = typeof fieldLabel === 'string' ? fieldLabel : '';
		const key = typeof fieldName === 'string' && fieldName !== '' ? fieldName : label;
		return key === '' || notTyped.has(fieldType) ? [] : [{ key, label: label === '' ? key : label }];
	});
}

/** Returns the fields of items that come from n8n's form, which adds when and how it was sent, by the keys that they have in the item. */
function handedOverFieldsOf(items: readonly INodeExecutionData[]): FormField[] {
	const sent = items.filter(({ json }) => 'submittedAt' in json && 'formMode' in json);
	const keys = new Set(sent.flatMap(({ json: { submittedAt: _at, formMode: _how, ...typed } }) => Object.keys(typed).slice(0, mostFields)));
	return [...keys].map((key) => ({ key, label: key }));
}

function expressionsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.startsWith('=') ? [value] : [];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(expressionsIn) : [];
}

/** Whether an expression names the field, as `$json.phone` or as `$json["Phone Number"]`. */
function isReadBy(expression: string, key: string): boolean {
	if (['"', "'", '`'].some((quote) => expression.includes(`[${quote}${key}${quote}]`))) return true;
	return expression
		.split(`.${key}`)
		.slice(1)
		.some((rest) => !/^[\w$]/.test(rest));
}

/**
 * Returns what people typed into fields of a form that no node reads, by the fields' labels: from this item, and from `otherFields`, in
 * which earlier nodes handed on what they were given.
 */
export function unusedFormValuesOf(context: IExecuteFunctions, itemIndex: number): IDataObject | undefined {
	const item = context.getInputData()[itemIndex]?.json ?? {};
	const { otherFields } = item;
	const carried = typeof otherFields === 'object' && otherFields !== null ? Object.entries(otherFields).slice(0, mostFields) : [];
	const typed = findUnusedFormFields(context).map(({ key, label }) => [label, item[key]] as const);
	const texts = [...carried, ...typed].map(([label, value]) => [shortenCarriedText(label), shortenCarriedText(textOf(value))] as const);
	const filled = texts.filter(([, text]) => text !== '');
	return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

function textOf(value: unknown): string {
	if (Array.isArray(value))
		return value
			.map(textOf)
			.filter((text) => text !== '')
			.join(', ');
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : '';
}
