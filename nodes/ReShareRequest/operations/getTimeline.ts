import { readYesNoOrThrow } from '../../shared/readYesNoChoicesAndNumbers';
import type { NodeOperation } from '../../shared/nodeOperations';
import { readRequestOfEachItem, requestLookupOutputs } from '../readRequestOfEachItem';
import { requestField, sideField } from '../requestFields';
import { buildSwitchField } from '../../shared/fieldBuilders';

export const getTimelineOperation: NodeOperation = {
	option: {
		name: 'Get Timeline',
		value: 'getTimeline',
		action: "Show a request's history",
		description: 'Tell what happened to a request so far, in plain sentences',
	},
	...requestLookupOutputs,
	properties: [
		requestField,
		sideField,
		buildSwitchField(
			'Include Raw Entries',
			'includeRawEntries',
			"Whether to add ReShare's own entries of history, rota and messages. They can hold patron data.",
		),
	],
	start: async (context) =>
		await readRequestOfEachItem(context, async ({ found, request, requests, byTool, itemIndex }) => {
			const timeline = requests.timeline(request, context.getTimezone());
			const withRaw =
				!byTool && readYesNoOrThrow(context.getNodeParameter('includeRawEntries', itemIndex, false), 'Include Raw Entries') === true;
			const raw = withRaw ? await requests.rawEntries(found) : undefined;
			const { status, isOpen, isWithPatron, phase } = requests.standing(request);
			return {
				requestId: request.id,
				hrid: request.hrid ?? null,
				status,
				isOpen,
				isWithPatron,
				phase,
				side: request.side,
				title: request.title ?? null,
				supplier: request.supplier ?? null,
				pickupLocation: request.pickupLocation ?? request.pickupLocationSlug ?? null,
				createdAt: requests.localTime(request.createdAt, context.getTimezone()),
				...(byTool ? {} : { story: timeline.story }),
				refusals: timeline.refusals,
				entries: byTool ? timeline.entries.filter(({ kind }) => kind === 'created' || kind === 'status') : timeline.entries,
				timeInStates: timeline.timeInStates,
				staffLink: requests.staffLink(request),
				...(raw === undefined ? {} : { rawAudit: raw.history, rawRota: raw.rota, rawNotifications: raw.messages }),
			};
		}),
};
