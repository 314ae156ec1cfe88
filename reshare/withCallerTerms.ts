import { ReShareError } from './errors';
import type { CallerTerms } from './callerTerms';

/** Wraps an object of the client so that the caller sees its own terms in all that the members give, return and throw. */
export function withCallerTerms<Target extends object>(target: Target, terms: CallerTerms): Target {
	const get = (_target: Target, key: string | symbol) => {
		const member = inTermsOf(() => Reflect.get(target, key, target), terms);
		return typeof member !== 'function'
			? member
			: (...given: readonly unknown[]) => inTermsOf(() => Reflect.apply(member, target, given), terms);
	};
	return new Proxy(target, { get });
}

function inTermsOf(work: () => unknown, terms: CallerTerms) {
	try {
		const result = work();
		return result instanceof Promise ? awaitAndFillInTerms(result, terms) : fillInTerms(result, terms);
	} catch (error) {
		throw fillInTerms(error, terms);
	}
}

export async function awaitAndFillInTerms<Result>(underWay: Promise<Result>, terms: CallerTerms): Promise<Result> {
	try {
		return fillInTerms(await underWay, terms);
	} catch (error) {
		throw fillInTerms(error, terms);
	}
}

/**
 * Replaces the placeholders in a value's texts by the caller's terms. Nothing is changed in place, because other callers may share an
 * error.
 */
export function fillInTerms<Value>(value: Value, terms: CallerTerms): Value {
	return filledIn(value, terms) as Value;
}

function filledIn(value: unknown, terms: CallerTerms): unknown {
	if (typeof value === 'string') return fillIn(value, terms);
	if (typeof value !== 'object' || value === null) return value;
	if (value instanceof ReShareError) return errorInTerms(value, terms);
	if (Array.isArray(value)) {
		const filled = value.map((part: unknown) => filledIn(part, terms));
		return filled.some((part, index) => part !== value[index]) ? filled : value;
	}
	if (Object.prototype.toString.call(value) !== '[object Object]') return value;
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return withCallerTerms(value, terms);
	let result: object = value;
	for (const key of Object.keys(value)) {
		const part: unknown = Reflect.get(value, key);
		const filled = filledIn(part, terms);
		if (filled !== part) result = { ...result, [key]: filled };
	}
	return result;
}

function errorInTerms(error: ReShareError, terms: CallerTerms) {
	const message = fillIn(error.message, terms);
	const description = fillIn(error.description, terms);
	if (message === error.message && description === error.description) return error;
	return new ReShareError(error.kind, message, { ...error, description, cause: error.cause });
}

function fillIn(text: string, terms: CallerTerms) {
	if (!text.includes('⟦')) return text;
	const known: Readonly<Record<string, unknown>> = { ...terms.names, ...terms };
	return text.replace(/⟦(\w{1,20})⟧/g, (placeholder, key: string) => (typeof known[key] === 'string' ? known[key] : placeholder));
}
