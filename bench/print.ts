import { alignColumns } from '../scripts/alignColumns';
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

export function printTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>): void {
	printLine(alignColumns([head, ...rows], 1));
}

/** Prints the targets of a part. The last line counts those that were met. */
export function printTargets(targets: readonly TargetResult[]): void {
	printLine();
	printTable(
		['target', 'wanted', 'measured', ''],
		targets.map(({ what, wanted, measured, met }) => [what, wanted, measured, met ? 'MET' : 'MISSED']),
	);
	printLine(`${targets.filter(({ met }) => met).length} of ${targets.length} targets met`);
}
