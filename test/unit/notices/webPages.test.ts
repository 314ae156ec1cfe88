import { readPostedActions, readLibraryProfile, writePage, type WorkflowItem, type GivenWebPageSettings } from '../../../notices/index';
import { lendingButtons, scanTaskSides } from '../../../notices/webPages/postedForm';
import { messagesByLanguage } from '../../../notices/messages/messagesByLanguage';
import { languages, type Language } from '../../../notices/messages/languages';
import { formatDay } from '../../../notices/formatInLanguage';

const profile = readLibraryProfile({ libraryName: 'East & <Harbor>', language: 'en' });
const usual: GivenWebPageSettings = {
	kind: 'lendingDesk',
	asked: {},
	reasons: [{ words: 'On loan', code: 'onloan' }],
	places: [],
	language: '',
};

const shown = { installation: 'n8n-1', now: Date.parse('2027-03-01T08:00:00Z') };
const page = (items: readonly WorkflowItem[], settings: Partial<GivenWebPageSettings> = {}) =>
	writePage(items, profile, { ...usual, ...settings }, shown).html;
const uuid = (number: number) => `3fffffff-0000-4000-8000-${String(number).padStart(12, '0')}`;
const request = (hrid: string, deskPart: string | null, more: WorkflowItem = {}) => ({
	outcome: 'found',
	side: 'lending',
	requestId: `id-${hrid}`,
	hrid,
	title: 'Wind & <weather>',
	status: { code: 'X', label: 'Some status' },
	deskPart,
	needsStaff: false,
	unreadMessages: 0,
	...more,
});
const headers = { authorization: 'Basic ZGVzazpQcmFjdGljZQ==', host: 'n8n.example.org' };
const tokenOf = (asked: WorkflowItem, when = shown) =>
	/name="token" value="([^"]*)"/.exec(writePage([], profile, { ...usual, kind: 'scanDesk', asked }, when).html)?.[1] ?? '';
const pressed = (body: WorkflowItem, token = tokenOf({ headers })): WorkflowItem => ({ headers, body: { token, ...body }, query: {} });
const read = (asked: WorkflowItem, when = shown) => readPostedActions(asked, when);
const headings = (html: string) => [...html.matchAll(/<section><h2>(.*?)<\/h2>/g)].map(([, heading]) => heading);
const formsWith = (html: string, answer: string) =>
	[...html.matchAll(/<form[^>]*>([\s\S]*?)<\/form>/g)].map(([, form = '']) => form).filter((form) => form.includes(`value="${answer}"`));
const idsIn = (form: string) => [...form.matchAll(/name="id" value="id-([^"]*)"/g)].map(([, number]) => number);

/** The widths of bars and spaces for each value of Code 128, by ISO/IEC 15417. The last one is the stop sign. */
const code128: readonly string[] =
	'212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232'.match(
		/.{6}/g,
	) ?? [];

/** Reads the barcodes of a page as a scanner does. */
function barcodesIn(html: string) {
	return [...html.matchAll(/<svg class="code"[\s\S]*?<\/svg>/g)].map(([svg]) => {
		const bars = [...svg.matchAll(/<rect x="(\d+)" width="(\d)" height="40"\/>/g)].map(
			([, x, width]) => [Number(x), Number(width)] as const,
		);
		const widths = bars.flatMap(([x, width], index) => [width, (bars[index + 1]?.[0] ?? x + width) - x - width]).join('');
		expect(widths.slice(-8, -1)).toBe('2331112');
		const values = (widths.slice(0, -8).match(/.{6}/g) ?? []).map((pattern) => code128.indexOf(pattern));
		const check = values.pop();
		expect(values.reduce((sum, value, index) => sum + value * Math.max(1, index), 0) % 103).toBe(check);
		let set = 'ABC'[(values.shift() ?? 0) - 103];
		return values
			.map((value) => {
				if (set === 'C' && value < 100) return String(value).padStart(2, '0');
				if (set === 'B' && value < 96) return String.fromCharCode(value + 32);
				if (set === 'A' && value < 64) return String.fromCharCode(value + 32);
				set = value === 99 ? 'C' : value === 100 ? 'B' : value === 101 ? 'A' : undefined;
				return '';
			})
			.join('');
	});
}

