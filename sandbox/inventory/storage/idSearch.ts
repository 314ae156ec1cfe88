import { CqlError } from '../cql/parse';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;
const lowest = '00000000-0000-0000-0000-000000000000';

/**
 * A test for fields that hold a record id. Ids may be cut on the right only; an id of wrong form is equal to none.
 *
 * @throws CqlError with inventory storage's wording
 */
export function matchesId(field: string, relation: string, term: string): (id: string | null) => boolean {
	if (relation === '<' || relation === '>' || relation === '<=' || relation === '>=') {
		if (!uuid.test(term)) throw new CqlError(`CQL: Invalid UUID after '${field}${relation}': ${term}`);
		const limit = term.toLowerCase();
		return (id) => id !== null && (relation.startsWith('<') ? id < limit : id > limit) !== (relation.endsWith('=') && id === limit);
	}
	if (relation !== '=' && relation !== '==' && relation !== '<>') {
		throw new CqlError(
			`CQL: Unsupported operator '${relation}', UUID ${field} only supports '=', '==', and '<>' (possibly with right truncation)`,
		);
	}
	const isEqual = relation !== '<>';
	if (term === '') return (id) => relation !== '==' && id !== null;
	const start = term.replace(/\*+$/u, '').toLowerCase();
	if (start.includes('*')) throw new CqlError(`CQL: only right truncation supported for id:  ${term}`);
	const isWellFormed = uuid.test(start.length < term.length ? start + lowest.slice(start.length) : term);
	return (id) => id !== null && (isWellFormed && (start.length < term.length ? id.startsWith(start) : id === start)) === isEqual;
}
