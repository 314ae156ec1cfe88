import { kinds } from './kinds';
import type { Judged, Verdict } from './lookUp';

const columns: ReadonlyArray<readonly [title: string, verdict: Verdict]> = [
	['Eligible right', 'right'],
	['review', 'review'],
	['silent no', 'silent'],
	['Eligible wrong', 'wrong'],
	['failed', 'failed'],
];

const count = (results: readonly Judged[], verdict: Verdict): number => results.filter((one) => one.verdict === verdict).length;
const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);

export function tableOf(index: string, results: readonly Judged[]): string {
	const rows = kinds.flatMap(({ name, expects }) => {
		const own = results.filter(({ asked }) => asked.kind === name);
		return own.length === 0
			? []
			: [
					[
						name,
						expects,
						String(own.length),
						...columns.map(([, verdict]) => String(count(own, verdict))),
						percent(count(own, 'right'), own.length),
					],
				];
	});
	return [aligned([[`over ${index}`, 'expects', 'n', ...columns.map(([title]) => title), 'right'], ...rows]), '', ...summary(results)].join(
		'\n',
	);
}

function summary(results: readonly Judged[]): string[] {
	const present = results.filter(({ asked }) => asked.expects !== 'absent');
	const clear = results.filter(({ asked }) => asked.expects === 'find' && !asked.mayBeReviewed);
	const absent = results.filter(({ asked }) => asked.expects === 'absent');
	const shares = [...new Set(clear.map(({ asked }) => asked.kind))].map((kind) => {
		const own = clear.filter(({ asked }) => asked.kind === kind);
		return { kind, share: count(own, 'right') / own.length, own };
	});
	const least = [...shares].sort((one, other) => one.share - other.share)[0];
	return [
		`Eligible wrong: ${count(results, 'wrong')} of ${results.length}`,
		`Silent no of what the catalog has: ${count(present, 'silent')} of ${present.length} (${((100 * count(present, 'silent')) / Math.max(1, present.length)).toFixed(2)} %)`,
		`Clear wishes Eligible: ${count(clear, 'right')} of ${clear.length} (${percent(count(clear, 'right'), clear.length)})${least === undefined ? '' : `; least: ${least.kind} ${percent(count(least.own, 'right'), least.own.length)}`}`,
		`Absent books: ${count(absent, 'silent')} of ${absent.length} Not Available (${percent(count(absent, 'silent'), absent.length)}), ${count(absent, 'review')} to review`,
	];
}

function aligned(rows: ReadonlyArray<readonly string[]>): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
	return rows
		.map((row) =>
			row
				.map((cell, column) => (column === 0 || column === 1 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}
