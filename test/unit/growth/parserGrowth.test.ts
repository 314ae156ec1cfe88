import { listKinds } from '../../../notices/lists/listKinds';
import { readLibraryProfile, writeList, writeNotices, writePage, type WorkflowItem, type NoticeSettings } from '../../../notices/index';
import { noticeKindsFor } from '../../../notices/noticeKinds';
import { emptyNoticeSettings } from '../../../notices/writeNotices';
import { unknownSlugSentence, findPickupLocationByName, mapPickupName } from '../../../reshare/directory';
import { createRecordFitter } from '../../../reshare/inventory/find/recordFit';
import { planSearch } from '../../../reshare/inventory/find/planSearch';
import { parseCitation } from '../../../reshare/inventory/find/parseCitation';
import { mayHaveVolume, namesVolume } from '../../../reshare/inventory/find/volumesOfRecord';
import { withSortOrder } from '../../../reshare/inventory/folio/cql';
import { parseHolding, parseInstance } from '../../../reshare/inventory/folio/parseRecords';
import { buildReferenceTables } from '../../../reshare/inventory/folio/referenceTables';
import { readMarcXml, type MarcRecord } from '../../../reshare/inventory/marc/MarcRecord';
import { readRecordOfMarc } from '../../../reshare/inventory/vufind/parseVufindRecord';
import { queryForFields } from '../../../reshare/inventory/vufind/queries';
import { uuidFormat } from '../../../reshare/inventory/match/uuid';
import { okapiError } from '../../../reshare/okapi/gatewayErrors';
import { cleanAndCheckFields } from '../../../reshare/requests/create/cleanAndCheckFields';
import { deriveReference, readTypedReference } from '../../../reshare/requests/create/reference';
import { referenceInId } from '../../../reshare/requests/crosslink/requestId';
import { buildNewRequest } from '../../../reshare/requests/crosslink/buildNewRequest';
import { modRsRequestSchema } from '../../../reshare/requests/modrs/toPatronRequest';
import { buildOpenUrl } from '../../../reshare/requests/modrs/resolver/buildOpenUrl';
import { classifyResolverAnswer } from '../../../reshare/requests/modrs/resolver/classifyResolverAnswer';
import { refusalReason } from '../../../reshare/requests/modrs/resolver/resolverOutcome';
import { buildRequestBody } from '../../../reshare/requests/modrs/submitters';
import { cutAtCharacter, toSingleLine } from '../../../reshare/text';
import { parseCitationIntoDraft } from '../../../reshare/draft/parseCitationIntoDraft';
import { draftFieldNames, type RequestDraft, type DraftTextFields } from '../../../reshare/draft';
import { recordOf } from '../inventory/buildRecord';
import { findQuadraticGrowth, slowTextsFor } from './findQuadraticGrowth';

const textsOf = (text: string): DraftTextFields => Object.fromEntries(draftFieldNames.map((name) => [name, text]));
const draftOf = (text: string): RequestDraft => ({ ...textsOf(text), serviceType: 'copy', patronId: text });
const answer = (contentType: string, text: string, status = 200) => ({ status, contentType, text, headers: new Headers() });
const tables = buildReferenceTables({});
const places = [{ slug: 'A', name: 'Main Library' }];

const fieldOf = (tag: string, codes: string, value: string) => ({
	tag,
	indicators: '11',
	subfields: [...codes].map((code) => ({ code, value })),
});
const readFields = (...fields: MarcRecord['fields']) =>
	readRecordOfMarc(
		{
			leader: '01234nam a2200000 a 4500',
			control: new Map([['008', '010101s2001    xx            000 0 eng d']]),
			fields: fields[0]?.tag === '245' ? fields : [fieldOf('245', 'a', 'Wind'), ...fields],
		},
		'id',
	);
const marcXml = (text: string) => `<record><datafield tag="245"><subfield code="a">${text}</subfield></datafield></record>`;

/** A citation with a long title and many authors. A longer one would take so much work itself that the record's would not stand out. */
const fitOf = createRecordFitter({ title: 'A '.repeat(100), author: 'Ab, C; '.repeat(20), volume: '2', year: '1990' });
const fits = (changes: Parameters<typeof recordOf>[1]) => {
	const record = recordOf('Wind', changes);
	const holdings = (changes?.extents ?? []).map((statement) => ({ ...parseHolding({}, tables, false), statements: [statement] }));
	return [fitOf(record), namesVolume(record, holdings, '2'), mayHaveVolume(record, holdings, '2')];
};

