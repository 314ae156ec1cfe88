import { patronRequestSchema, validActionsSchema } from '../../../../reshare/requests/modrs/schemas';

test('a null among the possible actions of a mod-rs request leaves the others readable, in the forms of several versions', () => {
	expect(validActionsSchema.parse({ actions: ['requesterCancel', null, { actionCode: 'message' }] }).actions).toEqual([
		'requesterCancel',
		'message',
	]);
});

test('a null in the history of a mod-rs request throws an error that names its place, since a change could be missed', () => {
	const parsed = patronRequestSchema.safeParse({ id: '1', audit: [{ id: 'a' }, null] });
	expect(parsed.error?.issues[0]?.path).toEqual(['audit', 1]);
});

test('a time outside the calendar in a mod-rs message is read as no time', () => {
	const request = patronRequestSchema.parse({
		id: '1',
		notifications: [
			{ id: 'n', timestamp: -8_640_000_000_000_001 },
			{ id: 'm', timestamp: 0 },
		],
	});
	expect(request.notifications.map(({ timestamp }) => timestamp)).toEqual([undefined, 0]);
});
