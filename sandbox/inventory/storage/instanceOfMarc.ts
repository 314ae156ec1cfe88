import {
	controlValueOf,
	marcFieldsOf,
	joinSubfields,
	subfieldValueOf,
	subfieldValuesOf,
	type MarcDataField,
	type MarcInJson,
} from '../../reservoir/marcInJson';
import { contributorNameTypes, identifierTypes, instanceFormats, type StoredIdentifierKind } from '../referenceData';

/**
 * Makes of a MARC record what FOLIO makes of it, by its default mapping rules (mod-source-record-manager, `marc_bib_rules.json`), as far as
 * a search sees it. There is no mode of issuance, because harvesting into a shared inventory sets none.
 */

export function instanceOfMarc(marc: MarcInJson) {
	const named = (tags: readonly string[], codes: string): string[] =>
		both(marc, tags)
			.map((field) => unended(joinSubfields(field, codes)))
			.filter((text) => text !== '');
	return {
		// The title keeps the statement of responsibility, and all punctuation.
		title: marcFieldsOf(marc, '245').map((field) => joinSubfields(field, 'anpbcfghks'))[0] ?? '',
		indexTitle: marcFieldsOf(marc, '245').map(indexTitleOf)[0] ?? '',
		alternativeTitles: [
			...named(['130'], 'anpdfghklmorst'),
			...named(['240'], 'anpdfghklmors'),
			...named(['246'], 'anpbfgh5'),
			...named(['247'], 'anpbfghx'),
		].map((alternativeTitle) => ({ alternativeTitle })),
		editions: named(['250'], 'ab'),
		identifiers: identifiersOf(marc),
		contributors: contributorsOf(marc),
		publication: publicationOf(marc),
		physicalDescriptions: marcFieldsOf(marc, '300').map((field) => joinSubfields(field, 'abcefg3')),
		languages: [
			...new Set([
				(controlValueOf(marc, '008') ?? '').slice(35, 38),
				...subfieldValuesOf(marc, '041', 'a').flatMap((codes) => codes.match(/.{3}/gu) ?? []),
			]),
		].filter((code) => code !== ''),
		instanceFormatIds: marcFieldsOf(marc, '338').flatMap((field) => formatOf(field) ?? []),
	};
}

/**
 * As which tag FOLIO reads a field in another script (880), by the tag to which its $6 links it: a title (245), for example, becomes a
 * variant title (246). A tag that is missing here stays the same.
 */
const otherScript: Readonly<Record<string, string>> = { '100': '700', '110': '710', '111': '711', '245': '246' };

/** Finds the fields with these tags, and those in another script that stand for them. */
function both(marc: MarcInJson, tags: readonly string[]): MarcDataField[] {
	const linked = marcFieldsOf(marc, '880').filter((field) => {
		const tag = (subfieldValueOf(field, '6') ?? '').slice(0, 3);
		return tags.includes(otherScript[tag] ?? tag);
	});
	return [...tags.flatMap((tag) => marcFieldsOf(marc, tag)), ...linked];
}

/** Makes the title for sorting (`remove_prefix_by_indicator, capitalize`), without the article that the second indicator counts. */
function indexTitleOf(field: MarcDataField): string {
	const text = joinSubfields(field, 'anpb').slice(Number(field.indicators.charAt(1)) || 0);
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function unended(text: string): string {
	return text
		.trim()
		.replace(/\s*[;:,/+=.]$/u, '')
		.trim();
}

function identifiersOf(marc: MarcInJson) {
	const each = (tag: string, codes: string, kind: (value: string) => StoredIdentifierKind, qualifiers = '') =>
		marcFieldsOf(marc, tag).flatMap(({ subfields }) =>
			subfields.flatMap(([code, value], index) => {
				if (!codes.includes(code) || value.trim() === '') return [];
				const rest = subfields.slice(index + 1);
				const next = rest.findIndex(([other]) => other === 'a' || other === 'z');
				const own = rest.slice(0, next < 0 ? undefined : next).flatMap(([other, text]) => (qualifiers.includes(other) ? [text] : []));
				return [
					{
						value: qualifiers === '' ? value.trim() : unended([value, ...own].join(' ')),
						identifierTypeId: identifierTypes[kind(value)].id,
					},
				];
			}),
		);
	return [
		...each('010', 'a', () => 'lccn'),
		...each('020', 'a', () => 'isbn', 'cq'),
		...each('020', 'z', () => 'invalidIsbn', 'cq'),
		...each('022', 'a', () => 'issn'),
		...each('022', 'l', () => 'linkingIssn'),
		...each('022', 'yzm', () => 'invalidIssn'),
		...each('035', 'a', (value) => (/^(?:\(OCoLC\)|ocm|ocn|on)/u.test(value) ? 'oclc' : 'systemControl')),
		...each('035', 'z', () => 'cancelledSystemControl'),
		...each('019', 'a', () => 'cancelledSystemControl'),
	];
}

function contributorsOf(marc: MarcInJson) {
	const { personal, corporate, meeting } = contributorNameTypes;
	const read = (tag: string, type: { readonly id: string }, codes: string) =>
		both(marc, [tag])
			.map((field) => ({
				name: joinSubfields(field, codes)
					.trim()
					.replace(/(?:\s*[,;:]|(?<=\p{Ll}{2})\.)$/u, ''),
				contributorNameTypeId: type.id,
				primary: tag.startsWith('1'),
			}))
			.filter(({ name }) => name !== '');
	const people = 'abcdfgjklnpqtu';
	const bodies = 'abcdfgklnptu';
	return [
		...read('100', personal, people),
		...read('110', corporate, bodies),
		...read('111', meeting, bodies),
		...read('700', personal, people),
		...read('710', corporate, bodies),
		...read('711', meeting, bodies),
		...read('720', personal, 'a'),
	];
}

function publicationOf(marc: MarcInJson) {
	return both(marc, ['260', '264']).map((field) => {
		const [place, publisher, dateOfPublication] = ['a', 'b', 'c'].map((code) => {
			const text = field.subfields
				.filter(([other]) => other === code)
				.map(([, value]) => value)
				.join(' ; ');
			return text === '' ? undefined : unended(text);
		});
		return {
			...(place === undefined ? {} : { place }),
			...(publisher === undefined ? {} : { publisher }),
			...(dateOfPublication === undefined ? {} : { dateOfPublication }),
		};
	});
}

function formatOf(field: MarcDataField): string | undefined {
	const [code, name] = [subfieldValueOf(field, 'b'), subfieldValueOf(field, 'a')];
	return Object.values(instanceFormats).find((format) => format.code === code || format.name.endsWith(` -- ${name}`))?.id;
}
