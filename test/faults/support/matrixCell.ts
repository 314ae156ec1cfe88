import type { Column } from './faultColumns';
import { expectationOf } from './expectations';
import { openPractice, type Practice } from './openPractice';
import type { FaultRunMode, Row } from './matrixRow';
import { patronDataIn, secretsIn } from './findLeaks';
import type { ItemResult, RunSummary } from './RunSummary';

export interface CellVerdict {
	readonly row: string;
	readonly column: string;
	/** Short word for the printed matrix. */
	readonly mark: string;
	/** The problems of the cell; empty if it passes. */
	readonly problems: readonly string[];
	/** The texts that people read, for the test of the documentation. */
	readonly words: string;
}

/** Results without a fault. */
export type Baseline = Readonly<Record<FaultRunMode, RunSummary>>;

export async function baselineOf(row: Row): Promise<Baseline> {
	const practice = await openPractice();
	try {
		row.prepare?.(practice);
		return { goOn: await row.run(practice, 'front', 'goOn'), alone: await row.run(practice, 'front', 'alone') };
	} finally {
		await practice.close();
	}
}

/** Runs one operation under one fault: first with three items of which one is hit, then with that item alone. */
export async function playCell(row: Row, column: Column, baseline: Baseline): Promise<CellVerdict> {
	const practice = await openPractice();
	const problems: string[] = [];
	try {
		row.prepare?.(practice);
		const target = column.target ?? 'front';
		const switchOn = () => {
			practice.front.hits = 0;
			if (column.play !== undefined) practice.front.fault = { aim: row.aim, times: column.times ?? Infinity, play: column.play };
		};
		switchOn();
		const goOn = await row.run(practice, target, 'goOn');
		if (column.play !== undefined && practice.front.hits === 0) problems.push('the fault hit nothing');
		problems.push(...judge(row, column, goOn, baseline.goOn, 'goOn'), ...doubles(practice, goOn, row));
		let alone: RunSummary | undefined;
		if (repeats(row, column)) {
			switchOn();
			alone = await row.run(practice, target, 'alone');
			problems.push(
				...judge(row, column, alone, baseline.alone, 'alone').map((problem) => `alone: ${problem}`),
				...doubles(practice, alone, row),
			);
		}
		problems.push(
			...secretsIn([goOn.everything, alone?.everything], practice.front.tokens).map((secret) => `shows a secret: ${secret.slice(0, 12)}`),
		);
		problems.push(...patronDataIn([goOn.sentences, alone?.sentences]).map((word) => `a sentence shows ${word}`));
		const words = textsOf(goOn, row);
		return { row: row.name, column: column.name, mark: markOf(goOn, row), problems, words };
	} catch (thrown) {
		return {
			row: row.name,
			column: column.name,
			mark: 'CRASH',
			problems: [`crashed: ${thrown instanceof Error ? thrown.stack : String(thrown)}`],
			words: '',
		};
	} finally {
		await practice.close();
	}
}

/**
 * Whether a second run, with the hit item alone, can show something new. It cannot for a fault that passes, or for the test of a
 * credential, which has only one item.
 */
function repeats(row: Row, column: Column) {
	return column.times === undefined && !row.name.startsWith('Test:');
}

function hitItems(report: RunSummary, row: Row) {
	if (row.hit === undefined || report.items.length === 1) return report.items;
	return [report.items[row.hit] ?? []];
}

function textsOf(report: RunSummary, row: Row) {
	return [
		...hitItems(report, row)
			.flat()
			.map(({ words, warnings }) => `${words} ${warnings}`),
		sentenceOf(report.stopped),
	].join(' ');
}

function sentenceOf(error: (Error & { description?: string | null }) | undefined) {
	return error === undefined ? '' : `${error.message} | ${error.description ?? ''}`;
}

