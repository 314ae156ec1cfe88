import { UserError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { n8nClock } from '../../shared/n8nClock';
import { loadNoticesModule, type WebPageKind, type GivenWebPageSettings } from '../../shared/loadNoticesModule';
import type { NodeOperation } from '../../shared/nodeOperations';
import { toList, toText } from '../../shared/readParameters';
import { loadProfileAndAddHint } from '../../shared/loadLibraryProfile';
import { pageFields } from '../pageFields';

export const writePageOperation: NodeOperation = {
	option: {
		name: 'Write a Page',
		value: 'writePage',
		action: 'Write a page for the desk',
		description: 'Make one page of all items, in the field html: the lending desk with its buttons and pull slips, or scanning',
	},
	outputs: ['Page'],
	properties: pageFields,
	async start(context) {
		const { writePage } = await loadNoticesModule();
		const profile = await loadProfileAndAddHint(context);
		const items = context.getInputData().map(({ json }) => json);
		const page = writePage(items, profile, readSettings(context), { installation: context.getInstanceId(), now: n8nClock.now() });
		return (itemIndex) => (itemIndex === 0 ? [{ output: 0, json: page }] : []);
	},
};

function readSettings(context: IExecuteFunctions): GivenWebPageSettings {
	const read = (name: string, fallback: unknown) => context.getNodeParameter(name, 0, fallback as object);
	const reasons = read('reasons.reasons', []) as readonly IDataObject[];
	const asked = read('asked', '');
	if (typeof asked !== 'object' || asked === null || !('headers' in asked))
		throw new UserError(
			"'Webhook Item' is not an item of the Webhook node. Without it, input from this page could not be distinguished from input that another site sends.",
		);
	return {
		kind: toText(read('page', 'lendingDesk')) as WebPageKind,
		asked: asked as IDataObject,
		reasons: reasons.map(({ words, code }) => ({ words: toText(words), code: toText(code) })).filter(({ code }) => code !== ''),
		places: toList(read('places', '')),
		language: toText(read('pageLanguage', '')),
	};
}
