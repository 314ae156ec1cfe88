import type { IDataObject } from 'n8n-workflow';
import { readChoice, readNumber, readYesNo } from '../shared/readYesNoChoicesAndNumbers';
import type { InputProblem, NewRequestOptions } from '../shared/loadClient';
import { createPropertyFinder } from '../shared/createPropertyFinder';
import { toText, readTextParameter } from '../shared/readParameters';
import {
	buildChoiceField,
	buildChoices,
	buildNumberField,
	buildSwitchField,
	buildTextField,
	buildOptionsField,
} from '../shared/fieldBuilders';

type Severity = 'refuse' | 'warn' | 'off';

const severities = buildChoices({ refuse: 'Do Not Send', warn: 'Send and Warn', off: 'Do Not Check' });

/** How many seconds Create waits for ReShare's validation: usually, and at most. */
const [usualWaitSeconds, longestWaitSeconds] = [20, 120];

const ownLimitOption = buildNumberField(
	'Open Requests at Most',
	'ownLimit',
	'How many open requests your library allows a patron, beside the limit that ReShare knows. What has been given back does not count. One more is not sent, and the patron and staff get a notice.',
	5,
	{ minValue: 0 },
);

export const optionsFieldOfCreate = buildOptionsField([
	buildSwitchField(
		'Check the Limit',
		'checkLimit',
		'Whether to refuse when the patron has as many requests under way as the library allows',
		true,
	),
	buildSwitchField(
		'Check the Patron',
		'checkPatron',
		"Whether to ask the library's own system first if the patron may make requests. CrossLink asks it as it takes the request in.",
		true,
	),
	buildSwitchField(
		'Check the Pickup Location',
		'checkPickupLocation',
		'Whether to look the pickup location up in the Directory first',
		true,
	),
	buildTextField(
		'Copies Shown for Approval',
		'copyrightShown',
		'The numbers of the requests that whoever approves has seen: the otherRequests of the item whose reason is copyrightLimit. Where another one has come since, the copy goes to Needs Staff again.',
		{ default: '={{ $json.shown }}', placeholder: 'e.g. EAST-1042, EAST-1057' },
	),
	buildTextField(
		'Copyright Approved By',
		'copyrightApprovedBy',
		"Who has approved one more copy from recent issues of the journal, although the year's five are used up. Only where the Library Profile has the copyright rules of the United States.",
		{ default: '={{ $json.approvedBy }}', placeholder: 'e.g. Jane Doe' },
	),
	buildSwitchField(
		'Let the Model Choose the Patron',
		'letModelChoosePatron',
		'Whether an AI model may fill in what says whom a request is for: Patron ID, Patron Email, Pickup Location, Reference and the notes. It can then make requests in the name of any patron, have ReShare email anybody, and write to other libraries, for example if a message it reads tells it to. Only for use as a tool.',
	),
	buildSwitchField(
		'Look Up the Reference',
		'checkReference',
		'Whether to look for a request with the same reference first. When this is off, sending again makes a second request.',
		true,
	),
	ownLimitOption,
	buildTextField(
		'Requesting Library Symbol',
		'requestingSymbol',
		'Only for sending to ReShare directly, and for CrossLink. By default the credential tells it: its OpenURL Tenant ID where that has a colon, or its Library Symbol.',
		{ placeholder: 'e.g. ISIL:US-ABC' },
	),
	buildChoiceField(
		'Same Title Requested Already',
		'duplicate',
		'What to do when the patron has an open request for the same record or ISBN, with the same volume and service type',
		severities,
		'refuse',
	),
	buildChoiceField(
		'Same Work Requested Already',
		'sameWork',
		'What to do when the patron has an open request for what looks like another edition, by title and author',
		severities,
		'warn',
	),
	buildChoiceField(
		'Send Through',
		'via',
		'How the request is sent. Checks and output are the same. Not for CrossLink, which has only one way.',
		buildChoices({
			resolver: ['OpenURL Resolver', "The consortium's resolver makes the request"],
			direct: ['ReShare Directly', 'For libraries without a resolver, or with one older than version 1.5.1'],
		}),
		'resolver',
	),
	buildSwitchField('Shorten a Long Note', 'cutNote', 'Whether to cut a note at 255 characters instead of refusing it'),
	buildNumberField(
		'Wait for Validation (Seconds)',
		'verdictWait',
		'How long to wait for ReShare to check the new request and to ask a library, which it does shortly after accepting it',
		usualWaitSeconds,
		{ minValue: 0, maxValue: longestWaitSeconds },
	),
]);

const optionOf = createPropertyFinder(optionsFieldOfCreate.options);

/**
 * Reads the options.
 *
 * @param found problems of the draft, to which those of the options are added
 * @param countsCopies whether the library follows the rule of five
 */
export function readCreateOptions(
	options: IDataObject,
	openUrlTenant: string,
	found: readonly InputProblem[],
	countsCopies = false,
): NewRequestOptions {
	const problems = [...found];
	const choice = (name: string) => readChoice(options[name], optionOf(name), problems);
	const yes = (name: string) => readYesNo(options[name], optionOf(name).displayName, problems);
	const via = choice('via');
	const checks = {
		duplicate: (choice('duplicate') ?? 'refuse') as Severity,
		sameWork: (choice('sameWork') ?? 'warn') as Severity,
		reference: yes('checkReference') ?? true,
		patron: yes('checkPatron') ?? true,
		limit: yes('checkLimit') ?? true,
		ownLimit: toText(options.ownLimit).trim() === '' ? undefined : readNumber(options.ownLimit, ownLimitOption, 0, problems),
		pickupLocation: yes('checkPickupLocation') ?? true,
		copyrightLimit: countsCopies
			? {
					approvedBy: readTextParameter(options.copyrightApprovedBy, 'Copyright Approved By', problems)?.trim() ?? '',
					shown: (readTextParameter(options.copyrightShown, 'Copies Shown for Approval', problems, Infinity) ?? '').split(/[\s,;]+/),
				}
			: undefined,
	};
	const wait = toText(options.verdictWait).trim() === '' ? usualWaitSeconds : Number(options.verdictWait);
	return {
		// Without the option, the usual route of the back end is used.
		...(via === undefined ? {} : { via: via as 'direct' | 'resolver' }),
		checks,
		validationWaitMs: (Number.isFinite(wait) ? Math.min(Math.max(wait, 0), longestWaitSeconds) : usualWaitSeconds) * 1000,
		cutNote: yes('cutNote') ?? false,
		requestingSymbol: readSymbol(readTextParameter(options.requestingSymbol, 'Requesting Library Symbol', problems), openUrlTenant),
		problems,
	};
}

/** Reads a symbol. The resolver adds `RESHARE:` to a name without a colon, but a request that is posted directly needs the whole symbol. */
function readSymbol(typed: string | undefined, openUrlTenant: string): string | undefined {
	return typed?.trim() || (openUrlTenant.includes(':') ? openUrlTenant : undefined);
}
