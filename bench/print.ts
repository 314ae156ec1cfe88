import type { Reach } from './measure';

let said: string[] = [];

export function say(line = ''): void {
	said.push(line);
	process.stdout.write(`${line}\n`);
}

/** Returns all that was printed since the last call. */
export function saidSince(): string {
	const text = said.join('\n');
	said = [];
	return text;
}

/** Shows progress to whoever waits; it is no part of the result. */
export function progress(line: string): void {
	process.stderr.write(`  ${line}\n`);
}

export function heading(text: string): void {
	say(`\n${text}\n${'-'.repeat(text.length)}`);
}

/** The first column is aligned left, and the others right, since they are numbers. */
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

/** All parts share one table, whose last line counts what was reached. */
export function reachTable(reaches: ReadonlyArray<readonly [part: string, reach: Reach]>): void {
	heading('Reaches');
	table(
		['reach', 'wanted', 'measured', ''],
		reaches.map(([part, { what, wanted, measured, met }]) => [`${part}: ${what}`, wanted, measured, met ? 'MET' : 'MISSED']),
	);
	const met = reaches.filter(([, reach]) => reach.met).length;
	say(`\n${met} of ${reaches.length} MET, ${reaches.length - met} MISSED`);
}
