import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { mergeCarriedDraft } from '../../reshare/draft';
import { isToolRun } from './toolRun';

/**
 * An item's answer, then what was asked for, which also fills what is null in the answer: what the node was asked, or else what came
 * with the item. A model gets the answer alone.
 */
export function carrying(
	context: IExecuteFunctions,
	itemIndex: number,
	asked: Parameters<typeof mergeCarriedDraft>[1],
	answer: object,
): IDataObject {
	if (isToolRun(context)) return { ...answer };
	const carried: IDataObject = mergeCarriedDraft(context.getInputData()[itemIndex]?.json ?? {}, asked);
	const own = Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, (value as unknown) ?? carried[name] ?? null]));
	const row = listRowOf(context, itemIndex);
	return {
		...own,
		...Object.fromEntries(Object.entries(carried).filter(([name]) => !(name in own))),
		...(row === undefined || 'row' in own ? {} : { row }),
	} as IDataObject;
}

/** The number in the list, from Search or from a sheet, by which staff find it again. */
export function listRowOf(context: IExecuteFunctions, itemIndex: number): number | undefined {
	const row = context.getInputData()[itemIndex]?.json.row;
	return typeof row === 'number' ? row : undefined;
}