const profile = readLibraryProfile({ libraryName: 'East', fromEmail: 'ill@east.example.edu', staffEmail: 'staff@east.example.edu' });
const notices = {
	...emptyNoticeSettings,
	patronNotices: noticeKindsFor('patron').map(({ name }) => name),
	staffNotices: noticeKindsFor('staff').map(({ name }) => name),
	today: '2027-03-10',
	evenIfOver: true,
} as unknown as NoticeSettings;
const lists = {
	name: '',
	subject: '',
	language: '',
	evenIfEmpty: true,
	limits: [],
	daysToShip: 5,
	newsDays: 7,
	oldest: 2,
	deskPage: '',
	mostCopies: 2,
	recentYears: 5,
	now: '2027-03-10T08:00:00.000Z',
	today: '2027-03-10',
};
const itemsOf = (text: string): WorkflowItem[] => [
	{
		...textsOf(text),
		outcome: 'created',
		patronEmail: 'pat@example.edu',
		explanation: text,
		documentLink: text,
		supplier: text,
		callNumber: text,
		shelf: text,
	},
	{
		...textsOf(text),
		outcome: 'needsReview',
		reason: 'titleOnly',
		candidates: [{ title: text, author: text, reason: text }],
		askedFor: textsOf(text),
		patronEmail: text,
	},
	{
		...textsOf(text),
		event: 'shipped',
		eventId: 'e',
		requestId: 'r',
		dueDateInWords: text,
		dueDate: text,
		reason: text,
		refusals: [{ library: text, note: text }],
		side: 'lending',
		deskPart: 'answer',
	},
	{ ...textsOf(text), error: text, details: text },
];

