import { askedTitle, compareTitles } from '../match/compareTitles';
import { criteria, decidingRule, mayBeLent, ranked, type Contender, type Criterion } from './ranking';
import { fitsExactly, fitsWork, isOtherForm, isTheTitle } from './fit';
import { isMultiVolume, mayHaveVolume, namesVolume, namesVolumes } from './recordVolumes';
import type { Finding, TooMany } from './search';
import { isGiven, type Doubt, type FindOptions, type UnderstoodWish } from './wish';

/** What a search comes to, before it is put into words. */
export type Decision =
	| { readonly kind: 'nothingFound' }
	| {
			readonly kind: 'nobodyLends';
			readonly contenders: readonly [Contender, ...Contender[]];
			/** Found besides, but another work than the one asked for. */
			readonly others: readonly Contender[];
	  }
	| {
			readonly kind: 'chosen';
			readonly finding: Finding;
			readonly chosen: Contender;
			/** Those the choice was made from, best first. */
			readonly considered: readonly Contender[];
			/** Everything found, best first. */
			readonly contenders: readonly Contender[];
			/** Records of earlier steps that nobody lends. */
			readonly earlier: readonly Contender[];
			/** Why a person should look at it, most important first; empty where nobody needs to. */
			readonly doubts: readonly Doubt[];
			/** The rule that decided; undefined where there was one record only or all were equal. */
			readonly decidedBy?: Criterion;
	  }
	| {
			readonly kind: 'doubtful';
			readonly contenders: readonly Contender[];
			readonly doubts: readonly Doubt[];
			/** Records of which not all were looked at. */
			readonly tooMany?: TooMany;
			/** Records that are no more where the back end looks, or no more as a whole; what they had may be in others by now. */
			readonly gone: number;
	  };

/** Chooses among what a search found. Pure: the same findings give the same decision. */
export function decide(findings: readonly Finding[], wish: UnderstoodWish, options: Omit<FindOptions, 'ownSymbols'>): Decision {
	const rules = criteria(wish, options);
	const earlier: Contender[] = [];
	const considerable = new Set<Contender>();
	const partial = findings.some(({ unreadable, tooMany }) => unreadable > 0 || tooMany !== undefined);
	for (const finding of findings) {
		const fresh = finding.contenders.filter(({ record }) => !earlier.some((other) => other.record.id === record.id));
		const pool = poolOf(finding, fresh);
		const considered = ranked(pool, rules);
		const chosen = considered.find(mayBeLent);
		if (chosen === undefined) {
			earlier.push(...fresh);
			for (const contender of pool) considerable.add(contender);
			continue;
		}
		const second = considered.find((contender) => contender !== chosen);
		return {
			kind: 'chosen',
			finding,
			chosen,
			considered,
			contenders: [...considered, ...ranked([...fresh.filter((contender) => !pool.includes(contender)), ...earlier], rules)],
			earlier,
			doubts: doubtsOf({ finding, chosen, considered, earlier, partial, fresh }, wish, options, rules),
			decidedBy: second && decidingRule(chosen, second, rules),
		};
	}
	const contenders = ranked([...considerable], rules);
	const others = ranked(earlier.filter((contender) => !considerable.has(contender)), rules);
	const gone = findings.reduce((sum, finding) => sum + (finding.gone ?? 0), 0);
	if (partial || gone > 0) {
		const tooMany = findings.map((finding) => finding.tooMany).find((one) => one !== undefined);
		return { kind: 'doubtful', contenders, doubts: ['answersPartial'], gone, tooMany };
	}
	const [first, ...more] = contenders;
	return first === undefined ? { kind: 'nothingFound' } : { kind: 'nobodyLends', contenders: [first, ...more], others };
}

/**
 * Those of a step that the choice is made from: by identifier those that are the work described; by title those that agree in title,
 * author and year, then those of the same author, if one of them may be lent. Another author's book of that title is a candidate only
 * where no record has both.
 */
function poolOf(finding: Finding, contenders: readonly Contender[]): readonly Contender[] {
	if (finding.matchedBy !== 'title') {
		const wanted = contenders.filter(({ fit }) => fitsWork(fit));
		return wanted.some(mayBeLent) ? wanted : contenders;
	}
	const exact = contenders.filter(({ fit }) => fitsExactly(fit));
	if (exact.some(mayBeLent)) return exact;
	const agreeing = contenders.filter(({ fit }) => fit.author !== 'different');
	const hasTheWork = contenders.some(({ fit }) => isTheTitle(fit) && fit.author === 'same');
	return agreeing.some(mayBeLent) || hasTheWork ? agreeing : contenders;
}

interface Choice extends Pick<Extract<Decision, { kind: 'chosen' }>, 'finding' | 'chosen' | 'considered' | 'earlier'> {
	readonly fresh: readonly Contender[];
	readonly partial: boolean;
}

