import '../engine/harness/registerN8nCore';
import { Container } from '@n8n/di';
import { Logger } from '@n8n/backend-common';
import pLimit from 'p-limit';
import { baselineOf, playCell, type CellVerdict } from './support/matrixCell';
import { faultColumns } from './support/faultColumns';
import { matrixRows as allRows } from './support/matrixRows';
import { patronDataIn, secretsIn } from './support/findLeaks';
import { shortenSilence, shortenWaits } from './support/shortenWaits';
import { engineTestLines, documentedSentences, patternOfSentence, patternOfSimilarSentence } from './support/documentedSentences';

/** `FAULT_ROWS=CrossLink` runs only the rows with that word in their names. */
const rows = allRows.filter(({ name }) => name.includes(process.env.FAULT_ROWS ?? ''));
const cells: CellVerdict[] = [];
const log: unknown[] = [];
const unhandled: unknown[] = [];

beforeAll(async () => {
	shortenWaits();
	const logger = Container.get(Logger);
	for (const level of ['error', 'warn', 'info', 'debug'] as const)
		jest.spyOn(logger, level).mockImplementation((...words: unknown[]) => void log.push(words));
	for (const level of ['error', 'warn', 'info', 'log', 'debug'] as const)
		jest.spyOn(console, level).mockImplementation((...words: unknown[]) => void log.push(words));
	process.on('unhandledRejection', (reason) => unhandled.push(reason));
	// So many cells run at the same time. Most of the time they wait.
	const limit = pLimit(6);
	// A credential's test waits as long as n8n's own request helper, so it does not occupy one of these slots.
	const credentialLimit = pLimit(40);
	const alone: Array<() => Promise<CellVerdict>> = [];
	const undisturbed = await Promise.all(rows.map(async (row) => [row, await limit(() => baselineOf(row))] as const));
	shortenSilence();
	await Promise.all(
		undisturbed.flatMap(([row, baseline]) =>
			faultColumns.map(async (column) => {
				const play = () => playCell(row, column, baseline);
				// These cells keep the processor busy, so that others would see timeouts; they run last.
				if (column.name === 'gzip bomb') return void alone.push(play);
				const cell = await (row.name.startsWith('Test:') ? credentialLimit : limit)(play);
				// On a busy machine, other cells can make a call exceed the shortened silence, so the cell is played again without them.
				if (cell.problems.length > 0 && cell.problems.every((problem) => /in time|hit nothing/.test(problem))) alone.push(play);
				else cells.push(cell);
			}),
		),
	);
	for (const play of alone) cells.push(await play());
});

afterAll(() => jest.restoreAllMocks());

describe.each(rows.map(({ name }) => name))('the operation %s', (row) => {
	it.each(faultColumns.map(({ name }) => name))(
		`the operation ${row} loses no item, doubles no request and discloses no secret under the fault: %s`,
		(column) => {
			expect(cells.find((cell) => cell.row === row && cell.column === column)?.problems).toEqual([]);
		},
	);
});

it('the fault matrix plays every operation under every fault', () => {
	expect(cells).toHaveLength(rows.length * faultColumns.length);
});

it('no fault makes the nodes log a secret or patron data, or leave a rejected promise unhandled', () => {
	expect(secretsIn(log, [])).toEqual([]);
	expect(patronDataIn(log)).toEqual([]);
	expect(unhandled).toEqual([]);
});

(rows.length === allRows.length ? describe : describe.skip)('docs/troubleshooting.md', () => {
	it.each(documentedSentences())('docs/troubleshooting.md quotes a sentence as the nodes say it: %s', (sentence) => {
		expect([...cells.map(({ words }) => words), ...engineTestLines].some((words) => patternOfSentence(sentence).test(words))).toBe(true);
	});

	it('docs/troubleshooting.md has every sentence with which an operation fails', () => {
		const known = documentedSentences().map(patternOfSimilarSentence);
		const failing = cells.filter(({ mark }) => mark === 'error' || mark === 'unclear');
		expect(failing.length).toBeGreaterThan(100);
		expect(failing.filter(({ words }) => !known.some((sentence) => sentence.test(words)))).toEqual([]);
	});
});

it('no answer of a server changes the prototype of JavaScript objects', () => {
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
