import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { hostClock } from '../../shared/clock';
import type { ItemWork, RoutedItem } from '../../shared/items';
import { loadNotices } from '../../shared/notices';
import type { Operation } from '../../shared/operation';

const outputOf = { borrowing: 0, lending: 1, page: 2 } as const;

async function start(context: IExecuteFunctions): Promise<ItemWork> {
	const { readPostedAnswer } = await loadNotices();
	const items = context.getInputData();
	return async (itemIndex) => {
		const { actions, showsPage } = readPostedAnswer(items[itemIndex]?.json ?? {}, {
			installation: context.getInstanceId(),
			now: hostClock.now(),
		});
		const acting = actions.map((action): RoutedItem => ({ output: outputOf[action.side], json: { ...action } as IDataObject }));
		return await Promise.resolve([...acting, ...(showsPage ? [{ output: outputOf.page, json: { actions: actions.length } }] : [])]);
	};
}

export const readAnswerOperation: Operation = {
	option: {
		name: 'Read an Answer',
		value: 'readAnswer',
		action: 'Read what was sent from a page',
		description:
			'For items of the Webhook node that shows a page of Write a Page: which button was pressed or what was scanned, as what Perform Action is to do',
	},
	outputs: ['Borrowing', 'Lending', 'Page'],
	doubtOutput: outputOf.page,
	properties: [],
	start,
};
