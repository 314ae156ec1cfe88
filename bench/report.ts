import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Reach } from './measure';

const report = path.join(__dirname, 'performance.md');
const start = '<!-- written by npm run bench -- --write -->';
const end = '<!-- until here -->';

/** What one part of a run has measured. */
export interface Measured {
	readonly part: string;
	readonly reaches: readonly Reach[];
	/** All that it has printed. */
	readonly printed: string;
}

/** Keeps what a run has measured: the reaches in the report, and all that each part has printed in a file of its own. */
export async function writeReport(measured: readonly Measured[], parts: readonly string[], machine: string): Promise<void> {
	await writeFile(report, withReaches(await readFile(report, 'utf8'), measured, parts, machine));
	const folder = path.join(__dirname, 'results');
	await mkdir(folder, { recursive: true });
	for (const { part, printed } of measured) await writeFile(path.join(folder, `${part}.txt`), `${machine}\n\n${printed.trim()}\n`);
}

/**
 * The report with the reaches of a run. Parts that the run has left out keep their rows and their day.
 *
 * @param parts all that there are, in order
 * @param machine begins with the time of the run
 */
export function withReaches(before: string, measured: readonly Measured[], parts: readonly string[], machine: string): string {
	const [from, until] = [before.indexOf(start) + start.length, before.indexOf(end)];
	const kept = before.slice(from, until).split('\n');
	const day = machine.slice(0, 'YYYY-MM-DD'.length);
	const rows = parts.flatMap((part) => {
		const anew = measured.find((one) => one.part === part);
		if (anew === undefined) return kept.filter((line) => line.startsWith(`| ${part} |`));
		return anew.reaches.map(({ what, wanted, measured: value, met }) => `| ${part} | ${what} | ${wanted} | ${value} | ${day} | ${met ? 'MET' : 'MISSED'} |`);
	});
	const met = rows.filter((row) => row.endsWith('| MET |')).length;
	const missing = parts.filter((part) => !rows.some((row) => row.startsWith(`| ${part} |`)));
	const text = [
		`The last run: ${machine}.`,
		...(missing.length === 0 ? [] : ['', `Not measured yet: ${missing.join(', ')}.`]),
		'', `**${met} of ${rows.length} reaches MET, ${rows.length - met} MISSED.**`,
		'', '| part | reach | wanted | measured | on | |', '|---|---|---|---|---|---|', ...rows,
	];
	return `${before.slice(0, from)}\n${text.join('\n')}\n${before.slice(until)}`;
}
