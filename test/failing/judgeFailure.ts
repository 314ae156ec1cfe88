import type { Cause } from './failureCauses';
import { inputItems, type FailingOperation } from './failingOperations';

/** The values of n8n's node setting On Error. */
export const onErrorModes = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
export type OnErrorMode = (typeof onErrorModes)[number];

export interface FailedRun {
	/** Items by output. */
	readonly outputs: ReadonlyArray<ReadonlyArray<Readonly<Record<string, unknown>>>>;
	/** Message and description of the error that stopped the workflow. */
	readonly stopped: string | undefined;
	/** The input items from which the output items were made, in the order of `outputs.flat()`. */
	readonly paired: readonly unknown[];
}

/** Finds what is wrong: nothing may look like a success, and no item may be lost. */
export function problemsOfFailedRun(
	{ outputs, doubt }: FailingOperation,
	{ words }: Pick<Cause, 'words'>,
	mode: OnErrorMode,
	run: FailedRun,
) {
	const all = run.outputs.flat();
	if (mode === 'stopWorkflow') {
		return [
			...(words.test(run.stopped ?? '') ? [] : [`stopped with: ${run.stopped ?? 'nothing'}`]),
			...(all.length === 0 ? [] : [`${all.length} items went on`]),
		];
	}
	const expected = mode === 'continueErrorOutput' ? outputs : doubt;
	const faults = run.outputs.flatMap((output, index) =>
		index === expected || output.length === 0 ? [] : [`${output.length} items on output ${index + 1}`],
	);
	if (run.stopped !== undefined) faults.push(`stopped with: ${run.stopped}`);
	if (run.outputs[expected]?.length !== inputItems.length)
		faults.push(`${run.outputs[expected]?.length ?? 0} items on output ${expected + 1}`);
	if (JSON.stringify(run.paired) !== JSON.stringify(inputItems.map((_item, index) => index)))
		faults.push(`paired with ${JSON.stringify(run.paired)}`);
	for (const [index, item] of all.entries()) {
		const text = `${String(item.error)} ${String(item.details)} ${String(item.explanation)}`;
		if (!words.test(text)) faults.push(`says: ${text}`);
		if (mode === 'continueErrorOutput') {
			if (item.row !== inputItems[index]?.row) faults.push('the fields of the input are gone');
		} else if (
			item.outcome !== 'failed' ||
			!/^(badInput|settingsWrong|noAnswer|unexpected)$/.test(String(item.reason)) ||
			String(item.explanation ?? '') === ''
		) {
			faults.push(`outcome ${String(item.outcome)}, reason ${String(item.reason)}`);
		}
	}
	return [...new Set(faults)];
}