function doubtsOf(choice: Choice, wish: UnderstoodWish, options: Omit<FindOptions, 'ownSymbols'>, rules: readonly Criterion[]): Doubt[] {
	const { chosen, considered, finding, earlier } = choice;
	const lendable = considered.filter(mayBeLent);
	const doubts: Doubt[] = [];
	if (choice.partial || chosen.unread !== undefined) doubts.push('answersPartial');
	if (finding.areStrays === true || finding.contradictedBy !== undefined || (finding.matchedBy !== 'title' && !fitsWork(chosen.fit))) doubts.push('recordDoesNotFit');
	if (isOtherEdition(chosen, earlier) || (finding.matchedBy === 'title' && passedOverExactMatch(choice)) || saysOtherForm(choice, wish)) doubts.push('otherEdition');
	else if (finding.matchedBy === 'title' && !fitsExactly(chosen.fit)) doubts.push('titleOnly');
	if (chosen.availability.status === 'unknown' || unknownMayChangeTheChoice(chosen, considered, rules)) doubts.push('policyUnknown');
	if (!isGiven(wish.volume) && isMultiVolume(chosen.record, chosen.holdings.holdings)) doubts.push('volumeMissing');
	if (isOtherVolume(chosen, wish)) doubts.push('otherVolume');
	if (chosen.availability.status === 'unseen') doubts.push('notSeenByReShare');
	if (severalNeedALook(chosen, lendable, wish, options, rules) || hasOtherSubtitles(choice)) doubts.push('severalRecords');
	if (options.ifOwnLibraryHolds === 'review' && considered.some(({ availability }) => availability.heldByOwnLibrary)) doubts.push('heldByOwnLibrary');
	return doubts;
}

/** A record of an earlier step that nobody lends is the one asked for, unless this one shares an identifier with it. */
const isOtherEdition = (chosen: Contender, earlier: readonly Contender[]): boolean => earlier.length > 0 && !earlier.some(({ record }) => sharesIdentifier(chosen, record));

function sharesIdentifier({ record }: Contender, other: Contender['record']): boolean {
	return (['isbn', 'oclc', 'issn'] as const).some((kind) => record.identifiers[kind].some((key) => other.identifiers[kind].includes(key)));
}

/** By title alone: a record that agrees better in title, author and year is lent by nobody, and this is another one. */
function passedOverExactMatch({ fresh, chosen }: Choice): boolean {
	return fresh.some((contender) => {
		const { fit } = contender;
		if (mayBeLent(contender) || fit.author === 'different') return false;
		return (fitsExactly(fit) && !fitsExactly(chosen.fit)) || (fit.title === 'exact' && chosen.fit.title !== 'exact');
	});
}

/**
 * Whether the record says that it is another edition, language or form than the one asked for. A number names a recording or a film by
 * itself; whoever gives an Instance ID has seen the record.
 */
function saysOtherForm({ chosen, finding }: Choice, wish: UnderstoodWish): boolean {
	if (finding.matchedBy === 'instanceId') return false;
	const { fit } = chosen;
	return isOtherForm(finding.matchedBy === 'title' || wish.medium !== undefined ? fit : { ...fit, medium: 'unknown', edition: isGiven(wish.edition) ? fit.edition : 'unknown' });
}

/** Whether the lending libraries name volumes, and not the one asked for, or nothing says that there are several. */
function isOtherVolume({ record, holdings, availability }: Contender, { volume = '' }: UnderstoodWish): boolean {
	if (!isGiven(volume) || namesVolume(record, availability.lent, volume)) return false;
	return namesVolumes(record, availability.lent) || !mayHaveVolume(record, holdings.holdings, volume);
}

/** By title alone: the title was given without subtitle, and there are books with it alone, or with other subtitles, that may be of that year. */
function hasOtherSubtitles({ chosen, fresh, finding, considered }: Choice): boolean {
	if (finding.matchedBy !== 'title' || chosen.fit.title !== 'same') return false;
	const withoutIt = fresh.some(({ fit }) => fit.title === 'exact' && fit.author !== 'different' && fit.year !== 'different');
	return withoutIt || considered.some(({ fit, record }) => record !== chosen.record && fit.title === 'same' && ['similar', 'another'].includes(compareTitles(askedTitle(record.title), chosen.record)));
}

/** Whether holdings that could not be read might make another record the better one. */
function unknownMayChangeTheChoice(chosen: Contender, considered: readonly Contender[], rules: readonly Criterion[]): boolean {
	const preferences = rules.filter(({ about }) => about === 'record');
	return considered.some((other) => {
		if (other === chosen) return false;
		const { availability } = other;
		const mayHaveMore = availability.cut ? Infinity : availability.unknownHoldings;
		if (mayHaveMore === 0 || chosen.availability.status === 'unknown') return false;
		const decided = decidingRule(chosen, other, preferences);
		if (decided !== undefined) return decided.value(other) < decided.value(chosen);
		return availability.lendingLibraries.length + mayHaveMore >= chosen.availability.lendingLibraries.length;
	});
}

function severalNeedALook(chosen: Contender, lendable: readonly Contender[], wish: UnderstoodWish, options: Omit<FindOptions, 'ownSymbols'>, rules: readonly Criterion[]): boolean {
	const others = lendable.filter((contender) => contender !== chosen);
	if (others.length === 0) return false;
	if (options.ifSeveralMatch === 'review') return true;
	// One number on two works: without a title nothing tells which of them is meant.
	if (!isGiven(wish.title) && others.some(({ record }) => compareTitles(askedTitle(record.title), chosen.record) === 'different')) return true;
	return options.ifSeveralMatch !== 'always' && others.some((other) => decidingRule(chosen, other, rules) === undefined);
}
