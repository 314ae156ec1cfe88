import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { ReShareSearch } from '../../../nodes/ReShareSearch/ReShareSearch.node';
import { lentBySeveral } from '../../../sandbox/inventory/demoRecords';
import { runNode } from '../../engine/harness';
import { findParameters } from '../../engine/search/practice';
import { closeAll } from './closeAll';
import { columns } from './faultColumns';
import { Front } from './faultProxy';
import { openPractice } from './practice';

const signInPage = columns.find(({ name }) => name === 'login page')?.play;

/** Returns the sentences for a VuFind that is closed, behind a sign-in page, or without its Reservoir. */
export async function wordsOfVufind(): Promise<string[]> {
	const practice = await openPractice();
	const { sandbox } = practice;
	const { origin, pathname } = new URL(sandbox.vufind.urls.v10);
	const front = await Front.open(origin);
	const find = async (changes: ICredentialDataDecryptedObject = {}): Promise<string> => {
		const credential = { searchedThrough: 'vufind', vufindUrl: `${front.url}${pathname}`, ...changes };
		const { outputs, error } = await runNode({
			node: new ReShareSearch(),
			parameters: findParameters,
			items: [{ isbn: lentBySeveral.isbn }],
			credentials: { reShareInventoryApi: credential },
		});
		return [error?.message, ...outputs.flat().map(({ json }) => json.explanation)].join(' ');
	};
	try {
		const unconfirmed = await find({ reservoirUrl: practice.urlOf('closedPort'), reservoirTenant: sandbox.reservoir.tenant });
		sandbox.behaviour.vufindApi = 'closed';
		const closed = await find();
		if (signInPage !== undefined) front.fault = { aim: () => true, times: Infinity, play: signInPage };
		return [unconfirmed, closed, await find()];
	} finally {
		await closeAll(front, practice);
	}
}
