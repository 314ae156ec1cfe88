import type { Behavior } from '../behavior';
import { accounts, inventoryTenant, members, permissions as all, pickupEntries } from '../consortium';
import type { CrossLinkRequest } from '../crosslink/createCrossLink';
import { faultKinds, faultDescriptions } from '../faults';
import type { Sandbox } from '../Sandbox';
import { buildInstanceId } from '../inventory/recordIds';
import type { BibRecord } from '../inventory/createInventory';
import { patrons } from '../patrons';
import { escapeHtml } from '../resolver/htmlElements';
import type { SupplierScenario } from '../scenarios';
import type { RequestRow } from '../modrs/requestRow';
import { settingDescriptions } from '../modrs/AppSettings';
import { renderChoice, renderCode, renderDocument, renderFacts, renderField, renderForm, renderTable } from './pageElements';
import words from './words.json';

/** What a supplier does in each scenario, followed by the names of the fields that a rule for this scenario may set. */
const scenarioTexts: Readonly<Record<SupplierScenario['kind'], string>> = words.scenarios;
const behaviorTexts: Readonly<Record<keyof Behavior, string>> = words.behavior;
/** The statuses to which a borrowing request can be moved, in the words of ReShare's own screens. */
const destinations = Object.entries(words.destinations);

/** The most requests on the page, so that people can still read it. */
const mostRequests = 100;

/** Makes the page `/_control` for a browser: it shows who and what there is, with buttons for what can be done. */
export function renderControlPage(sandbox: Sandbox): string {
	return renderDocument(
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
			{ id: 'behavior', heading: 'Behavior and settings', body: behavior(sandbox) },
			{ id: 'accounts', heading: 'Accounts that lack a permission', body: limitedAccounts() },
		],
	);
}

/** Makes a spreadsheet for the template that requests a list of ISBNs. Most of its rows can be borrowed, some cannot, and one is wrong. */
export function buildSampleSpreadsheet(records: readonly BibRecord[]): string {
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
		...own.map((library) => renderCode(value(library))),
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
		renderFacts('Shared inventory', [
			[
				'Searched Through GraphQL',
				`Okapi URL ${renderCode(okapiUrl)}, tenant ${renderCode(inventory.tenant)}, user ${renderCode(inventory.username)}, password ${renderCode(inventory.password)}`,
			],
			[
				'Searched Through VuFind',
				`VuFind URL ${renderCode(vufind.urls.v10)} (version 8: ${renderCode(vufind.urls.v8)}, 7: ${renderCode(vufind.urls.v7)}), Reservoir Okapi URL ${renderCode(okapiUrl)}, Reservoir tenant ${renderCode(reservoir.tenant)}`,
			],
		]),
		'<h3>ReShare Okapi API</h3>',
		renderTable('Credentials of the libraries', ['Field', ...own.map(({ name }) => name)], rows),
		'<p>SMTP: host <code>127.0.0.1</code>, port <code>2525</code> unless you chose another, SSL/TLS off, no user, no password.</p>',
	].join('\n');
}

