import type { Reach } from './measure';

let said: string[] = [];

export function say(line = ''): void {
	said.push(line);
	process.stdout.write(`${line}\n`);
}

/** All that was printed since the last call. */
export function saidSince(): string {
	const text = said.join('\n');
	said = [];
	return text;
}

/** For whoever waits; not part of the result. */
export function progress(line: string): void {
	process.stderr.write(`  ${line}\n`);
}

export function heading(text: string): void {
	say(`\n${text}\n${'-'.repeat(text.length)}`);
}

/** The first column is aligned left, the others right. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): void {
	const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
	const line = (cells: readonly string[]): string =>
		cells
			.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
			.join('  ')
			.trimEnd();
	say(line(head));
	say(widths.map((width) => '-'.repeat(width)).join('  '));
	for (const row of rows) say(line(row));
}

/** One table for all parts; its last line counts. */
export function reachTable(reaches: ReadonlyArray<readonly [part: string, reach: Reach]>): void {
	heading('Reaches');
	table(
		['reach', 'wanted', 'measured', ''],
		reaches.map(([part, { what, wanted, measured, met }]) => [`${part}: ${what}`, wanted, measured, met ? 'MET' : 'MISSED']),
	);
	const met = reaches.filter(([, reach]) => reach.met).length;
	say(`\n${met} of ${reaches.length} MET, ${reaches.length - met} MISSED`);
}
