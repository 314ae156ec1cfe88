import type { SandboxAnswer } from '../types';
import { findPage, printPage } from './list';
import type { EntitySchema } from './schema';
import { LookupFailure } from './values';

/** The answer of a Grails module to an exception: long, and with a stack trace that may hold data. */
export function exceptionAnswer(message: string): SandboxAnswer {
	const stackTrace = Array.from(
		{ length: 40 },
		(_, line) => `    at org.olf.rs.practice.Frame${line}.invoke(Frame${line}.groovy:${line + 11})`,
	);
	return { status: 500, body: { error: 500, message, stackTrace } };
}

/** Status 200 with what `produce` gives, or 500 where the real server fails on a filter. */
export function lookupAnswer(produce: () => unknown): SandboxAnswer {
	try {
		return { status: 200, body: produce() };
	} catch (error) {
		if (error instanceof LookupFailure) return exceptionAnswer(error.message);
		throw error;
	}
}

/** A page of the rows that are asked for. */
export function listAnswer<T extends { readonly id: string }>(
	rows: Iterable<T>,
	query: URLSearchParams,
	schema: EntitySchema,
	print: (row: T) => unknown,
	largestPage?: number,
): SandboxAnswer {
	return lookupAnswer(() => printPage(findPage(rows, query, schema, largestPage), query, print));
}