describe('actions that follow from a posted page', () => {
	it('a response that staff post from the lending desk becomes an action for each request, and the page is shown afterwards', () => {
		expect(read(pressed({ answer: 'willSupply', id: [uuid(1), uuid(2)], place: ' MAIN ' }))).toEqual({
			actions: [uuid(1), uuid(2)].map((id) => ({
				request: id,
				requestAction: 'willSupply',
				side: 'lending',
				place: 'MAIN',
				reason: '',
				barcodes: '',
				note: '',
				patronId: '',
				requestId: '',
				confirmation: '',
			})),
			showsPage: true,
		});
	});

	it.each(lendingButtons)("the lending desk's button %s becomes the action of that name on the chosen request", (answer) => {
		expect(read(pressed({ answer, id: uuid(1), reason: 'onloan' })).actions).toMatchObject([
			{ request: uuid(1), requestAction: answer, reason: 'onloan' },
		]);
	});

	it.each(Object.entries(scanTaskSides))('the scan task %s becomes an action on the scanned request, on the %s side', (task, side) => {
		expect(read(pressed({ task, code: ' 31924 ', item: 'ITEM-1' }))).toMatchObject({
			actions: [{ request: '31924', requestAction: task, side, place: '', reason: '', barcodes: task === 'markShipped' ? 'ITEM-1' : '' }],
			showsPage: false,
		});
	});

	it.each([
		['opening the page', {}],
		['an action that no page offers', { answer: 'closeManually', id: uuid(1) }],
		['a number that can be guessed in place of an id', { answer: 'willSupply', id: ['WEST-1', 'west-1 or 1', `${uuid(1)}x`] }],
		['a task that no page offers', { task: 'toString', code: '1' }],
		['no barcode', { task: 'receive', code: ' ' }],
		['a slip without its item', { task: 'markShipped', code: 'WEST-1', item: '' }],
		['a request id that is no text', { answer: 'willSupply', id: { $ne: '' } }],
	])('a page for staff performs no action after %s', (_what, body) => {
		expect(read(pressed(body))).toEqual({ actions: [], showsPage: true });
	});

	describe('posts that the page did not send', () => {
		const answer = { answer: 'willSupply', id: uuid(1) };
		const scan = { task: 'receive', code: 'LAKE-31' };
		const nothing = { actions: [], showsPage: true };
		const sent = (body: WorkflowItem, more: WorkflowItem, token = tokenOf({ headers })): WorkflowItem => ({
			...pressed(body, token),
			headers: { ...headers, ...more },
		});
		const forged = `${shown.now + 1000}.${uuid(1)}.${'A'.repeat(43)}`;

		it.each([answer, scan])('a form of the lending desk or scan desk without the right token does nothing: %j', (body) => {
			const token = tokenOf({ headers });
			const damaged = `${token.slice(0, 5)}${token[5] === '9' ? '8' : '9'}${token.slice(6)}`;
			for (const wrong of ['', 'x', '.', '..', forged, damaged, `${token}x`, token.slice(0, -1)])
				expect([wrong, read(pressed(body, wrong))]).toEqual([wrong, nothing]);
			expect(read(pressed({ ...body, token: [token, token] }))).toEqual(nothing);
			// These tokens belong to another reader, and to another n8n.
			expect(read(pressed(body, tokenOf({ headers: { ...headers, authorization: 'Basic b3RoZXI6b3RoZXI=' } })))).toEqual(nothing);
			expect(read(pressed(body, tokenOf({ headers }, { ...shown, installation: 'n8n-2' })))).toEqual(nothing);
			// The refused attempts have not used up the right token, which is good for one use.
			expect(read(pressed(body, token)).actions).toHaveLength(1);
			expect(read(pressed(body, token))).toEqual(nothing);
			expect(read(pressed(body, tokenOf({ headers })), { ...shown, now: shown.now + 23 * 3_600_000 }).actions).toHaveLength(1);
			expect(read(pressed(body, tokenOf({ headers })), { ...shown, now: shown.now + 25 * 3_600_000 })).toEqual(nothing);
		});

		it.each([
			['https://evil.example', 'cross-site', 0],
			['https://other.example.org', 'same-site', 0],
			[undefined, 'cross-site', 0],
			['https://n8n.example.org', 'same-origin', 1],
			[undefined, undefined, 1],
			// n8n shows pages in a sandbox, with these headers. Another site can send the same headers, but no token.
			['null', 'cross-site', 1],
		])(
			'a form with Origin %s and Sec-Fetch-Site %s performs %i actions with the token of its page, and none with a forged token',
			(origin, site, actions) => {
				expect(read(sent(scan, { origin, 'sec-fetch-site': site })).actions).toHaveLength(actions);
				expect(read(sent(scan, { origin, 'sec-fetch-site': site }, forged))).toEqual(nothing);
			},
		);

		it("a form from behind a proxy is accepted if the proxy or n8n names the page's own address", () => {
			const proxied = { origin: 'https://ill.example.org', host: '127.0.0.1:5678' };
			expect(read(sent(scan, proxied))).toEqual(nothing);
			expect(read(sent(scan, { ...proxied, 'x-forwarded-host': 'ill.example.org' })).actions).toHaveLength(1);
			expect(read({ ...sent(scan, proxied), webhookUrl: 'https://ill.example.org/webhook/scan-desk' }).actions).toHaveLength(1);
		});
	});
});

