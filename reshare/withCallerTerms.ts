import { ReShareError } from './errors';
import type { CallerTerms } from './callerTerms';

/**
 * Returns a value with the caller's terms in place of the placeholders in its texts. A function, a promise or an object of the client has
 * them in all that it gives and throws. Nothing is changed in place, because other callers may share an error.
 */
export function withCallerTerms<Value>(value: Value, terms: CallerTerms) {
	return filledIn(value, terms) as Value;
}

function filledIn(value: unknown, terms: CallerTerms): unknown {
	if (typeof value === 'string') return fillIn(value, terms);
	if (typeof value === 'function') return (...given: readonly unknown[]) => inTermsOf(() => value(...given) as unknown, terms);
	if (value instanceof Promise)
		return value.then(
			(given) => filledIn(given, terms),
			(error) => Promise.reject(filledIn(error, terms)),
		);
	if (value instanceof ReShareError) return errorInTerms(value, terms);
	if (Array.isArray(value)) {
		const filled = value.map((part: unknown) => filledIn(part, terms));
		return filled.some((part, index) => part !== value[index]) ? filled : value;
	}
	if (Object.prototype.toString.call(value) !== '[object Object]') return value;
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return objectInTerms(value as object, terms);
	const parts = Object.entries(value as object);
	const filled = parts.map(([key, part]) => [key, filledIn(part, terms)] as const);
	return filled.some(([, part], index) => part !== parts[index]?.[1]) ? Object.fromEntries(filled) : value;
}

function objectInTerms(object: object, terms: CallerTerms) {
	const get = (_object: object, key: string | symbol) =>
		inTermsOf(() => {
			const member: unknown = Reflect.get(object, key);
			return typeof member === 'function' ? member.bind(object) : member;
		}, terms);
	return new Proxy(object, { get });
}

function inTermsOf(work: () => unknown, terms: CallerTerms) {
	try {
		return filledIn(work(), terms);
	} catch (error) {
		throw filledIn(error, terms);
	}
}

function errorInTerms(error: ReShareError, terms: CallerTerms) {
	const message = fillIn(error.message, terms);
	const description = fillIn(error.description, terms);
	if (message === error.message && description === error.description) return error;
	return new ReShareError(error.kind, message, { ...error, description, cause: error.cause });
}

function fillIn(text: string, terms: CallerTerms) {
	return text.replace(/⟦(\w{1,20})⟧/g, (placeholder, key: string) => {
		const known: unknown = Reflect.get(terms, key) ?? Reflect.get(terms.names, key);
		return typeof known === 'string' ? known : placeholder;
	});
}
