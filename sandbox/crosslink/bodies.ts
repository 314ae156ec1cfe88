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
	CreatePatronRequest: { id: { type: 'string' }, illRequest: { type: 'object', required: true }, internalNote: { type: 'string' }, patron: { type: 'string' }, requesterSymbol: { type: 'string' }, prevReqId: { type: 'string' }, requesterPickupLocationId: { type: 'string', nullable: true } },
	ExecuteAction: { action: { type: 'string', required: true }, actionParams: { type: 'object' } },
	CreatePrNotification: { note: { type: 'string', required: true } },
	UpdateNotificationReceipt: { receipt: { type: 'string', required: true, enum: ['ACCEPTED', 'REJECTED', 'SEEN', 'SENT', 'FAILED_TO_SEND'] } },
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
	if (contentType !== undefined && !/^application\/json\b/u.test(contentType)) throw trouble(`header Content-Type has unexpected value "${contentType}"`);
	let value: unknown;
	try {
		value = JSON.parse(body);
	} catch {
		throw trouble(`failed to decode request body: invalid character '${/[^\s{[]/u.exec(body)?.[0] ?? body.trim().slice(0, 1)}' looking for beginning of ${body.trim().startsWith('{') ? 'object key string' : 'value'}`);
	}
	const schema: Readonly<Record<string, Property>> = bodySchemas[name];
	const print = (part: unknown) => JSON.stringify(part, undefined, 2).split('\n').map((line) => `  ${line}`).join('\n');
	const mismatch = (where: string, what: string, shape: unknown, shown: unknown) => trouble(`doesn't match schema #/components/schemas/${name}: ${where}${what}\nSchema:\n${print(shape)}\n\nValue:\n${print(shown)}\n`);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mismatch('', 'value must be an object', wholeShape(schema), value);
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
		if (!fits) throw mismatch(`Error at "/${property}": `, `value must be ${shape.type === 'object' ? 'an object' : 'a string'}`, shape, part);
		if (shape.enum !== undefined && !shape.enum.includes(part as string)) throw mismatch(`Error at "/${property}": `, `value is not one of the allowed values ${JSON.stringify(shape.enum)}`, shape, part);
	}
	return parts;
}

function wholeShape(schema: Readonly<Record<string, Property>>): unknown {
	const required = Object.entries(schema).filter(([, property]) => property.required === true).map(([property]) => property);
	const properties = Object.fromEntries(Object.entries(schema).map(([property, { required: _required, ...shape }]) => [property, shape]));
	return { properties, ...(required.length === 0 ? {} : { required }), type: 'object' };
}

export function optional(body: Body, name: string): string | undefined {
	const value = body[name];
	return typeof value === 'string' ? value : undefined;
}
