import type { Behaviour } from '../behaviour';
import { accounts, inventoryTenant, members, permissions as all, pickupEntries } from '../consortium';
import type { CrossLinkRequest } from '../crosslink';
import { faultKinds, faultWords } from '../faults';
import type { Sandbox } from '../Sandbox';
import { instanceId } from '../inventory/ids';
import type { BibRecord } from '../inventory';
import { patrons } from '../patrons';
import { escapeHtml } from '../resolver/html';
import type { Scenario } from '../modrs/scenarios';
import type { RequestRow } from '../modrs/row';
import { settingWords } from '../modrs/settings';
import { choice, code, document, facts, field, form, table } from './html';
import words from './words.json';

/** What a supplier does and the fields it takes; what each name of the behavior means, its usual value first. */
const scenarioTexts: Readonly<Record<Scenario['kind'], string>> = words.fates;
const behaviourWords: Readonly<Record<keyof Behaviour, string>> = words.behaviour;
/** Statuses to which a borrowing request can be taken, in the words of ReShare's own screens. */
const destinations = Object.entries(words.destinations);

/** The most requests on the page, so that it is still read. */
const mostRequests = 100;

/** Makes the page `/_control` for a browser: who and what there is, and buttons for what can be done with it. */
export function controlPage(sandbox: Sandbox): string {
	return document(
		'The practice consortium',
		'A small ReShare with invented libraries and patrons. Nothing here reaches a real library. Every button is also a call of the JSON interface below this address.',
		[
			{ id: 'credentials', heading: 'What to type into the credentials', body: credentials(sandbox) },
			{ id: 'requests', heading: 'Requests', body: requests(sandbox) },
			{ id: 'clock', heading: 'Clock', body: clock(sandbox) },
			{ id: 'books', heading: 'Books', body: books(sandbox) },
			{ id: 'patrons', heading: 'Patrons and pickup locations', body: people() },
			{ id: 'suppliers', heading: 'Libraries, and what they do', body: suppliers(sandbox) },
			{ id: 'faults', heading: 'Faults', body: faults(sandbox) },
			{ id: 'behavior', heading: 'Behavior and settings', body: behaviour(sandbox) },
			{ id: 'accounts', heading: 'Accounts that lack a permission', body: limitedAccounts() },
		],
	);
}

/** Makes a spreadsheet for the template that requests a list of ISBNs: most rows can be borrowed, some cannot, one is wrong. */
export function sampleList(records: readonly BibRecord[]): string {
	const wanted = [
		'Braiding sweetgrass',
		'The name of the rose',
		'Codex Seraphinianus',
		'Sapiens',
		'Thinking, fast and slow',
		'The stranger',
	];
	const rows = wanted.flatMap((title) => {
		const record = records.find(
			(candidate) => candidate.title.toLowerCase().startsWith(title.toLowerCase()) && candidate.identifiers?.isbn !== undefined,
		);
		return record === undefined ? [] : [[isbnOf(record), title, record.authors?.[0] ?? '']];
	});
	return (
		[['ISBN', 'Title', 'Author'], ...rows, ['9780000000000', 'A book that nobody has', 'Example, Alex']]
			.map((cells) => cells.map(quoted).join(','))
			.join('\r\n') + '\r\n'
	);
}

