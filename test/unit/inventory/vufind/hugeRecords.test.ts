import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { readMarcXml } from '../../../../reshare/inventory/marc/MarcRecord';
import { ReservoirClient } from '../../../../reshare/inventory/reservoir/ReservoirClient';
import { HttpClient, type Fetch } from '../../../../reshare/transport';
import { RateLimitedClient } from '../../../../reshare/transport/RateLimitedClient';
import { writeMarcXml } from '../marc/marcXml';

const megabyte = 1024 * 1024;
const fill = (text: string, megabytes = 5) => text.repeat(Math.ceil((megabytes * megabyte) / text.length));
const [start, end] = [
	'<record><leader>01500cam a2200289 i 4500</leader><datafield tag="245" ind1="1" ind2="0"><subfield code="a">',
	'</subfield></datafield></record>',
];
const field =
	'<datafield tag="999" ind1="1" ind2="1"><subfield code="s">ISIL:US-WEST</subfield><subfield code="l">1</subfield></datafield>';

const huge: ReadonlyArray<readonly [name: string, xml: string]> = [
	['a title', `${start}${fill('Rose ')}${end}`],
	['copies', `${start}The rose</subfield></datafield>${fill(field)}</record>`],
	['one attribute', `<record><datafield tag="${fill('9')}"/></record>`],
	['a comment', `<record><!--${fill('-x')}--></record>`],
	['elements that never close', fill('<record>')],
];

it.each(huge)('a record from VuFind whose 5 MB consist of %s is refused with an error message, and not parsed', (_name, xml) => {
	expect(() => readMarcXml(xml)).toThrow(
		expect.objectContaining({ kind: 'badAnswer', message: 'The shared inventory sent a record of more than 4 MB' }),
	);
});

it('a record from the Reservoir whose title has 5 MB is refused with an error message', async () => {
	const fetch: Fetch = async () => new Response(`<OAI-PMH>${huge[0]?.[1] ?? ''}</OAI-PMH>`, { headers: { 'content-type': 'text/xml' } });
	const reservoir = new ReservoirClient(new RateLimitedClient(new HttpClient({ fetch })), {
		url: 'https://reservoir.example.org',
		tenant: '',
	});
	await expect(reservoir.record('')).rejects.toMatchObject({
		kind: 'badAnswer',
		message: 'reservoir.example.org sent a record of more than 4 MB',
	});
});

it('a 5 MB record in a list from VuFind counts as unreadable, and the other records of that list are read', async () => {
	const isbn = '9780151446476';
	const rose = writeMarcXml([
		'001 5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10',
		`020 ## $a ${isbn}`,
		'245 10 $a The name of the rose',
		'999 11 $s ISIL:US-WEST $l 1 $p LOANABLE',
	]);
	const [id, other] = ['5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10', '5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e11'];
	const fetch: Fetch = async () =>
		new Response(
			JSON.stringify({
				status: 'OK',
				resultCount: 2,
				records: [
					{ id: other, fullRecord: `${start}${fill('Rose ', 14)}${end}` },
					{ id, fullRecord: rose },
				],
			}),
			{ headers: { 'content-type': 'application/json' } },
		);
	const index = new VufindIndex(new HttpClient({ fetch }), { vufindUrl: 'https://discovery.example.org' });
	const before = process.memoryUsage().heapUsed;
	const result = await findEligible(index, { isbn }, { ownSymbols: ['US-EAST'] });
	expect(result).toMatchObject({ outcome: 'needsReview', reason: 'answersPartial', instanceId: id, title: 'The name of the rose' });
	expect(JSON.stringify(result).length).toBeLessThan(5000);
	// The heap may grow by no more than the answer and its text need.
	expect(process.memoryUsage().heapUsed - before).toBeLessThan(8 * 14 * megabyte);
});
