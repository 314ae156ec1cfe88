import { allIdentifiersOf } from '../identifierKinds';
import { readAskedTitle, compareTitles } from '../match/compareTitles';
import {
	bibliographicCriteria,
	rankingCriteria,
	findDecidingCriterion,
	mayBeLent,
	rankContenders,
	type Contender,
	type RankingCriterion,
} from './rankContenders';
import { fitsExactly, fitsWork, isOtherVersion, hasVeryDifferentYear, hasSameTitle } from './recordFit';
import { isMultiVolume, mayHaveVolume, namesVolume, namesAnyVolume } from './volumesOfRecord';
import type { SearchFinding } from './runSearchPlan';
import type { Doubt, FindOptions, ParsedCitation } from './findTypes';

export type FindDecision = ReturnType<typeof chooseRecord>;
export type ChosenRecord = Extract<FindDecision, { readonly kind: 'chosen' }>;

export function chooseRecord(findings: readonly SearchFinding[], citation: ParsedCitation, options: Partial<FindOptions>) {
	const rules = rankingCriteria(citation, options);
	const earlier: Contender[] = [];
	const considerable: Contender[] = [];
	const partial = findings.some(({ unreadable, tooMany }) => unreadable > 0 || tooMany);
	for (const finding of findings) {
		const fresh = finding.contenders.filter(({ record }) => !earlier.some((other) => other.record.id === record.id));
		const pool = poolOf(finding, fresh);
		const considered = rankContenders(pool, rules);
		const [chosen, second] = considered;
		if (chosen === undefined || !mayBeLent(chosen)) {
			earlier.push(...fresh);
			considerable.push(...pool);
			continue;
		}
		return {
			kind: 'chosen' as const,
			finding,
			chosen,
			/** The records from which one was chosen, best first. */
			considered,
			/** All records that were found, best first. */
			contenders: [...considered, ...rankContenders([...fresh.filter((contender) => !pool.includes(contender)), ...earlier], rules)],
			/** The reasons for a review by a person, the most important first; empty if none is needed. */
			doubts: doubtsOf({ finding, chosen, considered, earlier, partial, fresh, citation, options, rules }),
			/** The rule that decided between the records; undefined where there was only one record, or all were equal. */
			decidedBy: second && findDecidingCriterion(chosen, second, rules),
		};
	}
	const contenders = rankContenders(considerable, rules);
	/** Records that were found as well, but are of another work. */
	const others = rankContenders(
		earlier.filter((contender) => !considerable.includes(contender)),
		rules,
	);
	/** The number of records that the source no longer has. Their holdings may belong to other records by now. */
	const gone = findings.reduce((sum, finding) => sum + (finding.gone ?? 0), 0);
	if (partial || gone > 0) return { kind: 'doubtful' as const, contenders, gone, tooMany: findings.some(({ tooMany }) => tooMany) };
	const [first, ...more] = contenders;
	return first === undefined
		? { kind: 'nothingFound' as const }
		: { kind: 'nobodyLends' as const, contenders: [first, ...more] as const, others };
}

/**
 * Returns the records of a step from which one is chosen. A book that has this title but another author is a candidate only if no record
 * has both title and author.
 */
function poolOf(finding: SearchFinding, contenders: readonly Contender[]) {
	const fits = finding.matchedBy === 'title' ? fitsExactly : fitsWork;
	const wanted = contenders.filter(({ fit }) => fits(fit));
	if (wanted.some(mayBeLent)) return wanted;
	if (finding.matchedBy !== 'title') return contenders;
	const agreeing = contenders.filter(({ fit }) => fit.author !== 'different');
	const hasTheWork = contenders.some(({ fit }) => hasSameTitle(fit) && fit.author === 'same');
	return agreeing.some(mayBeLent) || hasTheWork ? agreeing : contenders;
}

interface Choice {
	readonly finding: SearchFinding;
	readonly chosen: Contender;
	readonly considered: readonly Contender[];
	/** The records that earlier steps found, but nobody lends. */
	readonly earlier: readonly Contender[];
	/** The records that this step found, and no earlier step. */
	readonly fresh: readonly Contender[];
	readonly partial: boolean;
	readonly citation: ParsedCitation;
	readonly options: Partial<FindOptions>;
	readonly rules: readonly RankingCriterion[];
}

