import { randomBytes } from 'node:crypto';
import { deepCopy } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { n8nClock } from '../../shared/n8nClock';
import { badInputError } from '../../../reshare/errors';
import { lenderAnswers } from '../../../reshare/requests/rules/lenderAnswers';
import { ruleConditions } from '../../../reshare/requests/rules/ruleConditions';
import { readChoiceOrThrow, readNumberOrThrow } from '../../shared/readYesNoChoicesAndNumbers';
import type { PatronRequest, Requests } from '../../shared/loadClient';
import { connect } from '../../shared/connection';
import { workInSequence, type RoutedItem } from '../../shared/routeItems';
import type { NodeOperation } from '../../shared/nodeOperations';
import { toList, readTextOrThrow } from '../../shared/readParameters';
import { refuseToolRun } from '../../shared/toolRun';
import { notFoundSentence, requestField, readRequestName } from '../requestFields';
import { buildRequestItem } from '../buildRequestItem';
import { readRules, rulesField } from '../rulesField';
import { buildChoiceField, buildChoices, buildNumberField, buildTextField, createVisibilityByKind } from '../../shared/fieldBuilders';

const outputOf = { answered: 0, alreadyAnswered: 0, wouldAnswer: 1, leftToStaff: 2, unclear: 3 } as const;
const rehearsed = 4;

const modeField = buildChoiceField(
	'Mode',
	'rulesMode',
	'How far the rules go',
	// These choices are in the order in which a library introduces rules.
	buildChoices({
		rehearse: [
			'1. Rehearse',
			'Show how the rules would have responded in the past, and what staff did. Do not publish in this mode: each new request would bring the same list again.',
		],
		watch: ['2. Watch', 'Show how the rules would respond to a request, and send nothing'],
		confirm: ['3. Confirm', 'As Watch, and send the response once staff have confirmed it'],
		answer: ['4. Respond', 'Send the response at once'],
	}),
	'rehearse',
	{ noDataExpression: true },
);

const onlyIn = createVisibilityByKind('rulesMode');

const daysField = onlyIn(
	['rehearse'],
	buildNumberField('Days to Look Back', 'daysBack', 'Lending requests of so many days are read; once, however many items come in', 30, {
		minValue: 1,
		maxValue: 3650,
	}),
);
const mostAnswersField = onlyIn(
	['answer'],
	buildNumberField('Maximum Responses per Hour', 'mostAnswers', 'What comes beyond goes to staff', 20, { minValue: 0 }),
);
const mostOtherwiseField = onlyIn(
	['watch', 'confirm', 'answer'],
	buildNumberField(
		'Maximum Staff Disagreement (%)',
		'mostOtherwise',
		'A rule with which staff disagree more often stops, and its requests go to staff. Counted from 5 requests on.',
		20,
		{ minValue: 0, maxValue: 100 },
	),
);

interface Memory {
	kept?: unknown;
	confirmationKey?: string;
}

/**
 * The state of the rules of each node in this process. Executions that overlap share it, so that the answers of all of them count against
 * the limits.
 */
const memories = new Map<string, Memory>();

/**
 * Returns a random key that is stored with the workflow, where all processes find it, even after a restart. It is not derived from the
 * account's password, because readers of a link in an email could then try passwords.
 */
function confirmationKeyOf(stored: IDataObject, memory: Memory): string {
	const key =
		typeof stored.confirmationKey === 'string' ? stored.confirmationKey : (memory.confirmationKey ?? randomBytes(32).toString('base64'));
	stored.confirmationKey = key;
	memory.confirmationKey = key;
	return key;
}

