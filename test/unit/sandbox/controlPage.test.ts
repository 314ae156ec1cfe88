import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { popularBook } from '../../../sandbox/inventory/demoRecords';
import { patrons } from '../../../sandbox/patrons';
import { escapeHtml } from '../../../sandbox/resolver/html';

describe('the control interface in a browser', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ autoStaff: false });
	});
	afterAll(() => sandbox.close());

	const page = async () => await (await fetch(sandbox.controlUrl, { headers: { Accept: 'text/html,application/xhtml+xml' } })).text();

	it('is JSON to programs, a page to browsers', async () => {
		expect(await (await fetch(sandbox.controlUrl)).json()).toMatchObject({ okapiUrl: sandbox.okapiUrl });
		expect(await page()).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
	});

	it('lists every patron, pickup location and book, and what to type', async () => {
		const text = await page();
		const words = [
			...patrons.flatMap(({ barcode, surname }) => [barcode, surname]),
			...Object.values(sandbox.libraries).flatMap(({ password, openUrlTenant, pickupLocations }) => [
				password,
				openUrlTenant,
				...pickupLocations.map(({ slug }) => slug),
			]),
			...sandbox.inventory.records.filter(({ suppressed }) => suppressed !== true).map(({ title }) => escapeHtml(title)),
			sandbox.inventory.password,
			sandbox.vufind.urls.v10,
		];
		expect(words.filter((word) => !text.includes(word))).toEqual([]);
		expect(words.length).toBeGreaterThan(150);
	});

	it('shows requests, old ones too, and nothing that a title could smuggle in', async () => {
		sandbox.requests.add('east', {
			isRequester: true,
			hrid: 'EAST-7',
			title: '<script>alert(1)</script>',
			patronIdentifier: 'P1001',
			dateCreated: sandbox.clock.now() - 90 * 24 * 3_600_000,
		});
		const text = await page();
		expect(text).toContain('EAST-7');
		expect(text).toContain('&lt;script&gt;alert(1)');
		expect(text).not.toContain('<script>alert');
		expect(text).toContain(new Date(sandbox.clock.now() - 90 * 24 * 3_600_000).toISOString().slice(0, 10));
	});

	it('gives a spreadsheet of ISBNs', async () => {
		const answer = await fetch(`${sandbox.controlUrl}/sample-list.csv`);
		const [headings, ...rows] = (await answer.text()).trim().split('\r\n');
		expect(answer.headers.get('Content-Type')).toContain('text/csv');
		expect(headings).toBe('ISBN,Title,Author');
		expect(rows.length).toBe(7);
		expect(rows.filter((row) => !/^\d{9,13}[\dX]?,/.test(row))).toEqual([]);
	});

	it('a fate for a title holds in the inventory and in the Reservoir', async () => {
		const answer = await fetch(`${sandbox.controlUrl}/fates`, {
			method: 'POST',
			body: JSON.stringify({ supplier: 'US-NORTH', instanceId: popularBook.instanceId, fate: { kind: 'silent' } }),
		});
		expect(answer.status).toBe(204);
		expect(sandbox.fates.of('US-NORTH', popularBook.instanceId)).toEqual({ kind: 'silent' });
		expect(sandbox.fates.of('US-NORTH', popularBook.clusterId)).toEqual({ kind: 'silent' });
		expect(sandbox.fates.of('US-NORTH', undefined)).toEqual({ kind: 'fill' });
	});
});