/** Returns the reasons for a review, the most important first. */
function doubtsOf(choice: Choice) {
	const { chosen, considered, finding, citation, options } = choice;
	const byTitle = finding.matchedBy === 'title';
	const isAnother = finding.areStrays === true || finding.contradictedBy !== undefined || (!byTitle && !fitsWork(chosen.fit));
	const { status } = chosen.availability;
	const isOther = isOtherEdition(choice) || (byTitle && passedOverExactMatch(choice)) || saysOtherForm(choice);
	const doubts: Readonly<Record<Doubt, boolean>> = {
		answersPartial: choice.partial || chosen.unread !== undefined,
		recordDoesNotFit: isAnother,
		otherEdition: isOther,
		titleOnly: !isOther && byTitle && !fitsExactly(chosen.fit),
		policyUnknown: status === 'unknown' || unknownMayChangeTheChoice(choice),
		volumeMissing: citation.volume === undefined && isMultiVolume(chosen.record, chosen.holdings.holdings),
		otherVolume: isOtherVolume(chosen, citation),
		notSeenByReShare: status === 'unseen',
		severalRecords: severalNeedALook(choice) || (byTitle && hasOtherSubtitles(choice)),
		heldByOwnLibrary: options.ifOwnLibraryHolds === 'review' && considered.some(({ availability }) => availability.heldByOwnLibrary),
	};
	return (Object.keys(doubts) as Doubt[]).filter((doubt) => doubts[doubt]);
}

/**
 * Whether the chosen record is another edition than the one that an earlier step found and nobody lends. Records that share an identifier
 * are the same edition.
 */
function isOtherEdition({ chosen, earlier }: Choice) {
	const own = allIdentifiersOf(chosen.record.identifiers);
	return earlier.length > 0 && !earlier.some(({ record }) => allIdentifiersOf(record.identifiers).some((number) => own.includes(number)));
}

/** Whether the search by title chose a record, although one that nobody lends agrees better in title, author and year. */
function passedOverExactMatch({ fresh, chosen }: Choice) {
	return fresh.some(
		(other) =>
			!mayBeLent(other) &&
			other.fit.author !== 'different' &&
			((fitsExactly(other.fit) && !fitsExactly(chosen.fit)) || (other.fit.title === 'exact' && chosen.fit.title !== 'exact')),
	);
}

/**
 * Whether the record has another edition, language or medium than the citation asks for, or a very different year. If a number found the
 * record and the citation names no medium, the medium does not count, and the edition only if the citation names one, since a number may
 * stand for a recording or a film. Nothing counts if an Instance ID was given, since whoever gives one has seen the record.
 */
function saysOtherForm({ chosen, finding, citation }: Choice) {
	if (finding.matchedBy === 'instanceId') return false;
	const { fit } = chosen;
	const isNamedByNumber = finding.matchedBy !== 'title' && citation.medium === undefined;
	return (
		hasVeryDifferentYear(chosen) ||
		isOtherVersion(isNamedByNumber ? { ...fit, medium: 'unknown', edition: citation.edition ? fit.edition : 'unknown' } : fit)
	);
}

/**
 * Whether the citation names two volumes, whether the lending libraries name volumes but not the wanted one, or whether nothing says that
 * the work has several volumes.
 */
function isOtherVolume({ record, holdings, availability }: Contender, { volume = '', hasTwoVolumes }: ParsedCitation) {
	if (hasTwoVolumes === true) return true;
	if (volume === '' || namesVolume(record, availability.lent, volume)) return false;
	return namesAnyVolume(record, availability.lent) || !mayHaveVolume(record, holdings.holdings, volume);
}

/** Whether a title without subtitle was searched, while other books of the same year may have it alone or with other subtitles. */
function hasOtherSubtitles({ chosen, fresh, considered }: Choice) {
	if (chosen.fit.title !== 'same') return false;
	return (
		fresh.some(({ fit }) => fit.title === 'exact' && fit.author !== 'different' && fit.year !== 'different') ||
		considered.some(
			({ fit, record }) =>
				record !== chosen.record &&
				fit.title === 'same' &&
				['similar', 'another'].includes(compareTitles(readAskedTitle(record.title), chosen.record)),
		)
	);
}

function unknownMayChangeTheChoice({ chosen, considered, citation, options }: Choice) {
	const preferences = bibliographicCriteria(citation, options);
	return considered.some((other) => {
		const { availability, holdings } = other;
		const mayHaveMore = holdings.cut ? Infinity : availability.unknownHoldings;
		if (other === chosen || mayHaveMore === 0) return false;
		const decided = findDecidingCriterion(chosen, other, preferences);
		if (decided !== undefined) return decided.value(other) < decided.value(chosen);
		return availability.lendingLibraries.length + mayHaveMore >= chosen.availability.lendingLibraries.length;
	});
}

function severalNeedALook({ chosen, considered, citation, options: { ifSeveralMatch }, rules }: Choice) {
	return considered.some(
		(other) =>
			other !== chosen &&
			// One number may be used for two works. Without a title, nothing says which of them is meant, even if only one is lent.
			((!citation.title && compareTitles(readAskedTitle(other.record.title), chosen.record) === 'different') ||
				(mayBeLent(other) &&
					(ifSeveralMatch === 'review' || (ifSeveralMatch !== 'always' && findDecidingCriterion(chosen, other, rules) === undefined)))),
	);
}
