import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import cases from '../../fixtures/cases/nodeErrors.json';
import { isReShareError, toNodeError } from '../../../nodes/shared/nodeErrors';
import { errorOfFailedCall } from '../../../reshare/transport/errorOfFailedCall';
import { ReShareError, type ReShareErrorDetails, type ReShareErrorKind } from '../../../reshare/errors';

const node: INode = {
	id: '1',
	name: 'ReShare Search',
	type: 'n8n-nodes-reshare.reShareSearch',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const shown = (kind: ReShareErrorKind, details: ReShareErrorDetails = {}) =>
	toNodeError(node, new ReShareError(kind, 'What happened', { description: 'What to do', ...details }), 3);

describe('toNodeError', () => {
	it.each([undefined, 400, 401, 403, 404, 422, 429, 500, 503])(
		"toNodeError keeps the client's own message and advice for an error of status %s",
		(status) => {
			const error = shown('refused', status === undefined ? {} : { status });
			expect(error).toBeInstanceOf(status === undefined ? NodeOperationError : NodeApiError);
			expect([error.message, error.description, error.context.itemIndex]).toEqual(['What happened', 'What to do', 3]);
			if (error instanceof NodeApiError) expect(error.httpCode).toBe(String(status));
		},
	);

	it.each(cases.failures as Array<[ReShareErrorKind, ReShareErrorDetails, object | null]>)(
		"toNodeError gives n8n's polling the cause of a failure of kind %s",
		(kind, details, failure) => {
			expect((shown(kind, details) as { failure?: unknown }).failure).toEqual(failure ?? undefined);
		},
	);

	it('toNodeError keeps the message of a lost connection, which n8n would replace because of its network code', () => {
		const lost = errorOfFailedCall(
			Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
			'https://okapi.example.org/x?patron=1',
		);
		expect(toNodeError(node, lost, 0).message).toBe('The connection to okapi.example.org was lost');
	});

	it('toNodeError returns an error of n8n unchanged', () => {
		const own = new NodeOperationError(node, 'x');
		expect(toNodeError(node, own, 3)).toBe(own);
	});

	it('toNodeError makes an error of n8n from anything that was thrown', () => {
		expect(toNodeError(node, new TypeError('x is not a function')).message).toBe('x is not a function');
		expect(toNodeError(node, 'just text').message).toBe('just text');
	});

	it('isReShareError recognizes an error from another copy of the client', () => {
		const copy = Object.assign(new Error('m'), { name: 'ReShareError', kind: 'network' });
		expect([isReShareError(copy), isReShareError(new Error('m'))]).toEqual([true, false]);
	});
});
