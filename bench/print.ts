import type { TargetResult } from './figures';

let said: string[] = [];

export function printLine(line = ''): void {
	said.push(line);
	process.stdout.write(`${line}\n`);
}

/** Returns all that was printed since the last call. */
export function takePrintedText(): string {
	const text = said.join('\n');
	said = [];
	return text;
}

/** Shows progress to whoever watches; the line is no part of the result. */
export function printProgress(line: string): void {
	process.stderr.write(`  ${line}\n`);
}

export function printHeading(text: string): void {
	printLine(`\n${text}\n${'-'.repeat(text.length)}`);
}

/** The first column is aligned left, and the others right, since they are numbers. */
export function printTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>): void {
	const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
	const line = (cells: readonly string[]): string =>
		cells
			.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
			.join('  ')
			.trimEnd();
	printLine(line(head));
	printLine(widths.map((width) => '-'.repeat(width)).join('  '));
	for (const row of rows) printLine(line(row));
}

/** Prints the targets of all parts as one table. Its last line counts those that were met. */
export function printTargets(targets: ReadonlyArray<readonly [part: string, target: TargetResult]>): void {
	printHeading('Targets');
	printTable(
		['target', 'wanted', 'measured', ''],
		targets.map(([part, { what, wanted, measured, met }]) => [`${part}: ${what}`, wanted, measured, met ? 'MET' : 'MISSED']),
	);
	const met = targets.filter(([, target]) => target.met).length;
	printLine(`\n${met} of ${targets.length} MET, ${targets.length - met} MISSED`);
}
