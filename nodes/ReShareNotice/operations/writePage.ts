import { UserError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { hostClock } from '../../shared/clock';
import type { ItemWork } from '../../shared/items';
import { loadNotices, type PageKind, type Asking } from '../../shared/notices';
import type { Operation } from '../../shared/operation';
import { asList, asText } from '../../shared/parameters';
import { writersProfile } from '../../shared/profile';
import { pageFields } from '../pageFields';

async function start(context: IExecuteFunctions): Promise<ItemWork> {
	const { writePage } = await loadNotices();
	const profile = await writersProfile(context);
	const items = context.getInputData().map(({ json }) => json);
	const page = writePage(items, profile, readSettings(context), { installation: context.getInstanceId(), now: hostClock.now() });
	return async (itemIndex) => await Promise.resolve(itemIndex === 0 ? [{ output: 0, json: { ...page } }] : []);
}

function readSettings(context: IExecuteFunctions): Asking {
	const read = (name: string, fallback: unknown): unknown => context.getNodeParameter(name, 0, fallback as object);
	const reasons = read('reasons.reasons', []) as readonly IDataObject[];
	const asked = read('asked', '');
	if (typeof asked !== 'object' || asked === null || !('headers' in asked))
		throw new UserError(
			"'Webhook Item' is not an item of the Webhook node. Without it, input from this page could not be distinguished from input that another site sends.",
		);
	return {
		kind: asText(read('page', 'lendingDesk')) as PageKind,
		asked: asked as IDataObject,
		reasons: reasons.map(({ words, code }) => ({ words: asText(words), code: asText(code) })).filter(({ code }) => code !== ''),
		places: asList(read('places', '')),
		language: asText(read('pageLanguage', '')),
	};
}

export const writePageOperation: Operation = {
	option: {
		name: 'Write a Page',
		value: 'writePage',
		action: 'Write a page for the desk',
		description: 'Make one page of all items, in the field html: the lending desk with its buttons and pull slips, or scanning',
	},
	outputs: ['Page'],
	doubtOutput: 0,
	properties: pageFields,
	start,
};
