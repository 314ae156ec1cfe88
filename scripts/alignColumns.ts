/** Writes a table as text. The first columns, `leftAligned` of them, hold words; the others hold numbers, which are aligned right. */
export function alignColumns(rows: ReadonlyArray<readonly string[]>, leftAligned: number): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
	const aligned = (cell: string, column: number) =>
		column < leftAligned ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
	return rows.map((row) => row.map(aligned).join('  ').trimEnd()).join('\n');
}
