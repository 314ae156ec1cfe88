import { startSandbox } from '../sandbox';
import { judge, type Judged } from '../test/unit/inventory/find/judge';
import { labelled } from '../test/unit/inventory/find/labelled';

/**
 * Makes the labelled look-ups against a practice consortium and prints each with its answer. Exit code 1 when one is wrong.
 */
async function main(): Promise<void> {
	const sandbox = await startSandbox();
	try {
		const judged = await judge(sandbox, labelled);
		const rows = judged.map((row, index) => [String(index + 1), row.right ? 'right' : 'WRONG', asked(row), `${row.result.outcome}: ${row.result.reason}`, chosen(row)]);
		const table = [['', '', 'look-up', 'answer', 'record'], ...rows];
		const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => [...(row[column] ?? '')].length)));
		for (const row of table) console.log(row.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length))).join('  '));
		const wrong = judged.filter(({ right }) => !right);
		for (const { look, result } of wrong) console.log(`WRONG ${JSON.stringify(look)}\n      ${result.explanation}`);
		console.log(`${judged.length - wrong.length} of ${judged.length} look-ups right`);
		process.exitCode = wrong.length === 0 ? 0 : 1;
	} finally {
		await sandbox.close();
	}
}

function asked({ look: { wish, options } }: Judged): string {
	const fields = Object.entries(wish).filter(([, value]) => value !== '' && value !== undefined);
	const text = fields.map(([name, value]) => `${name} ${String(value).replace(/\s+/gu, ' ')}`).join(', ');
	const extras = Object.keys(options ?? {}).join(', ');
	const line = `${text === '' ? '(nothing)' : text}${extras === '' ? '' : ` [${extras}]`}`;
	return [...line].length > 90 ? `${[...line].slice(0, 87).join('')}...` : line;
}

function chosen({ result }: Judged): string {
	return result.title === null ? '' : `${result.title.slice(0, 50)}${result.publicationDate === null ? '' : ` (${result.publicationDate})`}`;
}

void main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
