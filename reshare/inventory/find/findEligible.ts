import { badInputError, rethrowUnlessOfKind, type ReShareError } from '../../errors';
import { isEqualIgnoringCase } from '../../text';
import { rethrowUnlessOfOneQuery } from '../errorsOfWholeInventory';
import { authorSearchWords } from '../match/compareAuthors';
import { distinctTexts } from '../match/foldAndTokenize';
import { countRecordsOfAuthor } from '../countRecordsOfAuthor';
import { normalizeSymbol } from '../availability';
import { numberKinds, readRecordIdentifiers, type NumberKind, type RecordIdentifiers } from '../identifierKinds';
import type { ReferenceCheck } from '../openIndexes/openIndexServices';
import type { SharedIndex } from '../SharedIndex';
import type { Contender } from './rankContenders';
import { buildCandidate } from './buildCandidate';
import { citationOfChosenRecord, describeCandidate, isNoCandidateChosen } from './candidateChosenByPerson';
import { searchAndRecheckChoice, type RecheckedSearch } from './searchAndRecheckChoice';
import type { ChosenRecord } from './chooseRecord';
import {
	choiceSentence,
	doubtSentence,
	leftOutCollectionsSentence,
	holdingsErrorOf,
	nobodyLendsSentence,
	otherCharacters,
	remarksOnChoice,
	incompleteResultSentence,
	authorRecordCountSentence,
	textsThatHold,
} from './explanationSentences';
import { isSameWork } from './recordFit';
import { planSearch, type SearchPlan } from './planSearch';
import { describeTooLongCitationFields, parseCitation } from './parseCitation';
import type {
	Candidate,
	Doubt,
	WorkExistence,
	FindOptions,
	MatchedBy,
	FindOutcome,
	FindReason,
	ParsedCitation,
	Citation,
} from './findTypes';
import { countWithNoun } from '../../sentences';

/** The answer to one citation. All fields but `problem` and `error` are always there; a value that is not known is null or empty. */
export interface FindResult
	extends
		/** For each kind of number the one by which the record was found, or else the record's first one. */
		Readonly<Record<NumberKind, string | null>>,
		Pick<
			Candidate,
			'author' | 'publicationDate' | 'lendingLibraries' | 'lendingLibraryCount' | 'lendableHoldingsCount' | 'heldByOwnLibrary'
		> {
	readonly outcome: FindOutcome;
	readonly reason: FindReason;
	readonly existence: WorkExistence;
	/** What open indexes say about a work that the inventory does not have; empty if they were not asked. */
	readonly referenceChecks: readonly ReferenceCheck[];
	/** The record to request. If the outcome is not `eligible`, it is the best candidate as a suggestion, or null. */
	readonly instanceId: string | null;
	readonly title: string | null;
	readonly identifiers: RecordIdentifiers;
	readonly matchedBy: MatchedBy | null;
	readonly recordsMatched: number;
	readonly explanation: string;
	/** The candidates, best first. */
	readonly candidates: readonly Candidate[];
	/** The candidates in words, so that a person can choose one. The text of each choice can be entered as an Instance ID. */
	readonly choices: readonly string[];
	readonly warnings: readonly string[];
	/** Why something about the record's holdings could not be read. */
	readonly problem?: ReShareError;
	/** Why this citation could not be answered; the outcome is then `needsReview` and the reason `lookUpFailed`. */
	readonly error?: ReShareError;
}

const mostCandidates = 25;

/**
 * Finds the record to request for a citation. A caller with many citations first calls `index.gather()`, so that their lookups share
 * queries.
 */
