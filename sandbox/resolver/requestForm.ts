/** Makes the resolver's two forms: a short one that confirms a known title, and a long one that asks for everything. */
import type { OpenUrlQuery, OpenUrlQueryValue } from './contextObject';
import { escapeHtml, renderInput, renderLabeled, renderResolverPage, renderSelect } from './htmlElements';
import type { FormOption } from './okapiLists';
import type { ResolverVersionTraits } from './versions';

export interface FormLists {
	readonly pickupLocations: readonly FormOption[];
	readonly serviceLevels: readonly FormOption[];
	readonly currencies: readonly FormOption[];
	readonly copyrightTypes: readonly FormOption[];
	readonly defaultCopyrightType: string | undefined;
}

interface FormContext {
	readonly query: OpenUrlQuery;
	readonly isShort: boolean;
	readonly customerName: string;
	readonly traits: ResolverVersionTraits;
}

const shortFormFields = ['svc.pickupLocation', 'rft.volume', 'svc.note'];
const oldLongFormFields = ['rft.title', 'rft.au', 'rft.date', 'rft.pub', 'rft.place', 'rft.edition', 'rft.isbn', 'rft.oclc'];
const longFormFields = [
	...oldLongFormFields,
	...['rft.authorOfComponent', 'rft.copyrightType', 'rft.genre', 'rft.issn', 'rft.jtitle', 'rft.pagesRequested'],
	...['rft.sponsoringBody', 'rft.subtitle', 'rft.titleOfComponent', 'rft.issue', 'svc_id', 'svc.level'],
	...['svc.costAmount', 'svc.costCurrency'],
];

/**
 * Returns one value for each field of the form. The number of tries is increased, and title and author may come from their second-best
 * keys.
 */
export function buildFormValues(context: FormContext): Record<string, OpenUrlQueryValue | undefined> {
	const { query, isShort, traits } = context;
	const values: Record<string, OpenUrlQueryValue | undefined> = {};
	for (const [key, value] of Object.entries(query)) {
		if (key === 'confirm' && traits.knowsConfirm) continue;
		values[key] = traits.formTakesFirstOfRepeated && Array.isArray(value) ? value[0] : value;
	}
	const tries = values['svc.ntries'];
	if (traits.since16) {
		if (traits.formLists === 'all' && !isShort) values['svc.longForm'] = '1';
		values['svc.ntries'] = String(Number.parseInt(String(tries || '0'), 10) + 1);
	} else {
		// v1.5.0 appends the 1 as text, so that a second try counts as "11".
		values['svc.ntries'] = tries ? `${String(tries)}1` : '1';
	}
	values['rft.title'] ||= values['rft.btitle'] || values['rft.atitle'] || values['rft.jtitle'];
	values['rft.au'] ||= values['rft.creator'] || values['rft.aulast'] || values['rft.aufirst'];
	return values;
}

/**
 * Writes hidden inputs for all values that the form does not show. As in the real resolver, an absent value is written as the word
 * "undefined".
 */
function hiddenInputs(values: Record<string, OpenUrlQueryValue | undefined>, context: FormContext): string {
	const { isShort, traits } = context;
	const shown = new Set(shortFormFields);
	if (traits.formLists === 'all' || isShort) shown.add('svc.neededBy');
	if (!isShort) for (const field of traits.formLists === 'all' ? longFormFields : oldLongFormFields) shown.add(field);
	const hidden = Object.keys(values)
		.filter((key) => !shown.has(key))
		.sort();
	return hidden
		.map((key) => {
			const value = values[key];
			if (Array.isArray(value) && traits.since16) throw new TypeError('a repeated key in the form');
			return renderInput('hidden', key, value === undefined ? 'undefined' : String(value));
		})
		.join('\n');
}

function pickupField(values: Record<string, OpenUrlQueryValue | undefined>, lists: FormLists, context: FormContext): string {
	const none = { code: '', name: '(None selected)' };
	const choices = lists.pickupLocations.length === 1 ? lists.pickupLocations : [none, ...lists.pickupLocations];
	const asked = values['svc.pickupLocation'];
	// Before the newest version, the form compares with the entry's id, so that a slug is never preselected.
	const selected = context.traits.formLists === 'all' && typeof asked === 'string' && asked !== '' ? asked : undefined;
	return renderLabeled('Pick up location', renderSelect('svc.pickupLocation', choices, selected));
}

function summary(values: Record<string, OpenUrlQueryValue | undefined>, traits: ResolverVersionTraits): string {
	const say = (before: string, key: string) => (values[key] ? ` ${before} ${escapeHtml(values[key])}.` : '');
	if (traits.copyFields && values.svc_id === 'copy') {
		return `<h2>${escapeHtml(values['rft.titleOfComponent'])} (${escapeHtml(values['rft.genre'])})</h2>
<p>${say('By', 'rft.authorOfComponent')}${say('Published', 'rft.date')}${say('Copyright type', 'rft.copyrightType')}</p>`;
	}
	// Older forms show the brackets even if they are empty.
	const genre = values['rft.genre'] || !traits.shortFormHasId ? ` (${escapeHtml(values['rft.genre'])})` : '';
	return `<h2>${escapeHtml(values['rft.title'])}${genre}</h2>
<p>${say('By', 'rft.au')}${say('Published', 'rft.date')}${say('ISBN', 'rft.isbn')}</p>`;
}

