/** What came of one item: where it went, and the words that went with it. */
export interface ItemResult {
	/** Name of the output, or `error`. */
	readonly output: string;
	readonly outcome: string;
	readonly reason: string;
	/** Message and description of an error, or the explanation of an outcome. */
	readonly words: string;
	/** Warnings and hints. */
	readonly warnings: string;
	/** The item without what changes from run to run. */
	readonly essence: string;
}

/** What came of one run of an operation. */
export interface RunReport {
	/** One entry per item in, each with what came of it. */
	readonly items: readonly (readonly ItemResult[])[];
	/** The error that stopped the node. */
	readonly stopped: Error | undefined;
	/** Everything that was handed on or kept. */
	readonly everything: unknown;
	/** The parts that people read: messages, descriptions, stacks, explanations, warnings, hints. */
	readonly sentences: unknown;
}
