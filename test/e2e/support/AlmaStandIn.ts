import { StandIn, type StandInAnswer, type StandInRequest } from './StandIn';

export interface AlmaRequest {
	readonly request_id: string;
	readonly external_id: string;
	status: { value: string; desc: string };
	readonly [field: string]: unknown;
}

const refusal = (errorCode: string, errorMessage: string) => ({
	status: 400,
	body: { errorsExist: true, errorList: { error: [{ errorCode, errorMessage, trackingId: 'E01-0203094112-ABCDE-AWAE0000000001' }] } },
});

/** Plays Alma's interface to a patron's borrowing requests as Ex Libris documents it: create, read by either number, and cancel. */
export class AlmaStandIn extends StandIn {
	readonly key = 'l8xx0000practice';
	readonly requests = new Map<string, AlmaRequest>();
	readonly users = new Set<string>();
	/** The query and the number of each cancellation. */
	readonly cancelled: Array<Record<string, string>> = [];
	trouble: 'none' | 'ownTitle' | 'madeAnswerLost' | 'notCancelled' | 'cancelAnswerLost' | 'sentMeanwhile' | 'awayOnSecondLook' = 'none';
	private looks = 0;

	/** Adds a request; by default, a loan that waits to be sent. */
	add(user: string, values: Record<string, unknown> = {}) {
		const number = String(this.requests.size + 1).padStart(4, '0');
		const request: AlmaRequest = {
			request_id: `4325718626${number}9999`,
			external_id: `99PRA000${number}`,
			requester: { value: user, desc: 'Moreau, Ines' },
			status: { value: 'READY_TO_SEND', desc: 'Ready to be sent' },
			format: { value: 'PHYSICAL', desc: 'Physical' },
			citation_type: { value: 'BK', desc: 'Physical Book' },
			pickup_location: { value: 'MAIN', desc: 'Main Library' },
			pickup_location_type: 'LIBRARY',
			rs_note: [],
			...values,
		};
		this.requests.set(request.request_id, request);
		this.users.add(user);
		return request;
	}

	clear() {
		this.requests.clear();
		this.users.clear();
		this.cancelled.length = 0;
		this.trouble = 'none';
		this.looks = 0;
	}

	protected answer({ method, url, headers, body }: StandInRequest): StandInAnswer | undefined {
		if (headers.authorization !== `apikey ${this.key}`) return { status: 401 };
		const [, user = '', , id = ''] =
			/^\/almaws\/v1\/users\/([^/]+)\/(resource-sharing-requests)(?:\/([^/]+))?$/
				.exec(url.pathname)
				?.map((part: string | undefined) => decodeURIComponent(part ?? '')) ?? [];
		if (!this.users.has(user)) return refusal('401890', `User with identifier ${user} of type all_unique was not found.`);
		if (method === 'POST' && id === '') return this.make(user, body as Record<string, unknown>);
		const request = [...this.requests.values()].find(
			(one) => (url.searchParams.get('request_id_type') === 'external' ? one.external_id : one.request_id) === id,
		);
		if (request === undefined) return refusal('40166450', 'No result found for given parameters.');
		if (method === 'GET') return this.read(request);
		return method === 'DELETE' ? this.cancel(request, Object.fromEntries(url.searchParams)) : { status: 405 };
	}

	private make(user: string, values: Record<string, unknown>): StandInAnswer | undefined {
		if (this.trouble === 'ownTitle')
			return refusal('401604', 'Warning - The institutional inventory has services for the requested title.');
		if (
			[...this.requests.values()].some(({ title, requester }) => title === values.title && (requester as { value: string }).value === user)
		)
			return refusal('402362', 'Failed to save the request: Patron has duplicate request');
		const request = this.add(user, values);
		return this.trouble === 'madeAnswerLost' ? undefined : { status: 200, body: request };
	}

	private read(request: AlmaRequest): StandInAnswer | undefined {
		this.looks += 1;
		if (this.looks > 1 && this.trouble === 'sentMeanwhile') request.status = { value: 'REQUEST_SENT', desc: 'Request sent to partner' };
		return this.looks > 1 && this.trouble === 'awayOnSecondLook' ? undefined : { status: 200, body: request };
	}

	private cancel(request: AlmaRequest, query: Record<string, string>): StandInAnswer | undefined {
		if (this.trouble === 'notCancelled') return refusal('401652', 'General Error - An error has occurred while processing the request.');
		request.status = { value: 'CANCELLED', desc: 'Cancelled by staff' };
		this.cancelled.push({ request: request.request_id, ...query });
		return this.trouble === 'cancelAnswerLost' ? undefined : { status: 204 };
	}
}
