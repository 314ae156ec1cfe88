import { groupOf, groupsOf, textOf, type Item } from '../item';

/** What an HTTP Request node made of a call, with its whole response, or by its error output. */
export interface HttpAnswer {
	/** Undefined where no answer came. */
	readonly status: number | undefined;
	readonly body: Item;
	/** For staff. */
	readonly inWords: string;
}

export function httpAnswer(item: Item): HttpAnswer {
	const status = typeof item.statusCode === 'number' ? item.statusCode : undefined;
	const body = groupOf(item, 'body');
	const [refusal = {}] = groupsOf(groupOf(body, 'errorList'), 'error');
	const said = [textOf(body, 'Message'), ...Object.values(groupOf(body, 'ModelState')).flat().filter((one) => typeof one === 'string'), textOf(refusal, 'errorCode'), textOf(refusal, 'errorMessage')];
	const error = textOf(item, 'error') ?? textOf(groupOf(item, 'error'), 'message') ?? textOf(groupOf(item, 'error'), 'description');
	return { status, body, inWords: status === undefined ? (error ?? '-') : [String(status), ...said].filter((part) => part !== undefined).join(', ') };
}