export const applyRulesOperation: NodeOperation = {
	option: {
		name: 'Apply Lending Rules',
		value: 'applyRules',
		action: 'Respond to lending requests by your own rules',
		description: "Respond to other libraries' requests by your own rules, after you have seen how they would have responded",
	},
	outputs: ['Response Sent', 'Response Proposed', 'Left to Staff', 'Unclear', 'Rehearsed'],
	ends: [outputOf.answered],
	doubtOutput: outputOf.unclear,
	properties: [
		modeField,
		daysField,
		onlyIn(['watch', 'confirm', 'answer'], { ...requestField, default: { mode: 'name', value: '={{ $json.requestId }}' } }),
		rulesField,
		onlyIn(
			['confirm'],
			buildTextField(
				'Address of the Page',
				'confirmPage',
				'Production URL of the page on which staff confirm a response. It becomes the field confirmLink.',
				{ placeholder: 'e.g. https://n8n.example.edu/webhook/lending-rules' },
			),
		),
		onlyIn(
			['confirm'],
			buildTextField(
				'Confirmation',
				'confirmation',
				'The field confirmation that the form of the confirmation link sends. The response is sent only with it.',
				{ default: '={{ $json.confirmation }}' },
			),
		),
		mostAnswersField,
		mostOtherwiseField,
	],
	async start(context) {
		refuseToolRun(context, 'Lending rules are no work for an AI model');
		const { requests } = (await connect(context, 'myLibrary')).reshare;
		const mode = readChoiceOrThrow(context.getNodeParameter('rulesMode', 0, 'rehearse'), modeField) ?? 'rehearse';
		const number = (field: INodeProperties) => readNumberOrThrow(context.getNodeParameter(field.name, 0, ''), field, Number(field.default));
		const timeZone = context.getTimezone();
		const key = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
		const memory: Memory = memories.get(key) ?? {};
		memories.set(key, memory);
		const stored = context.getWorkflowStaticData('node');
		const rules = requests.ownRules({
			rules: readRules(context),
			limits: { mostAnswers: number(mostAnswersField), mostOtherwise: number(mostOtherwiseField) },
			memory,
			timeZone,
			confirmationKey: confirmationKeyOf(stored, memory),
		});
		const itemOf = async (request: PatronRequest) => ({
			...(await buildRequestItem(request, { withPatron: false, requests, timeZone })),
			publicationType: request.publicationType ?? null,
		});

		if (mode === 'rehearse') {
			const days = number(daysField);
			return async (itemIndex) =>
				itemIndex > 0 ? [] : await rehearsedItems(await rules.rehearse(new Date(n8nClock.now() - days * 86_400_000)), itemOf);
		}

		// n8n puts a proxy around the state that it gives out, which structuredClone cannot copy. After a restart, nothing but this stored
		// state is known.
		rules.recall(deepCopy(stored.kept));
		await rules.lookBack();
		const keep = () => void Object.assign(stored, { kept: structuredClone(memory.kept) });
		keep();

		return workInSequence(context, async (itemIndex) => {
			const name = readRequestName(context, itemIndex);
			const found = await requests.get(name, 'lending');
			if (found === undefined) return [leftAlone({ outcome: 'notFound' }, notFoundSentence(requests, name, 'lending'))];
			if (found.rivals.length > 0) {
				return [
					leftAlone(
						{ outcome: 'leftToStaff', reason: 'severalRequests' },
						`Several open requests carry '${name.trim()}'. They are left to staff.`,
					),
				];
			}
			const result = await rules.apply(found.request, howToAnswer(context, mode, itemIndex), ownCopies(context, itemIndex)).finally(keep);
			const confirmation = mode === 'confirm' ? result.confirmation : null;
			const json = {
				...decisionItem(result),
				confirmation,
				confirmLink: confirmation === null ? null : confirmLink(context, itemIndex, result.request.id, confirmation),
				...(await itemOf(result.request)),
				warnings: [...found.warnings, ...result.warnings],
			};
			return [{ output: outputOf[result.outcome], json }];
		});
	},
};

type Rules = ReturnType<Requests['ownRules']>;

function howToAnswer(context: IExecuteFunctions, mode: string, itemIndex: number): Parameters<Rules['apply']>[1] {
	if (mode !== 'confirm') return { mode: mode === 'answer' ? 'answer' : 'watch' };
	return { mode, confirmation: readTextOrThrow(context.getNodeParameter('confirmation', itemIndex, ''), 'Confirmation').trim() };
}

async function rehearsedItems(
	past: Awaited<ReturnType<Rules['rehearse']>>,
	itemOf: (request: PatronRequest) => Promise<IDataObject>,
): Promise<RoutedItem[]> {
	return await Promise.all(
		past.map(async ({ request, decision, staff, byRules, withheld, isSame }) => ({
			output: rehearsed,
			json: {
				outcome: 'rehearsed',
				explanation:
					withheld === undefined
						? decision.explanation
						: `${decision.explanation} The answer could not be sent, and is left to staff. ${withheld}`,
				rule: decision.rule ?? null,
				answer: decision.answer.kind,
				answerInWords: lenderAnswers[decision.answer.kind].words,
				staffAnswer: staff ?? null,
				staffAnswerInWords: staff === undefined ? null : lenderAnswers[staff].words,
				isSame,
				answeredByRules: byRules,
				withheld: withheld ?? null,
				notRead: decision.notRead.map((name) => ruleConditions[name].asks),
				...(await itemOf(request)),
			},
		})),
	);
}

function leftAlone(outcome: object, explanation: string): RoutedItem {
	return { output: outputOf.leftToStaff, json: { ...outcome, requestId: null, hrid: null, explanation } };
}

function decisionItem({ outcome, reason, explanation, rule, answer, inWords, notRead }: Awaited<ReturnType<Rules['apply']>>): IDataObject {
	return {
		outcome,
		reason,
		explanation,
		rule: rule ?? null,
		answer: answer.kind,
		answerInWords: inWords,
		notRead: notRead.map((condition) => ruleConditions[condition].asks),
	};
}

/** Returns the locations and lending policies of the library's own copies, if an earlier node has looked them up. */
function ownCopies(context: IExecuteFunctions, itemIndex: number) {
	const { location, lendingPolicy } = context.getInputData()[itemIndex]?.json ?? {};
	const given = (value: unknown) => (value === undefined || value === null || toList(value).length === 0 ? undefined : toList(value));
	return { locations: given(location), policies: given(lendingPolicy) };
}

/** Returns the address of the form on which staff confirm. Opening it sends nothing. */
function confirmLink(context: IExecuteFunctions, itemIndex: number, requestId: string, confirmation: string): string | null {
	const page = readTextOrThrow(context.getNodeParameter('confirmPage', itemIndex, ''), 'Address of the Page').trim();
	if (page === '') return null;
	if (!URL.canParse(page))
		throw badInputError(
			"'Address of the Page' is no web address",
			'Give the production URL of that page, such as https://n8n.example.edu/webhook/lending-rules.',
		);
	const url = new URL(page);
	url.searchParams.set('requestId', requestId);
	url.searchParams.set('confirmation', confirmation);
	return url.href;
}
