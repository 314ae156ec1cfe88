export class BrokerProblem extends Error {
	constructor(
		readonly status: 400 | 404 | 500,
		message: string,
	) {
		super(message);
	}
}

export function badRequest(message: string): BrokerProblem {
	return new BrokerProblem(400, message);
}