describe('the lending desk', () => {
	it('the lending desk sorts waiting requests into its parts, and leaves out the others', () => {
		const html = page([
			request('A', 'takeBack'),
			request('B', 'answer'),
			request('C', null),
			request('D', null, { needsStaff: true }),
			request('E', null, { unreadMessages: 2 }),
			{},
		]);
		expect(headings(html)).toEqual(['New requests (1)', 'Sent back to us (1)', 'To review in ReShare (2)']);
		expect(html).toContain('Wind &amp; &lt;weather&gt;');
		expect(html).toContain('<footer>East &amp; &lt;Harbor&gt;</footer>');
	});

	it('the page of the lending desk shows no ID, name or email of a patron', () => {
		expect(
			page([request('A', 'answer', { patronId: 'P-SECRET', patronName: 'Nora Secret', patronEmail: 'secret@example.edu' })]),
		).not.toMatch(/secret/i);
	});

	it('the lending desk links a request number to the request only by a web address', () => {
		expect(page([request('A', 'answer', { staffLink: 'https://reshare.example.org/1?a="b"' })])).toContain(
			'<h3><a href="https://reshare.example.org/1?a=&quot;b&quot;">A</a>',
		);
		expect(page([request('A', 'answer', { staffLink: 'javascript:alert(1)' })])).toContain('<h3>A:');
	});

	it('the lending desk says that nothing waits if the list of requests is empty, and that ReShare could not be read if the list is an error', () => {
		expect(page([{}])).toContain('Nothing waits for you.');
		const html = page([{ error: 'No <answer>' }]);
		expect(html).toContain('ReShare could not be read</h2><p>No &lt;answer&gt;</p>');
		expect(html).not.toContain('Nothing waits for you.');
	});

	it('the lending desk marks requests as printed together only if their slips were printed together', () => {
		const waiting = ['WEST-1', 'WEST-2', 'WEST-3'].map((hrid) => request(hrid, 'pullSlip'));
		expect(formsWith(page(waiting), 'printPullSlip').map(idsIn)).toEqual([['WEST-1'], ['WEST-2'], ['WEST-3']]);
		const slips = page(waiting.slice(0, 2), { asked: { query: { slips: 'all' } } });
		expect(formsWith(slips, 'printPullSlip').map(idsIn)).toEqual([['WEST-1', 'WEST-2']]);
		expect(formsWith(page([], { asked: { query: { slips: 'all' } } }), 'printPullSlip')).toEqual([]);
	});

	it('a pull slip has location, call number, and the request number as a Code 128 barcode', () => {
		const numbers = ['WEST-1', '00000000-beef-4a7c-9d3e-3f2b1a0c9d8e', 'form~2fspring~2027', '31924'];
		const slips = page(
			numbers.map((hrid) => request(hrid, 'pullSlip', { shelf: 'Remote Stacks', callNumber: 'QC 981' })),
			{ asked: { query: { slips: 'all' } } },
		);
		expect(slips).toContain('<dt>Location</dt><dd>Remote Stacks</dd>');
		expect(barcodesIn(slips)).toEqual(numbers);
		// A scanner recognizes the ends by white that is ten narrow bars wide.
		for (const [, width = '', bars = ''] of slips.matchAll(/<svg class="code"[^>]* viewBox="0 0 (\d+) 40"[^>]*>([\s\S]*?)<\/svg>/g)) {
			expect(/x="(\d+)"/.exec(bars)?.[1]).toBe('10');
			const [, x = '', wide = ''] = [...(/x="(\d+)" width="(\d)"(?!.*<rect)/s.exec(bars) ?? [])];
			expect(Number(x) + Number(wide) + 10).toBe(Number(width));
		}
	});

	it.each([
		['characters that Code 128 lacks', 'WEST–1'],
		['more than fits a sheet', 'a'.repeat(70)],
	])('a pull slip for a number with %s has the number without a barcode', (_what, hrid) => {
		const slips = page([request(hrid, 'pullSlip')], { asked: { query: { slips: 'all' } } });
		expect(slips).not.toContain('<svg');
		expect(slips).toContain(`<p class="number">${hrid}</p>`);
	});

	it.each([
		[
			'each of several',
			['MAIN', 'STACKS'],
			'<select name="place"><option value="MAIN">MAIN</option>\n<option value="STACKS">STACKS</option></select>',
		],
		['the only one', ['MAIN'], '<input type="hidden" name="place" value="MAIN">'],
	])('the Will Supply form of the lending desk contains the lending locations: %s', (_what, places, has) => {
		expect(formsWith(page([request('A', 'answer')], { places }), 'willSupply')[0]).toContain(has);
	});

	it('the lending desk offers no location for Received Back, and answers "Not done" to a form with an action that it does not offer', () => {
		expect(formsWith(page([request('A', 'takeBack')], { places: ['MAIN', 'STACKS'] }), 'receivedBack')[0]).not.toContain('place');
		expect(page([], { asked: pressed({ answer: 'closeManually', id: 'id-A' }) })).toContain('said bad" role="status"><h2>Not done</h2>');
	});

	it('the lending desk says "Check in ReShare", not "Not done", for a response whose answer was lost', () => {
		const lost: WorkflowItem[] = [{ outcome: 'unclear', hrid: 'WEST-1', requestId: 'id-WEST-1', explanation: 'The answer was lost.' }];
		expect(page(lost, { asked: pressed({ answer: 'willSupply', id: 'id-WEST-1' }) })).toContain('<h2>Check in ReShare: WEST-1</h2>');
	});

	it('the lending desk and the scan desk say that nothing was done if another page sent the form', () => {
		expect(page([], { asked: pressed({ answer: 'willSupply', id: uuid(1) }) })).toContain(
			'<h2>Not done</h2><ul><li>Nothing was done: this page has sent something before',
		);
		expect(page([{ actions: 0 }], { kind: 'scanDesk', asked: pressed({ task: 'receive', code: 'LAKE-31' }) })).toContain(
			'<h2>Not done: LAKE-31</h2><p>Nothing was done: this page has sent',
		);
		const slip = page([{ actions: 0 }], { kind: 'scanDesk', asked: pressed({ task: 'markShipped', code: 'WEST-1' }, 'forged') });
		expect(slip).toContain('<h2>Not done: WEST-1</h2><p>Nothing was done');
		expect(slip).not.toContain('value="WEST-1"');
	});

	it('the lending desk reports the result of each response, and asks for the lending location if it is missing', () => {
		const results: WorkflowItem[] = [
			{ outcome: 'done', hrid: 'WEST-1', requestId: 'id-WEST-1', explanation: 'It will come.', lendingPlaces: null },
			{
				outcome: 'notPossible',
				reason: 'incomplete',
				hrid: 'WEST-2',
				requestId: 'id-WEST-2',
				explanation: "Choose the lending location, in 'Lending Location'.",
				lendingPlaces: ['Main Library', 'Stacks'],
			},
			{ error: 'No answer', request: 'id-WEST-3', requestAction: 'willSupply' },
		];
		const html = page(results, { asked: pressed({ answer: 'willSupply', id: ['id-WEST-1', 'id-WEST-2', 'id-WEST-3'] }) });
		expect(html).toContain('1 done, 2 not done');
		expect(html).toContain('WEST-2: Choose the lending location, and respond again.');
		expect(html).not.toContain('Lending Location');
		expect(formsWith(html, 'willSupply').map(idsIn)).toEqual([['WEST-2']]);
		expect(html).toContain('<li>No answer</li>');
		expect(html).not.toContain('ReShare could not be read');
		// A failed action has no number of its own, but the list still has it.
		expect(page([...results, request('WEST-3', 'answer')], { asked: pressed({ answer: 'willSupply', id: 'id-WEST-3' }) })).toContain(
			'<li>WEST-3: No answer</li>',
		);
		expect(page([{ ...results[1], lendingPlaces: [] }], { asked: pressed({ answer: 'willSupply', id: 'id-WEST-2' }) })).toContain(
			'<input name="place" required>',
		);
	});
});

