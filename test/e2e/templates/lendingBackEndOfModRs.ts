import type { TemplateTestBed } from './TemplateTestBed';
import type { LendingBackEnd } from './testLendingRules';

let made = 0;
const title = 'Wind & <weather>';

export function lendingBackEndOfModRs(bench: TemplateTestBed): LendingBackEnd {
	const states = { new: 'RES_IDLE', refused: 'RES_UNFILLED', sent: 'RES_ITEM_SHIPPED' } as const;
	const answers: Readonly<Record<string, ReturnType<LendingBackEnd['answered']>>> = {
		RES_UNFILLED: 'cannotSupply',
		RES_NEW_AWAIT_PULL_SLIP: 'willSupply',
		RES_PENDING_CONDITIONAL_ANSWER: 'sendConditions',
	};
	const requests = () => bench.sandbox.requests;
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
