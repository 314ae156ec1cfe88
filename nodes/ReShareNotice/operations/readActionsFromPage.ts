import { n8nClock } from '../../shared/n8nClock';
import { loadNoticesModule } from '../../shared/loadNoticesModule';
import type { NodeOperation } from '../../shared/nodeOperations';

const outputOf = { borrowing: 0, lending: 1, page: 2 } as const;

/** The operation Read Page Input. Its value remains `readAnswer`, because workflows store it. */
export const readActionsFromPageOperation: NodeOperation = {
	option: {
		name: 'Read Page Input',
		value: 'readAnswer',
		action: 'Read what staff pressed or scanned on a page',
		description:
			'Read from the item of the Webhook node which button was pressed or which barcode was scanned on a page of Write a Page, for Perform Action',
	},
	outputs: ['Borrowing', 'Lending', 'Page'],
	doubtOutput: outputOf.page,
	properties: [],
	async start(context) {
		const { readPostedActions } = await loadNoticesModule();
		const items = context.getInputData();
		return (itemIndex) => {
			const { actions, showsPage } = readPostedActions(items[itemIndex]?.json ?? {}, {
				installation: context.getInstanceId(),
				now: n8nClock.now(),
			});
			const acting = actions.map((action) => ({ output: outputOf[action.side], json: action }));
			return [...acting, ...(showsPage ? [{ output: outputOf.page, json: { actions: actions.length } }] : [])];
		};
	},
};