function quoted(cell: string): string {
	return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Finds a record's ISBN, without hyphens and qualifiers. */
function isbnOf({ identifiers }: BibRecord): string {
	return /[\d-]{9,16}[\dXx]/.exec(identifiers?.isbn?.[0] ?? '')?.[0].replaceAll('-', '') ?? '';
}

function credentials({ okapiUrl, resolverUrl, inventory, reservoir, vufind, libraries, crosslink }: Sandbox): string {
	const own = Object.values(libraries);
	const row = (what: string, value: (library: (typeof own)[number]) => string): string[] => [
		escapeHtml(what),
		...own.map((library) => code(value(library))),
	];
	const rows = [
		row('Okapi URL', () => okapiUrl),
		row('Tenant', ({ tenant }) => tenant),
		row('Username', ({ username }) => username),
		row('Password', ({ password }) => password),
		row('OpenURL Base URL', () => resolverUrl),
		row('OpenURL Tenant ID', ({ openUrlTenant }) => openUrlTenant),
		row("Your library's symbol", ({ symbol }) => symbol),
		row('Tenant with CrossLink', ({ tenant }) => crosslink[tenant as keyof typeof libraries].tenant),
	];
	return [
		'<h3>ReShare Shared Inventory API</h3>',
		facts('Shared inventory', [
			[
				'Searched Through GraphQL',
				`Okapi URL ${code(okapiUrl)}, tenant ${code(inventory.tenant)}, user ${code(inventory.username)}, password ${code(inventory.password)}`,
			],
			[
				'Searched Through VuFind',
				`VuFind URL ${code(vufind.urls.v10)} (version 8: ${code(vufind.urls.v8)}, 7: ${code(vufind.urls.v7)}), Reservoir Okapi URL ${code(okapiUrl)}, Reservoir tenant ${code(reservoir.tenant)}`,
			],
		]),
		'<h3>ReShare Okapi API</h3>',
		table('Credentials of the libraries', ['Field', ...own.map(({ name }) => name)], rows),
		'<p>SMTP: host <code>127.0.0.1</code>, port <code>2525</code> unless you chose another, SSL/TLS off, no user, no password.</p>',
	].join('\n');
}

function clock({ clock: { speed } }: Sandbox): string {
	return [
		`<p>A day takes ${escapeHtml(inWords(86_400 / speed))}. What falls due when you move the clock on happens at once, dated ahead of n8n's clock; to have a request that has lain for days, make it older instead.</p>`,
		form('POST', '/clock', [hidden('advanceDays', 1)], 'One day on'),
		form('POST', '/clock', [hidden('advanceDays', 7)], 'One week on'),
		form(
			'POST',
			'/clock',
			[
				choice('speed', 'A day takes', [
					['86400', 'a second'],
					['1440', 'a minute'],
					['288', 'five minutes'],
					['24', 'an hour'],
					['1', 'a day'],
				]).replace('<select', '<select data-json'),
			],
			'Set the speed',
		),
	].join('\n');
}

function inWords(seconds: number): string {
	const [value, unit] = seconds < 60 ? [seconds, 'seconds'] : seconds < 3600 ? [seconds / 60, 'minutes'] : [seconds / 3600, 'hours'];
	return `${Math.round(value * 10) / 10} ${unit}`;
}

function hidden(name: string, value: number): string {
	return `<input type="hidden" name="${name}" value="${value}" data-json>`;
}

function requests({ requests: access, crosslink, libraries }: Sandbox): string {
	const lists = Object.values(libraries).map(({ tenant, name }) => requestTable(`Requests of ${name}`, access.all(tenant)));
	const moved = crosslink.requests.all();
	return [
		...lists,
		...(moved.length === 0
			? []
			: [
					`<h3>With CrossLink</h3>`,
					table(
						'Requests with CrossLink',
						['Request', 'Side', 'Status', 'Patron', 'Supplier', 'Last change', 'To do'],
						moved.slice(-mostRequests).reverse().map(crossLinkRow),
					),
				]),
	].join('\n');
}

function requestTable(name: string, rows: readonly RequestRow[]): string {
	if (rows.length === 0) return `<h3>${escapeHtml(name)}</h3>\n<p>None yet.</p>`;
	const shown = [...rows].sort((left, right) => right.dateCreated - left.dateCreated).slice(0, mostRequests);
	return `<h3>${escapeHtml(name)}</h3>\n${table(name, ['Number', 'Side', 'Title', 'Patron', 'Status', 'Supplier', 'Made', 'Last change', 'To do'], shown.map(requestRow))}`;
}

function requestRow(row: RequestRow): string[] {
	const borrowing = row.isRequester === true;
	const number = row.hrid ?? row.id;
	const advance = form(
		'POST',
		`/requests/${row.id}/advance`,
		[choice('to', `Status for ${number}`, destinations, { hiddenLabel: true })],
		'Take it there',
		`Take it there: ${number}`,
	);
	const older = form(
		'POST',
		`/requests/${row.id}/age`,
		[field('number', 'days', `Days for ${number}`, { hiddenLabel: true, value: 7, width: 4 })],
		'days older',
		`${number}: days older`,
	);
	return [
		code(number),
		borrowing ? 'borrowing' : 'lending',
		escapeHtml(row.title),
		escapeHtml(borrowing ? row.patronIdentifier : ''),
		code(row.state),
		escapeHtml(row.supplier),
		day(row.dateCreated),
		day(row.lastUpdated),
		borrowing ? advance + older : '',
	];
}

function crossLinkRow(row: CrossLinkRequest): string[] {
	const older = form(
		'POST',
		`/crosslink/requests/${encodeURIComponent(row.id)}/age`,
		[field('number', 'days', `Days for ${row.id}`, { hiddenLabel: true, value: 7, width: 4 })],
		'days older',
		`${row.id}: days older`,
	);
	return [
		code(row.id),
		escapeHtml(row.side),
		code(row.state),
		escapeHtml(row.patron),
		escapeHtml(row.supplierSymbol),
		day(row.updatedAt / 1000),
		older,
	];
}

function day(time: number): string {
	return escapeHtml(new Date(time).toISOString().slice(0, 16).replace('T', ' '));
}

function books({ inventory: { records } }: Sandbox): string {
	const rows = records
		.filter(({ suppressed }) => suppressed !== true)
		.map((record) => [
			escapeHtml(record.title),
			escapeHtml(record.authors?.join('; ') ?? record.corporateAuthors?.join('; ')),
			escapeHtml(record.date),
			code(isbnOf(record) || (record.identifiers?.issn?.[0] ?? '')),
			escapeHtml([...new Set(record.holdings.filter(({ policy }) => policy === 'willLend').map(({ place }) => place))].join(', ')),
			escapeHtml([...new Set(record.holdings.filter(({ policy }) => policy !== 'willLend').map(({ place }) => place))].join(', ')),
			code(instanceId(record.number)),
		]);
	return [
		'<p>"The name of the rose" is refused by all its lenders and ends at End of rota. "The stranger" stands on East Harbor\'s own shelf. "Codex Seraphinianus" is lent by nobody.</p>',
		'<p><a href="/_control/sample-list.csv" download>A sample spreadsheet of ISBNs</a>, for the template that requests a list.</p>',
		table('Books', ['Title', 'Author', 'Year', 'ISBN or ISSN', 'Lent by', 'Held, not lent', 'Instance ID'], rows),
	].join('\n');
}

function people(): string {
	const standings = { ok: 'in good standing', blocked: 'blocked', lmsDown: "the library's own system does not answer" };
	return [
		'<p>Any other barcode is an unknown patron.</p>',
		table(
			'Patrons',
			['Barcode', 'Name', 'Email', 'Standing'],
			patrons.map(({ barcode, givenName, surname, email, standing }) => [
				code(barcode),
				escapeHtml(`${givenName} ${surname}`),
				escapeHtml(email),
				standings[standing],
			]),
		),
		...Object.entries(pickupEntries).map(([tenant, entries]) =>
			table(
				`Pickup locations of ${tenant}`,
				['Library', 'Pickup location', 'Slug'],
				entries
					.filter(({ status }) => status === 'managed')
					.map(({ name, slug }) => [code(tenant), escapeHtml(name), slug === undefined ? 'none: cannot be asked for' : code(slug)]),
			),
		),
	].join('\n');
}

function suppliers({ fates: scenarios, inventory: { records } }: Sandbox): string {
	const rows = members.map(({ symbol, name, loanPolicy }) => {
		const scenario = scenarios.of(symbol, undefined);
		const habit = loanPolicy === 'not_lending' ? 'is in the Directory, and does not lend' : scenarioTexts[scenario.kind].split(':')[0];
		return [
			code(symbol),
			escapeHtml(name),
			escapeHtml(
				['reason' in scenario ? scenario.reason : '', 'condition' in scenario ? scenario.condition : '']
					.filter((word) => word !== '')
					.reduce((words, word) => `${words}: ${word}`, habit ?? ''),
			),
		];
	});
	const titles = records.map((record): readonly [string, string] => [instanceId(record.number), record.title]);
	return [
		"<p>A lender responds after 6 hours and ships a day later; the parcel takes 2 days, the patron keeps the book for 14 days, the desk sends it back a day later, and 3 days later the request is complete. The libraries' desks do their part by themselves.</p>",
		table('Libraries', ['Symbol', 'Library', 'What it does'], rows),
		form(
			'POST',
			'/fates',
			[
				choice('supplier', 'Library', [['', 'every library'], ...members.map(({ symbol }): readonly [string, string] => [symbol, symbol])]),
				choice('instanceId', 'Title', [['', 'every title'], ...titles]),
				choice('fate.kind', 'What it does', Object.entries(scenarioTexts)),
				field('text', 'fate.reason', 'reason', { value: '' }),
				field('text', 'fate.condition', 'condition'),
				field('text', 'fate.note', 'note'),
			],
			'Have it so',
		),
		form('DELETE', '/fates', [], 'Back to the usual habits'),
	].join('\n');
}

function faults(sandbox: Sandbox): string {
	const active = sandbox.faults.list();
	const rows = active.map(({ id, kind, hits, seen: _seen, ...rule }) => [
		code(kind),
		escapeHtml(JSON.stringify(rule)),
		String(hits),
		form('DELETE', `/faults/${id}`, [], 'Switch off', `Switch off ${kind}, number ${id}`),
	]);
	return [
		active.length === 0 ? '<p>None is switched on.</p>' : table('Faults that are switched on', ['Fault', 'For', 'Times', 'To do'], rows),
		form(
			'POST',
			'/faults',
			[
				choice(
					'kind',
					'Fault',
					faultKinds.map((kind): readonly [string, string] => [kind, `${kind}: ${faultWords[kind]}`]),
				),
				field('text', 'path', 'for paths that fit', { value: '^/rs/' }),
				field('text', 'tenant', 'of the tenant'),
				field('number', 'times', 'times', { value: 1, width: 4 }),
				field('number', 'skip', 'after so many', { width: 4 }),
				field('number', 'status', 'status', { value: 503, width: 5 }),
				field('number', 'ms', 'ms', { value: 5000, width: 6 }),
			],
			'Switch on',
		),
		form('DELETE', '/faults', [], 'Switch all off'),
		form('POST', '/tokens/expire', [], 'Make all access tokens void'),
	].join('\n');
}

function behaviour(sandbox: Sandbox): string {
	const names = Object.keys(behaviourWords) as Array<keyof typeof behaviourWords>;
	const rows = names.map((name) => {
		const value = sandbox.behaviour[name];
		const box = field('text', name, `New value of ${name}`, { hiddenLabel: true, value: String(value), width: 9 });
		return [
			code(name),
			escapeHtml(behaviourWords[name]),
			form('POST', '/behaviour', [typeof value === 'string' ? box : box.replace('<input', '<input data-json')], 'Set', `Set ${name}`),
		];
	});
	const tenants = Object.values(sandbox.libraries).map(({ tenant }): readonly [string, string] => [tenant, tenant]);
	const settings = [...settingWords].map(([key, meaning]) => [
		code(key),
		escapeHtml(meaning),
		...tenants.map(([tenant]) => code(sandbox.settings.get(tenant, key) ?? '')),
	]);
	return [
		table('Behavior', ['Name', 'What it means [values]', 'Now'], rows),
		table("Settings of a library's ReShare", ['Setting', 'What it means', ...tenants.map(([tenant]) => tenant)], settings),
		form(
			'POST',
			'/settings',
			[
				choice('tenant', 'Tenant', tenants),
				choice(
					'key',
					'Setting',
					[...settingWords.keys()].map((key): readonly [string, string] => [key, key]),
				),
				field('text', 'value', 'Value'),
			],
			'Change the setting',
		),
		form('POST', '/harvest', [], 'Let VuFind harvest the Reservoir'),
	].join('\n');
}

function limitedAccounts(): string {
	const rows = accounts.flatMap(({ tenant, username, password, permissions }) => {
		if (!username.startsWith('no-') || tenant.endsWith('_crosslink')) return [];
		const missing = (tenant === inventoryTenant ? all.inventory : all.staff).filter((name) => !permissions.includes(name));
		return [[code(tenant), code(username), code(password), missing.map(code).join(' ')]];
	});
	return table('Accounts that lack a permission', ['Tenant', 'User', 'Password', 'Lacks'], rows);
}