export async function findEligible(index: SharedIndex, citation: Citation, options: FindOptions): Promise<FindResult> {
	const rules = lendingRules(options, index);
	if (isNoCandidateChosen(citation.instanceId))
		return answer('notAvailable', 'noneChosen', ['None of the records that were found was chosen.']);
	const problems = describeTooLongCitationFields(citation);
	if (problems.length > 0) return answer('needsReview', 'badInput', [`${problems.join('. ')}.`]);
	// The citation is parsed before waiting for `ready`, while the login that `gather` began is under way.
	const meant = parseCitation(citationOfChosenRecord(citation));
	const plan = planSearch(meant, index.ids);
	const ready = index.ready?.();
	try {
		const [search] = await Promise.all([searchAndRecheckChoice(index, meant, plan, rules, options), ready]);
		const found = resultOf(plan, search, meant, options, index.lending.asks);
		const result = withNumbers(whereIsbnIsWrong(await withTitlesOfAuthor(found, index, meant), plan), plan);
		return { ...result, warnings: [...result.warnings, ...((await index.unheardOf?.(rules)) ?? [])] };
	} catch (error) {
		// If the account itself fails, `ready` throws here. So its error is not reported as the error of a single citation.
		await ready;
		rethrowUnlessOfKind(error);
		return { ...answer('needsReview', 'lookUpFailed', [`${error.message}. ${error.description}`.trim()]), error };
	}
}

function lendingRules(options: FindOptions, { lending }: SharedIndex) {
	const ownSymbols = new Set(distinctTexts(options.ownSymbols.map(normalizeSymbol)));
	if (ownSymbols.size === 0) {
		throw badInputError(
			"'⟦ownSymbols⟧' is empty",
			"Choose or type the symbol of your library, e.g. US-NIC. Without it your own holdings would count as another library's.",
		);
	}
	const [names, usual] =
		options.serviceType === 'copy' ? [options.copyPolicies, lending.copyPolicies] : [options.lendingPolicies, lending.loanPolicies];
	const policies = distinctTexts((names ?? []).map((name) => name.trim()));
	const known = [...lending.loanPolicies, ...lending.copyPolicies];
	const meant = (name: string) => known.find((policy) => isEqualIgnoringCase(policy, name)) ?? lending.nameOf?.(name) ?? name;
	return { ownSymbols, policies: new Set(policies.length === 0 ? usual : policies.map(meant)) };
}

function resultOf(
	plan: SearchPlan,
	{ findings, decision, remarks }: RecheckedSearch,
	citation: ParsedCitation,
	options: FindOptions,
	asks: string,
): FindResult {
	if (plan.identifiers.length === 0 && plan.title === undefined) {
		const advice =
			plan.warnings.length > 0
				? plan.warnings.join('. ')
				: `Give an Instance ID, ${numberKinds.map(({ label }) => label).join(', ')} or title`;
		return answer('needsReview', 'badInput', [`Nothing in the item can be searched for. ${advice}.`], plan.warnings);
	}
	const sum = (kind: 'suppressed' | 'foreign') => findings.reduce((all, finding) => all + (finding[kind] ?? 0), 0);
	const [suppressed, foreign] = [sum('suppressed'), sum('foreign')];
	const warnings = [
		...plan.warnings,
		...textsThatHold(
			[suppressed > 0, `${countWithNoun(suppressed, 'record was', 'records were')} left out because their library hides them`],
			[foreign > 0, leftOutCollectionsSentence(foreign)],
		),
	];
	const searched = [...plan.identifiers.map(({ words }) => words), ...(plan.title === undefined ? [] : ['the title'])];
	switch (decision.kind) {
		case 'nothingFound':
			return answer(
				'notAvailable',
				'nothingFound',
				[`No record was found by ${searched.join(', by ')}.`, ...remarks, ...otherCharacters(citation)],
				warnings,
			);
		case 'nobodyLends':
			return {
				...answer('notAvailable', 'nobodyLends', [nobodyLendsSentence(decision.contenders), ...remarks], warnings, [
					...decision.contenders,
					...decision.others,
				]),
				existence: decision.contenders.some(isSameWork) ? 'found' : 'doubtful',
			};
		case 'doubtful':
			return answer(
				'needsReview',
				'answersPartial',
				['No lendable record was found.', incompleteResultSentence(decision)],
				warnings,
				decision.contenders,
			);
		case 'chosen':
			return chosen(decision, citation, options, asks, warnings, remarks);
	}
}

