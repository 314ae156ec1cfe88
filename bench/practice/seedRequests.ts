import type { Sandbox } from '../../sandbox';

/** The creation times of seeded requests are spread over this time, which ends an hour ago. */
const seededOverMs = 365 * 86_400_000;
const newestSeededAgoMs = 3_600_000;

/** Makes open requests of the eastern library, and returns their ids. */
export function seedRequests({ clock, requests }: Sandbox, count: number): string[] {
	requests.seed('east', count, (index) => ({
		isRequester: true,
		hrid: `EAST-${100_000 + index}`,
		title: `Request number ${index}`,
		author: 'Someone',
		patronIdentifier: `P${1001 + (index % 8)}`,
		patronEmail: 'reader@example.edu',
		refdata: { serviceType: 'loan' },
		state: 'REQ_EXPECTS_TO_SUPPLY',
		dateCreated: clock.now() - newestSeededAgoMs - Math.round(((count - 1 - index) / count) * seededOverMs),
	}));
	return requests.all('east').map(({ id }) => id);
}