function judge(row: Row, column: Column, report: RunSummary, baseline: RunSummary, mode: FaultRunMode) {
	const expected = expectationOf(row, column);
	const problems: string[] = [];
	const connects = column.target !== undefined;
	report.items.forEach((item, index) => {
		const isHit = mode === 'alone' || row.hit === undefined || index === row.hit || connects;
		const before = baseline.items[index] ?? [];
		if (!isHit) {
			if (essence(item) !== essence(before)) problems.push(`item ${index} was harmed: ${essence(item)} instead of ${essence(before)}`);
			return;
		}
		if (expected.end === 'error') {
			const sentence = report.stopped === undefined ? item.map(({ words }) => words).join(' ') : sentenceOf(report.stopped);
			if (report.stopped === undefined && (item.length !== 1 || (item[0]?.output !== 'error' && item[0]?.output !== 'Error')))
				problems.push(`item ${index}: ${item.length} items, ${essence(item)} instead of one error`);
			if (expected.words !== undefined && !expected.words.test(sentence)) problems.push(`item ${index} says: ${sentence}`);
			return;
		}
		if (report.stopped !== undefined) return void problems.push(`stopped: ${sentenceOf(report.stopped)}`);
		if (expected.end === 'same' && mode === 'goOn' && essence(item) !== essence(before))
			problems.push(`item ${index} is ${essence(item)} instead of ${essence(before)}: ${item.map(({ words }) => words).join(' ')}`);
		if (expected.end === 'fine' && outcomes(item) !== outcomes(before))
			problems.push(`item ${index} is ${outcomes(item)} instead of ${outcomes(before)}: ${item.map(({ words }) => words).join(' ')}`);
		if (expected.end.includes('/') && outcomes(item) !== expected.end)
			problems.push(`item ${index} is ${outcomes(item)} instead of ${expected.end}: ${item.map(({ words }) => words).join(' ')}`);
		// The second run finds the request that the first one has made, so that its sentences may differ and are not checked.
		if (mode === 'alone' && expected.end !== 'needsStaff/unclear' && row.made !== undefined) return;
		if (mode === 'alone' && row.acts === true && expected.end === 'same') return;
		if (expected.words !== undefined && !expected.words.test(item.map(({ words }) => words).join(' ')))
			problems.push(`item ${index} says: ${item.map(({ words }) => words).join(' ')}`);
		// If the fault aims at every item and then passes, any of them may have been hit.
		const anyOne = column.times === undefined ? item : report.items.flat();
		if (expected.warnings !== undefined && !expected.warnings.test(anyOne.map(({ warnings }) => warnings).join(' ')))
			problems.push(`item ${index} warns: ${item.map(({ warnings }) => warnings).join(' ')}`);
	});
	if (expected.end === 'error' && mode === 'alone' && report.stopped === undefined) problems.push('did not stop the node');
	const stopped = report.stopped as (Error & { description?: string | null; context?: { itemIndex?: number } }) | undefined;
	if (stopped !== undefined && (stopped.description ?? '') === '') problems.push(`no word on what to do: ${stopped.message}`);
	// A trigger has no items, and Find looks all of its items up together.
	const hasItem = row.operation !== undefined && !row.name.endsWith(': find');
	if (stopped !== undefined && hasItem && stopped.context?.itemIndex !== 0) problems.push('the error does not name its item');
	return problems;
}

function essence(item: readonly ItemResult[]) {
	return item.map((one) => one.essence).join(' ');
}

function outcomes(item: readonly ItemResult[]) {
	return item.map(({ outcome, reason }) => `${outcome}/${reason}`).join(' ');
}

/** Finds references with two requests, and reported requests that do not exist. */
function doubles(practice: Practice, report: RunSummary, row: Row) {
	const { made } = row;
	if (made === undefined) return [];
	return ['REF-1', 'REF-2', 'REF-3'].flatMap((reference, index) => {
		const count = made(practice, reference);
		const results = report.items.length === 1 ? (index === 1 ? report.items[0] : undefined) : report.items[index];
		if (results === undefined) return count > 1 ? [`${count} requests with ${reference}`] : [];
		const claims = results.some(({ outcome }) => outcome === 'created') ? 1 : 0;
		return count === claims ? [] : [`${count} requests with ${reference}, and ${claims} told`];
	});
}

function markOf(report: RunSummary, row: Row) {
	const [item] = hitItems(report, row);
	if (report.stopped !== undefined || item?.some(({ output }) => output === 'error' || output === 'Error')) return 'error';
	return item?.[0]?.reason === 'unclear' ? 'unclear' : (item?.[0]?.outcome ?? 'none').slice(0, 10) || 'event';
}
