import { holdingsOfMarc } from '../../../../reshare/inventory/reservoir/holdingsOfMarc';
import { RateLimitedClient } from '../../../../reshare/transport/RateLimitedClient';
import { ReservoirClient } from '../../../../reshare/inventory/reservoir/ReservoirClient';
import { readMarcXml } from '../../../../reshare/inventory/marc/MarcRecord';
import { HttpClient, createFetch } from '../../../../reshare/transport';
import { startSandbox } from '../../../../sandbox';
import { clusterIdOf } from '../../../../sandbox/reservoir/createReservoir';
import { closeServers, startCountingServer } from '../../transport/testServers';

/** Answers of a real Reservoir that a client must not misread. */

afterEach(closeServers);

const reservoirAt = (url: string) =>
	new ReservoirClient(new RateLimitedClient(new HttpClient({ fetch: createFetch() })), { url, tenant: '' });

it('the Reservoir client refuses a record of another cluster than the requested one', async () => {
	const sandbox = await startSandbox();
	try {
		const other = sandbox.reservoir.oaiXml(clusterIdOf(2)) ?? '';
		const server = await startCountingServer((_seen, response) => response.setHeader('content-type', 'text/xml').end(other));
		await expect(reservoirAt(server.url).record(clusterIdOf(1))).rejects.toMatchObject({
			kind: 'badAnswer',
			message: expect.stringContaining('another record than the one asked for'),
		});
		expect(await reservoirAt(server.url).record(clusterIdOf(2).toUpperCase())).toMatchObject({
			leader: expect.any(String),
		});
	} finally {
		await sandbox.close();
	}
});

it('the Reservoir client names the setting for the tenant if the Reservoir has several tenants and none was named', async () => {
	const server = await startCountingServer((_seen, response) =>
		response.writeHead(400, { 'content-type': 'text/plain' }).end('X-Okapi-Tenant header is missing'),
	);
	await expect(reservoirAt(server.url).record(clusterIdOf(1))).rejects.toMatchObject({
		kind: 'noModule',
		message: expect.stringContaining('has several tenants, and none was named'),
		description: "Fill in '⟦reservoirTenant⟧' in the ⟦settings⟧.",
	});
});

it('holdingsOfMarc reads every library that a single 999 field names, for a Reservoir without transformer', () => {
	const field = (subfields: string) =>
		`<record xmlns="http://www.loc.gov/MARC21/slim"><datafield tag="245" ind1="0" ind2="0"><subfield code="a">On beavers</subfield></datafield><datafield tag="999" ind1="1" ind2="0">${subfields}</datafield></record>`;
	const [marc] = readMarcXml(
		field(
			'<subfield code="i">c</subfield><subfield code="m">key</subfield><subfield code="l">1</subfield><subfield code="s">US-EAST</subfield><subfield code="v">1</subfield><subfield code="l">2</subfield><subfield code="s">US-WEST</subfield><subfield code="v">1</subfield>',
		),
	);
	expect(marc && holdingsOfMarc(marc)).toMatchObject({
		holdings: [
			{ library: 'US-EAST', policyUnknown: true },
			{ library: 'US-WEST', policyUnknown: true },
		],
		inRota: [],
	});
});
