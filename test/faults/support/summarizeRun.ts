import type { IDataObject, INodeType } from 'n8n-workflow';
import type { RunResult } from '../../engine/harness';
import type { ItemResult, RunSummary } from './RunSummary';

const comparedFields = [
	'outcome',
	'reason',
	'title',
	'isbn',
	'alreadyExisted',
	'lendingLibraryCount',
	'openRequests',
	'reference',
	'requestFrom',
];

/** @param names the names of the outputs, without the error output */
export function summarizeRun(run: RunResult, names: readonly string[], inputs: readonly IDataObject[]): RunSummary {
	const items: ItemResult[][] = inputs.map(() => []);
	run.outputs.forEach((output, index) => {
		for (const item of output) {
			const paired = typeof item.pairedItem === 'object' && !Array.isArray(item.pairedItem) ? item.pairedItem.item : 0;
			items[paired]?.push(itemResult(names[index] ?? 'error', without(item.json, Object.keys(inputs[paired] ?? {})), item.error));
		}
	});
	const error = run.error as unknown as Error | undefined;
	const hints = run.hints.map(({ message }) => message);
	return {
		items,
		stopped: error,
		everything: [items, run.outputs.flat().map((item) => item.error), error, hints],
		sentences: [items.flat().map(({ words, warnings }) => [words, warnings]), run.outputs.flat().map((item) => item.error), error, hints],
	};
}

export function itemResult(output: string, json: IDataObject, error?: Error): ItemResult {
	const described = error as (Error & { description?: string | null }) | undefined;
	const words = [json.error, json.description, json.details, json.explanation, described?.message, described?.description].filter(
		(word) => typeof word === 'string',
	);
	return {
		output: json.error === undefined && error === undefined ? output : 'error',
		outcome: String(json.outcome ?? ''),
		reason: String(json.reason ?? json.event ?? ''),
		words: [...new Set(words)].join(' | '),
		warnings: Array.isArray(json.warnings) ? json.warnings.join(' ') : '',
		essence: JSON.stringify([output, comparedFields.map((name) => json[name] ?? null), statusOf(json)]),
	};
}

/**
 * Returns the code of a status, with SENT counted as SUPPLIER_LOCATED: CrossLink asks a library a moment before the status says so, so that
 * Create may read either.
 */
function statusOf({ status }: IDataObject) {
	const { code = null } = (status ?? {}) as IDataObject;
	return code === 'SENT' ? 'SUPPLIER_LOCATED' : code;
}

function without(json: IDataObject, names: readonly string[]) {
	return Object.fromEntries(
		Object.entries(json).filter(
			([name, value]) => !names.includes(name) || name in { title: 1, isbn: 1, reference: 1 } || typeof value === 'object',
		),
	);
}

export function outputNames(node: INodeType, operation: string) {
	const text = String(node.description.outputs);
	const json = /\(({.*})\)\[/s.exec(text)?.[1] ?? '{}';
	const outputs = JSON.parse(json) as Record<string, Array<{ displayName: string }>>;
	return (outputs[operation] ?? []).map(({ displayName }) => displayName);
}
