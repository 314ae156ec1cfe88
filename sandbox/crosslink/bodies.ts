import type { ModuleRequest } from '../types';
import { badRequest } from './problems';

type Body = Readonly<Record<string, unknown>>;

interface Property {
	readonly type: 'string' | 'object';
	readonly enum?: readonly string[];
	readonly required?: boolean;
	readonly nullable?: boolean;
}

/** Shapes of bodies in the broker's API description: names are case-sensitive, and unknown ones pass. */
const bodySchemas = {
	CreatePatronRequest: {
		id: { type: 'string' },
		illRequest: { type: 'object', required: true },
		internalNote: { type: 'string' },
		patron: { type: 'string' },
		requesterSymbol: { type: 'string' },
		prevReqId: { type: 'string' },
		requesterPickupLocationId: { type: 'string', nullable: true },
	},
	ExecuteAction: { action: { type: 'string', required: true }, actionParams: { type: 'object' } },
	CreatePrNotification: { note: { type: 'string', required: true } },
	UpdateNotificationReceipt: {
		receipt: { type: 'string', required: true, enum: ['ACCEPTED', 'REJECTED', 'SEEN', 'SENT', 'FAILED_TO_SEND'] },
	},
	UpdateInternalNote: { internalNote: { type: 'string' } },
} as const satisfies Record<string, Readonly<Record<string, Property>>>;

/**
 * Reads a JSON body and checks it against its schema.
 *
 * @throws BrokerProblem 400 in the words of the validator before the broker, with schema and value
 */
export function readBody({ body, headers }: ModuleRequest, name: keyof typeof bodySchemas): Body {
	const trouble = (text: string) => badRequest(`request body has an error: ${text}`);
	if (body.trim() === '') throw trouble('value is required but missing');
	const contentType = headers['content-type'];
	if (contentType !== undefined && !/^application\/json\b/u.test(contentType))
		throw trouble(`header Content-Type has unexpected value "${contentType}"`);
	const value = firstValue(body, (problem) => trouble(`failed to decode request body: ${problem}`));
	const schema: Readonly<Record<string, Property>> = bodySchemas[name];
	const print = (part: unknown) =>
		JSON.stringify(part, undefined, 2)
			.split('\n')
			.map((line) => `  ${line}`)
			.join('\n');
	const mismatch = (where: string, what: string, shape: unknown, shown: unknown) =>
		trouble(`doesn't match schema #/components/schemas/${name}: ${where}${what}\nSchema:\n${print(shape)}\n\nValue:\n${print(shown)}\n`);
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw mismatch('', value === null ? 'Value is not nullable' : 'value must be an object', wholeShape(schema), value);
	const parts = value as Body;
	for (const [property, { required, ...shape }] of Object.entries(schema)) {
		const part = parts[property];
		if (part === undefined) {
			if (required === true) throw mismatch(`Error at "/${property}": `, `property "${property}" is missing`, wholeShape(schema), value);
			continue;
		}
		if (part === null) {
			if (shape.nullable !== true) throw mismatch(`Error at "/${property}": `, 'Value is not nullable', shape, part);
			continue;
		}
		const fits = shape.type === 'object' ? typeof part === 'object' && !Array.isArray(part) : typeof part === shape.type;
		if (!fits)
			throw mismatch(`Error at "/${property}": `, `value must be ${shape.type === 'object' ? 'an object' : 'a string'}`, shape, part);
		if (shape.enum !== undefined && !shape.enum.includes(part as string))
			throw mismatch(`Error at "/${property}": `, `value is not one of the allowed values ${JSON.stringify(shape.enum)}`, shape, part);
	}
	return parts;
}

/** What Go expects where V8's parser found something else. */
const expectations: ReadonlyArray<readonly [RegExp, string]> = [
	[/property name\b(?! in| after)|double-quoted property name/u, 'looking for beginning of object key string'],
	[/':' after property name/u, 'after object key'],
	[/after property value/u, 'after object key:value pair'],
	[/after array element/u, 'after array element'],
];

/** The first JSON value of a text, as Go's decoder reads it: what follows it counts for nothing. */
function firstValue(body: string, trouble: (problem: string) => Error): unknown {
	try {
		return JSON.parse(body);
	} catch (error) {
		const { message } = error as Error;
		const at = Number(/at position (\d+)/u.exec(message)?.[1] ?? Number.NaN);
		if (message.includes('after JSON at')) return JSON.parse(body.slice(0, at));
		const character = body[at] ?? /^Unexpected token '(.)'/u.exec(message)?.[1];
		if (character === undefined || message.startsWith('Unterminated')) throw trouble('unexpected EOF');
		throw trouble(
			`invalid character '${character}' ${expectations.find(([pattern]) => pattern.test(message))?.[1] ?? 'looking for beginning of value'}`,
		);
	}
}

const parameterTexts = [
	'note',
	'loanCondition',
	'currency',
	'reasonUnfilled',
	'reasonRetry',
	'itemId',
	'deliveryUrl',
	'barcode',
	'title',
	'callNumber',
];

/** An action's parameters as Go fills them in: names in any letters, null as if absent. Undefined where a value has another type. */
export function actionParameters(params: Body): Body | undefined {
	const known = Object.entries(params)
		.filter(([, value]) => value !== null)
		.map(([name, value]): [string, unknown] => [
			[...parameterTexts, 'cost'].find((own) => own.toLowerCase() === name.toLowerCase()) ?? name,
			value,
		]);
	const fits = known.every(([name, value]) =>
		name === 'cost' ? typeof value === 'number' : !parameterTexts.includes(name) || typeof value === 'string',
	);
	return fits ? Object.fromEntries(known) : undefined;
}

function wholeShape(schema: Readonly<Record<string, Property>>): unknown {
	const required = Object.entries(schema)
		.filter(([, property]) => property.required === true)
		.map(([property]) => property);
	const properties = Object.fromEntries(Object.entries(schema).map(([property, { required: _required, ...shape }]) => [property, shape]));
	return { properties, ...(required.length === 0 ? {} : { required }), type: 'object' };
}

export function optionalText(body: Body, name: string): string | undefined {
	const value = body[name];
	return typeof value === 'string' ? value : undefined;
}
