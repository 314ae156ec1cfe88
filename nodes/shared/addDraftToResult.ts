import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { mergeCarriedDraft } from '../../reshare/draft';
import { unusedFormValuesOf } from './findUnusedFormFields';
import { isToolRun } from './toolRun';

/**
 * Adds the fields of the request draft to the result of an item, also where a field of the result is null. The draft has the values of the
 * node's own fields, or else those that came with the item, and the other fields of a form. An AI model gets only the result.
 */
export function addDraftToResult(
	context: IExecuteFunctions,
	itemIndex: number,
	asked: Parameters<typeof mergeCarriedDraft>[1],
	result: object,
): IDataObject {
	if (isToolRun(context)) return { ...result };
	const carried: IDataObject = mergeCarriedDraft(context.getInputData()[itemIndex]?.json ?? {}, asked);
	const own = Object.fromEntries(
		Object.entries(result).map(([name, value]) => {
			const [first, second] = isOfPart(name, carried) ? [carried[name], dateOfIssue(value)] : [value as unknown, carried[name]];
			return [name, first ?? second ?? null];
		}),
	);
	const row = rowNumberInList(context, itemIndex);
	const otherFields = unusedFormValuesOf(context, itemIndex);
	return {
		...own,
		...Object.fromEntries(Object.entries(carried).filter(([name]) => !(name in own))),
		...(otherFields === undefined ? {} : { otherFields }),
		...(row === undefined || 'row' in own ? {} : { row }),
	} as IDataObject;
}

/** Whether a field of a copy is about the issue or the part, and not about the journal whose record was found. */
function isOfPart(name: string, { serviceType }: IDataObject): boolean {
	return serviceType === 'copy' && name === 'publicationDate';
}

/** Returns a record's date, such as that of the book with a chapter; null for a span such as `1880-`, in which a journal has appeared. */
function dateOfIssue(date: unknown): unknown {
	return typeof date === 'string' && /\d{4}\]?[-\u2013](?:\[?\d{4}\]?)?$/.test(date.trim()) ? null : date;
}

/** Returns the number of the row in a list, from Search or from a spreadsheet, by which staff find the row again. */
export function rowNumberInList(context: IExecuteFunctions, itemIndex: number): number | undefined {
	const row = context.getInputData()[itemIndex]?.json.row;
	return typeof row === 'number' ? row : undefined;
}
