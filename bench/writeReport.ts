import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TargetResult } from './figures';

const report = path.join(__dirname, 'performance.md');

/**
 * Writes all that the part printed into a file of its own, and replaces the part's row in the report.
 *
 * @param machine a sentence that begins with the time of the run
 * @throws Error if the report has no row for the part
 */
export async function writeReport(part: string, targets: readonly TargetResult[], printed: string, machine: string): Promise<void> {
	await writeFile(path.join(__dirname, 'results', `${part}.txt`), `${machine}\n\n${printed.trim()}\n`);
	const day = machine.slice(0, 'YYYY-MM-DD'.length);
	const missed = targets.filter(({ met }) => !met);
	const cells = [
		`[${part}](results/${part}.txt)`,
		day,
		`${targets.length - missed.length} of ${targets.length}`,
		missed.map(({ what, wanted, measured }) => `${what}: ${measured} (${wanted})`).join('<br>'),
	];
	const before = await readFile(report, 'utf8');
	const row = new RegExp(`^\\|\\[${part}\\].*$`, 'mu');
	if (!row.test(before)) throw new Error(`bench/performance.md has no row for ${part}`);
	await writeFile(
		report,
		before.replace(row, () => `|${cells.join('|')}|`),
	);
}
