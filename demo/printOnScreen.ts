export function printLine(line: string): void {
	const time = new Date().toTimeString().slice(0, 8);
	process.stdout.write(`${time}  ${line}\n`);
}

export function printHeading(text: string): void {
	process.stdout.write(`\n${text}\n${'-'.repeat(text.length)}\n`);
}

export function printTable(rows: ReadonlyArray<readonly string[]>): void {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
	const line = (row: readonly string[]) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd();
	rows.forEach((row, index) => {
		process.stdout.write(`${line(row)}\n`);
		if (index === 0) process.stdout.write(`${widths.map((width) => '-'.repeat(width)).join('  ')}\n`);
	});
}
