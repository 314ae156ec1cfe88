/** The rooms of requests/, from the ground up, and which of those below each may know. */
const floors = {
	model: [],
	port: ['model'],
	create: ['model', 'port'],
	read: ['model', 'port'],
	rules: ['model'],
	act: ['model', 'port'],
	changes: ['model', 'port'],
	turnaround: ['model', 'port', 'read'],
	'modrs/resolver': ['model', 'port'],
	modrs: ['model', 'port', 'modrs/resolver'],
	crosslink: ['model', 'port'],
};

const floorsOfRequests = Object.entries(floors).map(([room, below]) => ({
	name: `floor-of-${room.replace('/', '-')}`,
	comment: `What more than one room of requests/ needs belongs on a floor below them, ${below.at(-1) ?? 'model'}/ or deeper.`,
	severity: 'error',
	from: { path: `^reshare/requests/${room}/` },
	to: { path: '^reshare/requests/', pathNot: `^reshare/requests/(${[room, ...below].join('|')})/` },
}));

/**
 * The walls of the house: what may know of what. `npm run lint` holds them.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
	forbidden: [
		{
			name: 'no-circle',
			comment: 'What two files of a circle share belongs in a file of its own.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'client-knows-no-n8n',
			comment: 'The client could be used without n8n.',
			severity: 'error',
			from: { path: '^reshare/' },
			to: { path: '^(nodes|credentials|notices|n8n|demo|sandbox|test)/|(^|/)node_modules/n8n-' },
		},
		{
			name: 'nodes-use-the-facade',
			comment:
				'Nodes and credentials use the client through reshare/index.ts alone, apart from its errors and from the tables of the request draft, of actions and of lending rules and the usual overlap, from which n8n shows their fields before the client is loaded.',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: {
				path: '^reshare/',
				pathNot:
					'^reshare/(index|errors|draft/index|requests/(model/actions|changes/overlapWindow|rules/(ruleConditions|lenderAnswers)))\\.ts$',
			},
		},
		{
			name: 'notices-know-nobody',
			comment:
				'Notices are written of items alone: of the client they know the types, its advice to staff, how it counts copies, how a record is chosen and how untrusted texts are handled, of n8n nothing. What draws barcodes and writes spreadsheets does so from texts alone, and what signs tokens asks nobody.',
			severity: 'error',
			from: { path: '^notices/' },
			to: {
				pathNot:
					'^(notices/|reshare/(index|text|parseEmailAddress|requests/model/(actions|advice|ruleOfFive)|inventory/find/candidateChosenByPerson)\\.ts$|node_modules/(jsbarcode|fflate)/|crypto$)',
			},
		},
		{
			name: 'notices-take-types-of-the-client',
			severity: 'error',
			from: { path: '^notices/' },
			to: {
				path: '^reshare/',
				pathNot: '^reshare/(text|parseEmailAddress|requests/model/(actions|advice|ruleOfFive)|inventory/find/candidateChosenByPerson)\\.ts$',
				dependencyTypesNot: ['type-only'],
			},
		},
		{
			name: 'nodes-use-the-face-of-notices',
			comment:
				'Nodes load the notices when they write; what their fields offer, the lists of kinds, placeholders and languages, and the English texts, they have at once.',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: {
				path: '^notices/',
				pathNot:
					'^notices/((index|noticeKinds|placeholders|messages/languages|lists/listKinds|webPages/webPageKinds|otherSystems/(illiadOutcomes|otherSystemTaskKinds))\\.ts|messages/en\\.json)$',
			},
		},
		{
			name: 'index-behind-its-port',
			comment:
				'What decides about records knows the port to the shared index, SharedIndex.ts, never which index stands behind it. Open indexes say whether a work exists; they hold no records of ours.',
			severity: 'error',
			from: { path: '^reshare/inventory/([^/]+\\.ts$|find/|match/)' },
			to: { path: '^reshare/inventory/[^/]+/', pathNot: '^reshare/inventory/(find|match|openIndexes)/' },
		},
		{
			name: 'back-end-behind-its-port',
			comment: 'Requests.ts knows the port to the back end, port/RequestBackend.ts, never which one stands behind it.',
			severity: 'error',
			from: { path: '^reshare/requests/[^/]+\\.ts$' },
			to: { path: '^reshare/requests/(modrs|crosslink)/' },
		},
		...floorsOfRequests,
		{
			name: 'practice-consortium-is-an-independent-witness',
			comment: 'The practice consortium keeps its own copy of the rules of the services: it shares no code with the client.',
			severity: 'error',
			from: { path: '^sandbox/' },
			to: { path: '^(reshare|notices|nodes|credentials|test)/' },
		},
		{
			name: 'product-knows-no-test',
			severity: 'error',
			from: { path: '^(reshare|notices|nodes|credentials|sandbox|n8n|demo)/' },
			to: { path: '^test/' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(dist|coverage|\\.n8n-runtime|\\.tmp)/' },
		tsConfig: { fileName: 'tsconfig.json' },
		// Imports of types alone are arrows, too.
		tsPreCompilationDeps: true,
	},
};
