import { alignColumns } from '../alignColumns';
import { citationKinds, type ExpectedAnswer } from './citationKinds';
import type { JudgedCase, LookupVerdict } from './judgeCitationLookups';

const columns: ReadonlyArray<readonly [title: string, verdict: LookupVerdict]> = [
	['Eligible right', 'right'],
	['review', 'review'],
	['silent no', 'silent'],
	['Eligible wrong', 'wrong'],
	['failed', 'failed'],
];

const count = (results: readonly JudgedCase[], verdict: LookupVerdict) => results.filter((one) => one.verdict === verdict).length;
const percent = (part: number, whole: number) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);

/** The least share of the look-ups of each kind that must come out as expected. */
const leastOfKind = 0.9;

/** The verdicts with which a look-up came out as it must. A review is right where a person must decide. */
const rightVerdicts: Readonly<Record<ExpectedAnswer, readonly LookupVerdict[]>> = {
	find: ['right'],
	'find or review': ['right', 'review'],
	doubt: ['review'],
	absent: ['silent', 'review'],
};

export function verdictTableOf(index: string, results: readonly JudgedCase[]): string {
	const rows = citationKinds.flatMap(({ name, expects }) => {
		const own = results.filter(({ kind }) => kind === name);
		const right = own.filter(({ verdict }) => rightVerdicts[expects].includes(verdict)).length;
		return own.length === 0
			? []
			: [
					[
						name,
						expects,
						String(own.length),
						...columns.map(([, verdict]) => String(count(own, verdict))),
						percent(right, own.length),
						right < own.length * leastOfKind || count(own, 'wrong') > 0 ? 'MISSED' : '',
					],
				];
	});
	return [
		alignColumns([[`over ${index}`, 'expects', 'n', ...columns.map(([title]) => title), 'as expected', '90 %'], ...rows], 2),
		'',
		...summary(results),
	].join('\n');
}

function summary(results: readonly JudgedCase[]) {
	const present = results.filter(({ expects }) => expects !== 'absent');
	const clear = results.filter(({ expects }) => expects === 'find');
	const absent = results.filter(({ expects }) => expects === 'absent');
	const shares = [...new Set(clear.map(({ kind }) => kind))].map((kind) => {
		const own = clear.filter((one) => one.kind === kind);
		return { kind, share: count(own, 'right') / own.length, own };
	});
	const least = [...shares].sort((one, other) => one.share - other.share)[0];
	const [silent, right] = [count(present, 'silent'), count(clear, 'right')];
	return [
		`Eligible wrong: ${count(results, 'wrong')} of ${results.length} (target 0)`,
		`Silent no of what the catalog has: ${silent} of ${present.length} (${((100 * silent) / Math.max(1, present.length)).toFixed(2)} %, target at most 0.5 %)`,
		`Clear citations Eligible: ${right} of ${clear.length} (${percent(right, clear.length)}, target at least 98 %)${least === undefined ? '' : `; least: ${least.kind} ${percent(count(least.own, 'right'), least.own.length)}`}`,
		`Absent books: ${count(absent, 'silent')} of ${absent.length} Not Available (${percent(count(absent, 'silent'), absent.length)}), ${count(absent, 'review')} to review`,
	];
}
