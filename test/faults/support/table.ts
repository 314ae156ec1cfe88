import type { CellVerdict } from './cell';

/** A line per fault, a column per operation. */
export function tableOf(cells: readonly CellVerdict[], rows: readonly string[], columns: readonly string[]): string {
	const find = (row: string, column: string): string => {
		const cell = cells.find((candidate) => candidate.row === row && candidate.column === column);
		return cell === undefined ? 'EMPTY' : cell.problems.length > 0 ? 'FAIL' : cell.mark;
	};
	const width = Math.max(...rows.map((row) => row.length)) + 1;
	const head = columns.map((column) => Math.max(8, column.length) + 1);
	const part = 11;
	const lines: string[] = [];
	for (let start = 0; start < columns.length; start += part) {
		const shown = columns.slice(start, start + part);
		lines.push('', ''.padEnd(width) + shown.map((column, index) => column.padEnd(head[start + index] ?? 0)).join(''));
		for (const row of rows)
			lines.push(row.padEnd(width) + shown.map((column, index) => find(row, column).padEnd(head[start + index] ?? 0)).join(''));
	}
	const failing = cells.filter(({ problems }) => problems.length > 0).length;
	lines.push('', `${cells.length} cells, ${rows.length * columns.length - cells.length} empty, ${failing} failing`, '');
	return lines.join('\n');
}
