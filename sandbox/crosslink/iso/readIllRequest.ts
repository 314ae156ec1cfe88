import { badRequestProblem } from '../brokerProblems';
import { isoRequestSchema, type IsoField, type IsoType } from './isoSchema';

/** An ISO 18626 request as the broker stores it: JSON with the names and the order of the schema. */
export type IsoRequest = Readonly<Record<string, unknown>>;

/**
 * Reads the `illRequest` of a body. The case of names does not matter, unknown names are dropped, and types are strict.
 *
 * @throws BrokerProblem 400 for the first value of a wrong type, and if nothing is left
 */
export function readIllRequest(value: Readonly<Record<string, unknown>>): IsoRequest {
	const request = readRecord(isoRequestSchema.go, isoRequestSchema.fields, value, 'illRequest') as IsoRequest;
	if (!Object.entries(request).some(([name, part]) => name !== 'bibliographicInfo' || Object.keys(part as object).length > 0))
		throw badRequestProblem('invalid patron request: illRequest must not be empty');
	return request;
}

export function validationErrorsOf(request: IsoRequest): string[] {
	return complaints(isoRequestSchema, request, 'Request');
}

function readRecord(
	go: string,
	fields: Readonly<Record<string, IsoField>>,
	value: Readonly<Record<string, unknown>>,
	path: string,
): Record<string, unknown> {
	const given = new Map(Object.entries(value).map(([name, part]) => [name.toLowerCase(), part]));
	const read: Record<string, unknown> = {};
	for (const [name, { type, always }] of Object.entries(fields)) {
		const part = readValue(type, given.get(name.toLowerCase()) ?? undefined, `${path}.${name}`, go);
		if (part !== undefined || always === true) read[name] = part ?? emptyOf(type);
	}
	return read;
}

function emptyOf(type: IsoType): unknown {
	return type.kind === 'record' ? {} : type.kind === 'money' ? '0' : '';
}

/** Reads one part; undefined if it is empty and may be left out. */
function readValue(type: IsoType, value: unknown, path: string, owner: string): unknown {
	if (value === undefined || value === null) return undefined;
	const mismatch = (wanted: string) =>
		badRequestProblem(`json: cannot unmarshal ${kindOf(value)} into Go struct field ${owner}.${path} of type ${wanted}`);
	switch (type.kind) {
		case 'text':
			if (typeof value !== 'string') throw mismatch(type.go);
			return value === '' ? undefined : value;
		case 'number':
			if (typeof value !== 'number') throw mismatch('int64');
			return value === 0 ? undefined : value;
		case 'money':
			if (typeof value !== 'string') throw mismatch('utils.XSDDecimal');
			return /^-?\d+(\.\d+)?$/u.test(value) ? value : '0';
		case 'time':
			if (typeof value !== 'string') throw badRequestProblem('Time.UnmarshalJSON: input is not a JSON string');
			return readTime(value);
		case 'list':
			if (!Array.isArray(value)) throw mismatch(`[]${goName(type.of)}`);
			return value.length === 0 ? undefined : value.map((part: unknown) => readValue(type.of, part, path, owner) ?? emptyOf(type.of));
		case 'record':
			if (typeof value !== 'object' || Array.isArray(value)) throw mismatch(goName(type));
			return readRecord(type.go, type.fields, value as Record<string, unknown>, path);
	}
}

function goName(type: IsoType): string {
	return type.kind === 'record' ? `iso18626.${type.go}` : type.kind === 'text' ? type.go : type.kind;
}

function kindOf(value: unknown): string {
	if (Array.isArray(value)) return 'array';
	return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** Patterns for the parts of a time, with the names that Go gives these parts. */
const timePieces: ReadonlyArray<readonly [RegExp, string]> = [
	[/^\d{4}/u, '2006'],
	[/^-/u, '-'],
	[/^\d\d/u, '01'],
	[/^-/u, '-'],
	[/^\d\d/u, '02'],
	[/^T/u, 'T'],
	[/^\d\d/u, '15'],
	[/^:/u, ':'],
	[/^\d\d/u, '04'],
	[/^:/u, ':'],
	[/^\d\d(?:\.\d+)?/u, '05'],
	[/^(?:Z|[+-]\d\d:\d\d)/u, 'Z07:00'],
];

/**
 * Reads a time.
 *
 * @throws BrokerProblem 400 for anything but a date with a time and a zone
 */
function readTime(text: string): string {
	let rest = text;
	for (const [piece, name] of timePieces) {
		const found = piece.exec(rest);
		if (found === null)
			throw badRequestProblem(`parsing time "${text}" as "2006-01-02T15:04:05Z07:00": cannot parse "${rest}" as "${name}"`);
		rest = rest.slice(found[0].length);
	}
	if (rest !== '') throw badRequestProblem(`parsing time "${text}": extra text: "${rest}"`);
	return text;
}

function complaints(type: IsoType, value: unknown, path: string): string[] {
	if (value === undefined) return [];
	const name =
		path
			.replace(/\[\d+\]$/u, '')
			.split('.')
			.at(-1) ?? '';
	const complain = (tag: string) => `Key: '${path}' Error:Field validation for '${name}' failed on the '${tag}' tag`;
	if (type.kind === 'list') return (value as unknown[]).flatMap((part, index) => complaints(type.of, part, `${path}[${index}]`));
	if (type.kind === 'text')
		return type.oneOf !== undefined && value !== '' && !type.oneOf.includes(value as string) ? [complain('oneof')] : [];
	if (type.kind !== 'record') return [];
	const parts = value as Readonly<Record<string, unknown>>;
	return Object.entries(type.fields).flatMap(([field, { type: fieldType, required }]) => {
		const fieldPath = `${path}.${field.slice(0, 1).toUpperCase()}${field.slice(1)}`;
		if (required === true && (parts[field] ?? '') === '')
			return [`Key: '${fieldPath}' Error:Field validation for '${fieldPath.split('.').at(-1)}' failed on the 'required' tag`];
		return complaints(fieldType, parts[field], fieldPath);
	});
}
