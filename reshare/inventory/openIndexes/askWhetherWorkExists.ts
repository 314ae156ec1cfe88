import { badInputError, ReShareError } from '../../errors';
import { joinSentences, joinWithAnd } from '../../sentences';
import { readJson } from '../../json';
import { comparableWordsOf } from '../../text';
import { statusError } from '../../transport';
import type { RateLimitedClient } from '../../transport/RateLimitedClient';
import { createRecordFitter, fitsWork, isCandidate, fitsTitleAndAuthor } from '../find/recordFit';
import type { Citation } from '../find/findTypes';
import type { FindResult } from '../find/findEligible';
import { titleSearchWords } from '../find/titleQueries';
import { longestFamilyNameWord } from '../match/compareAuthors';
import { isbnParser } from '../match/isbn';
import { readIdentifiers } from '../match/IdentifierParser';
import { titleProperOf, readTitle } from '../match/readTitle';
import type { InventoryRecord } from '../recordsAndHoldings';
import {
	openIndexServices,
	type OpenIndexWork,
	type OpenIndexName,
	type OpenIndexOptions,
	type ReferenceCheck,
	type OpenIndexService,
	type WorkReference,
} from './openIndexServices';

/** Whether the result leaves open whether the work exists. A result that a person must look at anyway needs no check. */
const isOpen = ({ outcome, reason, existence }: FindResult) =>
	existence !== 'found' && existence !== null && (outcome === 'notAvailable' || reason === 'isbnNotValid');

/**
 * Asks each open index once whether a work exists that the inventory does not have. The result of the search does not change; it only says
 * more. An index that could not be asked never counts as one that does not know the work.
 */
export async function askWhetherWorkExists(
	result: FindResult,
	client: RateLimitedClient,
	citation: Citation,
	{ contact, addresses }: OpenIndexOptions,
): Promise<FindResult> {
	if (!isOpen(result)) return result;
	const reference = referenceOf(citation);
	const ask = async ({ name, answer: schema }: OpenIndexService, url: string): Promise<ReferenceCheck> => {
		try {
			const answer = await client.get(url, contact === '' ? {} : { From: contact });
			if (answer.status !== 200) throw statusError(answer, name);
			const works = schema.safeParse(readJson(answer.text)).data;
			if (works === undefined) throw new ReShareError('badAnswer', `${name} sent an answer in an unknown form`);
			return judged(name, works, reference);
		} catch (error) {
			if (!(error instanceof ReShareError) || error.kind === 'cancelled') throw error;
			return { ...unknown, index: name, answer: 'notAsked', problem: error.message };
		}
	};
	const questions = openIndexServices.flatMap((service) => {
		const address = addresses === undefined ? service.address : addresses[service.name];
		const parameters = service.parameters(reference, contact);
		return address === undefined || parameters === undefined ? [] : [{ service, url: urlOf(address, service.path, parameters) }];
	});
	const referenceChecks = await Promise.all(questions.map(({ service, url }) => ask(service, url)));
	const failed = referenceChecks.filter(({ answer }) => answer === 'notAsked');
	const failures = failed.map(({ index, problem }) => `${index} could not be asked: ${problem ?? ''}.`);
	const { existence, sentence } = conclusionOf(referenceChecks);
	return { ...result, existence, referenceChecks, explanation: joinSentences(result.explanation, sentence, ...failures) };
}

/** Matches a DOI in a title, perhaps as a web address, because a citation has no field for DOIs. */
const doiIn = /(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s?)?(?<![\w.])(10\.\d{4,9}\/[^\s"<>]{1,200})/iu;

/** Returns the reference for which the indexes are asked. A chapter or an article is known by its own title. */
function referenceOf({ partTitle = '', partAuthor = '', title = '', author = '', isbn = '' }: Citation) {
	const [whole, by] = partTitle.trim() === '' ? [title, author] : [partTitle, partAuthor];
	const doi = doiIn.exec(whole)?.[1]?.replace(/(?<![.,;)\]])[.,;)\]]+$/u, '');
	const named = whole.replace(doiIn, '').trim();
	return {
		title: named,
		titleWords: comparableWordsOf(titleSearchWords(titleProperOf(readTitle(named))).join(' ')),
		author: by.trim(),
		authorWord: longestFamilyNameWord(by) ?? '',
		isbn: partTitle.trim() === '' ? readIdentifiers(isbn, isbnParser, 'ISBN').values[0] : undefined,
		doi,
	};
}

function urlOf(address: string, path: string, parameters: NonNullable<ReturnType<OpenIndexService['parameters']>>) {
	if (!URL.canParse(address))
		throw badInputError(`'${address}' is no address of an open index`, 'Enter a whole address, such as https://api.crossref.org');
	const given = Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []));
	return `${address.replace(/(?<!\/)\/+$/u, '')}${path}?${String(new URLSearchParams(given))}`;
}

const unknown = { title: null, author: null, year: null, doi: null, address: null, problem: null };

function judged(index: OpenIndexName, works: readonly OpenIndexWork[], reference: WorkReference): ReferenceCheck {
	const fit = createRecordFitter(reference);
	const compared = works.map((work) => ({ work, fit: fit(recordOf(work)) }));
	const isByNumber = reference.doi !== undefined || reference.title === '';
	const fits = isByNumber ? fitsWork : fitsTitleAndAuthor;
	const existing = compared.find(({ fit: one }) => fits(one));
	const found = existing ?? compared.find(({ fit: one }) => isByNumber || isCandidate(one));
	if (found === undefined) return { ...unknown, index, answer: 'nothing' };
	const { title, authors, year, doi, address } = found.work;
	const answer = existing === undefined ? 'similar' : 'exists';
	return { ...unknown, index, answer, title, author: authors[0] ?? null, year, doi, address };
}

/** Writes a work as a record, so that its title and names can be compared like those of one. */
function recordOf({ title, subtitle, authors, year }: OpenIndexWork): InventoryRecord {
	return {
		id: '',
		hrid: null,
		title,
		titles: [{ proper: title, rest: subtitle, part: '' }],
		author: authors[0] ?? null,
		contributors: authors,
		responsibility: [],
		series: null,
		editions: [],
		publisher: null,
		place: null,
		publicationDates: year === null ? [] : [year],
		languages: [],
		physicalDescriptions: [],
		extents: [],
		formats: [],
		issuance: null,
		identifiers: { isbn: [], issn: [], oclc: [] },
		formerNumbers: [],
		suppressed: false,
	};
}

function conclusionOf(checks: readonly ReferenceCheck[]): Pick<FindResult, 'existence'> & { readonly sentence?: string } {
	const [exists, similar] = (['exists', 'similar'] as const).map((answer) => checks.find((check) => check.answer === answer));
	if (exists !== undefined) return { existence: 'found', sentence: `It exists: ${exists.index} has ${described(exists)}.` };
	if (similar !== undefined)
		return { existence: 'doubtful', sentence: `A similar work exists: ${similar.index} has ${described(similar)}.` };
	const nothing = checks.filter(({ answer }) => answer === 'nothing').map(({ index }) => index);
	if (nothing.length === 0) return { existence: null };
	const existence = nothing.length < checks.length ? null : 'nothingKnown';
	return { existence, sentence: `Nothing like it is known to ${joinWithAnd(nothing)}.` };
}

function described({ title, author, year, address }: ReferenceCheck) {
	const published = year === null ? '' : ` (${year})`;
	return [`"${title ?? ''}"${published}`, author && `by ${author}`, address].filter(Boolean).join(', ');
}
