import { errorOf, groupOf, groupsOf, fieldText, type WorkflowItem } from './item';

/** What came of a call by an HTTP Request node, which gives the whole response or takes its error output. */
export interface HttpNodeAnswer {
	/** Undefined if no answer came. */
	readonly status: number | undefined;
	readonly body: WorkflowItem;
	/** Alma's. */
	readonly errorCode: string | undefined;
	/** For staff. */
	readonly inWords: string;
}

export function httpAnswer(item: WorkflowItem): HttpNodeAnswer {
	// A failed item still has the fields that it came with, a status among them.
	const status = item.error === undefined && typeof item.statusCode === 'number' ? item.statusCode : undefined;
	const body = groupOf(item, 'body');
	const [refusal = {}] = groupsOf(groupOf(body, 'errorList'), 'error');
	const errorCode = fieldText(refusal, 'errorCode');
	const said = [
		fieldText(body, 'Message'),
		...Object.values(groupOf(body, 'ModelState'))
			.flat()
			.filter((one) => typeof one === 'string'),
		errorCode,
		fieldText(refusal, 'errorMessage'),
	];
	const error = errorOf(item) ?? fieldText(groupOf(item, 'error'), 'description');
	return {
		status,
		body,
		errorCode,
		inWords: status === undefined ? (error ?? '-') : [String(status), ...said].filter((part) => part !== undefined).join(', '),
	};
}