describe('the scan desk', () => {
	const scan = (items: readonly WorkflowItem[], body: WorkflowItem) => page(items, { kind: 'scanDesk', asked: pressed(body) });

	it.each([
		['nothing yet', [{ actions: 0 }], {}, undefined],
		[
			'what was done',
			[{ outcome: 'done', hrid: 'EAST-1', explanation: 'It is here.' }],
			{ task: 'receive', code: '1' },
			'said good" role="status"><h2>Done: EAST-1</h2><p>It is here.',
		],
		[
			'what is not allowed',
			[{ outcome: 'notPossible', hrid: 'EAST-1', explanation: 'Not now.' }],
			{ task: 'receive', code: '1' },
			'said bad" role="status"><h2>Not done: EAST-1</h2><p>Not now.',
		],
		[
			'what is not known, in its own words',
			[{ outcome: 'notFound', explanation: 'Choose that under Side.' }],
			{ task: 'receive', code: '<1>' },
			'said bad" role="status"><h2>Not done: &lt;1&gt;</h2><p>No request of this kind',
		],
		[
			'what is not clear',
			[{ outcome: 'unclear', hrid: 'EAST-1', explanation: 'The answer was lost.' }],
			{ task: 'receive', code: '1' },
			'said bad" role="status"><h2>Check in ReShare: EAST-1</h2>',
		],
		[
			'that ReShare could not be reached',
			[{ error: 'No answer', requestAction: 'receive', request: '1' }],
			{ task: 'receive', code: '1' },
			'<h2>Check in ReShare: 1</h2><p>No answer',
		],
		[
			'that the item comes next',
			[{ actions: 0 }],
			{ task: 'markShipped', code: 'WEST-1' },
			'said next" role="status"><h2>Now scan the item</h2><p>Request WEST-1',
		],
		['that a task is to be chosen', [{ actions: 0 }], { code: '1' }, 'Choose an action, and scan again.'],
	])('the scan desk tells staff %s', (_what, items, body, said) => {
		const html = scan(items, body);
		if (said === undefined) expect(html).not.toContain('role="status"');
		else expect(html).toContain(said);
		expect(html).not.toContain('under Side');
		expect(html.match(/ checked>/g)).toHaveLength(1);
		expect(html.match(/ autofocus>/g)).toHaveLength(1);
	});
});