function answer(
	outcome: FindOutcome,
	reason: FindReason,
	sentences: readonly string[],
	warnings: readonly string[] = [],
	contenders: readonly Contender[] = [],
): FindResult {
	const candidates = contenders.slice(0, mostCandidates).map(buildCandidate);
	const [best] = candidates;
	return {
		outcome,
		reason,
		existence: reason === 'nothingFound' ? 'nothingKnown' : null,
		referenceChecks: [],
		explanation: sentences.join(' '),
		warnings,
		instanceId: best?.instanceId ?? null,
		title: best?.title ?? null,
		author: best?.author ?? null,
		publicationDate: best?.publicationDate ?? null,
		matchedBy: best?.matchedBy ?? null,
		lendingLibraries: best?.lendingLibraries ?? [],
		lendingLibraryCount: best?.lendingLibraryCount ?? 0,
		lendableHoldingsCount: best?.lendableHoldingsCount ?? 0,
		isbn: null,
		issn: null,
		oclcNumber: null,
		identifiers: contenders[0]?.record.identifiers ?? readRecordIdentifiers(() => []),
		heldByOwnLibrary: contenders.some(({ availability }) => availability.heldByOwnLibrary),
		recordsMatched: contenders.length,
		candidates,
		choices: candidates.map(describeCandidate),
	};
}

/** Names an ISBN that could not be searched, so that the caller can correct it and search again. */
function whereIsbnIsWrong(result: FindResult, { wrongIsbn }: SearchPlan): FindResult {
	if (wrongIsbn === undefined || (result.outcome !== 'notAvailable' && result.reason !== 'badInput')) return result;
	const explanation = result.reason === 'badInput' ? result.explanation : `${wrongIsbn}. ${result.explanation}`;
	return { ...result, outcome: 'needsReview', reason: 'isbnNotValid', explanation };
}

/** Adds the number of the author's records if nothing was found, because it tells a mistyped title from an invented author. */
async function withTitlesOfAuthor(result: FindResult, index: SharedIndex, { title, author = '' }: ParsedCitation) {
	if (result.reason !== 'nothingFound' || !title || authorSearchWords(author).length === 0) return result;
	try {
		const total = await countRecordsOfAuthor(index, author);
		return total === null ? result : { ...result, explanation: `${result.explanation} ${authorRecordCountSentence(total)}` };
	} catch (error) {
		// A failure is ignored, because the count only adds a sentence to the answer.
		rethrowUnlessOfOneQuery(error);
		return result;
	}
}

function withNumbers(result: FindResult, { identifiers }: SearchPlan): FindResult {
	const asked = new Set(identifiers.flatMap(({ values }) => values));
	const one = (numbers: readonly string[]) => numbers.find((number) => asked.has(number)) ?? numbers[0] ?? null;
	const { isbn, issn, oclc } = result.identifiers;
	return { ...result, isbn: one(isbn), issn: one(issn), oclcNumber: one(oclc) };
}

function chosen(
	decision: ChosenRecord,
	citation: ParsedCitation,
	options: FindOptions,
	asks: string,
	plain: readonly string[],
	remarks: readonly string[],
): FindResult {
	const { doubts, considered } = decision;
	const accepted = new Set<Doubt>(options.accept);
	const sentence = (doubt: Doubt) => doubtSentence(doubt, decision, citation, asks);
	const open = doubts.filter((doubt) => !accepted.has(doubt));
	const warnings = [
		...plain,
		...open.slice(1).map(sentence),
		...doubts.filter((doubt) => accepted.has(doubt)).map((doubt) => `Accepted: ${sentence(doubt)}`),
		...remarksOnChoice(decision, citation, options),
	];
	const reason = open[0] ?? (considered.length > 1 ? 'bestOfSeveral' : 'onlyMatch');
	const sentences = [...open.slice(0, 1).map(sentence), choiceSentence(decision), ...remarks];
	const found = answer(open.length === 0 ? 'eligible' : 'needsReview', reason, sentences, warnings, decision.contenders);
	return {
		...found,
		existence: isSameWork(decision.chosen) && !doubts.includes('recordDoesNotFit') ? 'found' : 'doubtful',
		problem: holdingsErrorOf(considered),
		heldByOwnLibrary: considered.some((contender) => contender.availability.heldByOwnLibrary),
	};
}
