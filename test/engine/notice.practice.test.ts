import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { inventoryAccountOf } from '../../demo/practiceCredentials';
import { ReShareRequestStatusTrigger } from '../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { readLibraryProfile, writeNotices, type Notice, type NoticeSettings } from '../../notices/index';
import { noticeKindsFor } from '../../notices/noticeKinds';
import { emptyNoticeSettings } from '../../notices/writeNotices';
import { languages } from '../../notices/messages/languages';
import { backEnds, type Stage } from './backEnds';
import { PollMemory, pollNode, runNode } from './harness';
import { parametersOfFind, searchNodeUnderTest } from './search/findThroughNode';
import { sandboxForAll } from '../unit/sandboxForTests';

const names = (audience: 'patron' | 'staff') =>
	noticeKindsFor(audience)
		.filter(({ byDefault }) => byDefault)
		.map(({ name }) => name);
const settings: NoticeSettings = {
	...emptyNoticeSettings,
	patronNotices: names('patron') as NoticeSettings['patronNotices'],
	staffNotices: names('staff') as NoticeSettings['staffNotices'],
	secondLetterFrom: 8,
	thirdLetterFrom: 22,
	today: '2027-03-10',
	runKey: 'run',
};

/** Returns the notices about an item that a node really made. They must be written in every language, with no placeholder left. */
function written(item: IDataObject) {
	const inEach = Object.keys(languages).map((language) => {
		const { notices } = writeNotices(
			{ ...item, patronEmail: 'pat@example.edu' },
			readLibraryProfile({ staffEmail: 'staff@library.example.edu', language }),
			settings,
		);
		for (const { subject, text, html } of notices)
			expect(`${subject}\n${text}\n${String(html).replace(/<style>.*<\/style>/, '')}`).not.toMatch(/[{}]|undefined|NaN|\[object/);
		return notices.map(({ audience, notice }: Notice) => `${audience} ${notice}`);
	});
	expect(new Set(inEach.map((one) => one.join())).size).toBe(1);
	return inEach[0] ?? [];
}

describe.each(backEnds.filter(({ name }) => name !== 'CrossLink 3.0.0'))('changes over $name', (backEnd) => {
	const sandbox = sandboxForAll(undefined, backEnd.start);

	it.each<[Stage, Stage, string[]]>([
		['sent', 'expectsToSupply', ['patron expectsToSupply']],
		['expectsToSupply', 'shipped', ['patron shipped']],
		['shipped', 'onItsWayBack', ['patron returnShipped']],
		['onItsWayBack', 'complete', ['patron complete']],
		['shipped', 'complete', ['patron closed']],
		['sent', 'endOfRota', ['patron endOfRota', 'staff endOfRota']],
		['sent', 'cancelled', ['patron cancelled']],
		['new', 'needsStaff', ['staff needsStaff']],
	])('a status change from %s to %s makes the notices %p in every language', async (from, to, expected) => {
		const trigger = {
			node: new ReShareRequestStatusTrigger(),
			memory: new PollMemory('inMemory'),
			workflowId: randomUUID(),
			parameters: { events: ['anyStatusChange'] } satisfies INodeParameters,
			credentials: { okapiApi: backEnd.credential(sandbox) },
		};
		const { id } = backEnd.add(sandbox, { stage: from, due: '2027-04-02', pickupName: 'Main Library' });
		await pollNode({ ...trigger, activation: 'activate' });
		backEnd.move(sandbox, id, to);
		const { outputs, error } = await pollNode(trigger);
		expect(error).toBeUndefined();
		expect((outputs?.[0] ?? []).map(({ json }) => written(json))).toEqual([expected]);
	});
});

describe.each([
	['FOLIO', {}],
	['VuFind', { sharedIndex: 'reservoir' as const }],
])('results of Search over %s', (name, options) => {
	const sandbox = sandboxForAll(options);

	it('each result of Search makes the notices for patron and staff that its outcome calls for, in every language', async () => {
		const credential = name === 'FOLIO' ? inventoryAccountOf(sandbox) : { searchedThrough: 'vufind', vufindUrl: sandbox.vufind.urls.v10 };
		const items = [{ isbn: '9781571313355' }, { isbn: '9780062316097' }, { isbn: '9780847842131' }, { isbn: '978157131335' }, {}];
		const { outputs, error } = await runNode({
			node: searchNodeUnderTest,
			parameters: parametersOfFind,
			credentials: { reShareInventoryApi: credential },
			items,
		});
		expect(error).toBeUndefined();
		const told = outputs
			.flat()
			.sort((one, other) => (one.pairedItem as { item: number }).item - (other.pairedItem as { item: number }).item)
			.map(({ json }) => written(json));
		expect(told).toEqual([
			['staff notPlaced'],
			['patron lookedInto', 'staff chooseRecord'],
			['patron notAvailable'],
			['patron isbnNotValid'],
			['patron lookedInto', 'staff lookAtWish'],
		]);
	});
});
