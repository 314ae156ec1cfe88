import { errorTextOf, nestedItemOf, nestedItemsOf, textOfField, type WorkflowItem } from '../workflowItem';

/** The result of a call by n8n's HTTP Request node, which outputs the whole response, or uses its error output. */
export interface HttpNodeAnswer {
	/** The status; undefined if no answer came. */
	readonly status: number | undefined;
	readonly body: WorkflowItem;
	/** Alma's code of the error. */
	readonly errorCode: string | undefined;
	/** The result in words for staff. */
	readonly inWords: string;
}

export function readHttpNodeAnswer(item: WorkflowItem): HttpNodeAnswer {
	// A failed item keeps the fields of its input, which may include a status of an earlier call.
	const status = item.error === undefined && typeof item.statusCode === 'number' ? item.statusCode : undefined;
	const body = nestedItemOf(item, 'body');
	const [refusal = {}] = nestedItemsOf(nestedItemOf(body, 'errorList'), 'error');
	const errorCode = textOfField(refusal, 'errorCode');
	const errorText = [
		textOfField(body, 'Message'),
		...Object.values(nestedItemOf(body, 'ModelState'))
			.flat()
			.filter((one) => typeof one === 'string'),
		errorCode,
		textOfField(refusal, 'errorMessage'),
	];
	const error = errorTextOf(item) ?? textOfField(nestedItemOf(item, 'error'), 'description');
	return {
		status,
		body,
		errorCode,
		inWords: status === undefined ? (error ?? '-') : [String(status), ...errorText].filter((part) => part !== undefined).join(', '),
	};
}
