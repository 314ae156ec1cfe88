import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { libraryAccount } from '../../../demo/accounts';
import { ReShareCreateRequest } from '../../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareSearch } from '../../../nodes/ReShareSearch/ReShareSearch.node';
import { startSandbox } from '../../../sandbox';
import { runNode, testCredential } from '../../engine/harness';
import { requestBody } from '../../unit/requests/crosslink/practice';
import { openPractice, type Practice } from './practice';
import { crossLinkCredential, inventoryCredential, libraryCredential, wishes, wishParameters } from './operationRow';

/** Returns the sentences that come without any fault: for mixed-up accounts and back ends, a missing credential, and unknown names. */
export async function wordsOfSettingsMistakes(): Promise<string[]> {
	const practice = await openPractice();
	try {
		const library = libraryCredential(practice, 'front', 'url');
		const inventory = inventoryCredential(practice, 'front');
		const tested = await Promise.all([
			testCredential(new ReShareSearch(), {
				...inventory,
				tenant: library.tenant,
				username: library.username,
				password: library.password,
			} as never),
			testCredential(new ReShareRequest(), {
				...library,
				tenant: inventory.tenant,
				username: inventory.username,
				password: inventory.password,
			} as never),
		]);
		const crossLink = crossLinkCredential(practice, 'front');
		const backEnds = await Promise.all(
			[
				{ ...library, backEnd: 'crossLink' },
				{ ...crossLink, tenant: 'unfinished_crosslink', username: 'ill-unfinished', password: 'has-no-symbols-yet' },
				{ ...crossLink, librarySymbol: 'US-NOBODY' },
			].map(async (values) => await testCredential(new ReShareRequest(), values as never)),
		);
		const { error } = await runNode({ node: new ReShareRequest(), parameters: { operation: 'getMany' }, credentials: {} });
		const unfinished = await setUpsThatAreNotFinished(practice, library, crossLink);
		return [
			...[...tested, ...backEnds].map(({ message }) => message),
			error?.message ?? '',
			...(await namesThatThereAreNot(practice, library)),
			...unfinished,
			await wordsOfMovedLibrary(),
		];
	} finally {
		await practice.close();
	}
}

/**
 * Tries libraries that are not set up completely: with several symbols of which none was entered, without an entry in the Directory, and
 * without a pickup location.
 */
async function setUpsThatAreNotFinished({ sandbox }: Practice, library: IDataObject, crossLink: IDataObject): Promise<string[]> {
	const { tenant, username, password } = sandbox.crosslink.west;
	const answered = async (path: string, body: string, account: IDataObject): Promise<string> => {
		const fault = sandbox.faults.add({ kind: 'status', path, status: 200, body, contentType: 'application/json' });
		const { message } = await testCredential(new ReShareRequest(), account as never);
		sandbox.faults.remove(fault);
		return message;
	};
	return [
		(await testCredential(new ReShareRequest(), { ...crossLink, librarySymbol: '' } as never)).message,
		await answered('^/directory/entries', '{"about":{"count":0},"items":[]}', {
			...crossLink,
			tenant,
			username,
			password,
			librarySymbol: '',
		}),
		await answered('^/directory/entry', '[]', library),
	];
}

/** Returns the sentences for a library that has chosen mod-rs although it moved, so that mod-rs is empty. */
async function wordsOfMovedLibrary(): Promise<string> {
	const both = await startSandbox({ bothBackEnds: true });
	try {
		for (const id of ['one', 'two', 'three'])
			await both.crosslink.requests.create({ ...requestBody(id), requesterSymbol: 'ISIL:US-WEST' } as never);
		return (await testCredential(new ReShareRequest(), { ...libraryAccount(both, 'west'), backEnd: 'modRs' })).message;
	} finally {
		await both.close();
	}
}

/** Tries an unknown status, an unknown pickup location, and an ambiguous one. */
async function namesThatThereAreNot({ sandbox }: Practice, library: IDataObject): Promise<string[]> {
	const credentials = { okapiApi: library as never };
	const to = async (name: string) =>
		await runNode({
			node: new ReShareCreateRequest(),
			parameters: {
				operation: 'create',
				...wishParameters,
				pickupLocation: { __rl: true, mode: 'name', value: name } as unknown as INodeParameters,
			},
			credentials,
			items: wishes.slice(0, 1),
		});
	const none = await to('Annex');
	const [one, other] = sandbox.directory.of('east').filter(({ type }) => type === 'branch');
	if (one === undefined || other === undefined) throw new Error('There is one pickup location');
	const name = other.name;
	Object.assign(other, { name: one.name });
	const two = await to(one.name);
	Object.assign(other, { name });
	const status = await runNode({
		node: new ReShareRequest(),
		parameters: { operation: 'getMany', filters: { states: ['NO_SUCH'] } },
		credentials,
	});
	return [...[none, two].flatMap(({ outputs }) => outputs.flat().map(({ json }) => String(json.explanation))), status.error?.message ?? ''];
}
