export interface ItemResult {
	/** Name of the output, or `error`. */
	readonly output: string;
	readonly outcome: string;
	readonly reason: string;
	/** The message and description of an error, or the explanation of an outcome. */
	readonly words: string;
	/** Warnings and hints. */
	readonly warnings: string;
	/** The output and the fields that must be the same in every run, as JSON. */
	readonly essence: string;
}

export interface RunSummary {
	/** The results by input item. */
	readonly items: readonly (readonly ItemResult[])[];
	/** The error that stopped the node. */
	readonly stopped: Error | undefined;
	/** All items, errors and hints of the run, in which no secret may occur. */
	readonly everything: unknown;
	/** All texts that people read: messages, descriptions, stacks, explanations, warnings and hints. */
	readonly sentences: unknown;
}
