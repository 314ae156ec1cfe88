import { createFetch, type Fetch } from '../../../../reshare/transport';

const pooled = createFetch();

/**
 * Makes a fetch that changes the answers of GraphQL to those that another inventory would give.
 *
 * @param change alters an answer in place; `variables` are those of its query
 */
export function fetchWithChangedAnswers<Answer>(change: (answer: Answer, variables: Readonly<Record<string, unknown>>) => void): Fetch {
	return async (url, init) => {
		const answer = await pooled(url, init);
		if (!url.endsWith('/graphql')) return answer;
		const chunks: Uint8Array[] = [];
		for await (const chunk of answer.body ?? []) chunks.push(chunk);
		const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Answer;
		const { variables = {} } = JSON.parse(String(init.body)) as { variables?: Record<string, unknown> };
		change(body, variables);
		return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
	};
}
