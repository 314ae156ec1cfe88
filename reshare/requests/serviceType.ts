import type { PatronRequest } from './request';

/** `loan` until the back end has filled it in, as mod-rs itself takes it. */
export function serviceTypeOf(request: Partial<Pick<PatronRequest, 'serviceType'>>): string {
	return request.serviceType ?? 'loan';
}