describe.each(Object.keys(languages) as Language[])('both staff pages in %s', (language) => {
	const parts = ['answer', 'cancellation', 'pullSlip', 'fetch', 'conditions', 'overdue', 'takeBack', null];
	const items = parts.map((part, index) =>
		request(`WEST-${index}`, part, { needsStaff: true, serviceType: 'loan', dueDate: '2027-03-01', callNumber: 'QC 981', shelf: 'Stacks' }),
	);
	const results = [
		{ outcome: 'done', hrid: 'W-1', explanation: 'Done.' },
		{ outcome: 'unclear', hrid: 'W-2', explanation: 'Unclear.' },
		{ outcome: 'notPossible', hrid: 'W-3', requestId: 'id-W-3', lendingPlaces: ['Main'] },
	];

	it.each([
		['the lending desk', [...items, ...results], { asked: pressed({ answer: 'willSupply', id: 'r-1' }), places: ['A', 'B'] }],
		['the pull slips', items, { asked: { query: { slips: 'all' } } }],
		['the scan desk', results.slice(1, 2), { kind: 'scanDesk', asked: pressed({ task: 'receive', code: '1' }) }],
	] as const)('a staff page leaves no placeholder open, and marks English texts of the nodes as English: %s', (_what, of, settings) => {
		const html = page(of, { ...settings, language });
		expect(html).toContain(`<html lang="${language}">`);
		expect(html.replaceAll(/<style>.*<\/style>|name="token" value="[^"]*"/gs, '')).not.toMatch(/\b(?:undefined|null|NaN)\b|\[object|[{}]/);
		// Days are in words, whether on a slip or in the list.
		expect([html.includes('2027-03-01'), html.includes(formatDay(language, '2027-03-01') ?? '-')]).toEqual([false, !('kind' in settings)]);
		if (/Unclear\./.test(html)) expect(html.includes('<span lang="en">Unclear.</span>')).toBe(language !== 'en');
		expect(html.match(/<h1/g)).toHaveLength(1);
	});
});

describe.each(Object.keys(languages) as Language[])('pages to which notices in %s link', (language) => {
	const { labels, pages, quotes } = messagesByLanguage[language];
	const opened = (query: WorkflowItem) => ({ headers, query: { language, ...query }, body: {} });
	const sentFrom = (html: string, body: WorkflowItem) => ({ ...opened({}), body: { token: tokenIn(html), ...body } });
	const tokenIn = (html: string) => /name="token" value="([^"]*)"/.exec(html)?.[1] ?? '';
	const result = (more: WorkflowItem) => ({ requestAction: 'cancel', title: 'One', hrid: 'EAST-1', ...more });

	it('the cancellation page asks for request number and library card, with the number from the link, and cancels nothing yet', () => {
		const asked = opened({ 'Request Number': 'EAST-"1' });
		const html = page([{ actions: 0 }], { kind: 'cancelForPatron', asked });
		expect(html).toContain(`<html lang="${language}">`);
		expect(html).toContain(`${labels.number}<input name="cancel" value="EAST-&quot;1"`);
		expect(html).toContain(`${labels.patron}<input name="patronId"`);
		expect(html).toContain(`action="?language=${language}"`);
		expect(read(asked).actions).toEqual([]);
		expect(page([{ actions: 0 }], { kind: 'cancelForStaff', asked })).toContain(`${pages.cancel.note}<input name="note"`);
	});

	it('the cancellation page cancels once, for the library card that was typed', () => {
		const html = page([], { kind: 'cancelForPatron', asked: opened({}) });
		const asked = sentFrom(html, { cancel: ' EAST-1 ', patronId: 'P1001', answer: '' });
		expect(read(asked)).toMatchObject({
			actions: [{ request: 'EAST-1', requestAction: 'cancel', side: 'borrowing', patronId: 'P1001', note: '' }],
			showsPage: false,
		});
		expect(read(asked)).toEqual({ actions: [], showsPage: true });
		expect(page([{ actions: 0 }], { kind: 'cancelForPatron', asked })).toContain(pages.notAccepted.replaceAll("'", '&#39;'));
	});

	it.each([
		[{ outcome: 'done', isOpen: false }, 'canceled', 'good'],
		[{ outcome: 'done', isOpen: true }, 'asked', 'good'],
		[{ outcome: 'notPossible' }, 'notCanceled', 'bad'],
		[{ outcome: 'unclear' }, 'notSure', 'bad'],
		[{ outcome: 'notFound', title: null, hrid: null }, 'noSuchRequest', 'bad'],
		[{ error: 'No answer' }, 'tryLater', 'bad'],
	] as const)('the cancellation page shows the result of the cancellation: %j', (more, kind, box) => {
		const asked = sentFrom('', { cancel: 'EAST-1', patronId: 'P1001' });
		const { heading } = pages.cancel.results[kind];
		const html = page([result(more)], { kind: 'cancelForPatron', asked });
		expect(html).toContain(`<div class="said ${box}" role="status"><h2>${heading.replaceAll("'", '&#39;')}</h2>`);
		expect(html.includes(`${quotes.opening}One${quotes.closing} (EAST-1).`.replaceAll('"', '&quot;'))).toBe(
			!['noSuchRequest', 'tryLater'].includes(kind),
		);
		expect(html).not.toMatch(/[{}](?!\s)title|undefined/);
		// Only a wrong number can be typed again.
		expect(html.includes('<form')).toBe(kind === 'noSuchRequest');
		const forStaff = page([result({ ...more, reason: 'notAllowedNow', blocker: 'otherStatus', explanation: 'Said in English.' })], {
			kind: 'cancelForStaff',
			asked,
		});
		expect(forStaff).toContain(`<h2>${heading.replaceAll("'", '&#39;')}</h2>`);
		expect(forStaff).toContain(language === 'en' ? 'Said in English.' : '<span lang="en">Said in English.</span>');
	});

	it("the confirmation page sends a lending rule's response that the notice showed, once", () => {
		const link = { requestId: uuid(1), confirmation: 'c0ffee' };
		const html = page([{ actions: 0 }], { kind: 'confirmResponse', asked: opened(link) });
		expect(html).toContain(`<button class="main wide">${pages.confirm.button}</button>`);
		for (const [name, value] of Object.entries(link)) expect(html).toContain(`name="${name}" value="${value}"`);
		const asked = sentFrom(html, link);
		const { actions } = read(asked);
		expect(actions).toMatchObject([{ requestAction: 'confirmResponse', side: 'lending', request: uuid(1), confirmation: 'c0ffee' }]);
		expect(page([{ ...actions[0] }], { kind: 'confirmResponse', asked })).toContain(pages.confirm.done.replaceAll("'", '&#39;'));
		expect(read(asked).actions).toEqual([]);
		expect(page([{ actions: 0 }], { kind: 'confirmResponse', asked })).toContain('class="said bad"');
	});
});
