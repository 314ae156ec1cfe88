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
	const fill = (part: unknown) => filledIn(part, terms);
	const run = (work: () => unknown) => {
		try {
			return fill(work());
		} catch (error) {
			throw fill(error);
		}
	};
	if (typeof value === 'string') return fillIn(value, terms);
	if (typeof value === 'function') return (...given: readonly unknown[]) => run(() => value(...given));
	if (value instanceof Promise) return value.then(fill, (error) => Promise.reject(fill(error)));
	if (value instanceof ReShareError) return errorInTerms(value, terms);
	if (Array.isArray(value)) return value.map(fill);
	if (!isObject(value)) return value;
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype === null || Object.getPrototypeOf(prototype) === null)
		return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fill(part)]));
	return new Proxy(value, {
		get: (object, key) =>
			run(() => {
				const member: unknown = Reflect.get(object, key);
				return typeof member === 'function' ? member.bind(object) : member;
			}),
	});
}

function isObject(value: unknown): value is object {
	return Object.prototype.toString.call(value) === '[object Object]';
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
