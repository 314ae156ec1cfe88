import type { PatronRequest } from './schemas';

/** `loan` until mod-rs has filled it in, as mod-rs itself takes it. */
export function serviceTypeOf(request: Partial<Pick<PatronRequest, 'serviceType'>>): string {
	return request.serviceType?.value?.toLowerCase() ?? 'loan';
}