it.each<[name: string, read: (text: string) => unknown, small?: number]>([
	['a single line', (text) => [toSingleLine(text, 100), cutAtCharacter(text, 100)]],
	[
		'a citation, as a text and as an object',
		(text) => [
			parseCitationIntoDraft(text),
			parseCitationIntoDraft({ title: text, 'rft.au': text, rft_id: text, [text]: text }),
			parseCitationIntoDraft({ TransactionNumber: text, ProcessType: text, NotWantedAfter: text, LoanDate: text, ESPNumber: text }),
		],
	],
	[
		'the fields of Create',
		(text) => [
			cleanAndCheckFields(draftOf(text), { now: 0, cutNote: true }),
			readTypedReference({ reference: text }, { referenceFault: () => undefined }),
			deriveReference(draftOf(text), { prefix: 'REF', secret: new Uint8Array(32) }),
		],
	],
	[
		'what is sent to ReShare',
		(text) => [buildRequestBody(draftOf(text), text, text), buildNewRequest(draftOf(text), { requesterSymbol: text } as never)],
	],
	['an OpenURL', (text) => buildOpenUrl(new URL('https://openurl.example.org/RESHARE:US-EAST'), draftOf(text)), 600],
	[
		'a pickup location',
		(text) => [
			unknownSlugSentence(text, places),
			findPickupLocationByName(places, text),
			mapPickupName({ rows: [{ name: text, slug: text }], defaultSlug: '' }, text),
		],
	],
	[
		'the fields of Search',
		(text) => [
			planSearch(parseCitation({ ...textsOf(text), year: text }), uuidFormat),
			parseCitation({ title: text }),
		],
		600,
	],
	[
		'queries for VuFind and in CQL',
		(text) => [
			queryForFields({ native: text, titleWords: [text], authors: [[text]], sortBy: 'title' }),
			withSortOrder(text, 'title', 'storage'),
		],
	],
	['titles of a record', (text) => fits({ title: text, titles: [{ proper: text, rest: text, part: text }], series: [text] })],
	['names of a record', (text) => fits({ contributors: [text], responsibility: [text] })],
	[
		'the rest of a record',
		(text) => fits({ editions: [text], publicationDates: [text], languages: [text], physicalDescriptions: [text], extents: [text] }),
	],
	[
		'a record of FOLIO',
		(text) =>
			parseInstance(
				{
					id: 'id',
					title: text,
					indexTitle: text,
					alternativeTitles: [{ alternativeTitle: text }],
					contributors: [{ name: text, primary: true }],
					editions: [text],
					physicalDescriptions: [text],
					identifiers: [{ value: text, identifierTypeId: 'x' }],
					publication: [{ dateOfPublication: text, publisher: text, place: text }],
				},
				tables,
			),
	],
	[
		'a holding of FOLIO',
		(text) =>
			parseHolding(
				{
					id: text,
					instanceId: text,
					permanentLocation: { code: text, name: text },
					holdingsStatements: [{ statement: text }],
					callNumber: text,
				},
				tables,
				false,
			),
	],
	...[
		'020',
		'022',
		'035',
		'041',
		'100',
		'130',
		'240',
		'245',
		'246',
		'250',
		'260',
		'264',
		'300',
		'338',
		'490',
		'700',
		'740',
		'880',
		'999',
	].map((tag): [name: string, read: (text: string) => unknown] => [
		`field ${tag} of MARC`,
		(text) => readFields(fieldOf(tag, '6abcdhilmnpqstuvwyz', text)),
	]),
	['the reference in an id', (text) => referenceInId('east', `${text}.12345678`)],
	['MARCXML', (text) => readMarcXml(marcXml(text.replace(/[<>&"\0]/g, ' ')))],
	[
		'an answer of the resolver',
		(text) =>
			[answer('text/html', text), answer('application/json', text), answer('text/plain', text, 500)].map((one) =>
				classifyResolverAnswer(one, 'create' as never),
			),
	],
	['a refusal', (text) => [refusalReason(400, { message: text }, [text]), refusalReason(400, text, ['x'])]],
	[
		'an error of Okapi',
		(text) =>
			[400, 401, 403, 404, 500].map((status) => okapiError(answer('text/plain', text, status), 'https://okapi.example.org', 'requests')),
	],
	[
		'a request of mod-rs',
		(text) =>
			modRsRequestSchema.safeParse({
				id: 'r',
				hrid: text,
				isRequester: true,
				title: text,
				dueDateRS: text,
				parsedDueDateRS: text,
				pickupLocation: text,
				localNote: text,
				patronNote: text,
				audit: [{ id: 'a', auditNo: 1, message: text, dateCreated: text }],
				notifications: [{ id: 'n', messageContent: text, timestamp: text }],
			}),
	],
	['notices', (text) => itemsOf(text).map((item) => writeNotices(item, profile, notices)), 200],
	[
		'lists',
		(text) =>
			Object.keys(listKinds).map((kind) =>
				writeList(
					itemsOf(text).map((item) => ({ ...item, outcome: 'found' })),
					profile,
					{ ...lists, kind } as never,
				),
			),
		200,
	],
	[
		'pages',
		(text) =>
			(['lendingDesk', 'scanDesk'] as const).map((kind) =>
				writePage(
					itemsOf(text),
					profile,
					{ kind, asked: { body: { id: text, barcode: text }, query: { barcode: text } }, reasons: [], places: [text], language: text },
					{ installation: 'test', now: 0 },
				),
			),
	],
	// Without a default, Jest would pass a callback in place of a missing last value, and wait for it.
])('the work of reading or writing %s does not grow with the square of the text', (_name, read, small = undefined) => {
	expect(slowTextsFor(read, small)).toEqual([]);
});

it.each(['020', '245', '246', '650', '700', '880', '999'])(
	'reading many MARC fields %s, or many subfields in one, takes work in proportion to their number',
	(tag) => {
		const numbers = (size: number) => [...Array(size / 10).keys()];
		const subfields = (size: number) => numbers(size).map((number) => ({ code: 'avlsn'.charAt(number % 5), value: `v.${number}` }));
		expect(
			[
				(size: number) => readFields(...numbers(size).map((number) => fieldOf(tag, 'asl', `${number} Title`))),
				(size: number) => readFields({ ...fieldOf(tag, '', ''), subfields: subfields(size) }),
				(size: number) => readMarcXml(`<collection>${marcXml('Wind').repeat(size / 10)}</collection>`),
			].map((read) => findQuadraticGrowth(read)),
		).toEqual([undefined, undefined, undefined]);
	},
);
