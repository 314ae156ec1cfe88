import { OkapiClient, SessionStore } from '../../../reshare/okapi';
import { createFetch, HttpClient } from '../../../reshare/transport';
import { recordAnswerShapes } from '../../../scripts/compare/comparedCalls';
import { startPracticeForComparison } from '../../../scripts/compare/startPracticeForComparison';
import { differencesOf, shapeOf, type AnswerShapes } from '../../../scripts/compare/answerShapes';

describe('comparing the shapes of answers', () => {
	it('shapeOf lists names and types of fields, over all elements of a list, and no values', () => {
		expect([...shapeOf({ id: 'P1001', items: [{ count: 1 }, { note: 'Amara' }], none: null })]).toEqual([
			'id:string',
			'items[].count:number',
			'items[].note:string',
		]);
	});

	it('differencesOf lists the fields that only one side has, for each call', () => {
		const of = (...parts: string[]): AnswerShapes => ({ answers: new Set(['200 application/json']), shape: new Set(parts) });
		const theirs = new Map([
			['list', of('id:string', 'brandNew:boolean')],
			['same', of('id:string')],
		]);
		const practice = new Map([
			['list', of('id:string', 'title:string')],
			['same', of('id:string')],
		]);
		expect(differencesOf(theirs, practice)).toEqual([{ call: 'list', onlyTheirs: ['brandNew:boolean'], onlyPractice: ['title:string'] }]);
	});
});

it.each(['crossLink', 'modRs', 'graphql'] as const)(
	'two practice consortia give answers of the same shape, and the comparison only reads (%s)',
	async (backEnd) => {
		const [one, other] = [await startPracticeForComparison(backEnd), await startPracticeForComparison(backEnd)];
		const seen = ({ account }: typeof one) =>
			recordAnswerShapes(
				new OkapiClient({ account, http: new HttpClient({ fetch: createFetch() }), sessions: new SessionStore() }),
				backEnd,
			);
		const theirs = await seen(one);
		expect(differencesOf(theirs, await seen(other)).flatMap(({ onlyTheirs }) => onlyTheirs)).toEqual([]);
		expect(theirs.get(backEnd === 'graphql' ? 'records' : 'request, borrowing')?.shape.size).toBeGreaterThan(15);
		expect(
			one.sandbox.log.entries.filter(({ method, path }) => method !== 'GET' && path !== '/graphql' && !path.startsWith('/authn')),
		).toEqual([]);
		await one.sandbox.close();
		await other.sandbox.close();
	},
);
