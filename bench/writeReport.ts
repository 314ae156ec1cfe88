import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TargetResult } from './figures';

const report = path.join(__dirname, 'performance.md');
const start = '<!-- written by npm run bench -- --write -->';
const end = '<!-- until here -->';

export interface MeasuredPart {
	readonly part: string;
	readonly targets: readonly TargetResult[];
	readonly printed: string;
}

/** Writes the part's targets into the report, and all that it printed into a file of its own. */
export async function writeReport(measured: MeasuredPart, parts: readonly string[], machine: string): Promise<void> {
	await writeFile(report, reportWithTargets(await readFile(report, 'utf8'), [measured], parts, machine));
	const folder = path.join(__dirname, 'results');
	await mkdir(folder, { recursive: true });
	await writeFile(path.join(folder, `${measured.part}.txt`), `${machine}\n\n${measured.printed.trim()}\n`);
}

/**
 * Replaces the rows of the measured parts. Parts that this run left out keep their rows and their day.
 *
 * @param parts all parts of the benchmark, in their order
 * @param machine a sentence that begins with the time of the run
 */
export function reportWithTargets(before: string, measured: readonly MeasuredPart[], parts: readonly string[], machine: string): string {
	const [from, until] = [before.indexOf(start) + start.length, before.indexOf(end)];
	const kept = before.slice(from, until).split('\n');
	const day = machine.slice(0, 'YYYY-MM-DD'.length);
	const rows = parts.flatMap((part) => {
		const targets = measured.find((one) => one.part === part)?.targets;
		return targets === undefined
			? rowsOf(part, kept)
			: [`|**${part}**, ${day}|${targets.filter(({ met }) => met).length} of ${targets.length}|`, ...together(targets)];
	});
	const counts = rows.flatMap((row) => [...row.matchAll(/^\|\*\*.*\|(\d+) of (\d+)\|$/gu)]);
	const [met, all] = [1, 2].map((group) => counts.reduce((sum, count) => sum + Number(count[group]), 0));
	const missing = parts.filter((part) => !rows.some((row) => row.startsWith(`|**${part}**`)));
	const text = [
		`The last run: ${machine}.`,
		...(missing.length === 0 ? [] : ['', `Not measured yet: ${missing.join(', ')}.`]),
		'',
		`**${met} of ${all} targets met.** Those met exactly, such as 200 of 200 requests made, have no row.`,
		'',
		'|target|measured (wanted)|',
		'|---|---|',
		...rows,
	];
	return `${before.slice(0, from)}\n${text.join('\n')}\n${before.slice(until)}`;
}

/** Returns the part's row and all rows up to the next part's. */
function rowsOf(part: string, lines: readonly string[]): string[] {
	const first = lines.findIndex((line) => line.startsWith(`|**${part}**`));
	if (first < 0) return [];
	const length = lines.slice(first + 1).findIndex((line) => !line.startsWith('|') || line.startsWith('|**'));
	return lines.slice(first, length < 0 ? undefined : first + 1 + length);
}

/** What may differ between two targets of one kind: their latency, their number of requests, or the name in front. */
const variant = /[\d,]+(?= (?:ms|requests)\b)|^\w+(?=: )/u;

/**
 * Joins targets that differ in their variant alone into one row. Targets that must be met exactly, such as all requests made, are only
 * counted.
 */
function together(targets: readonly TargetResult[]): string[] {
	const groups = new Map<string, TargetResult[]>();
	for (const target of targets.filter(({ wanted, measured }) => measured !== wanted)) {
		const key = [target.what.replace(variant, ''), target.wanted, target.met].join('|');
		groups.set(key, [...(groups.get(key) ?? []), target]);
	}
	return [...groups.values()].flatMap((group) =>
		group.slice(0, 1).map(({ what, wanted, met }) => {
			const variants = group.map((one) => variant.exec(one.what)?.[0] ?? '').join(', ');
			const values = group.map((one) => one.measured);
			return `|${what.replace(variant, variants)}|${new Set(values).size === 1 ? values[0] : values.join('; ')} (${wanted})${met ? '' : ' MISSED'}|`;
		}),
	);
}
