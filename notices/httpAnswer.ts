import { errorOf, groupOf, groupsOf, fieldText, type WorkflowItem } from './item';

/** The result of a call by an HTTP Request node, which gives the whole response or takes its error output. */
export interface HttpNodeAnswer {
	/** The status; undefined if no answer came. */
	readonly status: number | undefined;
	readonly body: WorkflowItem;
	/** Alma's code of the error. */
	readonly errorCode: string | undefined;
	/** The result in words for staff. */
	readonly inWords: string;
}

export function httpAnswer(item: WorkflowItem): HttpNodeAnswer {
	// A failed item still has the fields with which it came, perhaps a status among them.
	const status = item.error === undefined && typeof item.statusCode === 'number' ? item.statusCode : undefined;
	const body = groupOf(item, 'body');
	const [refusal = {}] = groupsOf(groupOf(body, 'errorList'), 'error');
	const errorCode = fieldText(refusal, 'errorCode');
	const errorText = [
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
		inWords: status === undefined ? (error ?? '-') : [String(status), ...errorText].filter((part) => part !== undefined).join(', '),
	};
}
