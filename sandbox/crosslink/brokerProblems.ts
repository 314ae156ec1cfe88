export class BrokerProblem extends Error {
	constructor(
		readonly status: 400 | 404 | 500,
		message: string,
	) {
		super(message);
	}
}

export function badRequestProblem(message: string): BrokerProblem {
	return new BrokerProblem(400, message);
}