const genres: readonly FormOption[] = [
	{ code: '', name: '(None selected)' },
	{ code: 'article', name: 'Article' },
	{ code: 'book', name: 'Book' },
	{ code: 'bookitem', name: 'Book chapter' },
	{ code: 'journal', name: 'Journal' },
	{ code: 'other', name: 'Other' },
];

function longFields(values: Record<string, OpenUrlQueryValue | undefined>, lists: FormLists, context: FormContext): string[] {
	const one = (key: string) => (typeof values[key] === 'string' ? values[key] : undefined);
	const text = (label: string, key: string) => renderLabeled(label, renderInput('text', key, values[key]));
	if (context.traits.formLists !== 'all') {
		return [
			...[text('Title', 'rft.title'), text('Author', 'rft.au'), text('Year of publication', 'rft.date'), text('Publisher', 'rft.pub')],
			...[text('Place of publication', 'rft.place'), text('Edition', 'rft.edition'), text('ISBN', 'rft.isbn')],
			...[text('Volume(s) needed', 'rft.volume'), text('Note', 'svc.note'), pickupField(values, lists, context)],
		];
	}
	const service = one('svc_id') || 'loan';
	const radio = (code: string) => `<input type="radio" name="svc_id" value="${code}"${code === service ? ' checked' : ''}>`;
	const genre = one('rft.genre') ?? '';
	const knownGenre = genres.some(({ code }) => code === genre && values['rft.genre'] !== undefined);
	return [
		...[renderLabeled('Loan', radio('loan')), renderLabeled('Copy', radio('copy'))],
		renderLabeled('Service level', renderSelect('svc.level', lists.serviceLevels, one('svc.level'))),
		text('Maximum cost', 'svc.costAmount'),
		renderLabeled('Currency', renderSelect('svc.costCurrency', lists.currencies, one('svc.costCurrency'))),
		pickupField(values, lists, context),
		renderLabeled('Format', renderSelect('rft.genre', genres, knownGenre ? genre : service === 'loan' ? 'book' : undefined)),
		renderLabeled('Date needed by', renderInput('date', 'svc.neededBy', values['svc.neededBy'])),
		renderLabeled(
			'Copyright type',
			renderSelect('rft.copyrightType', lists.copyrightTypes, one('rft.copyrightType') || lists.defaultCopyrightType),
		),
		...[text('Title', 'rft.title'), text('Subtitle', 'rft.subtitle'), text('Author', 'rft.au'), text('ISBN', 'rft.isbn')],
		...[text('ISSN', 'rft.issn'), text('Title of part', 'rft.titleOfComponent'), text('Author of part', 'rft.authorOfComponent')],
		...[text('Volume/parts needed', 'rft.volume'), text('Issue', 'rft.issue'), text('Pages', 'rft.pagesRequested')],
		...[text('Series', 'rft.jtitle'), text('Publisher', 'rft.pub'), text('Place of publication', 'rft.place')],
		...[text('Year of publication', 'rft.date'), text('Edition', 'rft.edition')],
		renderLabeled('Patron notes', `<textarea name="svc.note">${escapeHtml(values['svc.note'])}</textarea>`),
	];
}

function shortFields(values: Record<string, OpenUrlQueryValue | undefined>, lists: FormLists, context: FormContext): string[] {
	const note =
		context.traits.formLists === 'all'
			? `<textarea name="svc.note">${escapeHtml(values['svc.note'])}</textarea>`
			: renderInput('text', 'svc.note', values['svc.note']);
	return [
		summary(values, context.traits),
		pickupField(values, lists, context),
		renderLabeled('Date needed by', renderInput('date', 'svc.neededBy', values['svc.neededBy'])),
		renderLabeled('Volume/parts needed', renderInput('text', 'rft.volume', values['rft.volume'])),
		renderLabeled('Patron notes', note),
	];
}

export function renderRequestForm(values: Record<string, OpenUrlQueryValue | undefined>, lists: FormLists, context: FormContext): string {
	const { isShort, traits, customerName } = context;
	const heading = isShort ? 'Confirm request' : 'Request item';
	const id = isShort && !traits.shortFormHasId ? '' : ' id="form"';
	const hidden = hiddenInputs(values, context);
	const fields = isShort ? shortFields(values, lists, context) : longFields(values, lists, context);
	return renderResolverPage(
		`${heading} — ${customerName}`,
		`<form class="page"${id}>
<h1>${heading}</h1>
${fields.join('\n')}
<button type="submit">${heading}</button>
${traits.formHasHiddenInputs ? hidden : ''}
</form>`,
	);
}
