import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ClientModule, RequestQuery } from '../../shared/loadClient';
import { readChoiceOrThrow, readLimitOrThrow, readSimplifyOrThrow, readYesNoOrThrow } from '../../shared/readYesNoChoicesAndNumbers';
import { connect } from '../../shared/connection';
import { addHint } from '../../shared/addHint';
import { buildChoiceField, buildChoices, resultLimitFields, simplifyField } from '../../shared/fieldBuilders';
import type { NodeOperation } from '../../shared/nodeOperations';
import { isToolRun } from '../../shared/toolRun';
import { readRequestSide, sideField } from '../requestFields';
import { buildRequestItem } from '../buildRequestItem';
import { filtersField, readFilters } from './filterFields';

/** If a run reads at least this many requests, a hint says how to make it faster. */
const manyRows = 500;

const sortField = buildChoiceField(
	'Sort',
	'sort',
	'In which order the requests come out',
	buildChoices({
		changedNewest: 'Last Changed First',
		changedOldest: 'Longest Unchanged First',
		createdNewest: 'Newest First',
		createdOldest: 'Oldest First',
	}),
	'createdNewest',
);

export const getManyOperation: NodeOperation = {
	option: { name: 'Get Many', value: 'getMany', action: 'List requests', description: 'List requests by status, patron, dates and more' },
	outputs: ['Requests'],
	properties: [sideField, ...resultLimitFields, filtersField, sortField, simplifyField],
	async start(context) {
		const { client, reshare } = await connect(context, 'myLibrary');
		const { requests } = reshare;
		const byTool = isToolRun(context);
		return async (itemIndex) => {
			const simplify = byTool || readSimplifyOrThrow(context.getNodeParameter('simplify', itemIndex, true));
			const query: RequestQuery = { ...readQuery(context, client, itemIndex), textWithoutPatron: byTool, whole: true, withRaw: !simplify };
			const { listed, rowsRead } = await requests.list(query);
			const unsearchable = notSearchable(query);
			if (unsearchable !== undefined && rowsRead >= manyRows && rowsRead > 2 * listed.length) {
				addHint(
					context,
					`ReShare cannot search for ${unsearchable}: ${rowsRead} requests were read to find ${listed.length}. Add filters, for instance Open or Closed, so that fewer are read.`,
					'info',
				);
			}
			// n8n gives an AI model nothing at all for an empty list, as if the tool had failed.
			if (listed.length === 0 && byTool) return [{ output: 0, json: { outcome: 'nothingFound', explanation: nothingFound(query) } }];
			const form = { withPatron: !byTool, requests, timeZone: context.getTimezone() };
			return await Promise.all(
				listed.map(async ({ request, raw, lastStatusChange, workingDaysWithoutChange, workingDaysOld }) => {
					const idle: IDataObject = {
						...(workingDaysWithoutChange === undefined
							? {}
							: { lastStatusChange: requests.localTime(lastStatusChange, form.timeZone), workingDaysWithoutChange }),
						...(workingDaysOld === undefined ? {} : { workingDaysOld }),
					};
					const json = simplify ? await buildRequestItem(request, form) : { ...(raw as IDataObject) };
					return { output: 0, json: { outcome: 'found', ...json, ...idle } };
				}),
			);
		};
	},
};

/** Says that nothing was found. A model that searched for a patron's name must not conclude that the patron has no requests. */
function nothingFound({ side, text }: RequestQuery): string {
	return `No ${side} request fits.${text === undefined ? '' : " The text was not looked for in patrons' names and IDs."}`;
}

function notSearchable({ noStatusChangeFor, due, otherLibrary }: RequestQuery): string | undefined {
	if (noStatusChangeFor !== undefined) return 'how long a status has lasted';
	if (due !== undefined) return 'due dates';
	return otherLibrary === undefined ? undefined : 'a part of the name of a library';
}

function readQuery(context: IExecuteFunctions, client: ClientModule, itemIndex: number): RequestQuery {
	const returnAll = readYesNoOrThrow(context.getNodeParameter('returnAll', itemIndex, false), 'Return All') === true;
	return {
		side: readRequestSide(context, itemIndex),
		...readFilters(context, client, itemIndex),
		sort: (readChoiceOrThrow(context.getNodeParameter('sort', itemIndex, 'createdNewest'), sortField) ??
			'createdNewest') as RequestQuery['sort'],
		limit: returnAll ? undefined : readLimitOrThrow(context.getNodeParameter('limit', itemIndex, 50)),
	};
}
