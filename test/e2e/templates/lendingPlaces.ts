import type { TemplateBench } from './bench';
import type { LendingPlace } from './lendingRules';

let made = 0;
const title = 'Wind & <weather>';

export function lendingModRs(bench: () => TemplateBench): LendingPlace {
	const states = { new: 'RES_IDLE', refused: 'RES_UNFILLED', sent: 'RES_ITEM_SHIPPED' } as const;
	const answers: Readonly<Record<string, ReturnType<LendingPlace['answered']>>> = {
		RES_UNFILLED: 'cannotSupply',
		RES_NEW_AWAIT_PULL_SLIP: 'willSupply',
		RES_PENDING_CONDITIONAL_ANSWER: 'sendConditions',
	};
	const requests = () => bench().practice.sandbox.requests;
	return {
		reason: 'policy',
		condition: 'other',
		place: 'STACKS',
		acting: '/performAction$',
		reading: '/rs/patronrequests/',
		add: ({ published, type, pages, isCopy = false, stage = 'new' }) => {
			const { id, hrid } = requests().add('east', {
				isRequester: false,
				hrid: `RULED-${++made}`,
				title,
				patronIdentifier: 'P-SECRET',
				requestingInstitutionSymbol: 'ISIL:US-WEST',
				publicationDate: published,
				pagesRequested: pages,
				state: states[stage],
				refdata: { serviceType: isCopy ? 'copy' : 'loan', ...(type === undefined ? {} : { publicationType: type.toLowerCase() }) },
			});
			return { id, hrid: hrid ?? '' };
		},
		answered: (id) => answers[requests().get(id).state] ?? 'nothing',
		noteOf: (id) => String(requests().get(id).localNote ?? ''),
	};
}

/** CrossLink says yes by itself as soon as a request arrives. */
export function lendingCrossLink(bench: () => TemplateBench): LendingPlace {
	const states = { new: 'WILL_SUPPLY', refused: 'UNFILLED', sent: 'SHIPPED' } as const;
	const requests = () => bench().practice.sandbox.crosslink.requests;
	const noteOf = (id: string): string => requests().get(id).internalNote ?? '';
	return {
		reason: 'PolicyProblem',
		condition: 'Other',
		place: '',
		acting: '/action$',
		reading: '/broker/patron_requests/',
		add: ({ published, type, pages, isCopy = false, stage = 'new' }) => {
			const row = requests().add({
				id: `00000000-0000-4000-9000-${String(++made).padStart(12, '0')}`,
				side: 'lending',
				requesterSymbol: 'ISIL:US-WEST',
				supplierSymbol: 'ISIL:US-EAST',
				requesterRequestId: `RULED-${made}`,
				patron: 'P-SECRET',
				state: states[stage],
				terminalState: stage === 'refused',
				illRequest: {
					bibliographicInfo: { title, ...(pages === undefined ? {} : { pagesRequested: pages }) },
					publicationInfo: {
						...(published === undefined ? {} : { publicationDate: published }),
						...(type === undefined ? {} : { publicationType: { '#text': type } }),
					},
					serviceInfo: { serviceType: isCopy ? 'Copy' : 'Loan' },
					patronInfo: { patronId: 'P-SECRET' },
				} as never,
			});
			return { id: row.id, hrid: row.requesterRequestId };
		},
		answered: (id) => {
			const { state } = requests().get(id);
			if (state === 'UNFILLED') return 'cannotSupply';
			if (state === 'CONDITION_PENDING') return 'sendConditions';
			return noteOf(id).includes('Answered by') ? 'willSupply' : 'nothing';
		},
		noteOf,
	};
}