function clock({ clock: { speed } }: Sandbox): string {
	return [
		`<p>A day takes ${escapeHtml(inWords(86_400 / speed))}. What falls due when you move the clock on happens at once, dated ahead of n8n's clock; to have a request that has lain for days, make it older instead.</p>`,
		renderForm('POST', '/clock', [hidden('advanceDays', 1)], 'One day on'),
		renderForm('POST', '/clock', [hidden('advanceDays', 7)], 'One week on'),
		renderForm(
			'POST',
			'/clock',
			[
				renderChoice('speed', 'A day takes', [
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
	const migrated = crosslink.requests.all();
	return [
		...lists,
		...(migrated.length === 0
			? []
			: [
					`<h3>With CrossLink</h3>`,
					renderTable(
						'Requests with CrossLink',
						['Request', 'Side', 'Status', 'Patron', 'Supplier', 'Last change', 'To do'],
						migrated.slice(-mostRequests).reverse().map(crossLinkRow),
					),
				]),
	].join('\n');
}

function requestTable(name: string, rows: readonly RequestRow[]): string {
	if (rows.length === 0) return `<h3>${escapeHtml(name)}</h3>\n<p>None yet.</p>`;
	const shown = [...rows].sort((left, right) => right.dateCreated - left.dateCreated).slice(0, mostRequests);
	return `<h3>${escapeHtml(name)}</h3>\n${renderTable(name, ['Number', 'Side', 'Title', 'Patron', 'Status', 'Supplier', 'Made', 'Last change', 'To do'], shown.map(requestRow))}`;
}

function requestRow(row: RequestRow): string[] {
	const borrowing = row.isRequester === true;
	const number = row.hrid ?? row.id;
	const advance = renderForm(
		'POST',
		`/requests/${row.id}/advance`,
		[renderChoice('to', `Status for ${number}`, destinations, { hiddenLabel: true })],
		'Take it there',
		`Take it there: ${number}`,
	);
	const older = renderForm(
		'POST',
		`/requests/${row.id}/age`,
		[renderField('number', 'days', `Days for ${number}`, { hiddenLabel: true, value: 7, width: 4 })],
		'days older',
		`${number}: days older`,
	);
	return [
		renderCode(number),
		borrowing ? 'borrowing' : 'lending',
		escapeHtml(row.title),
		escapeHtml(borrowing ? row.patronIdentifier : ''),
		renderCode(row.state),
		escapeHtml(row.supplier),
		day(row.dateCreated),
		day(row.lastUpdated),
		borrowing ? advance + older : '',
	];
}

function crossLinkRow(row: CrossLinkRequest): string[] {
	const older = renderForm(
		'POST',
		`/crosslink/requests/${encodeURIComponent(row.id)}/age`,
		[renderField('number', 'days', `Days for ${row.id}`, { hiddenLabel: true, value: 7, width: 4 })],
		'days older',
		`${row.id}: days older`,
	);
	return [
		renderCode(row.id),
		escapeHtml(row.side),
		renderCode(row.state),
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
			renderCode(isbnOf(record) || (record.identifiers?.issn?.[0] ?? '')),
			escapeHtml([...new Set(record.holdings.filter(({ policy }) => policy === 'willLend').map(({ place }) => place))].join(', ')),
			escapeHtml([...new Set(record.holdings.filter(({ policy }) => policy !== 'willLend').map(({ place }) => place))].join(', ')),
			renderCode(buildInstanceId(record.number)),
		]);
	return [
		'<p>"The name of the rose" is refused by all its lenders and ends at End of rota. "The stranger" stands on East Harbor\'s own shelf. "Codex Seraphinianus" is lent by nobody.</p>',
		'<p><a href="/_control/sample-list.csv" download>A sample spreadsheet of ISBNs</a>, for the template that requests a list.</p>',
		renderTable('Books', ['Title', 'Author', 'Year', 'ISBN or ISSN', 'Lent by', 'Held, not lent', 'Instance ID'], rows),
	].join('\n');
}

function people(): string {
	const standings = { ok: 'in good standing', blocked: 'blocked', lmsDown: "the library's own system does not answer" };
	return [
		'<p>Any other barcode is an unknown patron.</p>',
		renderTable(
			'Patrons',
			['Barcode', 'Name', 'Email', 'Standing'],
			patrons.map(({ barcode, givenName, surname, email, standing }) => [
				renderCode(barcode),
				escapeHtml(`${givenName} ${surname}`),
				escapeHtml(email),
				standings[standing],
			]),
		),
		...Object.entries(pickupEntries).map(([tenant, entries]) =>
			renderTable(
				`Pickup locations of ${tenant}`,
				['Library', 'Pickup location', 'Slug'],
				entries
					.filter(({ status }) => status === 'managed')
					.map(({ name, slug }) => [
						renderCode(tenant),
						escapeHtml(name),
						slug === undefined ? 'none: cannot be asked for' : renderCode(slug),
					]),
			),
		),
	].join('\n');
}

function suppliers({ scenarios, inventory: { records } }: Sandbox): string {
	const rows = members.map(({ symbol, name, loanPolicy }) => {
		const scenario = scenarios.of(symbol, undefined);
		const habit = loanPolicy === 'not_lending' ? 'is in the Directory, and does not lend' : scenarioTexts[scenario.kind].split(':')[0];
		return [
			renderCode(symbol),
			escapeHtml(name),
			escapeHtml(
				['reason' in scenario ? scenario.reason : '', 'condition' in scenario ? scenario.condition : '']
					.filter((word) => word !== '')
					.reduce((words, word) => `${words}: ${word}`, habit ?? ''),
			),
		];
	});
	const titles = records.map((record): readonly [string, string] => [buildInstanceId(record.number), record.title]);
	return [
		"<p>A lender responds after 6 hours and ships a day later; the parcel takes 2 days, the patron keeps the book for 14 days, the desk sends it back a day later, and 3 days later the request is complete. The libraries' desks do their part by themselves.</p>",
		renderTable('Libraries', ['Symbol', 'Library', 'What it does'], rows),
		renderForm(
			'POST',
			'/scenarios',
			[
				renderChoice('supplier', 'Library', [
					['', 'every library'],
					...members.map(({ symbol }): readonly [string, string] => [symbol, symbol]),
				]),
				renderChoice('instanceId', 'Title', [['', 'every title'], ...titles]),
				renderChoice('scenario.kind', 'What it does', Object.entries(scenarioTexts)),
				renderField('text', 'scenario.reason', 'reason', { value: '' }),
				renderField('text', 'scenario.condition', 'condition'),
				renderField('text', 'scenario.note', 'note'),
			],
			'Have it so',
		),
		renderForm('DELETE', '/scenarios', [], 'Back to the usual habits'),
	].join('\n');
}

function faults(sandbox: Sandbox): string {
	const active = sandbox.faults.list();
	const rows = active.map(({ id, kind, hits, seen: _seen, ...rule }) => [
		renderCode(kind),
		escapeHtml(JSON.stringify(rule)),
		String(hits),
		renderForm('DELETE', `/faults/${id}`, [], 'Switch off', `Switch off ${kind}, number ${id}`),
	]);
	return [
		active.length === 0
			? '<p>None is switched on.</p>'
			: renderTable('Faults that are switched on', ['Fault', 'For', 'Times', 'To do'], rows),
		renderForm(
			'POST',
			'/faults',
			[
				renderChoice(
					'kind',
					'Fault',
					faultKinds.map((kind): readonly [string, string] => [kind, `${kind}: ${faultDescriptions[kind]}`]),
				),
				renderField('text', 'path', 'for paths that fit', { value: '^/rs/' }),
				renderField('text', 'tenant', 'of the tenant'),
				renderField('number', 'times', 'times', { value: 1, width: 4 }),
				renderField('number', 'skip', 'after so many', { width: 4 }),
				renderField('number', 'status', 'status', { value: 503, width: 5 }),
				renderField('number', 'ms', 'ms', { value: 5000, width: 6 }),
			],
			'Switch on',
		),
		renderForm('DELETE', '/faults', [], 'Switch all off'),
		renderForm('POST', '/tokens/expire', [], 'Make all access tokens void'),
	].join('\n');
}

function behavior(sandbox: Sandbox): string {
	const names = Object.keys(behaviorTexts) as Array<keyof typeof behaviorTexts>;
	const rows = names.map((name) => {
		const value = sandbox.behavior[name];
		const box = renderField('text', name, `New value of ${name}`, { hiddenLabel: true, value: String(value), width: 9 });
		return [
			renderCode(name),
			escapeHtml(behaviorTexts[name]),
			renderForm('POST', '/behavior', [typeof value === 'string' ? box : box.replace('<input', '<input data-json')], 'Set', `Set ${name}`),
		];
	});
	const tenants = Object.values(sandbox.libraries).map(({ tenant }): readonly [string, string] => [tenant, tenant]);
	const settings = [...settingDescriptions].map(([key, meaning]) => [
		renderCode(key),
		escapeHtml(meaning),
		...tenants.map(([tenant]) => renderCode(sandbox.settings.get(tenant, key) ?? '')),
	]);
	return [
		renderTable('Behavior', ['Name', 'What it means [values]', 'Now'], rows),
		renderTable("Settings of a library's ReShare", ['Setting', 'What it means', ...tenants.map(([tenant]) => tenant)], settings),
		renderForm(
			'POST',
			'/settings',
			[
				renderChoice('tenant', 'Tenant', tenants),
				renderChoice(
					'key',
					'Setting',
					[...settingDescriptions.keys()].map((key): readonly [string, string] => [key, key]),
				),
				renderField('text', 'value', 'Value'),
			],
			'Change the setting',
		),
		renderForm('POST', '/harvest', [], 'Let VuFind harvest the Reservoir'),
	].join('\n');
}

function limitedAccounts(): string {
	const rows = accounts.flatMap(({ tenant, username, password, permissions }) => {
		if (!username.startsWith('no-') || tenant.endsWith('_crosslink')) return [];
		const missing = (tenant === inventoryTenant ? all.inventory : all.staff).filter((name) => !permissions.includes(name));
		return [[renderCode(tenant), renderCode(username), renderCode(password), missing.map(renderCode).join(' ')]];
	});
	return renderTable('Accounts that lack a permission', ['Tenant', 'User', 'Password', 'Lacks'], rows);
}
