import fc from 'fast-check';
import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { getInstance } from '../../../../reshare/inventory/getInstance';
import { searchInstances } from '../../../../reshare/inventory/searchInstances';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { ReShareError } from '../../../../reshare/errors';
import { HttpClient, type Fetch } from '../../../../reshare/transport';
import { runs } from '../../../long';
import { fixture } from '../marc/marcXml';

interface Answer {
	readonly resultCount: number;
	readonly status: string;
	readonly records: ReadonlyArray<{ readonly id: string; readonly fullRecord: string }>;
}

const whole = JSON.parse(fixture('vufind-search.json')) as Answer;
const oai = fixture('oai-record.xml');
const [record, other] = whole.records;
if (record === undefined || other === undefined) throw new Error('The fixture has too few records');
const { id, fullRecord } = record;
const own = { ownSymbols: ['US-EAST'] };

/** With a piece cut out, inserted, replaced, or cut off. */
const spoiltTexts = (text: string) =>
	fc.oneof(
		fc.nat(text.length).map((end) => text.slice(0, end)),
		fc
			.tuple(fc.nat(text.length), fc.string({ unit: 'binary', maxLength: 8 }), fc.nat(60))
			.map(([place, put, gone]) => text.slice(0, place) + put + text.slice(place + gone)),
		fc
			.tuple(
				fc.nat(text.length),
				fc.constantFrom('<!DOCTYPE r [<!ENTITY a "&a;&a;">]>', '&a;', '<record>', '</record>', ']]>', '<![CDATA[', '\u0000', '\uFFFE'),
			)
			.map(([place, put]) => text.slice(0, place) + put + text.slice(place)),
	);

/** Bytes: VuFind's JSON or MARCXML spoilt, Reservoir's answer spoilt, or any of them in another character set. */
const answers = fc.record({
	vufind: fc.oneof(
		spoiltTexts(JSON.stringify(whole)),
		spoiltTexts(fullRecord).map((xml) => JSON.stringify({ ...whole, records: [{ ...record, fullRecord: xml }] })),
		fc
			.constantFrom(
				whole,
				{ ...whole, records: undefined },
				{ ...whole, records: null },
				{ ...whole, resultCount: '1' },
				{ ...whole, records: [null, 7, {}, { id }, record] },
				{ ...whole, resultCount: 1, records: [{ ...record, id: other.id }] },
			)
			.map((body) => JSON.stringify(body)),
	),
	reservoir: fc.oneof(spoiltTexts(oai), fc.constant(oai)),
	hasReservoir: fc.boolean(),
	encoding: fc.constantFrom('utf8' as const, 'utf8' as const, 'latin1' as const, 'utf16le' as const),
});

it('whatever VuFind and Reservoir answer, there is a record that was asked for, or an error in words', async () => {
	let eligible = 0;
	await fc.assert(
		fc.asyncProperty(answers, async ({ vufind, reservoir, hasReservoir, encoding }) => {
			const fetch: Fetch = async (url) =>
				await Promise.resolve(
					url.includes('/oai?')
						? new Response(Buffer.from(reservoir, encoding), { headers: { 'content-type': 'text/xml' } })
						: new Response(Buffer.from(vufind, encoding), { headers: { 'content-type': 'application/json' } }),
				);
			const open = () =>
				new VufindIndex(new HttpClient({ fetch }), {
					vufindUrl: 'https://vufind.example.org',
					...(hasReservoir ? { reservoir: { url: 'https://okapi.example.org', tenant: 'reservoir' } } : {}),
				});
			const found = await findEligible(open(), { instanceId: id }, own);
			if (found.outcome === 'eligible') {
				eligible += 1;
				expect(found.instanceId).toBe(id);
				expect(found.lendingLibraries.length).toBeGreaterThan(0);
			}
			expect(found.explanation).toMatch(/\S \S/u);
			for (const work of [
				async () => await getInstance(open(), id),
				async () => await searchInstances(open(), { citation: { title: 'x' }, limit: 10 }),
				async () => await open().libraries(),
				async () => await open().check(),
			]) {
				await work().catch((error: unknown) => {
					if (!(error instanceof ReShareError)) throw error;
				});
			}
		}),
		runs(150),
	);
	// Some are spoilt where nothing depends on it.
	expect(eligible).toBeGreaterThan(0);
});
