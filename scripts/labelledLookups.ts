import { startSandbox } from '../sandbox';
import { clusterId } from '../sandbox/reservoir';
import { judge, openVufind, type Judged } from '../test/unit/inventory/find/judge';
import { asWritten, labelled, over } from '../test/unit/inventory/find/labelled';
import { overVufind } from '../test/unit/inventory/vufind/differences';

/**
 * Makes the labelled look-ups against a practice consortium and prints each with its answer, then again over every release of mod-graphql
 * and of the storage, with and without mod-search, and over VuFind, with the answers that differ and why. Exit code 1 if one is wrong.
 */
async function main(): Promise<void> {
	const notEligible = (looks: typeof labelled): number => looks.filter(({ outcome }) => outcome !== 'eligible').length;
	console.log(
		`${labelled.length} look-ups, ${notEligible(labelled)} of them must not be Eligible; ${asWritten.length} as people write them, ${notEligible(asWritten)} of them must not be Eligible`,
	);
	for (const [index, inventory] of services.entries()) {
		const wrong = await judgeOver(inventory, index === 0);
		if (wrong > 0) process.exitCode = 1;
	}
	for (const version of ['v7', 'v8', 'v10'] as const) if ((await judgeOverVufind(version)) > 0) process.exitCode = 1;
}

const services = (['1.15', '1.13', '1.12', '1.10'] as const).flatMap((graphqlVersion) =>
	(['classic', 'current'] as const).flatMap((era) =>
		(['absent', 'loaded', 'loadedWithoutModule'] as const).map((searchModule) => ({ graphqlVersion, era, searchModule })),
	),
);

/** @returns how many are wrong */
async function judgeOver(inventory: (typeof services)[number], isShown: boolean): Promise<number> {
	const sandbox = await startSandbox({ inventory });
	try {
		const judged = await judge(sandbox, over(inventory, labelled));
		const rows = judged.map((row, index) => [
			String(index + 1),
			row.right ? 'right' : 'WRONG',
			asked(row),
			`${row.result.outcome}: ${row.result.reason}`,
			chosen(row),
		]);
		const table = [['', '', 'look-up', 'answer', 'record'], ...rows];
		const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => [...(row[column] ?? '')].length)));
		if (isShown)
			for (const row of table)
				console.log(row.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length))).join('  '));
		const wrong = judged.filter(({ right }) => !right);
		for (const { look, result } of wrong) console.log(`WRONG ${JSON.stringify(look)}\n      ${result.explanation}`);
		const { graphqlVersion, era, searchModule } = inventory;
		console.log(
			`${judged.length - wrong.length} of ${judged.length} look-ups right: mod-graphql ${graphqlVersion}, storage ${era === 'classic' ? 'to 23.x' : 'from 24.0'}, mod-search ${searchModule}`,
		);
		return wrong.length;
	} finally {
		await sandbox.close();
	}
}

/** @returns how many are wrong */
async function judgeOverVufind(version: 'v7' | 'v8' | 'v10'): Promise<number> {
	const sandbox = await startSandbox();
	try {
		const looks = labelled.map(overVufind);
		const judged = await judge(
			sandbox,
			looks.map(({ look }) => look),
			openVufind(sandbox, version),
			clusterId,
		);
		if (version === 'v10')
			for (const [index, row] of judged.entries())
				if (looks[index]?.why !== '')
					console.log(`${String(index + 1)}  ${asked(row)}  ${row.result.outcome}: ${row.result.reason}  (${looks[index]?.why ?? ''})`);
		const wrong = judged.filter(({ right }) => !right);
		for (const { look, result } of wrong) console.log(`WRONG ${JSON.stringify(look)}\n      ${result.explanation}`);
		console.log(
			`${judged.length - wrong.length} of ${judged.length} look-ups right: VuFind ${version.slice(1)}, ${looks.filter(({ why }) => why !== '').length} of them otherwise than over GraphQL`,
		);
		return wrong.length;
	} finally {
		await sandbox.close();
	}
}

function asked({ look: { citation, options } }: Judged): string {
	const fields = Object.entries(citation).filter(([, value]) => value !== '' && value !== undefined);
	const text = fields.map(([name, value]) => `${name} ${String(value).replace(/\s+/gu, ' ')}`).join(', ');
	const extras = Object.keys(options ?? {}).join(', ');
	const line = `${text === '' ? '(nothing)' : text}${extras === '' ? '' : ` [${extras}]`}`;
	return [...line].length > 90 ? `${[...line].slice(0, 87).join('')}...` : line;
}

function chosen({ result }: Judged): string {
	return result.title === null
		? ''
		: `${result.title.slice(0, 50)}${result.publicationDate === null ? '' : ` (${result.publicationDate})`}`;
}

void main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
