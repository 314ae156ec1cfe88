import type { Defect } from './compileProgram';
import type { Plan, Step } from './planWorld';

export interface Mutant extends Defect {
	/** The other places to change, for a defect that needs more than one. */
	readonly also?: readonly Defect[];
	/** What is wrong with it, in words. */
	readonly name: string;
	/** The kinds of steps that a world needs in order to show the defect. */
	readonly needs?: readonly Step['kind'][];
	/** The only back end in which the defect can show. */
	readonly only?: Plan['backEnd'];
}

/** Defects that are put into the client one at a time, to prove that the simulation finds each of them. */
export const mutants: readonly Mutant[] = [
	{
		name: 'a failed list counts as read',
		file: 'reshare/requests/changes/fetchRequests.ts',
		from: 'failure = { reason };',
		to: 'isComplete = true;',
	},
	{
		name: 'no overlap between polls',
		file: 'reshare/requests/changes/overlapWindow.ts',
		from: 'const start = startOfWindow(position, overlapSeconds);',
		to: 'const start = startOfWindow(position, 0);',
	},
	{
		name: 'what was delivered is forgotten',
		file: 'reshare/requests/changes/deduplicateChanges.ts',
		from: 'delivered.events[eventId] = listedAt ?? at;',
		to: '',
	},
	{
		name: 'changes are not sorted',
		file: 'reshare/requests/changes/deduplicateChanges.ts',
		from: '[...pending.values()].sort(compareChanges)',
		to: '[...pending.values()].reverse()',
	},
	{
		name: 'an unfinished request is delivered at once',
		only: 'modRs',
		file: 'reshare/requests/changes/fetchRequests.ts',
		from: 'if (mayStillBeProcessing(record.request.underWaySince, this.serverNow))',
		to: 'if (mayStillBeProcessing(undefined, this.serverNow))',
	},
	{
		name: 'a further condition is dropped',
		needs: ['conditions'],
		file: 'reshare/requests/changes/change.ts',
		from: 'if (at === undefined || condition.isMigrated === true || ofTransitions.has(condition)) continue;',
		to: 'if (at === undefined || ofTransitions.size >= 0) continue;',
	},
	{
		name: 'a request that was read once counts as unchanged',
		file: 'reshare/requests/changes/fetchRequests.ts',
		from: 'return mark !== undefined && mark[0] === (head.version ?? lastAuditNoIfNone) && mark[1] === updated;',
		to: 'return mark !== undefined;',
	},
	{
		name: 'a new request is reported only without history',
		file: 'reshare/requests/changes/change.ts',
		from: 'if (createdAt !== undefined && request.isMigrated !== true)',
		to: 'if (createdAt !== undefined && request.history.length === 0)',
	},
	{
		name: 'a condition is reported again after the migration',
		needs: ['migrate'],
		file: 'reshare/requests/changes/change.ts',
		from: 'condition.isMigrated === true || ',
		to: '',
	},
	{
		name: 'a migrated request is reported as new',
		needs: ['migrate'],
		file: 'reshare/requests/changes/change.ts',
		from: 'request.isMigrated !== true',
		to: "request.id !== ''",
	},
	{
		name: 'the price of a migrated condition is dropped',
		needs: ['migrate'],
		file: 'reshare/requests/crosslink/conditions.ts',
		from: "direction === 'sent' || isMigrated ?",
		to: "direction === 'sent' ?",
	},
	{
		name: 'the reference of a migrated request is not restored',
		needs: ['migrate'],
		file: 'reshare/requests/crosslink/CrossLinkBackend.ts',
		from: 'references: saved.references,',
		to: 'references: [],',
	},
	{
		name: 'an unreadable request is passed over',
		needs: ['unreadable'],
		file: 'reshare/requests/changes/fetchRequests.ts',
		from: "if (result?.kind === 'failed' && !(head.id in this.quarantined)) throw result.reason;",
		to: "if (result?.kind === 'failed') continue;",
	},
	{
		name: 'the cursor advances to the present',
		file: 'reshare/requests/changes/commitCursor.ts',
		from: 'if (updated <= serverNow) reached = Math.max(reached, updated);',
		to: 'reached = Math.max(reached, serverNow);',
	},
	{
		name: 'a symbol that joins is not followed',
		needs: ['branch'],
		file: 'reshare/requests/changes/readChanges.ts',
		from: 'splitCursorBySymbol(before, await bySymbol.symbols(), options.overlapSeconds)',
		to: 'splitCursorBySymbol(before, before.symbols?.known ?? (await bySymbol.symbols()), options.overlapSeconds)',
	},
	{
		name: 'items show patrons whatever was chosen',
		file: 'reshare/requests/changes/changeItem.ts',
		from: 'maskChange(patronMasks[options.patronDetails], whole)',
		to: 'maskChange(patronMasks.full, whole)',
	},
	{
		name: 'unread messages are not counted',
		only: 'crossLink',
		file: 'reshare/requests/changes/UnreadMessageCounts.ts',
		from: 'return unreadMessages > 0 && unreadMessages !== (this.#counts[id] ?? this.before.unread[id] ?? 0);',
		to: "return unreadMessages < 0 && id === '';",
	},
	{
		name: 'the reference is not looked up',
		file: 'reshare/requests/create/decideSending.ts',
		from: 'await anticipated.rows(maxAgeMs)',
		to: '[]',
	},
	{
		name: 'a lost answer is followed by another attempt at once',
		file: 'reshare/requests/create/sendDraftExactlyOnce.ts',
		from: "const mayRepeat = lost === undefined && (isUnique || (!mayStillRun && found.kind === 'none'));",
		to: 'const mayRepeat = lost === undefined;',
	},
	{
		name: 'two requests count as one',
		only: 'modRs',
		file: 'reshare/requests/create/concurrentDuplicates.ts',
		from: 'if (open.length < 2) return',
		to: 'if (open.length < 3) return',
	},
	{
		name: 'both processes withdraw their request',
		only: 'modRs',
		file: 'reshare/requests/create/concurrentDuplicates.ts',
		from: 'winner !== undefined && winner.id !== own.id;',
		to: 'winner !== undefined;',
	},
	{
		name: 'the validation is not waited for',
		file: 'reshare/requests/create/awaitValidation.ts',
		from: "if (progress === 'passedOn' || left <= 0)",
		to: 'if (progress !== undefined || left <= 0)',
	},
	{
		name: 'unclear is reported as not created',
		file: 'reshare/requests/create/reconcileSubmission.ts',
		from: "{ outcome: 'needsStaff', reason: 'unclear', explanation }",
		to: "{ outcome: 'notCreated', reason: 'refused' as never, explanation }",
	},
	{
		name: 'a refusal is believed although a proxy may have written it',
		file: 'reshare/requests/create/sendDraftExactlyOnce.ts',
		from: "\tconst found = await lookUpSentDraft(round);\n\tif (found.kind === 'found')\n\t\treturn sentRequestOf(round, found.row, ['The answer spoke of a refusal",
		to: "\tconst found = { kind: 'none' } as Awaited<ReturnType<typeof lookUpSentDraft>>;\n\tif (found.kind === 'found')\n\t\treturn sentRequestOf(round, found.row, ['The answer spoke of a refusal",
	},
	{
		name: 'a typed reference can be used again',
		file: 'reshare/requests/create/findExisting.ts',
		from: 'if (reference.typed || isOpenRequest(row)) return true;',
		to: 'if (isOpenRequest(row)) return true;',
	},
	{
		name: 'what was not shown is agreed to',
		needs: ['conditions', 'act'],
		file: 'reshare/requests/act/performAction.ts',
		from: 'agreementProblem(request, action.shown, mask)',
		to: 'agreementProblem(request, undefined, mask)',
	},
	{
		name: 'a lost answer counts as done',
		needs: ['act'],
		file: 'reshare/requests/act/performAction.ts',
		from: '...lostAnswer(action, request, now, allowedNow && possible(allowedNow), shortfall)',
		to: "...done('It was done.')",
	},
	{
		name: 'rules work on one request at the same time',
		file: 'reshare/requests/LendingRuleEngine.ts',
		from: 'return await withLock(`lending rules|${this.backend.tenant}|${request.id}`, async () => {',
		to: 'return await withLock(`lending rules|${this.backend.tenant}|${String(clock.jitter())}`, async () => {',
	},
	{
		name: 'an action is not checked before its first attempt',
		file: 'reshare/requests/act/performAction.ts',
		from: '(await isDue?.()) === false',
		to: '(isDue === undefined) === (undefined as unknown)',
	},
	{
		name: 'an answer is not checked before each attempt',
		file: 'reshare/requests/LendingRuleEngine.ts',
		from: '(now) => now !== undefined && awaitsLenderAnswer(now)',
		to: '() => true',
	},
	{
		name: 'rules answer what was answered',
		file: 'reshare/requests/rules/staffAnswer.ts',
		from: "state.known.event !== 'cancelRequested' &&\n\t\tstaffAnswerTo(request) === undefined &&",
		to: "state.known.event !== 'cancelRequested' &&",
	},
	{
		name: "a page of a proxy counts as the back end's answer",
		needs: ['act'],
		file: 'reshare/okapi/gatewayErrors.ts',
		from: "if (contentType === 'application/json' || notPassedOn.has(status)) return false;",
		to: "if (contentType !== 'nothing' || notPassedOn.has(status)) return false;",
	},
	{
		name: 'calls begin after Stop',
		needs: ['stop'],
		file: 'reshare/transport/HttpClient.ts',
		from: 'if (this.signal?.aborted === true) throw cancelled(request.url, false);',
		to: '',
	},
	{
		name: 'a price is dropped from a condition',
		file: 'reshare/requests/modrs/requestSchemas.ts',
		from: '\t\tcost,\n\t\tcurrency: costCurrency',
		to: '\t\tcost: cost === undefined ? undefined : undefined,\n\t\tcurrency: costCurrency',
	},
	{
		name: 'a price is dropped from a condition of CrossLink',
		file: 'reshare/requests/crosslink/conditions.ts',
		from: '...condition,',
		to: '...condition,\n\t\t\t\t\tcost: undefined,',
		needs: ['conditions'],
	},
	{
		name: 'a repeated action is not read again',
		file: 'reshare/requests/crosslink/retryWhileBusy.ts',
		from: 'const answer = await ask(index > 0);',
		to: 'const answer = await ask(index < 0);',
	},
	{
		name: 'a symbol that cannot be read is left out of the list',
		file: 'reshare/requests/crosslink/symbols.ts',
		from: 'async () => await readSymbols(client));',
		to: 'async () => (await readSymbols(client).catch(() => [client.okapi.account.tenant.includes("east") ? "ISIL:US-EAST" : "ISIL:US-WEST"])));',
		also: [
			{
				file: 'reshare/requests/changes/symbolCursors.ts',
				from: 'symbols.known.filter((symbol) => !present.includes(symbol));',
				to: '[] as string[];',
			},
			{
				file: 'reshare/requests/changes/readChanges.ts',
				from: 'splitCursorBySymbol(before, await bySymbol.symbols(), options.overlapSeconds)',
				to: 'splitCursorBySymbol({ ...before, symbols: undefined } as typeof before, await bySymbol.symbols(), options.overlapSeconds)',
			},
		],
	},
	{
		name: 'a request counts as passed on before a library was asked',
		file: 'reshare/requests/create/awaitValidation.ts',
		from: "if (transient !== 'notAsked') return transient;",
		to: "if (transient !== 'notAsked') return transient;\n\treturn 'passedOn';",
		only: 'crossLink',
	},
	{
		name: 'the note of a yes is not sent',
		file: 'reshare/requests/LendingRuleEngine.ts',
		from: 'const action = said.length > 0 ? noteAlone(request, answer) : answer;',
		to: 'const action = said.length > 0 ? undefined : answer;',
		only: 'crossLink',
	},
	{
		name: 'the note of a yes is sent again',
		file: 'reshare/requests/rules/staffAnswer.ts',
		from: 'findRuleInNote(staffNote) === undefined',
		to: "staffNote !== 'none'",
		also: [
			{
				file: 'reshare/requests/LendingRuleEngine.ts',
				from: "return note === '' || countSentMessagesWithText(request, note) > 0 ?",
				to: "return note === '' || countSentMessagesWithText(request, note) > 1000 ?",
			},
		],
		only: 'crossLink',
	},
	{
		name: 'letters to staff go to the address in the item',
		file: 'notices/writeNotices.ts',
		from: 'addressOf(this.#item, this.#settings) : this.#profile.staffEmail,',
		to: "addressOf(this.#item, this.#settings) : (textOfField(this.#item, 'patronEmail') ?? this.#profile.staffEmail),",
	},
	{
		name: 'a request in quarantine is never tried again',
		file: 'reshare/requests/changes/fetchRequests.ts',
		from: 'if (isComplete) await fetch.retryQuarantined();',
		to: '',
		needs: ['unreadable'],
	},
	{
		name: 'an answer of the Directory stays for ever',
		needs: ['branch'],
		file: 'reshare/Cache.ts',
		from: 'clock.now() - kept.at < fresherThanMs',
		to: 'kept.at > 0',
	},
	{
		name: "another patron's request is returned",
		file: 'reshare/requests/create/findExisting.ts',
		from: 'const own = candidates.filter((row) => mayBelongToPatron(row, reference.patronId));',
		to: 'const own = candidates;',
	},
	{
		name: 'a request for another title is returned',
		file: 'reshare/requests/create/compareRequestWithDraft.ts',
		from: 'return reference.typed && asksForOtherThing(row, draft);',
		to: "return reference.typed && row.id === '';",
	},
	{
		name: 'every change counts as current',
		file: 'reshare/requests/changes/changeItem.ts',
		from: 'isStillCurrent: isStillCurrent(change),',
		to: 'isStillCurrent: true,',
	},
	{
		name: 'a change shows the present status',
		file: 'reshare/requests/changes/statusAndAdviceOfChange.ts',
		from: 'return step === undefined ? request.state : step.to;',
		to: 'return step === undefined ? request.state : request.state;',
	},
	{
		name: 'the last changes are not repeated after a restart',
		file: 'reshare/requests/changes/overlapWindow.ts',
		from: 'new Set(repeatAfterRestart ? owed.events : [])',
		to: 'new Set<string>()',
	},
	{
		name: 'an action whose answer was lost is repeated',
		file: 'reshare/requests/act/performAction.ts',
		from: '\t\tcause = error;\n',
		to: '\t\tcause = error;\n\t\tanswer = await backend.act(request, action, names, isDue).catch(() => undefined);\n',
		needs: ['act'],
	},
	{
		name: "a library's own request counts among its other open ones",
		file: 'reshare/requests/LendingRuleEngine.ts',
		from: 'open.id !== request.id && ',
		to: '',
	},
	{
		name: 'responses are not counted by the hour',
		file: 'reshare/requests/rules/rulesState.ts',
		from: 'if (answered >= mostAnswers)',
		to: 'if (answered > 1000 + mostAnswers)',
	},
	{
		name: 'a new request with a message counts as answered',
		file: 'reshare/requests/rules/staffAnswer.ts',
		from: 'staffAnswerTo(request) === undefined &&',
		to: 'staffAnswerTo(request) === undefined &&\n\t\trequest.messages.length === 0 &&',
	},
];
