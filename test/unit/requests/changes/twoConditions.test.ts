import { toChangeItem } from '../../../../reshare/requests/changes/changeItem';
import { Lineage } from '../../../../reshare/requests/model/Lineage';
import { CrossLinkLibrary } from './CrossLinkLibrary';
import { Follower } from './testFollower';

const mark = '#ReShareAddLoanCondition#';
const lineage = new Lineage(async () => await Promise.resolve(undefined));

it('the reason of a conditional answer on CrossLink is the condition of that library, not one of an earlier library', async () => {
	const library = new CrossLinkLibrary({ crosslinkModel: '3.7.0' });
	const row = library.old();
	library.move(row, 'sent');
	const says = (
		from: string,
		message: Omit<Parameters<typeof library.access.receive>[2], 'reason'>,
		reason: 'StatusChange' | 'Notification' = 'StatusChange',
	) => library.access.receive(row.id, from, { reason, ...message });
	const [hill, lake] = ['ISIL:US-HILL', 'ISIL:US-LAKE'];
	const follower = new Follower(library);
	await follower.poll();
	library.now += 60;
	says(hill, { status: 'ExpectToSupply' });
	says(hill, { status: 'WillSupply', loanCondition: 'LibraryUseOnly', note: mark });
	await follower.poll();
	// The library withdraws its offer, and the next library is asked.
	library.now += 600;
	says(hill, { status: 'Unfilled', reasonUnfilled: 'InUse' }, 'Notification');
	says(lake, { status: 'ExpectToSupply' });
	library.now += 60;
	says(lake, { status: 'WillSupply', loanCondition: 'NoReproduction', note: mark });
	const items = await Promise.all(
		(await follower.poll()).map(
			async (change) => await toChangeItem(change, lineage, { patronDetails: 'full', timeZone: 'UTC', staffLink: () => null }),
		),
	);
	const last = items.at(-1);
	expect(last?.status?.code).toBe('CONDITION_PENDING');
	expect([last?.supplier, last?.reason]).toEqual(['Lakeside College Library', 'NoReproduction']);
});
