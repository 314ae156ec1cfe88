import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildTimeline } from '../../../reshare/requests/read/timelineEntries';
import { CrossLinkBackend } from '../../../reshare/requests/crosslink/CrossLinkBackend';
import { isTransition } from '../../../reshare/requests/model/request';
import { ModRsBackend } from '../../../reshare/requests/modrs/ModRsBackend';
import type { RequestBackend } from '../../../reshare/requests/port/RequestBackend';
import { okapiWithAnswers } from './crosslink/recordedHistory';

/** Answers of the real services. */

const recorded = (name: string) => JSON.parse(readFileSync(path.join(__dirname, '../../fixtures/recorded', `${name}.json`), 'utf8'));

async function whole(backend: RequestBackend, id: string) {
	const found = await backend.getWithRaw(id);
	if (found === undefined) throw new Error('no such request');
	return found.request;
}

describe('recorded mod-rs answers', () => {
	const read = async (name: string) => {
		const row = recorded(`mod-rs/${name}`) as { id: string };
		return await whole(new ModRsBackend(okapiWithAnswers({ [`/rs/patronrequests/${row.id}`]: row })), row.id);
	};

	test('a recorded mod-rs request that was shipped is read with all its fields', async () => {
		const request = await read('shipped');
		expect(request).toMatchObject({
			hrid: 'NFU-1042',
			side: 'borrowing',
			serviceType: 'loan',
			title: 'Tidal Economies',
			author: 'Okafor, Daniel',
			isbn: '9780000000026',
			patronId: 'P1004711',
			patronSurname: 'Moreau',
			patronEmail: 'ines.moreau@example.edu',
			pickupLocation: 'Northfield Main Library',
			pickupLocationSlug: 'NFU-MAIN',
			state: { code: 'REQ_SHIPPED', label: 'Shipped', known: { event: 'shipped' } },
		});
		expect(request.due.iso).toMatch(/^2026-03-05/);
		expect(request.references).toEqual(['000098']);
		expect(buildTimeline(request, 'America/New_York', new Date('2026-02-01T00:00:00Z')).story).toMatch(
			/Lakeside.* sent the item. Note: Please return in the grey box/i,
		);
	});

	test('a recorded mod-rs request at the end of its rota has the refusal with library, time and reason', async () => {
		expect(buildTimeline(await read('end-of-rota'), 'America/New_York', new Date('2026-02-01T00:00:00Z')).refusals).toEqual([
			{ at: '2026-01-13T03:20:55-05:00', library: 'Westhill State University', reason: 'on loan', note: null },
		]);
	});
});

describe('recorded CrossLink answers', () => {
	const row = recorded('crosslink/shipped') as { id: string };
	const at = `/broker/patron_requests/${row.id}`;
	const backend = () =>
		new CrossLinkBackend(
			okapiWithAnswers({
				[at]: row,
				[`${at}/events`]: recorded('crosslink/events'),
				[`${at}/notifications`]: recorded('crosslink/notifications'),
				[`${at}/items`]: { about: { count: 0 }, items: (row as unknown as { items: unknown }).items },
				'/broker/located_suppliers': recorded('crosslink/located-suppliers'),
			}),
		);

	test('a recorded CrossLink request that was shipped has its states replayed from its events', async () => {
		const request = await whole(backend(), row.id);
		expect(request).toMatchObject({
			id: row.id,
			side: 'borrowing',
			serviceType: 'loan',
			title: 'Tidal Economies',
			author: 'Okafor, Daniel',
			supplier: 'Lakeside College',
			state: { code: 'SHIPPED', label: 'Shipped', known: { event: 'shipped' } },
		});
		expect(request.history.filter(isTransition).map(({ to }) => to.code)).toEqual([
			'VALIDATED',
			'METADATA_UPDATED',
			'SENT',
			'SUPPLIER_LOCATED',
			'WILL_SUPPLY',
			'SHIPPED',
		]);
		expect(request.history.some(({ isInferred }) => isInferred === true)).toBe(false);
	});

	test('the timeline of a recorded CrossLink request contains who declined, the cost and who sent the item', async () => {
		const { refusals, story } = buildTimeline(await whole(backend(), row.id), 'America/New_York', new Date('2026-11-26T00:00:00Z'));
		expect(refusals.map(({ reason }) => reason)).toEqual([expect.stringMatching(/\w/)]);
		expect(story).toMatch(/sent the item/i);
		expect(story).toContain('Sent by courier today');
	});
});
