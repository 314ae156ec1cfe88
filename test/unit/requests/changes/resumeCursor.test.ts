import { resumeCursor, type FollowerProgress } from '../../../../reshare/requests/changes/resumeCursor';
import { createEmptyCursor } from '../../../../reshare/requests/changes/cursor';

const start = createEmptyCursor('scope', 0);
const at = (since: number, setBack = 0) => ({ ...start, position: { ...start.position, since, setBack } });
const [before, after] = [at(100), at(200)];
const requests = { r: [7, 150] as [number, number] };
const withDelivery = {
	...after,
	delivered: { ...after.delivered, requests },
	lastDelivery: { events: ['e'], from: 90 },
	owed: { events: ['d'], from: null },
};
/** The node named Old has delivered what happened between the two cursors. */
const delivered: FollowerProgress = { follower: 'Old', confirmed: before, delivered: after };

it.each([
	['as saved, where n8n has saved the delivery', after, delivered, 'Old', after],
	['before the delivery, where n8n has dropped it', before, delivered, 'Old', before],
	['after the delivery under a new name, which has no record yet', undefined, delivered, 'New', after],
	[
		'before the delivery under a new name, where another poll came meanwhile, so that n8n may have dropped it',
		undefined,
		{ ...delivered, contested: true },
		'New',
		before,
	],
	[
		'before the delivery under the old name, where another poll came meanwhile',
		undefined,
		{ ...delivered, contested: true },
		'Old',
		before,
	],
	['where n8n is further than this process', at(300), { follower: 'Old', confirmed: before }, 'Old', at(300)],
	['where this process is further than n8n', before, { follower: 'Old', confirmed: after }, 'Old', after],
	['back, where the clock of the server was set back', after, { follower: 'Old', confirmed: at(100, 1) }, 'Old', at(100, 1)],
	[
		'as saved, with the last delivery to be repeated and its requests to be read again, where this process knows nothing',
		withDelivery,
		undefined,
		'Old',
		{
			...withDelivery,
			delivered: { ...after.delivered, requests: { r: [-2, 149] } },
			owed: { events: ['e', 'd'], from: 90 },
		},
	],
	['nowhere, where nothing is known', undefined, undefined, 'Old', undefined],
	[
		'as saved, where this process knows another library',
		after,
		{ follower: 'Old', confirmed: { ...before, scope: 'other' } },
		'Old',
		after,
	],
	['nowhere, where n8n has saved another library', { ...after, scope: 'other' }, undefined, 'Old', undefined],
] as const)(
	"after a restart or a lost delivery, the trigger's next poll continues from the right cursor: %s",
	(_title, saved, progress, name, expected) => {
		expect(resumeCursor(saved, progress, 'scope', name)).toEqual(expected);
	},
);
